import type { EventDataset } from '../../model/dataset.ts'
import type { Returns, Start } from '../spec.ts'
import type { LearnedKind } from './kinds.ts'
import type { Chains, NameFacts } from './source.ts'
import { sharesOfDoers } from './doers.ts'
import { LEAST_PEOPLE } from './summary.ts'
import type { Watched } from './tracks.ts'
import { learnEndedWaits, learnWaits, type Wait } from './waits.ts'

/** How people come back after a session that ended with an event, by its name: everybody's next starts, and the waits of each kind. */
export interface LearnedReturns { first: Start[] | undefined; starts: ReadonlyMap<number, Start[]>; waits: readonly ReadonlyMap<number, Pick<Returns, 'between' | 'comesBack'>>[] }

/** Waits it takes for a kind to have some of its own after an event. */
const LEAST_WAITS = 40

/**
 * Learns how the end of one session tells about the next: processes go from step to step also over nights. Nothing where all sessions end with the same
 * event. Starts of fewer than ten people are left out.
 */
export function learnReturns(dataset: EventDataset, names: readonly NameFacts[], chains: Chains, kindOf: Uint8Array, kinds: readonly LearnedKind[], isMain: boolean, { until }: Watched, isDoer: ReadonlyMap<number, Float32Array>): LearnedReturns {
  const starts = names.map(() => new Map<number, Crowd>())
  const first = new Map<number, Crowd>()
  const waits = names.map(() => kinds.map(() => [] as Wait[]))
  const firstPeople: number[] = []
  const returning = names.map(() => [] as number[])
  const nameOf = (place: number) => dataset.nameCodes[chains.rows[place]!]!
  for (let chain = 0; chain < chains.profiles.length; chain++) {
    const profile = chains.profiles[chain]!
    const begin = chains.begins[chain]!
    const last = chains.begins[chain + 1]! - 1
    if (chain === 0 || chains.profiles[chain - 1] !== profile) {
      count(first, nameOf(begin), profile)
      firstPeople.push(profile)
    }
    const hasNext = chain + 1 < chains.profiles.length && chains.profiles[chain + 1] === profile
    const endedAt = dataset.at[chains.rows[last]!]!
    if (hasNext) {
      count(starts[nameOf(last)]!, nameOf(last + 1), profile)
      returning[nameOf(last)]!.push(profile)
    }
    waits[nameOf(last)]![kindOf[profile]!]!.push(hasNext ? { ms: dataset.at[chains.rows[last + 1]!]! - endedAt, ended: true } : { ms: until - endedAt, ended: false })
  }
  /** Weights as those have them who do what a session starts with: `leavers` are the people it could have started for. */
  const told = (crowds: Map<number, Crowd>, leavers: readonly number[]): Start[] => {
    const kept = [...crowds].filter(([, { people }]) => people >= LEAST_PEOPLE).sort((a, b) => a[0] - b[0])
    const among = kept.map(([name]) => {
      const chances = isDoer.get(name)
      return chances === undefined || leavers.length === 0 ? 1 : Math.max(0.01, leavers.reduce((sum, profile) => sum + chances[profile]!, 0) / leavers.length)
    })
    const { shares } = sharesOfDoers(kept.map(([, { count: weight }]) => weight), among, 0)
    return kept.map(([name], index) => ({ to: names[name]!.name, weight: Math.max(0.1, Math.round(shares[index]! * 10) / 10) }))
  }
  const ends = names.flatMap((_, name) => (waits[name]!.some((list) => list.length > 0) ? [name] : []))
  const firstTold = told(first, firstPeople)
  const tells = ends.length > 1
  const startsTold = new Map(tells ? ends.map((name) => [name, told(starts[name]!, returning[name]!)] as const).filter(([, list]) => list.length > 0) : [])
  const waitsTold = kinds.map(({ most }, kind) => new Map(!tells ? [] : ends.flatMap((name) => {
    const list = waits[name]![kind]!
    if (list.length < LEAST_WAITS) return []
    const learned = isMain && most !== null ? learnEndedWaits(list, LEAST_PEOPLE) : learnWaits(list, LEAST_PEOPLE)
    // Where all are still waiting, nobody of the kind comes back after this.
    return [[name, learned ?? (list.some(({ ended }) => ended) ? {} : { comesBack: 0 })] as const]
  })))
  return { first: firstTold.length > 0 ? firstTold : undefined, starts: startsTold, waits: waitsTold }
}

/** How often, and by how many people; profiles come one after the other. */
interface Crowd { count: number; people: number; last: number }

function count(crowds: Map<number, Crowd>, name: number, profile: number): void {
  const crowd = crowds.get(name) ?? { count: 0, people: 0, last: -1 }
  crowds.set(name, crowd)
  crowd.count++
  if (crowd.last !== profile) crowd.people++
  crowd.last = profile
}
