import type { CaseFile } from '../cases/case-format.ts'
import { messagesOf, staysOf } from '../cases/what-happened.ts'
import { explainProfile } from '../explain/explain-profile.ts'
import type { EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Scenario } from '../simulate/scenario.ts'
import type { Draft } from './make/draft.ts'
import { wayInWords } from './way-in-words.ts'
import type { Way } from './way.ts'

/** The person as a test case that holds the documents themselves and expects all that happens: the first document is the one that is tested. */
export function caseOf(draft: Draft, adds: readonly Way[], documents: readonly JourneyDocument[], dataset: EventDataset, scenario: Scenario | undefined): CaseFile {
  const { id, from, until, attributes, events } = draft
  const explanation = explainProfile({ documents, dataset, profileId: id, options: { from, until, seed: 0, scenario } })
  const several = documents.length > 1
  const [document] = documents
  const last = explanation.journeys[0]!.instances.at(-1)
  const instant = (at: number) => new Date(at).toISOString()
  return {
    format: 'case',
    formatVersion: 1,
    name: caseName(adds, document!),
    given: {
      journey: several ? [...documents] : document!,
      from: instant(from),
      until: instant(until),
      ...(scenario ? { scenario } : {}),
      profile: { id, ...(Object.keys(attributes).length > 0 ? { attributes: { ...attributes } } : {}) },
      events: events.map(({ at, name, properties }) => ({ at: instant(at), name, ...(Object.keys(properties).length > 0 ? { properties: { ...properties } } : {}) })),
    },
    expect: {
      path: staysOf(explanation).map(({ journey, step, port }) => `${several ? `${journey}/` : ''}${step}${port === null ? '' : `:${port}`}`),
      messages: messagesOf(explanation).map(({ journey, step, status, reason }) => ({ step: several ? `${journey}/${step}` : step, status, ...(reason === null ? {} : { reason: reason as 'consent' }) })), // as: the reason of a message that was held back
      ...(last ? { outcome: last.outcome } : {}),
      goals: explanation.happenings.flatMap((happened) => (happened.what === 'goal' ? [happened.goal] : [])),
      started: explanation.journeys.reduce((sum, { instances }) => sum + instances.length, 0),
    },
  }
}

/** Ways that a name tells; a longer one nobody reads. */
const MOST_NAMED = 2

/** A sentence of what the case is there for: `somebody goes "Wait for cart" by After 15 min, and reaches ordered`. */
function caseName(adds: readonly Way[], document: JourneyDocument): string {
  // What comes last along the way says most about it.
  const telling = adds.toReversed().toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST_NAMED)
  const told = telling.map((way) => {
    const { where, which } = wayInWords(way, document)
    switch (way.kind) {
      case 'entry': return `starts by ${which}`
      case 'port': return `leaves "${where}" by "${which}"`
      case 'text': return `gets "${where}" with the ${which}`
      case 'goal': return `reaches ${which}`
      case 'exit': return `leaves by the exit ${which}`
    }
  })
  const more = adds.length - telling.length
  return `Somebody ${told.join(' and ')}${more > 0 ? ` (and ${more} more ${more === 1 ? 'way' : 'ways'})` : ''}`
}

function rank({ kind }: Way): number {
  return kind === 'goal' || kind === 'exit' ? 2 : kind === 'entry' ? 0 : 1
}
