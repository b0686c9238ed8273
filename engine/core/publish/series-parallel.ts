import type { Step } from '../model/steps/registry.ts'
import { portsOf } from '../model/steps/registry.ts'

/** A step in a nested journey, and what follows on each of its ways out before all of them go on with the block after it. */
export interface Block {
  readonly stepId: string
  /** 1 for the step itself, 2 … for its doubles: the same step once more, as ways that meet across a branch cannot be drawn otherwise. */
  readonly copy: number
  /** By port id, in the order of the ports. Empty for a step with one way out. */
  readonly branches: ReadonlyMap<string, Sequence>
}

/** Blocks one after the other. What stands after its last block is what stands after the block it is nested in; at the outermost, the end. */
export type Sequence = readonly Block[]

export type Nesting =
  | { readonly ok: true; readonly sequence: Sequence; /** Steps that stand more than once, and how often. */ readonly doubled: ReadonlyMap<string, number> }
  /** `loop`: a way leads back to these. `tooMany`: nesting would take more than `mostDoubles` doubles; these are the steps where ways meet. */
  | { readonly ok: false; readonly why: 'loop' | 'tooMany'; readonly stepIds: readonly string[] }

/** Where a step leads. Ports without a target, and exits, are the end. */
export interface Way { readonly port: string; readonly target: string | undefined }

const END = Symbol('end')
type Place = string | typeof END

/**
 * The journey as a properly nested one: every branch flows into the next sibling, or to the end. Where ways meet behind a branch, that is the next sibling; where they
 * meet across branches, or some end while others go on, the steps behind are doubled, each way with its own, up to `mostDoubles` blocks more than there are steps.
 * `waysOf` tells the ways out of a step (default: its ports); a step it gives none for is where people leave, and is no block.
 */
export function nested(steps: Readonly<Record<string, Step>>, start: string | undefined, mostDoubles: number, waysOf: (id: string, step: Step) => readonly Way[] = waysOfPorts): Nesting {
  const ways = new Map<string, readonly Way[]>()
  const order: string[] = []
  const loop = walk(steps, start, waysOf, ways, order)
  if (loop) return { ok: false, why: 'loop', stepIds: loop }
  const joins = nextJoins(ways, order)
  const copies = new Map<string, number>()
  let doubles = 0

  const build = (from: Place, until: Place): Block[] => {
    const sequence: Block[] = []
    for (let at = from; at !== until && at !== END; ) {
      const out = ways.get(at)!
      const copy = (copies.get(at) ?? 0) + 1
      if (copy > 1 && ++doubles > mostDoubles) throw new TooMany()
      copies.set(at, copy)
      const isBranching = out.length > 1
      // The place in the sequence first, so that copies count in the order people come to them.
      const branches = new Map<string, Sequence>()
      sequence.push({ stepId: at, copy, branches })
      const join: Place = isBranching ? joins.get(at)! : placeOf(out[0]!.target, ways)
      if (isBranching) for (const { port, target } of out) branches.set(port, build(placeOf(target, ways), join))
      at = join
    }
    return sequence
  }

  try {
    const sequence = build(placeOf(start, ways), END)
    return { ok: true, sequence, doubled: new Map([...copies].filter(([, count]) => count > 1)) }
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    return { ok: false, why: 'tooMany', stepIds: meeting(ways, order) }
  }
}

class TooMany extends Error {}

function waysOfPorts(_id: string, step: Step): readonly Way[] {
  return portsOf(step).map(({ id, target }) => ({ port: id, target }))
}

function placeOf(target: string | undefined, ways: ReadonlyMap<string, readonly Way[]>): Place {
  return target === undefined || (ways.get(target)?.length ?? 0) === 0 ? END : target
}

/** Fills `ways`, and `order` so that every step stands after all that lead to it. Returns the steps of a loop, if there is one. */
function walk(steps: Readonly<Record<string, Step>>, start: string | undefined, waysOf: (id: string, step: Step) => readonly Way[], ways: Map<string, readonly Way[]>, order: string[]): string[] | null {
  const done = new Set<string>()
  const path: { id: string; next: number }[] = []
  const enter = (id: string | undefined) => {
    if (id === undefined || done.has(id) || !Object.hasOwn(steps, id)) return
    ways.set(id, waysOf(id, steps[id]!))
    path.push({ id, next: 0 })
  }
  enter(start)
  while (path.length > 0) {
    const top = path.at(-1)!
    const target = ways.get(top.id)![top.next++]
    if (!target) {
      done.add(top.id)
      order.unshift(top.id)
      path.pop()
      continue
    }
    const back = path.findIndex(({ id }) => id === target.target)
    if (back >= 0) return path.slice(back).map(({ id }) => id)
    enter(target.target)
  }
  return null
}

/** For each step the first place that every way from it comes to: its immediate post-dominator. */
function nextJoins(ways: ReadonlyMap<string, readonly Way[]>, order: readonly string[]): Map<string, Place> {
  const joins = new Map<string, Place>()
  const depths = new Map<Place, number>([[END, 0]])
  const meet = (a: Place, b: Place): Place => {
    while (a !== b) {
      if (depths.get(a)! >= depths.get(b)!) a = joins.get(a as string)! // as: the end is the shallowest, so the deeper of two that differ is a step
      else b = joins.get(b as string)!
    }
    return a
  }
  for (const id of [...order].reverse()) {
    const places = ways.get(id)!.map(({ target }) => placeOf(target, ways))
    const join = places.reduce<Place | null>((found, place) => (found === null ? place : meet(found, place)), null) ?? END
    joins.set(id, join)
    depths.set(id, depths.get(join)! + 1)
  }
  return joins
}

/** Steps that more than one way leads to. */
function meeting(ways: ReadonlyMap<string, readonly Way[]>, order: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const out of ways.values()) for (const target of new Set(out.map((way) => way.target))) if (target !== undefined) counts.set(target, (counts.get(target) ?? 0) + 1)
  return order.filter((id) => (counts.get(id) ?? 0) > 1 && (ways.get(id)?.length ?? 0) > 0)
}
