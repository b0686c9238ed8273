import type { RunProgram } from '../../compile/program.ts'
import { DAY_MS, knownZone, wallOfScheduleStart, type Zone } from '../../model/calendar.ts'
import { parseRecurrence, recurrences } from './recurrence.ts'

/** An instant at which an entry of a journey asks the profile; `journey` and `entry` are indices. */
export interface Asking { at: number; journey: number; entry: number }

/** The schedules of all journeys, by instant, then by the journeys' turns, then in document order; worked out as time goes on. */
export class Schedules {
  readonly #entries: { journey: number; entry: number; instants: Instants }[]

  /** Askings before `from` are none; a rule without a start begins on the local day of `firstAt`. */
  constructor({ journeys, turns }: RunProgram, firstAt: number, from: number) {
    this.#entries = turns.flatMap((journey) =>
      journeys[journey]!.entries.flatMap(({ trigger }, entry) => {
        if (trigger.kind !== 'schedule') return []
        const instants = new Instants(trigger, knownZone(journeys[journey]!.timeZone), firstAt)
        while (instants.next < from) instants.take()
        return [{ journey, entry, instants }]
      }),
    )
  }

  /** The next one; undefined when all schedules are over. */
  get next(): Asking | undefined {
    return this.#first()?.asking
  }

  take(): void {
    this.#first()?.instants.take()
  }

  #first(): { asking: Asking; instants: Instants } | undefined {
    let first: { asking: Asking; instants: Instants } | undefined
    for (const { journey, entry, instants } of this.#entries) {
      if (instants.next < (first?.asking.at ?? Infinity)) first = { asking: { at: instants.next, journey, entry }, instants }
    }
    return first
  }
}

/** The instants of one schedule, rising, each once. */
class Instants {
  readonly #zone: Zone
  readonly #last: number
  readonly #walls: Iterator<number>
  /** Known instants, rising; `#wall` is the wall clock up to which they are known. */
  #known: number[] = []
  #wall = -Infinity
  #taken = -Infinity

  constructor({ at, every }: { at: string | null; every: string | null }, zone: Zone, firstAt: number) {
    const start = at === null ? Math.floor(zone.wallAt(firstAt) / DAY_MS) * DAY_MS : wallOfScheduleStart(at, zone)
    const rule = every === null ? undefined : parseRecurrence(every)
    this.#zone = zone
    this.#last = rule?.until === undefined ? Infinity : rule.until.isUtc ? zone.wallAt(rule.until.wall) : rule.until.wall
    this.#walls = rule ? recurrences(rule, start) : [start].values()
    this.#learn()
  }

  get next(): number {
    return this.#known[0] ?? Infinity
  }

  take(): void {
    this.#taken = this.#known.shift() ?? this.#taken
    this.#learn()
  }

  /** A wall clock may lie on the other side of a change of clocks: the next instant is known once walls a day later are. */
  #learn(): void {
    while (this.#wall < Infinity && (this.#known.length === 0 || this.#wall <= this.#zone.wallAt(this.next) + DAY_MS)) {
      const { value, done } = this.#walls.next()
      this.#wall = done === true || value > this.#last ? Infinity : value
      if (this.#wall === Infinity) return
      const instant = this.#zone.instantOf(this.#wall)
      if (instant <= this.#taken || this.#known.includes(instant)) continue
      this.#known.push(instant)
      this.#known.sort((a, b) => a - b)
    }
  }
}
