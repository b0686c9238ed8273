/**
 * Who ever does something, and who never does, told apart by how many did it. `expected[i]` is how often person `i` would have done it if all were alike,
 * `did` how many did. Answers the share of doers: if only these do it, the oftener for that, as many have done it as did. It is the `usual` share (all, if
 * nothing is known) unless the people say otherwise: by more than twice the standard error, and at least so many on either side.
 */
export function shareOfDoers(expected: readonly number[], did: number, least: number, usual = 1): number {
  const people = expected.length
  if (people === 0 || did < least || people - did < least) return usual
  const wanted = did / people
  // Of a doer who does it `lambda / share` times on average, so often at least once: Poisson's law.
  const everIf = (share: number) => expected.reduce((sum, lambda) => sum + share * (1 - Math.exp(-lambda / share)), 0) / people
  const usually = everIf(usual)
  if (Math.abs(wanted - usually) <= 2 * Math.sqrt((usually * (1 - usually)) / people) + 0.01) return usual
  if (wanted >= everIf(1)) return 1
  let [low, high] = [wanted, 1]
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2
    if (everIf(middle) < wanted) low = middle
    else high = middle
  }
  return Math.round(high * 1000) / 1000
}

/** The chance that a person who has not done it would, being a doer, by Bayes: `share` of all are, and would have done it `lambda / share` times on average. */
export function chanceOfDoer(share: number, lambda: number): number {
  const notYet = share * Math.exp(-lambda / share)
  return share >= 1 ? 1 : notYet / (1 - share + notYet)
}

/** More than this the ways that only doers have may not take of all. */
const MOST_OF_WAYS = 0.95

/**
 * Shares of ways as doers have them, where all people together have `shares`: those only doers have are larger, the others (and `ending`, what the shares
 * leave over) smaller. Over all people each comes out as it was.
 */
export function sharesOfDoers(shares: readonly number[], doers: readonly number[], ending: number): { shares: number[]; ending: number } {
  const isFree = doers.map((share) => share >= 1)
  const closed = shares.reduce((sum, share, way) => sum + (isFree[way] ? 0 : share), 0)
  const wanted = shares.reduce((sum, share, way) => sum + (isFree[way] ? 0 : share / doers[way]!), 0)
  const free = shares.reduce((sum, share, way) => sum + (isFree[way] ? share : 0), ending)
  if (closed === 0 || free <= 0) return { shares: [...shares], ending }
  const taken = Math.min(wanted, Math.max(closed, MOST_OF_WAYS * (closed + free)))
  const rest = (closed + free - taken) / free
  return { shares: shares.map((share, way) => (isFree[way] ? share * rest : (share / doers[way]!) * (taken / wanted))), ending: ending * rest }
}
