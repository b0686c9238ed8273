import type { Resource } from './resource.ts'

/** Of these resources those that `keys` name, and what they need in turn, in the order given: a mapping may have tried what it did not use. */
export function neededBy(keys: Iterable<string>, resources: ReadonlyMap<string, Resource>): Resource[] {
  const needed = new Set<string>()
  const toVisit = [...keys]
  for (let key = toVisit.pop(); key !== undefined; key = toVisit.pop()) {
    if (needed.has(key)) continue
    needed.add(key)
    toVisit.push(...(resources.get(key)?.needs ?? []))
  }
  return [...resources.values()].filter(({ key }) => needed.has(key))
}
