import { ROW, type CounterTable } from '../../../engine/core/playback/counter-table.ts'
import type { PlayedLog } from '../../../engine/core/playback/playhead.ts'

/** Somebody, or several people, on the way along connections. */
export interface Token {
  profile: number
  /** The instance followed; -1 for a dot that stands for several people. */
  instance: number
  /** Indices of the connections still to be gone along; the first is the one it is on. */
  ways: number[]
  /** Of the first way, 0 to 1. */
  along: number
  /** Ms since it came to where it stays. */
  restedMs: number
  /** The way at whose end it stays. */
  last: number
}

/** Something that happens at a card: a message, a conversion, an end. */
export interface Spark { kind: 'sent' | 'goal' | 'ended' | 'capped'; step: number; ageMs: number }

/** Tokens at once: more cannot be told apart, nor drawn in a frame. */
export const MOST_TOKENS = 300
const MOST_SPARKS = 90
/** How long a way takes to go along: long enough to be followed, and quicker where somebody walks through many at one instant. */
const WAY_MS = 620
const QUICKEST_WAY_MS = 130
/** How long somebody who arrived is seen before the card's count stands for them. */
const REST_MS = 260
const FADE_MS = 240
export const SPARK_MS = 1000
/** How long a way that somebody went along stays lit where nothing may move. */
export const LIT_MS = 900

/** How many people a dot has to stand for, so that no more are on the way at once than can be told apart; a round number. */
export function peopleADot(movesASecond: number): number {
  const atOnce = (movesASecond * (WAY_MS + REST_MS)) / 1000
  const least = atOnce / (MOST_TOKENS * 0.9)
  if (least <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 4, 5, 10].map((digit) => digit * power).find((one) => one >= least)!
}

/**
 * People in motion, from the rows of a log that a playhead passed. Up to `MOST_TOKENS` are followed one by one; where a dot stands for several, each
 * connection sends one whenever that many people went along, so that what is seen is as dense as the traffic. The same rows give the same picture.
 */
export class TokenFlow {
  tokens: Token[] = []
  sparks: Spark[] = []
  /** By connection: ms since somebody went along it last. */
  readonly lit = new Map<number, number>()
  /** People a dot stands for. */
  perDot = 1
  readonly #log: PlayedLog
  readonly #table: CounterTable
  readonly #lastStepOf: Int32Array
  readonly #byInstance = new Map<number, Token>()
  /** By connection, and by step for each kind of spark: people who went along since the last dot. */
  readonly #waiting = new Map<string, number>()
  /** The entry by which the row before let somebody in: its instance is told by the next rows. */
  #entered: { profile: number; way: number } | undefined

  constructor(log: PlayedLog, table: CounterTable, lastStepOf: Int32Array) {
    this.#log = log
    this.#table = table
    this.#lastStepOf = lastStepOf
  }

  /** Takes in rows that happened just now. */
  pass(from: number, until: number): void {
    const { counter, instance, profile } = this.#log
    const { kind, edge, step } = this.#table
    for (let row = from; row < until; row++) {
      const index = counter[row]!
      const whose = profile[row]!
      switch (kind[index]) {
        case ROW.admitted:
          this.#entered = { profile: whose, way: edge[index]! }
          break
        case ROW.started:
          if (this.#entered?.profile === whose) this.#go(whose, instance[row]!, this.#entered.way)
          this.#entered = undefined
          break
        case ROW.left: this.#go(whose, instance[row]!, edge[index]!); break
        case ROW.ended: this.#spark('ended', step[index]!); break
        case ROW.sent: this.#spark('sent', step[index]!); break
        case ROW.capped: this.#spark('capped', step[index]!); break
        case ROW.goal: this.#spark('goal', this.#lastStepOf[instance[row]!] ?? step[index]!); break
        default:
      }
    }
  }

  /** Lets so much time of the person at the window go by; `isHeld`: those who arrived stay to be looked at. */
  advance(ms: number, isHeld: boolean): void {
    for (const token of this.tokens) this.#moveOn(token, ms)
    if (!isHeld) this.tokens = this.tokens.filter((token) => token.restedMs < REST_MS + FADE_MS || this.#forget(token))
    this.sparks = this.sparks.filter((spark) => (spark.ageMs += ms) < SPARK_MS)
    for (const [way, age] of this.lit) {
      if (age + ms < LIT_MS) this.lit.set(way, age + ms)
      else this.lit.delete(way)
    }
  }

  /** True while something is on the way or fades, so that another frame has to be drawn. */
  isBusy(isHeld: boolean): boolean {
    return this.sparks.length > 0 || this.lit.size > 0 || (isHeld ? this.tokens.some(({ ways }) => ways.length > 0) : this.tokens.length > 0)
  }

  clear(): void {
    this.tokens = []
    this.sparks = []
    this.lit.clear()
    this.#byInstance.clear()
    this.#waiting.clear()
    this.#entered = undefined
  }

  #go(profile: number, instance: number, way: number): void {
    this.lit.set(way, 0)
    if (this.perDot === 1) {
      const known = this.#byInstance.get(instance)
      if (known) {
        if (known.ways.length === 0) known.along = 0
        known.ways.push(way)
        known.restedMs = 0
        return
      }
      if (this.tokens.length >= MOST_TOKENS) return
      const token = { profile, instance, ways: [way], along: 0, restedMs: 0, last: way }
      this.#byInstance.set(instance, token)
      this.tokens.push(token)
    } else if (this.#isDue(`way ${way}`) && this.tokens.length < MOST_TOKENS) this.tokens.push({ profile, instance: -1, ways: [way], along: 0, restedMs: 0, last: way })
  }

  #spark(kind: Spark['kind'], step: number): void {
    if (step >= 0 && this.#isDue(`${kind} ${step}`) && this.sparks.length < MOST_SPARKS) this.sparks.push({ kind, step, ageMs: 0 })
  }

  /** True once for every `perDot` times it is asked. */
  #isDue(what: string): boolean {
    if (this.perDot === 1) return true
    const count = (this.#waiting.get(what) ?? 0) + 1
    this.#waiting.set(what, count >= this.perDot ? 0 : count)
    return count >= this.perDot
  }

  #moveOn(token: Token, ms: number): void {
    let left = ms
    while (left > 0 && token.ways.length > 0) {
      const wayMs = Math.max(QUICKEST_WAY_MS, WAY_MS / token.ways.length)
      const needed = (1 - token.along) * wayMs
      if (needed > left) {
        token.along += left / wayMs
        return
      }
      left -= needed
      token.last = token.ways.shift()!
      token.along = 0
    }
    if (token.ways.length === 0) token.restedMs += left
  }

  #forget(token: Token): false {
    if (token.instance >= 0) this.#byInstance.delete(token.instance)
    return false
  }
}

/** How much of a token is to be seen, 0 to 1. */
export function opacityOf({ ways, restedMs }: Token, isHeld: boolean): number {
  return isHeld || ways.length > 0 || restedMs < REST_MS ? 1 : Math.max(0, 1 - (restedMs - REST_MS) / FADE_MS)
}
