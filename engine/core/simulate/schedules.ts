import type { RunProgram } from '../compile/program.ts'
import { knownZone } from '../model/calendar.ts'
import type { EventDataset } from '../model/dataset.ts'
import { scheduleInstants } from '../model/recurrence.ts'

/** A schedule entry that comes round at an instant; `journey` and `entry` are indices. */
export interface DueSchedule { instant: number; journey: number; entry: number }

/** All schedules of a run by instant, then by the journeys' turns, then in document order, from `from` up to and including `until`. */
export function schedulesOf({ journeys, turns }: RunProgram, { firstAt }: Pick<EventDataset, 'firstAt'>, { from, until }: { from: number; until: number }): DueSchedule[] {
  return turns
    .flatMap((journey) => {
      const { entries, timeZone } = journeys[journey]!
      return entries.flatMap(({ trigger }, entry) =>
        trigger.kind === 'schedule' ? scheduleInstants(trigger, knownZone(timeZone), firstAt, until).map((instant) => ({ instant, journey, entry })) : [],
      )
    })
    .filter(({ instant }) => instant >= from)
    .sort((a, b) => a.instant - b.instant) // stable: ties stay in the order of turns and entries
}
