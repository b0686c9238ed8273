import { DAY_MS } from '../../model/calendar.ts'

const MOST_REMEMBERED = 4096

/** One IANA zone, asked of `Intl` alone: stands in the exported module for the engine's own, which asks Temporal. Same answers. */
export class Zone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  /** Offsets by whole second: no zone changes its clocks more finely. */
  readonly #offsets = new Map<number, number>()

  constructor(name: string) {
    this.name = name
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', ...digits })
  }

  /** Local time minus UTC at an instant, ms. */
  offsetAt(instant: number): number {
    const second = Math.floor(instant / 1000)
    const known = this.#offsets.get(second)
    if (known !== undefined) return known
    const part: Record<string, number> = {}
    for (const { type, value } of this.#format.formatToParts(second * 1000)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
    const offset = Date.UTC(year, month - 1, day, hour, minute, part.second ?? 0) - second * 1000
    if (this.#offsets.size >= MOST_REMEMBERED) this.#offsets.clear()
    this.#offsets.set(second, offset)
    return offset
  }

  /** The wall clock at an instant. */
  wallAt(instant: number): number {
    return instant + this.offsetAt(instant)
  }

  /** The instant at which the wall clock shows `wall`; skipped times by the offset before the gap, doubled ones the first. */
  instantOf(wall: number): number {
    const before = this.offsetAt(wall - DAY_MS)
    const first = wall - before
    if (this.offsetAt(first) === before) return first
    const after = this.offsetAt(wall + DAY_MS)
    const second = wall - after
    return this.offsetAt(second) === after ? second : first
  }
}
