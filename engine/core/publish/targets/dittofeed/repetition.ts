import type { JourneyDocument, Reentry } from '../../../model/journey.ts'
import { hasEventWaits } from './waits.ts'
import type { Mapping } from './mapping.ts'

/** How often people pass there, and by what property of the events a run is told apart. */
export interface Repetition { readonly canRunMultiple: boolean; readonly key: string | null }

/**
 * Without a key every event begins a run of its own; with one, a run lasts until it ends, one at a time for each value. That `canRunMultiple: false` lets one run in
 * for each key and person is read from packages/backend-lib/src/journeys/userWorkflow; it is not documented.
 */
export function repetition(document: JourneyDocument, { settings, begins, problems }: Mapping): Repetition {
  const reentry: Reentry = document.reentry ?? { kind: 'once' }
  const path = ['reentry'] as const
  const own = settings.eventKey ?? null
  if (reentry.kind !== 'once' && reentry.limit) problems.loss(11, [...path, 'limit'], 'how often people may come back is not limited', 'Ask in the segment, or in the first branch, whether they had it before.')
  if (reentry.kind === 'afterExit' && reentry.cooldown !== undefined && !/^PT?0[A-Z]$/.test(reentry.cooldown)) problems.loss(12, [...path, 'cooldown'], 'there is no rest between two passes', 'End the journey with a delay: while it lasts nobody comes in again.')
  if (begins === 'segment') {
    if (reentry.kind === 'always') problems.loss(13, path, 'one pass at a time: who is in it does not begin another', 'Let people come back after the end.')
    return { canRunMultiple: reentry.kind !== 'once', key: null }
  }
  switch (reentry.kind) {
    case 'once': return { canRunMultiple: false, key: own }
    case 'afterExit': {
      if (own === null) problems.loss(14, path, 'every event begins a run of its own, also for those who are in one', 'Name in the connection the property by which events tell the person.')
      return { canRunMultiple: true, key: own }
    }
    case 'always': {
      if (reentry.key !== undefined) {
        problems.loss(15, [...path, 'key'], 'an event without this property reaches no run', 'Send it with every event of the journey.')
        return { canRunMultiple: true, key: reentry.key }
      }
      if (!hasEventWaits(document) || own === null) return { canRunMultiple: true, key: null }
      problems.loss(16, path, 'because it waits for events, somebody has one pass at a time', 'Let people come back after the end, or tell runs apart by a property of their own.')
      return { canRunMultiple: true, key: own }
    }
  }
}

/** The way back. */
export function reentryOf(canRunMultiple: boolean, begins: 'event' | 'segment', key: string | undefined, own: string | undefined): Reentry {
  if (begins === 'segment') return { kind: canRunMultiple ? 'afterExit' : 'once' }
  if (key !== undefined && key !== own) return { kind: 'always', key, ...(canRunMultiple ? {} : { limit: { count: 1, within: 'P36500D' } }) }
  if (!canRunMultiple) return { kind: 'once' }
  return key === undefined ? { kind: 'always' } : { kind: 'afterExit' }
}
