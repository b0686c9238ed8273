/**
 * Few of the items that together have every key any of them has: always the one that adds most, ties to the first; then without those that others make
 * needless. `adds`: the keys each is there for.
 */
export function coveringSet<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): { one: T; adds: string[] }[] {
  const keys = items.map(keysOf)
  const open = new Set(keys.flat())
  const chosen: number[] = []
  while (open.size > 0) {
    let best = -1
    let most = 0
    keys.forEach((own, index) => {
      const adds = own.filter((key) => open.has(key)).length
      if (adds > most) [best, most] = [index, adds]
    })
    chosen.push(best)
    for (const key of keys[best]!) open.delete(key)
  }
  for (const index of chosen.toReversed()) {
    const others = new Set(chosen.filter((one) => one !== index).flatMap((one) => keys[one]!))
    if (keys[index]!.every((key) => others.has(key))) chosen.splice(chosen.indexOf(index), 1)
  }
  const taken = new Set<string>()
  return chosen.map((index) => {
    const adds = keys[index]!.filter((key) => !taken.has(key))
    for (const key of adds) taken.add(key)
    return { one: items[index]!, adds }
  })
}
