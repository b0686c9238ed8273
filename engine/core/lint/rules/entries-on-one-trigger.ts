import { canonicalJson, jsonPath } from '../../json.ts'
import type { Entry, JourneyDocument } from '../../model/journey.ts'
import { Reasoning } from '../can-hold.ts'
import { knownAtEntry } from '../conditions-of.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { named } from '../flow.ts'

/** Two entries that one happening can match: the first one starts, so their order decides. Entries with filters that exclude each other are fine. */
export function entriesOnOneTrigger(document: JourneyDocument): Diagnostic[] {
  const { entries } = document
  const reasoning = new Reasoning(document)
  return entries.flatMap((entry, index): Diagnostic[] => {
    const known = knownAtEntry(entry)
    const own = entry.where ?? {}
    const rival = entries.slice(0, index).find((earlier) => sameTrigger(earlier, entry) && reasoning.canHold([...known, earlier.where ?? {}, own]))
    if (!rival) return []
    const never = reasoning.implies([...known, own], rival.where ?? {})
    return [
      {
        code: 'J027',
        severity: never ? 'warning' : 'info',
        message: never
          ? `the entry ${named([entry.id])} never starts anyone: ${named([rival.id])} before it has the same trigger and takes all of them`
          : `the entries ${named([rival.id, entry.id])} have the same trigger; whoever fits both starts by ${named([rival.id])}`,
        help: never ? 'give the earlier entry a narrower filter, put it last, or remove one of them' : 'keep it if this order is meant, or give the two filters that exclude each other',
        path: jsonPath(['entries', index, 'trigger']),
      },
    ]
  })
}

/** Do both start by the same kind of happening? Schedules do not: each of theirs is a chance of its own. */
export function sameTrigger(a: Entry, b: Entry): boolean {
  return a.trigger.kind !== 'schedule' && canonicalJson(a.trigger) === canonicalJson(b.trigger)
}
