import { predicatesOf, type ColumnsNeeded } from '../compile/columns-needed.ts'
import type { RunProgram } from '../compile/program.ts'
import { eventCountOf, profileCountOf, type Codes, type EventDataset, type ValueColumn } from '../model/dataset.ts'
import { isOwnEvent } from './own-events.ts'

/** Makes the buffer of an array; the default lies in the memory of one thread. */
export type MakeBuffer = (bytes: number) => ArrayBufferLike

/** Above this share of rows that matter, leaving out the others costs more than it saves. */
const WORTH_BELOW = 0.6

/**
 * The dataset without the rows that no journey of the run can react to or ask for: a view for the kernel only, since `lastAt`, `firstAt` and
 * the digest stay those of the whole. The dataset itself where every row may matter, or most do. Properties are those `needed`.
 */
export function projected(dataset: EventDataset, program: RunProgram, needed: ColumnsNeeded, makeBuffer: MakeBuffer = (bytes) => new ArrayBuffer(bytes)): EventDataset {
  const matters = needed.all ? undefined : mattering(program, dataset.names)
  if (!matters) return dataset
  const { rows, offsets } = compact(dataset, matters, makeBuffer)
  if (rows.length > eventCountOf(dataset) * WORTH_BELOW) return dataset
  const at = new Float64Array(makeBuffer(rows.length * 8))
  for (let index = 0; index < rows.length; index++) at[index] = dataset.at[rows[index]!]!
  const properties = new Map<string, ValueColumn>()
  for (const name of needed.properties) {
    const column = dataset.properties.get(name)
    if (column) properties.set(name, { values: column.values, codes: gathered(column.codes, rows, makeBuffer) })
  }
  return { ...dataset, offsets, at, nameCodes: gathered(dataset.nameCodes, rows, makeBuffer), properties }
}

/** By event code: 1 for the events that matter to the run; undefined if any may. */
function mattering({ journeys }: RunProgram, names: readonly string[]): Uint8Array | undefined {
  const named = new Set(['$set'])
  let any = false
  for (const journey of journeys) {
    for (const { trigger } of journey.entries) {
      if (trigger.kind === 'event') named.add(trigger.event)
      if (trigger.kind === 'schedule') return undefined // who is asked depends on the first event, whatever it is
    }
    for (const { event } of journey.goals) named.add(event)
    for (const exit of journey.exits) if (exit.kind === 'event') named.add(exit.event)
    if (journey.policies.caps.length > 0) named.add('$sent')
    for (const { operation } of journey.steps) {
      if (operation.kind === 'waitFor') for (const branch of operation.branches) if (branch.kind === 'event') named.add(branch.event)
      if (operation.kind === 'delay' && operation.until.kind === 'bestTime') for (const event of ['$opened', '$clicked']) named.add(event)
    }
    for (const predicate of predicatesOf(journey)) {
      const events = predicate.kind === 'did' ? [predicate.event, predicate.notFollowedBy?.event] : predicate.kind === 'sequence' ? predicate.items.map(({ event }) => event) : []
      for (const event of events) {
        if (event === '*') any = true
        else if (event !== undefined) named.add(event)
      }
    }
  }
  return Uint8Array.from(names, (name) => (named.has(name) || (any && !isOwnEvent(name)) ? 1 : 0))
}

/** The numbers of the rows that matter, and where each profile's begin. Hot: one pass over the event codes, without a branch a row. */
function compact(dataset: EventDataset, matters: Uint8Array, makeBuffer: MakeBuffer): { rows: Uint32Array; offsets: Uint32Array } {
  const { nameCodes } = dataset
  const profiles = profileCountOf(dataset)
  const rows = new Uint32Array(eventCountOf(dataset) + 1)
  const offsets = new Uint32Array(makeBuffer((profiles + 1) * 4))
  let count = 0
  for (let profile = 0; profile < profiles; profile++) {
    const end = dataset.offsets[profile + 1]!
    for (let row = dataset.offsets[profile]!; row < end; row++) {
      rows[count] = row
      count += matters[nameCodes[row]!]!
    }
    offsets[profile + 1] = count
  }
  return { rows: rows.subarray(0, count), offsets }
}

function gathered(codes: Codes, rows: Uint32Array, makeBuffer: MakeBuffer): Codes {
  const bytes = codes.BYTES_PER_ELEMENT
  const buffer = makeBuffer(rows.length * bytes)
  const picked = bytes === 1 ? new Uint8Array(buffer) : bytes === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer)
  for (let index = 0; index < rows.length; index++) picked[index] = codes[rows[index]!]!
  return picked
}
