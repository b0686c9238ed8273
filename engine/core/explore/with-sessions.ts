import { ABSENT, codesFor, profileCountOf, type Codes, type EventDataset, type ValueColumn } from '../model/dataset.ts'
import { SESSION_START } from './activity.ts'
import { hasSessionStarts, sessionCodes } from './sessions.ts'

/**
 * The same dataset with one `$session_start` more for each session, right before its first event and at the same instant, without properties. An
 * event begins a session if the profile did nothing in `t - gapMs < a <= t` before it; `$set`, `$sent` and `$api:…` neither begin nor prolong one.
 * A dataset that has `$session_start` already is given back as it is. The digest tells that sessions were added, and by which gap.
 * Arrays lie in shared memory, as those of a dataset from disk do.
 */
export function withSessions(dataset: EventDataset, gapMs: number): EventDataset {
  if (hasSessionStarts(dataset)) return dataset
  const { added, offsets } = sessionsBefore(dataset, gapMs)
  const known = dataset.names.indexOf(SESSION_START)
  const code = known < 0 ? dataset.names.length : known
  const length = added.length
  const at = new Float64Array(new SharedArrayBuffer(8 * length))
  const nameCodes = sharedCodes(length, Math.max(code, dataset.names.length))
  let row = 0
  for (let index = 0; index < length; index++) {
    at[index] = dataset.at[row]!
    nameCodes[index] = added[index] === 1 ? code : dataset.nameCodes[row]!
    if (added[index] === 0) row++
  }
  return {
    ...dataset,
    digest: `${dataset.digest}+sessions:${gapMs}`,
    offsets,
    at,
    nameCodes,
    names: known < 0 ? [...dataset.names, SESSION_START] : dataset.names,
    properties: new Map([...dataset.properties].map(([name, column]) => [name, spread(column, added)])),
  }
}

/** By row of the new dataset: 1 for a session's start that was added; and where each profile's rows begin in it. */
function sessionsBefore(dataset: EventDataset, gapMs: number): { added: Uint8Array; offsets: Uint32Array } {
  const { at, nameCodes } = dataset
  const isActivity = sessionCodes(dataset)
  const profiles = profileCountOf(dataset)
  const offsets = new Uint32Array(new SharedArrayBuffer(4 * (profiles + 1)))
  const added = new Uint8Array(2 * at.length) // every event may begin one
  let length = 0
  for (let profile = 0; profile < profiles; profile++) {
    let last = -Infinity
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
      if (isActivity[nameCodes[row]!] === 1) {
        if (at[row]! - last >= gapMs) added[length++] = 1
        last = at[row]!
      }
      length++
    }
    offsets[profile + 1] = length
  }
  return { added: added.subarray(0, length), offsets }
}

function spread({ codes, values }: ValueColumn, added: Uint8Array): ValueColumn {
  const wider = sharedCodes(added.length, values.length)
  let row = 0
  for (let index = 0; index < added.length; index++) wider[index] = added[index] === 1 ? ABSENT : codes[row++]!
  return { codes: wider, values }
}

function sharedCodes(length: number, largest: number): Codes {
  const { BYTES_PER_ELEMENT, constructor } = codesFor(0, largest)
  const shared = new SharedArrayBuffer(length * BYTES_PER_ELEMENT)
  return new (constructor as new (buffer: SharedArrayBuffer) => Codes)(shared) // as: the constructor of a code array makes one
}
