import { RehearsalError } from '../../core/errors.ts'
import { zoneNamed, type Zone } from '../../core/model/calendar.ts'
import { epochIn, epochUnits, isoInstant, parseInstant, type Instant } from './instants.ts'
import { timePattern, type TimePattern } from './time-pattern.ts'

/** Reads the instants of one file: ISO 8601 and epochs as each value shows, or by a pattern; times without a zone in a zone (default UTC). */
export class InstantReader {
  readonly #zone: Zone | undefined
  readonly #pattern: TimePattern | undefined
  readonly #unit: number
  readonly #format: number
  readonly #found: Instant = { format: 0, ms: 0 }

  /** `format` is the number under which instants of the pattern are counted. Throws E_TIME_FORMAT or E_TIME_ZONE. */
  constructor({ timeFormat, timeZone }: { timeFormat?: string | undefined; timeZone?: string | undefined } = {}, format = -1) {
    this.#unit = timeFormat === undefined ? -1 : (epochUnits as readonly string[]).indexOf(timeFormat.toLowerCase()) // as: any text may be asked for
    this.#pattern = timeFormat === undefined || this.#unit >= 0 ? undefined : timePattern(timeFormat)
    this.#zone = timeZone === undefined ? undefined : zoneNamed(timeZone)
    this.#format = format
    if (timeZone !== undefined && !this.#zone) {
      throw new RehearsalError('E_TIME_ZONE', `There is no time zone ${JSON.stringify(timeZone)}.`, 'Write a name of the IANA list, such as Europe/Istanbul.', { unusable: true })
    }
  }

  /** The instant a text stands for, blanks around it allowed. The object returned is reused by the next call. */
  read(text: string): Instant | undefined {
    return this.#read(text) ?? (text !== text.trim() ? this.#read(text.trim()) : undefined)
  }

  /** A local time, as the epoch ms it would be in UTC, as an instant: the first of two, and an hour later if there is none (Temporal's `compatible`). */
  instantOfWall(wall: number): number {
    return this.#zone ? this.#zone.instantOf(wall) : wall
  }

  #read(text: string): Instant | undefined {
    if (this.#unit >= 0) return epochIn(text, this.#unit + 1)
    if (!this.#pattern) return parseInstant(text, this.#zone)
    const shown = this.#pattern(text)
    if (!shown) return isoInstant(text, this.#zone)
    this.#found.format = this.#format
    this.#found.ms = shown.zoned ? shown.wall : this.instantOfWall(shown.wall)
    return this.#found
  }
}
