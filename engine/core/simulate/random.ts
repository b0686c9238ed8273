const GOLDEN = 0x9e3779b9
const TWO_TO_32 = 4294967296

/** Scrambles 32 bits so that each input bit reaches every output bit (the finalizer of MurmurHash3, by Austin Appleby, public domain). */
export function scramble(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/**
 * Counter-based draws: draw `n` of a stream is a hash of (seed, stream, n), so a stream depends on no other and can be taken up anywhere.
 * Only integer arithmetic: the same draws on every machine. One object serves many streams, to keep hot loops free of allocation.
 */
export class Draws {
  readonly #seedKey: number
  #low = 0
  #high = 0
  #counter = 0

  /** `seed` and `purpose` are integers; another purpose gives independent draws for the same stream. */
  constructor(seed: number, purpose = 0) {
    this.#seedKey = scramble(scramble(seed >>> 0) + Math.imul(Math.floor(seed / TWO_TO_32) ^ Math.imul(purpose, GOLDEN), 0x85ebca6b))
  }

  /** Goes to the beginning of a stream, such as a profile's number (a non-negative integer below 2^53). */
  startStream(stream: number): void {
    const low = scramble((stream >>> 0) ^ this.#seedKey)
    this.#low = low
    this.#high = scramble(Math.imul(low, GOLDEN) + Math.floor(stream / TWO_TO_32) + (this.#seedKey ^ GOLDEN))
    this.#counter = 0
  }

  /** The next draw: 32 bits as an integer from 0 to 2^32 - 1. */
  bits(): number {
    this.#counter = (this.#counter + 1) >>> 0
    return scramble(scramble(this.#low + Math.imul(this.#counter, GOLDEN)) + this.#high)
  }

  /** The next draw in [0, 1). */
  share(): number {
    return this.bits() / TWO_TO_32
  }

  /** True in `probability` of the draws. */
  chance(probability: number): boolean {
    return this.share() < probability
  }

  /** An index into a list of cumulative shares (ascending, the last one 1), with the frequency of each share. */
  pick(cumulative: ArrayLike<number>): number {
    const share = this.share()
    const last = cumulative.length - 1
    for (let index = 0; index < last; index++) if (share < cumulative[index]!) return index
    return last
  }
}

/** Weights as cumulative shares for `Draws.pick`. Throws on weights that sum to 0, which is a bug of the caller. */
export function cumulativeShares(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0)) throw new Error('weights sum to 0')
  const shares = new Float64Array(weights.length)
  let sum = 0
  weights.forEach((weight, index) => (shares[index] = (sum += weight) / total))
  shares[weights.length - 1] = 1
  return shares
}
