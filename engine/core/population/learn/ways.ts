import type { EventDataset } from '../../model/dataset.ts'
import type { Delay, Start, WayOn } from '../spec.ts'
import type { Chains } from './source.ts'
import { chanceOfDoer, shareOfDoers, sharesOfDoers } from './doers.ts'
import { LEAST_PEOPLE, quantilesOf, roundedSeconds, roundedShares } from './summary.ts'

/** The same event again is a state of its own up to so many times: how long a row of them gets is seldom memoryless. */
const DEPTHS = 4
/** A kind has ways of its own out of a state that it left so often. */
const LEAST_LEFT = 20

/** How chains go on: everybody's ways out of each state, and those of kinds that differ, by state id. */
export interface LearnedWays {
  states: { id: string; event: string; dateOnly: boolean; next: WayOn[] }[]
  byKind: ReadonlyMap<string, WayOn[]>[]
  starts: Start[]
  /** How first sessions start, where they have states of their own. */
  first: Start[]
  startsByKind: (Start[] | undefined)[]
  delays: Record<string, Delay>
  /** Of everybody and of each kind: what share of the people ever does an event, by its id, where that is not everybody. */
  doers: ReadonlyMap<string, number>
  doersOfKind: readonly ReadonlyMap<string, number>[]
  /** By code: the chance of each person to be one who does it. */
  isDoer: ReadonlyMap<number, Float32Array>
}

/** Doers by state: of all people, of each kind, and among those who leave each state. */
interface Doing {
  all: ReadonlyMap<number, number>
  ofKind: readonly ReadonlyMap<number, number>[]
  isDoer: ReadonlyMap<number, Float32Array>
  amongAll: readonly ReadonlyMap<number, number>[]
  amongKind: readonly (readonly ReadonlyMap<number, number>[])[]
}

/** What rows of chains are told apart as: an event, or an event about one thing. */
export interface Told { id: string; event: string; dateOnly: boolean }

/** How often a step was made, by how many people, and the same for each kind. */
interface Cell { to: number; count: number; people: number; last: number; kindCount: Float64Array; kindPeople: Float64Array }

/** Learns the steps of chains, of people of all kinds and of each. Steps of fewer than ten people are left out: the others take their share. */
export function learnWays(dataset: EventDataset, names: readonly Told[], codeOf: (row: number) => number, chains: Chains, kindOf: Uint8Array, kinds: number, isFirst: (code: number) => boolean = () => false): LearnedWays {
  const count = names.length * DEPTHS
  const out = Array.from({ length: count + 1 }, () => new Map<number, Cell>())
  const left = new Float64Array(count + 1)
  const leftByKind = Array.from({ length: count + 1 }, () => new Float64Array(kinds))
  const waits = new Map<number, number[]>()
  const START = count
  const step = (from: number, to: number, profile: number) => {
    let cell = out[from]!.get(to)
    if (!cell) out[from]!.set(to, (cell = { to, count: 0, people: 0, last: -1, kindCount: new Float64Array(kinds), kindPeople: new Float64Array(kinds) }))
    const kind = kindOf[profile]!
    cell.count++
    cell.kindCount[kind]!++
    if (cell.last === profile) return
    cell.last = profile
    cell.people++
    cell.kindPeople[kind]!++
  }
  /** Goes through all chains: `leaves` a state, then `enters` the next one, if there is one. `before`: the last event of the person's chain before, or -1. */
  function walkChains(leaves: (state: number, profile: number, before: number) => void, enters: (state: number, profile: number, place: number, from: number) => void): void {
    let before = -1
    for (let chain = 0; chain < chains.profiles.length; chain++) {
      const profile = chains.profiles[chain]!
      if (chain > 0 && chains.profiles[chain - 1] !== profile) before = -1
      let state = START
      for (let place = chains.begins[chain]!; place < chains.begins[chain + 1]!; place++) {
        const name = codeOf(chains.rows[place]!)
        const isAgain = state !== START && Math.floor(state / DEPTHS) === name
        const next = name * DEPTHS + (isAgain ? Math.min(DEPTHS - 1, (state % DEPTHS) + 1) : 0)
        leaves(state, profile, before)
        enters(next, profile, place, state)
        state = next
      }
      leaves(state, profile, before)
      before = Math.floor(state / DEPTHS)
    }
  }
  walkChains(leave, (state, profile, place, from) => {
    step(from, state, profile)
    if (from === START) return
    const pair = Math.floor(from / DEPTHS) * names.length + Math.floor(state / DEPTHS)
    const ms = dataset.at[chains.rows[place]!]! - dataset.at[chains.rows[place - 1]!]!
    const list = waits.get(pair)
    if (list) list.push(ms)
    else waits.set(pair, [ms])
  })
  function leave(state: number, profile: number): void {
    left[state]!++
    leftByKind[state]![kindOf[profile]!]!++
  }

  /** For each event: how often each person would have done it, going as its kind does, and whether it did; a second and a third walk over all chains. */
  function learnDoers(): Doing {
    const events = [...new Set(out.flatMap((cells) => [...cells.keys()].filter((to) => to % DEPTHS === 0)))].sort((x, y) => x - y)
    const expected = new Map(events.map((to) => [to, new Float32Array(kindOf.length)]))
    const did = new Map(events.map((to) => [to, new Uint8Array(kindOf.length)]))
    // How a session starts goes by how the one before it ended: a process takes its next step.
    const startsAfter = new Map<number, { total: number; counts: Map<number, number> }>()
    let lastBefore = -1
    walkChains(
      (state, _, before) => {
        if (state === START) lastBefore = before
      },
      (state, _, __, from) => {
        if (from !== START) return
        const starts = startsAfter.get(lastBefore) ?? { total: 0, counts: new Map<number, number>() }
        startsAfter.set(lastBefore, starts)
        starts.total++
        starts.counts.set(state, (starts.counts.get(state) ?? 0) + 1)
      },
    )
    const hopesFrom = out.map((cells) => [...cells.values()].flatMap((cell) => (expected.has(cell.to) ? [{ cell, hopes: expected.get(cell.to)! }] : [])))
    walkChains(
      (state, profile, before) => {
        const kind = kindOf[profile]!
        if (state === START) {
          const { total, counts } = startsAfter.get(before)!
          for (const [to, many] of counts) expected.get(to)![profile]! += many / total
        } else for (const { cell, hopes } of hopesFrom[state]!) hopes[profile]! += cell.kindCount[kind]! / leftByKind[state]![kind]!
      },
      (state, profile) => {
        const done = did.get(state)
        if (done) done[profile] = 1
      },
    )
    const all = new Map<number, number>()
    const ofKind = Array.from({ length: kinds }, () => new Map<number, number>())
    const isDoer = new Map<number, Float32Array>()
    for (const [to, hopes] of expected) {
      const done = did.get(to)!
      const lists = Array.from({ length: kinds }, () => ({ hopes: [] as number[], did: 0 }))
      hopes.forEach((lambda, profile) => {
        if (lambda === 0) return
        lists[kindOf[profile]!]!.hopes.push(lambda)
        lists[kindOf[profile]!]!.did += done[profile]!
      })
      const together = shareOfDoers(lists.flatMap((list) => list.hopes), lists.reduce((sum, list) => sum + list.did, 0), LEAST_PEOPLE)
      const shares = lists.map((list) => shareOfDoers(list.hopes, list.did, LEAST_PEOPLE, together))
      if (together >= 1 && shares.every((share) => share >= 1)) continue
      if (together < 1) all.set(to, together)
      shares.forEach((share, kind) => ofKind[kind]!.set(to, share))
      isDoer.set(to, hopes.map((lambda, profile) => (done[profile] === 1 ? 1 : chanceOfDoer(shares[kindOf[profile]!]!, lambda))))
    }
    // Whoever is somewhere only doers come to is one: what matters is how many of those who leave a state are.
    const among = out.map((cells) => [...cells.keys()].flatMap((to) => (isDoer.has(to) ? [{ to, chances: isDoer.get(to)!, sums: new Float64Array(kinds) }] : [])))
    walkChains((state, profile) => {
      for (const { chances, sums } of among[state]!) sums[kindOf[profile]!]! += chances[profile]!
    }, () => {})
    const amongAll = among.map((list, state) => new Map(list.map(({ to, sums }) => [to, sums.reduce((sum, one) => sum + one, 0) / left[state]!])))
    const amongKind = Array.from({ length: kinds }, (_, kind) => among.map((list, state) => new Map(list.map(({ to, sums }) => [to, sums[kind]! / Math.max(1, leftByKind[state]![kind]!)]))))
    return { all, ofKind, isDoer, amongAll, amongKind }
  }

  const delays: Record<string, Delay> = {}
  const delayNames = new Map<number, string | undefined>()
  for (const [pair, list] of waits) {
    list.sort((a, b) => a - b)
    const { quantiles } = quantilesOf(list, roundedSeconds)
    if (quantiles.at(-1)![1] === 0) continue // at once
    const name = `from ${names[Math.floor(pair / names.length)]!.id} to ${names[pair % names.length]!.id}`
    delays[name] = { quantiles }
    delayNames.set(pair, name)
  }
  const used = new Set<string>()
  const doing = learnDoers()
  const doersOf = (cells: readonly Cell[], doers: ReadonlyMap<number, number>) => cells.map(({ to }) => Math.max(0.01, doers.get(to) ?? 1))
  const waysFrom = (from: number, cells: readonly Cell[], counts: readonly number[], total: number, doers: ReadonlyMap<number, number>): WayOn[] => {
    const all = counts.map((one) => one / total)
    const shares = roundedShares(sharesOfDoers(all, doersOf(cells, doers), Math.max(0, 1 - all.reduce((sum, share) => sum + share, 0))).shares)
    return cells.flatMap(({ to }, index) => {
      if (shares[index] === 0) return []
      const after = delayNames.get(Math.floor(from / DEPTHS) * names.length + Math.floor(to / DEPTHS))
      if (after !== undefined) used.add(after)
      return [{ to: idOf(to), share: shares[index]!, ...(after === undefined ? {} : { after }) }]
    })
  }
  const idOf = (state: number) => {
    const depth = state % DEPTHS
    const { id } = names[Math.floor(state / DEPTHS)]!
    return depth === 0 ? id : `${id} ×${depth + 1}${depth === DEPTHS - 1 ? ' or more' : ''}`
  }
  const keptOf = (state: number) => [...out[state]!.values()].filter(({ people }) => people >= LEAST_PEOPLE).sort((a, b) => a.to - b.to)
  const droppedOf = (state: number, counted: (cell: Cell) => number) => [...out[state]!.values()].filter(({ people }) => people < LEAST_PEOPLE).reduce((sum, cell) => sum + counted(cell), 0)
  /** What a kind did, its steps of fewer than ten people merged and dealt out as everybody does. */
  const kindCounts = (cells: readonly Cell[], kind: number): number[] => {
    const small = cells.filter(({ kindPeople }) => kindPeople[kind]! < LEAST_PEOPLE)
    const merged = small.reduce((sum, { kindCount }) => sum + kindCount[kind]!, 0)
    const usual = small.reduce((sum, one) => sum + one.count, 0)
    return cells.map((cell) => (cell.kindPeople[kind]! >= LEAST_PEOPLE ? cell.kindCount[kind]! : usual > 0 ? (merged * cell.count) / usual : 0))
  }

  const byKind = Array.from({ length: kinds }, () => new Map<string, WayOn[]>())
  // Only what can be come to from a start, however rare.
  const reached = new Set<number>()
  const visit = (state: number): void => {
    if (reached.has(state)) return
    reached.add(state)
    for (const { to } of keptOf(state)) visit(to)
  }
  for (const { to } of keptOf(START)) visit(to)
  const states = [...reached].sort((a, b) => a - b).map((state) => {
    const cells = keptOf(state)
    const { event, dateOnly } = names[Math.floor(state / DEPTHS)]!
    for (let kind = 0; kind < kinds && kinds > 1; kind++) {
      if (leftByKind[state]![kind]! < LEAST_LEFT) continue
      byKind[kind]!.set(idOf(state), waysFrom(state, cells, kindCounts(cells, kind), leftByKind[state]![kind]! - droppedOf(state, ({ kindCount }) => kindCount[kind]!), doing.amongKind[kind]![state]!))
    }
    return { id: idOf(state), event, dateOnly, next: waysFrom(state, cells, cells.map(({ count: many }) => many), left[state]! - droppedOf(state, ({ count: many }) => many), doing.amongAll[state]!) }
  })
  const starting = keptOf(START)
  const startsFrom = (counts: readonly number[], doers: ReadonlyMap<number, number>, ofFirst = false): Start[] => {
    const weights = sharesOfDoers(counts, doersOf(starting, doers), 0).shares
    return starting.flatMap(({ to }, index) => (weights[index]! > 0 && isFirst(Math.floor(to / DEPTHS)) === ofFirst ? [{ to: idOf(to), weight: Math.max(0.1, Math.round(weights[index]! * 10) / 10) }] : []))
  }
  const named = (doers: ReadonlyMap<number, number>) => new Map([...doers].map(([state, share]) => [idOf(state), share]))
  return {
    states, byKind,
    starts: startsFrom(starting.map(({ count: many }) => many), doing.amongAll[START]!),
    first: startsFrom(starting.map(({ count: many }) => many), doing.amongAll[START]!, true),
    startsByKind: Array.from({ length: kinds }, (_, kind) => (kinds > 1 && leftByKind[START]![kind]! >= LEAST_LEFT ? startsFrom(kindCounts(starting, kind), doing.amongKind[kind]![START]!) : undefined)),
    isDoer: new Map([...doing.isDoer].map(([state, chances]) => [Math.floor(state / DEPTHS), chances])),
    doers: named(doing.all),
    doersOfKind: doing.ofKind.map(named),
    delays: Object.fromEntries(Object.entries(delays).filter(([name]) => used.has(name))),
  }
}
