import { EXPLICIT_NULL, type EventDataset } from '../../model/dataset.ts'
import type { Track } from '../spec.ts'
import { placesOf, type LearnedProperties } from './properties.ts'
import type { Chains, NameFacts } from './source.ts'
import { LEAST_PEOPLE, roundedShare } from './summary.ts'
import type { Told } from './ways.ts'

/** A thing that so many people were told of has ways on of its own. */
const LEAST_FOR_OWN = 100

export interface LearnedBroadcasts {
  broadcasts: NonNullable<Track['broadcasts']>
  /** By kind: who gets any, and how much oftener than others who do. */
  ofKind: Track[]
  /** Each broadcast and what followed before the next one. */
  chains: Chains
  /** Each broadcast is about one thing, which it puts in hand. */
  bringsItem: boolean
  /** Broadcasts about things many got are told apart by what they are about: people answer one more than another. */
  told: Told[]
  codeOf: (row: number) => number
}

/** Learns which broadcasts there were, when, about what, and whom they reached; those of fewer than ten people are left out. */
export function learnBroadcasts(
  dataset: EventDataset, names: readonly NameFacts[], reactions: Chains, kindOf: Uint8Array, peopleOfKind: readonly (readonly number[])[], properties: LearnedProperties,
): LearnedBroadcasts {
  const isBroadcast = (row: number) => names[dataset.nameCodes[row]!]!.role === 'broadcast'
  const items = names.map(({ name, role }) => {
    const pick = role === 'broadcast' ? properties.picks.get(name) : undefined
    if (!pick) return undefined
    return { catalogue: pick.catalogue, column: dataset.properties.get(pick.catalogue)!, places: placesOf(properties.catalogues[pick.catalogue]!, pick.catalogue) }
  })
  const itemOf = (row: number): number | undefined => {
    const known = items[dataset.nameCodes[row]!]
    const code = known?.column.codes[row] ?? 0
    return code > EXPLICIT_NULL ? known!.places.get(known!.column.values[code]!) : undefined
  }
  const groups = new Map<string, { name: number; at: number; item: number | undefined; people: number }>()
  const kinds = peopleOfKind.length
  const reachedOfKind = new Float64Array(kinds)
  const receivedOfKind = new Float64Array(kinds)
  const kept: number[] = []
  let last = -1
  for (let chain = 0; chain < reactions.profiles.length; chain++) {
    const row = reactions.rows[reactions.begins[chain]!]!
    if (!isBroadcast(row)) continue
    kept.push(chain)
    const name = dataset.nameCodes[row]!
    const profile = reactions.profiles[chain]!
    const item = itemOf(row)
    const key = `${dataset.at[row]} ${name} ${item ?? ''}`
    const group = groups.get(key) ?? { name, at: dataset.at[row]!, item, people: 0 }
    group.people++
    groups.set(key, group)
    receivedOfKind[kindOf[profile]!]!++
    if (profile !== last) reachedOfKind[kindOf[profile]!]!++
    last = profile
  }
  const crowds = [...groups.values()].filter(({ people }) => people >= LEAST_PEOPLE).sort((a, b) => a.at - b.at || a.name - b.name || (a.item ?? -1) - (b.item ?? -1))
  const reached = reachedOfKind.reduce((sum, count) => sum + count, 0)
  const received = receivedOfKind.reduce((sum, count) => sum + count, 0)
  const gotItem = new Map<string, number>()
  for (const { name, item, people } of crowds) if (item !== undefined) gotItem.set(`${name} ${item}`, (gotItem.get(`${name} ${item}`) ?? 0) + people)
  const told: Told[] = names.map(({ name, dateOnly }) => ({ id: name, event: name, dateOnly }))
  const ownCode = new Map<string, number>()
  for (const [key, people] of gotItem) {
    if (people < LEAST_FOR_OWN) continue
    const [name, item] = key.split(' ').map(Number) as [number, number] // as: two numbers, made above
    const { catalogue } = items[name]!
    ownCode.set(key, told.push({ id: `${names[name]!.name} (${properties.catalogues[catalogue]![item]![1][catalogue]})`, event: names[name]!.name, dateOnly: names[name]!.dateOnly }) - 1)
  }
  const codeOf = (row: number): number => (isBroadcast(row) ? (ownCode.get(`${dataset.nameCodes[row]} ${itemOf(row) ?? ''}`) ?? dataset.nameCodes[row]!) : dataset.nameCodes[row]!)
  const broadcasts = crowds.map(({ name, at, item, people }) => ({
    to: told[ownCode.get(`${name} ${item ?? ''}`) ?? name]!.id, at: new Date(at).toISOString(), share: Math.min(1, roundedShare(people / Math.max(1, reached))), ...(item === undefined ? {} : { items: { [items[name]!.catalogue]: item } }),
  }))
  const ofKind = peopleOfKind.map((people, kind): Track => ({
    joins: people.length === 0 || reachedOfKind[kind]! < LEAST_PEOPLE ? roundedShare(reached / kindOf.length) : roundedShare(reachedOfKind[kind]! / people.length),
    reach: reachedOfKind[kind]! < LEAST_PEOPLE ? 1 : Math.round((receivedOfKind[kind]! / reachedOfKind[kind]! / (received / reached)) * 100) / 100,
  }))
  return { broadcasts, ofKind, told, codeOf, chains: only(reactions, kept), bringsItem: broadcasts.length > 0 && broadcasts.every(({ items: brought }) => brought !== undefined) }
}

function only({ rows, begins, profiles }: Chains, chains: readonly number[]): Chains {
  const taken: number[] = []
  const starts = [0]
  for (const chain of chains) {
    for (let place = begins[chain]!; place < begins[chain + 1]!; place++) taken.push(rows[place]!)
    starts.push(taken.length)
  }
  return { rows: Uint32Array.from(taken), begins: Uint32Array.from(starts), profiles: Uint32Array.from(chains, (chain) => profiles[chain]!) }
}
