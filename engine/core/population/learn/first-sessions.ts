import type { EventDataset } from '../../model/dataset.ts'
import { jensenShannon } from '../fidelity/distances.ts'
import type { Chains, NameFacts } from './source.ts'
import type { Told } from './ways.ts'

/** People with more than one session that it takes to tell first sessions from others. */
const LEAST_TO_TELL = 100
/** First sessions further from the others than this (Jensen–Shannon distance of their steps) have states of their own. */
const DIFFERENT_FROM = 0.15

/** What the rows of chains are told apart as; where first sessions are unlike the others (people sign up in them), their events are apart. */
export function toldApart(dataset: EventDataset, names: readonly NameFacts[], chains: Chains): { told: Told[]; codeOf: (row: number) => number; isFirst: (code: number) => boolean } {
  const told: Told[] = names.map(({ name, dateOnly }) => ({ id: name, event: name, dateOnly }))
  const plain = (row: number) => dataset.nameCodes[row]!
  const firstRows = new Set<number>()
  const [first, later] = [new Map<string, number>(), new Map<string, number>()]
  let firsts = 0
  chains.profiles.forEach((profile, chain) => {
    const isFirst = chains.profiles[chain - 1] !== profile
    if (isFirst && chains.profiles[chain + 1] === profile) firsts++
    let before = -1
    for (let place = chains.begins[chain]!; place < chains.begins[chain + 1]!; place++) {
      const row = chains.rows[place]!
      if (isFirst) firstRows.add(row)
      count(isFirst ? first : later, `${before} ${plain(row)}`)
      before = plain(row)
    }
    count(isFirst ? first : later, `${before} end`)
  })
  if (firsts < LEAST_TO_TELL || (jensenShannon(first, later) ?? 0) < DIFFERENT_FROM) return { told, codeOf: plain, isFirst: () => false }
  const apart = names.map(({ name, dateOnly }): Told => ({ id: `${name} (first session)`, event: name, dateOnly }))
  return { told: [...told, ...apart], codeOf: (row) => plain(row) + (firstRows.has(row) ? names.length : 0), isFirst: (code) => code >= names.length }
}

function count(counts: Map<string, number>, step: string): void {
  counts.set(step, (counts.get(step) ?? 0) + 1)
}
