import type { JsonValue } from '../../../json.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import { portsOf, summaryOf } from '../../../model/steps/registry.ts'
import { differences } from '../../came-back.ts'
import { journeyTitle } from '../../journey-title.ts'
import { partsOf } from '../../kept-here.ts'
import { marked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Outgoing } from '../../target.ts'
import { usesOf } from '../../uses.ts'
import { readDocument } from './from-platform.ts'
import { renderJson } from './render.ts'
import type { HttpSettings } from './settings.ts'

/** The journey as the mapping renders it. What does not come back by the mapping's own way back is named. */
export function toPlatform(document: JourneyDocument, { mapping: { mapping } }: HttpSettings): Outgoing {
  const problems = new ProblemList('HT')
  for (const { ability, path } of usesOf(document)) if (mapping.cannot.includes(ability)) problems.error(1, path, `the mapping says that the service cannot do “${ability}”`, 'Take it out of the journey, or out of “cannot” in the mapping.')
  const rendered = renderJson(mapping.body, scopeOf(document))
  if ('because' in rendered) problems.error(2, [], `the body of the mapping: ${rendered.because}`, 'Correct the mapping in the connection.')
  const body = 'value' in rendered ? rendered.value : null
  if (mapping.import === undefined) problems.loss(3, [], 'the mapping has no way back: whether everything arrives cannot be known', 'Add “import” to the mapping.')
  else if ('value' in rendered) {
    const back = readDocument(rendered.value, mapping.import)
    if ('because' in back) problems.error(4, [], `the import of the mapping: ${back.because}`, 'Correct the mapping in the connection.')
    else for (const path of differences(document, back.document)) problems.loss(5, partsOf(path), 'the mapping does not bring it back', 'Add it to the body and the import of the mapping.')
  }
  const name = marked(journeyTitle(document), document.id, 'journey')
  return { resources: [{ key: 'journey', kind: 'journey', name, body, needs: [], stepIds: [] }], problems: problems.all }
}

/** What `body` is rendered from. Steps come in the order people come to them, with their ways out; then those nobody comes to. */
function scopeOf(document: JourneyDocument): Record<string, JsonValue> {
  const order: string[] = []
  const waiting = document.entries.map(({ next }) => next).concat(Object.keys(document.steps))
  const seen = new Set<string>()
  const visit = (start: string) => {
    const ahead = [start]
    for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
      if (seen.has(id) || !Object.hasOwn(document.steps, id)) continue
      seen.add(id)
      order.push(id)
      for (const { target } of portsOf(document.steps[id]!)) if (target !== undefined) ahead.push(target)
    }
  }
  waiting.forEach(visit)
  const steps = order.map((id) => {
    const step = document.steps[id]!
    return { ...step, id, summary: summaryOf(step), ports: portsOf(step).map(({ id: port, label, target }) => ({ id: port, label, target: target ?? null })) }
  })
  return { journey: document as unknown as JsonValue, steps: steps as unknown as JsonValue, name: journeyTitle(document) } // as: a document is plain JSON
}
