import { Draws } from '../simulate/random.ts'

/** Sizes of what a person carries. */
export interface PersonShape { attributes: number; catalogues: number; lists: number; sums: number; states: number }

/**
 * The one whose life is being made: who it is and what it carries. One object serves all people in turn, so that no event allocates.
 * Codes are those of the attribute's dictionary; item numbers count inside their catalogue, -1 for none.
 */
export class Person {
  readonly draws: Draws
  readonly attributes: Uint32Array
  /** Item at hand, by catalogue. */
  readonly items: Int32Array
  /** Latest item, by list. */
  readonly kept: Int32Array
  readonly keptCount: Uint32Array
  /** Sums over the items of a list, one for each pair of list and field that somebody asks for. */
  readonly sums: Float64Array
  readonly #closed: Uint8Array
  number = 0
  kind = 0
  sessions = 0
  events = 0

  constructor(seed: number, shape: PersonShape) {
    this.draws = new Draws(seed)
    this.attributes = new Uint32Array(shape.attributes)
    this.items = new Int32Array(shape.catalogues)
    this.kept = new Int32Array(shape.lists)
    this.keptCount = new Uint32Array(shape.lists)
    this.sums = new Float64Array(shape.sums)
    this.#closed = new Uint8Array(shape.states)
  }

  /** Becomes person `number`, with empty hands. */
  become(number: number): void {
    this.draws.startStream(number)
    this.number = number
    this.sessions = this.events = 0
    this.attributes.fill(0)
    this.items.fill(-1)
    this.kept.fill(-1)
    this.keptCount.fill(0)
    this.sums.fill(0)
    this.#closed.fill(0)
  }

  /** Closes the ways to a state for the rest of this life. */
  close(state: number): void {
    this.#closed[state] = 1
  }

  isClosed(state: number): boolean {
    return this.#closed[state] === 1
  }
}
