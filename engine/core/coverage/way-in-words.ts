import { nameOf, stepAt } from '../lint/flow.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'
import type { Way } from './way.ts'

/** A way as people read it, in two parts: where it is, and which of the ways there. */
export function wayInWords(way: Way, document: JourneyDocument): { where: string; which: string } {
  switch (way.kind) {
    case 'entry': return { where: 'Entry', which: way.entry }
    case 'port': return { where: nameOf(document, way.step), which: portLabel(way.step, way.port, document) }
    case 'text': return { where: nameOf(document, way.step), which: `text ${way.variant}` }
    case 'goal': return { where: 'Goal', which: way.goal }
    case 'exit': return { where: 'Exit', which: way.exit }
  }
}

/** The same in one line: `"Cart: wait" › After 15 min`. */
export function wayInLine(way: Way, document: JourneyDocument): string {
  const { where, which } = wayInWords(way, document)
  return way.kind === 'port' || way.kind === 'text' ? `"${where}" › ${which}` : `${where} "${which}"`
}

function portLabel(stepId: string, port: string, document: JourneyDocument): string {
  const step = stepAt(document, stepId)
  return (step && portsOf(step).find(({ id }) => id === port)?.label) ?? port
}
