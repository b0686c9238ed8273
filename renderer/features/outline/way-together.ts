import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'

const END = -1

/**
 * For each step the first step that everybody who leaves it comes to, whichever way they take (its immediate post-dominator); undefined
 * where ways end apart, or nowhere; ways that lead nowhere yet are left out. Cooper, Harvey and Kennedy's iteration on the reversed journey, whose beginning is the end.
 */
export function waysTogether(document: JourneyDocument): (stepId: string) => string | undefined {
  const ids = Object.keys(document.steps)
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const targets = ids.map((id) => {
    const known = portsOf(document.steps[id]!).flatMap(({ target }) => (target === undefined ? [] : (indexOf.get(target) ?? [])))
    return known.length === 0 ? [END] : [...new Set(known)]
  })
  const order = endFirst(targets)
  const rank = new Map(order.map((step, place) => [step, place + 1]))
  rank.set(END, 0)
  const meets = new Map<number, number>([[END, END]])
  for (let changed = true; changed; ) {
    changed = false
    for (const step of order) {
      let met: number | undefined
      for (const target of targets[step]!) if (meets.has(target)) met = met === undefined ? target : common(met, target, meets, rank)
      if (met === undefined || meets.get(step) === met) continue
      meets.set(step, met)
      changed = true
    }
  }
  return (stepId) => {
    const met = meets.get(indexOf.get(stepId) ?? END)
    return met === undefined || met === END ? undefined : ids[met]
  }
}

function common(a: number, b: number, meets: ReadonlyMap<number, number>, rank: ReadonlyMap<number, number>): number {
  while (a !== b) {
    while (rank.get(a)! > rank.get(b)!) a = meets.get(a)!
    while (rank.get(b)! > rank.get(a)!) b = meets.get(b)!
  }
  return a
}

/** The steps from which the end can be reached, those nearest to it first: reverse postorder of a walk backwards from the end. */
function endFirst(targets: readonly (readonly number[])[]): number[] {
  const sources = new Map<number, number[]>()
  targets.forEach((list, from) => list.forEach((to) => sources.set(to, [...(sources.get(to) ?? []), from])))
  const seen = new Set<number>([END])
  const finished: number[] = []
  const stack: { step: number; at: number }[] = [{ step: END, at: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = sources.get(top.step)?.[top.at]
    top.at += 1
    if (next === undefined) {
      stack.pop()
      if (top.step !== END) finished.push(top.step)
    } else if (!seen.has(next)) {
      seen.add(next)
      stack.push({ step: next, at: 0 })
    }
  }
  return finished.reverse()
}
