import type { EventDataset } from '../../model/dataset.ts'
import type { Chains } from './source.ts'

/** Kinds of people by how often they come: an ordered list with what they did at least and at most, and the kind of each profile. */
export interface LearnedKinds { kinds: readonly LearnedKind[]; kindOf: Uint8Array }
export interface LearnedKind {
  name: string
  people: number
  least: number
  /** Where people stop long before watching ends, their number of sessions is told; else null, and the waits tell it: drawn one by one they would not fit. */
  most: number | null
}

/** Each kind has at least so many people, so that every table of it is about a crowd. */
const LEAST_IN_KIND = 60
const MOST_KINDS = 16
/** Lives of a kind that fill more of the time left to them than this (half of the people) are open ended. */
const MOST_OF_TIME = 0.6
/** So few sessions fit into any span. */
const FEW_SESSIONS = 3

/**
 * Sorts people into kinds by the number of their sessions: a few kinds of equal size between those who came once and the busiest. People of one
 * number are of one kind, and a kind too small is joined with the next.
 */
export function learnKinds(profiles: number, sessions: Chains, answered: ReadonlySet<number>): LearnedKinds {
  const counts = new Uint32Array(profiles)
  for (const profile of sessions.profiles) counts[profile]!++
  const ascending = counts.slice().sort()
  const wanted = Math.max(1, Math.min(MOST_KINDS, Math.floor(profiles / LEAST_IN_KIND)))
  // Upper ends: equal parts, without repeats; nobody's nothing is a kind of its own if many do nothing.
  const ends = [...new Set([...(ascending.filter((count) => count === 0).length >= LEAST_IN_KIND ? [0] : []), ...Array.from({ length: wanted }, (_, part) => ascending[Math.ceil(((part + 1) * profiles) / wanted) - 1] ?? 0)])].sort((a, b) => a - b)
  const sizes = ends.map((end, index) => ascending.filter((count) => count <= end && (index === 0 || count > ends[index - 1]!)).length)
  for (let index = ends.length - 1; index > 0; index--) {
    if (sizes[index]! >= LEAST_IN_KIND || ends.length === 1) continue
    const into = index - 1
    sizes[into]! += sizes[index]!
    ends[into] = ends[index]!
    ends.splice(index, 1)
    sizes.splice(index, 1)
  }
  if (ends.length > 1 && sizes[0]! < LEAST_IN_KIND) {
    sizes[1]! += sizes[0]!
    ends.shift()
    sizes.shift()
  }
  const kindOf = Uint8Array.from(counts, (count) => ends.findIndex((end) => count <= end))
  // The busiest single person is nobody's business: the last kind is named by where it begins.
  const kinds = ends.map((end, index) => {
    const from = index === 0 ? 0 : ends[index - 1]! + 1
    const isLast = index === ends.length - 1
    return { name: isLast ? (from === 0 ? 'everybody' : `${from} sessions or more`) : from === end ? `${end} ${end === 1 ? 'session' : 'sessions'}` : `${from} to ${end} sessions`, people: sizes[index]!, least: from, most: isLast ? null : end }
  })
  return withAnswerers(kinds, kindOf, answered)
}

/** People who answer broadcasts do so again, others never do: a kind with enough of both is two. */
function withAnswerers(kinds: readonly LearnedKind[], kindOf: Uint8Array, answered: ReadonlySet<number>): LearnedKinds {
  const all: LearnedKind[] = []
  const placeOf = kinds.map(({ name, people, least, most }, kind) => {
    const answering = kindOf.reduce((sum, one, profile) => sum + (one === kind && answered.has(profile) ? 1 : 0), 0)
    if (answering < LEAST_IN_KIND / 2 || people - answering < LEAST_IN_KIND / 2) {
      const place = all.push({ name, people, least, most }) - 1
      return [place, place] as const
    }
    const place = all.push({ name: `${name}, no answers`, people: people - answering, least, most }, { name: `${name}, answering`, people: answering, least, most }) - 1
    return [place - 1, place] as const
  })
  return { kinds: all, kindOf: kindOf.map((kind, profile) => placeOf[kind]![answered.has(profile) ? 1 : 0]) }
}

/** The kinds with `most` only where half of the people or more were done long before watching ended at `until`. */
export function withOpenEnds({ kinds, kindOf }: LearnedKinds, dataset: EventDataset, sessions: Chains, until: number): LearnedKinds {
  const used = kinds.map(() => [] as number[])
  let first = 0
  sessions.profiles.forEach((profile, chain) => {
    if (sessions.profiles[chain - 1] !== profile) first = dataset.at[sessions.rows[sessions.begins[chain]!]!]!
    if (sessions.profiles[chain + 1] === profile) return
    used[kindOf[profile]!]!.push((dataset.at[sessions.rows[sessions.begins[chain + 1]! - 1]!]! - first) / (until - first))
  })
  const median = (shares: number[]) => shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)] ?? 0
  return { kindOf, kinds: kinds.map((kind, index) => ((kind.most ?? 0) > FEW_SESSIONS && median(used[index]!) > MOST_OF_TIME ? { ...kind, most: null } : kind)) }
}
