import type { RunProgram } from '../compile/program.ts'
import { SENT_EVENT } from '../simulate/own-events.ts'
import type { Happening, MessageDecision, Move, RunObserver } from '../simulate/reference/observer.ts'

/** Who fills the window of a cap: a journey of the run by its index, or `DATA`: messages that the data say were sent. */
export const DATA = -1

/** What one cap kept from people: messages lost and messages that had to wait, and whose messages had filled its window, one message shared out evenly. */
export interface Starved {
  journey: number
  cap: number
  lost: number
  held: number
  /** By journey, `DATA` first: of the lost ones, then of the held ones. They add up to them, but for those of a cap of 0, which nobody fills. */
  lostBecauseOf: number[]
  heldBecauseOf: number[]
  /** Somebody it happened to, by the journey that filled the most of that window; empty where none did. */
  examples: (StarvedExample | undefined)[]
}
export interface StarvedExample { profileId: string; at: number; step: string }

/** Listens to the reference engine: what every cap holds back, and because of which journeys' messages. */
export class StarvationObserver implements RunObserver {
  readonly #program: RunProgram
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #byCap: Starved[][]
  /** Arrivals of the profile at hand at steps where a cap made them wait: each is counted once. */
  readonly #waiting = new Set<string>()

  constructor(program: RunProgram) {
    this.#program = program
    this.#indexOf = new Map(program.journeys.map(({ journeyId }, index) => [journeyId, index]))
    const none = () => new Array<number>(program.journeys.length + 1).fill(0)
    this.#byCap = program.journeys.map(({ policies }, journey) => policies.caps.map((_, cap) => ({ journey, cap, lost: 0, held: 0, lostBecauseOf: none(), heldBecauseOf: none(), examples: [] })))
  }

  /** Only caps that held something back, in document order. */
  get starved(): Starved[] {
    return this.#byCap.flat().filter(({ lost, held }) => lost > 0 || held > 0)
  }

  judged(): void {}

  answered(): void {}

  moved(move: Move): void {
    if (move.what === 'enter' || move.what === 'leave' || move.what === 'end') this.#waiting.delete(arrival(move))
  }

  decided(decided: Happening & { step: number; decision: MessageDecision }): void {
    const { decision, profileId, at, journeyId, step } = decided
    if (decision.kind === 'send' || decision.by.kind !== 'cap') return
    const isHeld = decision.kind === 'park'
    if (isHeld && this.#waiting.has(arrival(decided))) return
    if (isHeld) this.#waiting.add(arrival(decided))
    const journey = this.#indexOf.get(journeyId)!
    const starved = this.#byCap[journey]![decision.by.cap]!
    const because = isHeld ? starved.heldBecauseOf : starved.lostBecauseOf
    starved[isHeld ? 'held' : 'lost']++
    const counts = new Map<number, number>()
    for (const { name, properties, sentByRun } of decision.by.filledBy) {
      if (name !== SENT_EVENT) continue
      const by = sentByRun ? this.#indexOf.get(String(properties['journeyId']))! : DATA
      counts.set(by, (counts.get(by) ?? 0) + 1)
    }
    const all = decision.by.filledBy.length
    for (const [by, count] of counts) because[by + 1]! += count / all
    const most = Math.max(...counts.values())
    for (const [by, count] of counts) if (count === most) starved.examples[by + 1] ??= { profileId, at, step: this.#program.journeys[journey]!.steps[step]!.id }
  }
}

function arrival({ profileId, journeyId, instance, step }: Happening & { step: number }): string {
  return JSON.stringify([profileId, journeyId, instance, step])
}
