import { hashSeed } from '../../simulate/hash.ts'
import { Draws } from '../../simulate/random.ts'

/** Choices of one search: the same seed and name, the same choices. */
export class Chooser {
  readonly #draws: Draws

  constructor(seed: number, name: string) {
    this.#draws = new Draws(seed)
    this.#draws.startStream(hashSeed(name))
  }

  share(): number {
    return this.#draws.share()
  }

  chance(probability: number): boolean {
    return this.#draws.chance(probability)
  }

  /** One of them; undefined of none. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#draws.share() * from.length)]
  }

  /** Mostly the first, sometimes the second, seldom a later one. */
  early<T>(from: readonly T[]): T | undefined {
    let index = 0
    while (index < from.length - 1 && this.#draws.chance(0.35)) index++
    return from[index]
  }
}
