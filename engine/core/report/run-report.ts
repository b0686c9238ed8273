import * as z from 'zod'
import type { JourneyDocument } from '../model/journey.ts'
import type { Counter } from '../playback/counters.ts'
import type { RunLog } from '../playback/run-log.ts'
import { eachInstance } from './logged-instances.ts'
import { rhythmSchema, TimeCounter, weekSchema } from './over-time.ts'
import { ConversionTimes, timeToConvertSchema } from './time-to-convert.ts'
import { WayCounter, waysSchema } from './ways.ts'

/** What a report says of a run beyond its result: counts of passes (instances), none of one person. */
export const runReportSchema = z.strictObject({
  ways: waysSchema,
  /** One a goal, in the document's order. */
  timeToConvert: z.array(timeToConvertSchema),
  rhythm: rhythmSchema,
  /** By the week in which people started. */
  weeks: z.array(weekSchema),
})
export type RunReport = z.infer<typeof runReportSchema>

/** The report of the first journey of a run that ended at `until` (epoch ms); the log may leave out what `isReported` does not name. */
export function runReport({ document, log, counters, until }: { document: JourneyDocument; log: RunLog; counters: readonly Counter[]; until: number }): RunReport {
  const ways = new WayCounter()
  const times = new ConversionTimes(document, until)
  const time = new TimeCounter(document, until)
  eachInstance(log, counters, 0, (instance) => {
    ways.add(instance)
    times.add(instance)
    time.add(instance)
  })
  return { ways: ways.ways(document), timeToConvert: times.times(), rhythm: time.rhythm(), weeks: time.weeks() }
}
