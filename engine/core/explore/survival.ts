/** How long each of some starts was watched, and how it ended: followed after that long, or not followed while it was watched. */
export interface Survival {
  /** Spans of the followed and of the unfollowed, each in rising order. */
  followed: Float64Array
  unfollowed: Float64Array
}

/**
 * The share of all starts followed as time goes by, by Kaplan and Meier (Nonparametric estimation from incomplete observations, JASA 53, 1958): a
 * start whose data end early counts as long as it was watched. Assumes that starts near the end of the data are like the others. A start
 * watched for exactly `t` counts as watched at `t`.
 */
export class FollowedShare {
  /** Distinct spans after which a start was followed, rising, and the share followed up to and including each. */
  readonly #spans: number[] = []
  readonly #shares: number[] = []
  readonly #longestMs: number

  constructor({ followed, unfollowed }: Survival) {
    this.#longestMs = Math.max(followed.at(-1) ?? -1, unfollowed.at(-1) ?? -1)
    let surviving = 1
    let ended = 0 // unfollowed starts no longer watched
    for (let index = 0; index < followed.length; ) {
      const span = followed[index]!
      while (ended < unfollowed.length && unfollowed[ended]! < span) ended++
      const atRisk = followed.length - index + unfollowed.length - ended
      let now = 0
      while (index < followed.length && followed[index] === span) {
        index++
        now++
      }
      surviving *= (atRisk - now) / atRisk
      this.#spans.push(span)
      this.#shares.push(1 - surviving)
    }
  }

  /** Share followed before `ms` have passed; null if nobody was watched for so long and somebody is left. */
  before(ms: number): number | null {
    let low = 0
    let high = this.#spans.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#spans[middle]! < ms) low = middle + 1
      else high = middle
    }
    const share = low === 0 ? 0 : this.#shares[low - 1]!
    return ms <= this.#longestMs || share === 1 ? share : null
  }

  /** The span after which that share has been followed; null if the data do not reach it. */
  quantile(share: number): number | null {
    const index = this.#shares.findIndex((reached) => reached >= share - 1e-12) // products of fractions are off by a few last bits
    return index < 0 ? null : this.#spans[index]!
  }
}
