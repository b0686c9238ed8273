/** The links of a journey, whatever platform it is for: from each node to those that may follow it. */
export type Links = ReadonlyMap<string, readonly string[]>

/** Nodes that nobody comes to, starting at `entry`. */
export function unreached(links: Links, entry: string): string[] {
  const reached = new Set<string>()
  const toVisit = [entry]
  for (let node = toVisit.pop(); node !== undefined; node = toVisit.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    toVisit.push(...(links.get(node) ?? []))
  }
  return [...links.keys()].filter((node) => !reached.has(node))
}

/** A node from which a way leads back to it along nodes at none of which time passes; null if there is none. */
export function loopWithoutTime(links: Links, takesTime: (node: string) => boolean): string | null {
  const state = new Map<string, 'open' | 'done'>()
  const visit = (node: string): string | null => {
    if (state.get(node) === 'open') return node
    if (state.get(node) === 'done' || takesTime(node)) return null
    state.set(node, 'open')
    for (const next of links.get(node) ?? []) {
      const found = visit(next)
      if (found !== null) return found
    }
    state.set(node, 'done')
    return null
  }
  for (const node of links.keys()) {
    const found = visit(node)
    if (found !== null) return found
  }
  return null
}

export function duplicates(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}
