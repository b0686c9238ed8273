/** Messages of a run on one local day: by journey, people who got any, and those who got more than the cap allows. `day`: numbered from 1970. */
export interface DayOfPressure { day: number; messages: number[]; people: number; over: number }

/** Messages of one profile: the journey's index, the local day and the hour (UTC), both numbered from 1970; `at` epoch ms. */
export interface ProfileMessages { length: number; journeys: readonly number[]; days: readonly number[]; hours: readonly number[]; at: readonly number[] }

/** How much people get from day to day, each by their own clock. */
export class PressureByDay {
  readonly #days = new Map<number, DayOfPressure>()
  readonly #journeys: number
  readonly #cap: number | null

  /** `cap`: messages a day above which a person has too many; null: there is no such number. */
  constructor(journeys: number, cap: number | null) {
    this.#journeys = journeys
    this.#cap = cap
  }

  add({ length, journeys, days }: ProfileMessages): void {
    const onDay = new Map<number, number>()
    for (let index = 0; index < length; index++) {
      const day = days[index]!
      this.#day(day).messages[journeys[index]!]!++
      onDay.set(day, (onDay.get(day) ?? 0) + 1)
    }
    for (const [day, messages] of onDay) {
      const entry = this.#day(day)
      entry.people++
      if (this.#cap !== null && messages > this.#cap) entry.over++
    }
  }

  /** In order, days without a message between the first and the last one included. */
  get days(): DayOfPressure[] {
    const numbers = [...this.#days.keys()].sort((a, b) => a - b)
    if (numbers.length === 0) return []
    const [first, last] = [numbers[0]!, numbers.at(-1)!]
    return Array.from({ length: last - first + 1 }, (_, index) => this.#days.get(first + index) ?? this.#empty(first + index))
  }

  #day(day: number): DayOfPressure {
    const known = this.#days.get(day)
    if (known) return known
    const empty = this.#empty(day)
    this.#days.set(day, empty)
    return empty
  }

  #empty(day: number): DayOfPressure {
    return { day, messages: new Array<number>(this.#journeys).fill(0), people: 0, over: 0 }
  }
}
