import { durationOfMs, exactMs } from '../../../model/duration.ts'

const MINUTE = 60_000
const UNITS = [['WEEKS', 7 * 24 * 60 * MINUTE, 'P#W'], ['DAYS', 24 * 60 * MINUTE, 'P#D'], ['HOURS', 60 * MINUTE, 'PT#H'], ['MINUTES', MINUTE, 'PT#M']] as const

/** A wait as Salesforce counts it: a whole number of minutes, hours, days or weeks. */
export interface WaitLength { readonly waitDuration: number; readonly waitUnit: string }

/** The unit it is written in, if it is written in one: P7D stays seven days, and P1W a week. Rounded up to whole minutes, at least one. */
export function waitLengthOf(duration: string): WaitLength {
  const written = /^P(?:(\d+)W|(\d+)D|T(\d+)H|T(\d+)M)$/.exec(duration)
  const place = written?.slice(1).findIndex((amount) => amount !== undefined) ?? -1
  if (place >= 0 && Number(written![place + 1]) > 0) return { waitDuration: Number(written![place + 1]), waitUnit: UNITS[place]![0] }
  const ms = Math.max(MINUTE, Math.ceil(exactMs(duration) / MINUTE) * MINUTE)
  const [unit, size] = UNITS.slice(1).find(([, one]) => ms % one === 0)! // minutes divide it
  return { waitDuration: ms / size, waitUnit: unit }
}

/** What a wait of that length is in a document. Months are no exact span: 30 days. Undefined for what is no wait. */
export function durationOfWait(waitDuration: unknown, waitUnit: unknown): { duration: string; isExact: boolean } | undefined {
  const amount = Number(waitDuration)
  const name = String(waitUnit).toUpperCase()
  if (!Number.isSafeInteger(amount) || amount < 0 || typeof waitDuration === 'boolean' || waitDuration === null || waitDuration === '') return undefined
  if (name === 'MONTHS') return { duration: `P${amount * 30}D`, isExact: false }
  const unit = UNITS.find(([one]) => one === name)
  return unit && { duration: unit[2].replace('#', String(amount)), isExact: true }
}

/** The duration that a wait can be: itself, or rounded up to a whole minute. */
export function nearestWait(duration: string): string {
  const ms = exactMs(duration)
  return ms > 0 && ms % MINUTE === 0 ? duration : durationOfMs(Math.max(MINUTE, Math.ceil(ms / MINUTE) * MINUTE))
}

/** The whole hours that Einstein may choose among for a span, from 1 to 168. */
export function hoursWithin(duration: string): number {
  return Math.min(168, Math.max(1, Math.round(exactMs(duration) / (60 * MINUTE))))
}
