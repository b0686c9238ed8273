import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../core/json.ts'
import {
  ABSENT, codesFor, ColumnBuilder, EXPLICIT_NULL, profileCountOf, type Codes, type EventDataset, type TextTable, type ValueColumn,
} from '../../core/model/dataset.ts'
import { BUCKETS, bucketOfText, hashSeed } from '../../core/simulate/hash.ts'

const setEvent = '$set'

/**
 * The profiles whose bucket (of 10,000, by a hash of their ids and the seed) lies below the share, whole. A larger share holds a smaller one,
 * and a profile is in or out whatever else is in the data.
 */
export function sampleProfiles(dataset: EventDataset, share: number, seed: number, digest: string): EventDataset {
  const below = Math.round(share * BUCKETS)
  const seedHash = hashSeed(`sample/${seed}/`)
  const isIn = (profile: number): boolean => bucketOfText(dataset.profileIds, profile, seedHash) < below
  return pick(dataset, isIn, (profile) => [dataset.offsets[profile]!, dataset.offsets[profile + 1]!], digest)
}

/**
 * The events with `from <= at < until` (epoch ms). Profiles without one stay if they have a row of attributes. What `$set` events before `from` said is
 * in the attributes, so that everybody is who they were at `from`.
 */
export function sliceTime(dataset: EventDataset, from: number, until: number, digest: string): EventDataset {
  const set = attributesAt(dataset, from)
  const span = (profile: number): [number, number] => {
    const end = dataset.offsets[profile + 1]!
    return [firstAtOrAfter(dataset.at, dataset.offsets[profile]!, end, from), firstAtOrAfter(dataset.at, dataset.offsets[profile]!, end, until)]
  }
  const isIn = (profile: number): boolean => {
    const [first, end] = span(profile)
    return end > first || set.attributeRows![profile] === 1
  }
  return pick(set, isIn, span, digest)
}

/** A name for what was made of a dataset by something: the same of the same. */
export function derivedDigest(of: string, how: Record<string, JsonValue>): string {
  return `sha256:${createHash('sha256').update(canonicalJson({ of, ...how })).digest('hex')}`
}

function firstAtOrAfter(at: Float64Array, start: number, end: number, instant: number): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle]! < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** The dataset with the attributes everybody had right before `instant`. */
function attributesAt(dataset: EventDataset, instant: number): EventDataset {
  const profiles = profileCountOf(dataset)
  const rows = dataset.attributeRows?.slice() ?? Uint8Array.from({ length: profiles }, (_, profile) => Number(dataset.offsets[profile] === dataset.offsets[profile + 1]))
  const code = dataset.names.indexOf(setEvent)
  const builders = new Map<string, ColumnBuilder>()
  const builderOf = (name: string): ColumnBuilder => {
    let builder = builders.get(name)
    if (builder) return builder
    builders.set(name, (builder = new ColumnBuilder(profiles)))
    const before = dataset.attributes.get(name)
    if (before) for (let profile = 0; profile < profiles; profile++) builder.set(profile, before.values[before.codes[profile]!])
    return builder
  }
  for (let profile = 0; code >= 0 && profile < profiles; profile++) {
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]! && dataset.at[row]! < instant; row++) {
      if (dataset.nameCodes[row] !== code) continue
      rows[profile] = 1
      for (const [name, { codes, values }] of dataset.properties) {
        if (codes[row] !== ABSENT) builderOf(name).set(profile, codes[row] === EXPLICIT_NULL ? undefined : values[codes[row]!])
      }
    }
  }
  const attributes = new Map([...dataset.attributes, ...[...builders].map(([name, builder]) => [name, builder.build()] as const)])
  return { ...dataset, attributes, attributeRows: rows }
}

/** Some profiles, each with the stretch of its rows that `span` gives; dictionaries keep only what is left. */
function pick(dataset: EventDataset, isIn: (profile: number) => boolean, span: (profile: number) => readonly [number, number], digest: string): EventDataset {
  const kept: number[] = []
  for (let profile = 0; profile < profileCountOf(dataset); profile++) if (isIn(profile)) kept.push(profile)
  const spans = kept.map(span)
  const offsets = new Uint32Array(kept.length + 1)
  spans.forEach(([first, end], index) => (offsets[index + 1] = offsets[index]! + end - first))
  const count = offsets[kept.length]!
  const rows = <A extends Codes | Float64Array>(from: A, to: A): A => {
    spans.forEach(([first, end], index) => to.set(from.subarray(first, end), offsets[index]!))
    return to
  }
  const at = rows(dataset.at, new Float64Array(count))
  let firstAt = Infinity
  let lastAt = -Infinity
  for (const instant of at) {
    if (instant < firstAt) firstAt = instant
    if (instant > lastAt) lastAt = instant
  }
  const nameCodes = rows(dataset.nameCodes, codesFor(count, dataset.names.length))
  const used = new Map([...new Set(nameCodes)].sort((a, b) => a - b).map((code, index) => [code, index]))
  const ofProfiles = ({ codes, values }: ValueColumn): ValueColumn => compacted({ codes: Uint32Array.from(kept, (profile) => codes[profile]!), values })
  const columns = (all: EventDataset['attributes'], build: (column: ValueColumn) => ValueColumn) =>
    new Map([...all].map(([name, column]) => [name, build(column)] as const).filter(([, { codes }]) => codes.some((code) => code !== ABSENT)))
  return {
    digest,
    profileIds: pickTexts(dataset.profileIds, kept),
    offsets,
    at,
    nameCodes: nameCodes.map((code) => used.get(code)!),
    names: [...used.keys()].map((code) => dataset.names[code]!),
    properties: columns(dataset.properties, ({ codes, values }) => compacted({ codes: rows<Codes>(codes, codesFor(count, values.length)), values })),
    attributes: columns(dataset.attributes, ofProfiles),
    ...(dataset.attributeRows ? { attributeRows: Uint8Array.from(kept, (profile) => dataset.attributeRows![profile]!) } : {}),
    ...(dataset.attributesAsOfExport === true ? { attributesAsOfExport: true } : {}),
    firstAt: count > 0 ? firstAt : 0,
    lastAt: count > 0 ? lastAt : 0,
  }
}

/** Without the values nobody has: those of people who are not in it are nobody's business. A column with an explicit null keeps a place for it. */
function compacted({ codes, values }: ValueColumn): ValueColumn {
  const renumbered = new Uint32Array(values.length)
  renumbered[EXPLICIT_NULL] = EXPLICIT_NULL
  const left: (JsonValue | undefined)[] = [undefined, null]
  for (const code of codes) if (code > EXPLICIT_NULL && renumbered[code] === 0) renumbered[code] = left.push(values[code]) - 1
  const to = codesFor(codes.length, left.length)
  for (let row = 0; row < codes.length; row++) to[row] = renumbered[codes[row]!]!
  return { codes: to, values: left }
}

function pickTexts({ bytes, offsets }: TextTable, kept: readonly number[]): TextTable {
  const ends = new Uint32Array(kept.length + 1)
  kept.forEach((index, position) => (ends[position + 1] = ends[position]! + offsets[index + 1]! - offsets[index]!))
  const own = new Uint8Array(ends[kept.length]!)
  kept.forEach((index, position) => own.set(bytes.subarray(offsets[index], offsets[index + 1]), ends[position]))
  return { bytes: own, offsets: ends }
}
