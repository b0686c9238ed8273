import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'

/** Ways that lead back to where they began, each as the ids of its steps; one for every step that is come back to first. */
export function loopsOf({ steps }: Pick<JourneyDocument, 'steps'>): string[][] {
  const loops: string[][] = []
  const done = new Set<string>()
  for (const start of Object.keys(steps)) {
    // By hand: a journey may be longer than the stack is deep.
    const path: { id: string; ahead: string[] }[] = []
    const onPath = new Map<string, number>()
    const enter = (id: string) => {
      onPath.set(id, path.length)
      path.push({ id, ahead: portsOf(steps[id]!).flatMap(({ target }) => (target !== undefined && Object.hasOwn(steps, target) ? [target] : [])) })
    }
    if (!done.has(start)) enter(start)
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.ahead.shift()
      if (next === undefined) {
        done.add(at.id)
        onPath.delete(at.id)
        path.pop()
      } else if (onPath.has(next)) loops.push(path.slice(onPath.get(next)!).map(({ id }) => id))
      else if (!done.has(next)) enter(next)
    }
  }
  return loops
}
