import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { Reasoning } from '../can-hold.ts'
import { knownAtEntry } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named, reachableFrom } from '../flow.ts'
import type { LintContext } from '../lint-context.ts'
import { sameTrigger } from './entries-on-one-trigger.ts'

/** Other journeys that start by the same event: one customer gets the messages of both, unless a cap or their filters keep them apart. */
export function journeysOnOneTrigger(document: JourneyDocument, { others = [] }: LintContext): Diagnostic[] {
  const rivals = others.filter((other) => other.id !== document.id)
  const reasoning = new Reasoning(document)
  return document.entries.flatMap((entry, index): Diagnostic[] => {
    // Segments are a journey's own: of one name they may still be two.
    if (entry.trigger.kind === 'segment') return []
    const sharing = rivals.filter((other) =>
      other.entries.some((theirs) => sameTrigger(entry, theirs) && reasoning.canHold([...knownAtEntry(entry), entry.where ?? {}, ...(asksForSegment(theirs.where) ? [] : [theirs.where ?? {}])])),
    )
    if (sharing.length === 0) return []
    const names = named(sharing.map(({ id, name }) => name ?? id))
    const who = sharing.length === 1 ? `the journey ${names} starts` : `the journeys ${names} start`
    const crowded = [document, ...sharing].filter((one) => sendsMessages(one) && (one.policies?.caps ?? []).length === 0).length > 1
    return [
      {
        code: 'J071',
        severity: crowded ? 'warning' : 'info',
        message: `${who} by the same trigger as the entry ${named([entry.id])}${crowded ? ', and no cap limits what one customer gets' : ''}`,
        help: 'rehearse them together and look at the message pressure; tell them apart by filters, or set caps and priorities',
        path: jsonPath(['entries', index, 'trigger']),
      },
    ]
  })
}

function asksForSegment(where: unknown): boolean {
  return JSON.stringify(where ?? {}).includes('"segment"')
}

function sendsMessages(document: JourneyDocument): boolean {
  return [...reachableFrom(document, document.entries.map(({ next }) => next))].some((id) => document.steps[id]!.kind === 'message')
}
