import { RehearsalError } from '../errors.ts'
import { profileCountOf, textAt, type EventDataset } from '../model/dataset.ts'

/** Ids named when one is not found. */
const MOST_NAMED = 5
/** Profiles on either side of the place where the id would stand that are looked at for ids like it. */
const LOOKED_AT = 50

/** Number of the profile in the dataset. Throws E_PROFILE (unusable), which names the ids most like it, if there is none. */
export function findProfile(dataset: EventDataset, id: string): number {
  const place = placeOf(dataset, id)
  if (isThere(dataset, id)) return place
  const near = nearestIds(dataset, id, place)
  const help = near.length === 0 ? 'give the id of a profile of these data' : `the nearest ids are ${near.map((one) => JSON.stringify(one)).join(', ')}`
  throw new RehearsalError('E_PROFILE', `there is no profile ${JSON.stringify(id)} in these data`, help, { unusable: true })
}

/** Ids that begin with the text, in their order, at most `limit`. */
export function idsBeginning(dataset: EventDataset, text: string, limit: number): string[] {
  const found: string[] = []
  for (let place = placeOf(dataset, text); place < profileCountOf(dataset) && found.length < limit; place++) {
    const id = textAt(dataset.profileIds, place)
    if (!id.startsWith(text)) break
    found.push(id)
  }
  return found
}

/** The first profile whose id is not below it; ids are sorted by UTF-16 units. */
function placeOf(dataset: EventDataset, id: string): number {
  let low = 0
  let high = profileCountOf(dataset)
  while (low < high) {
    const middle = (low + high) >> 1
    if (textAt(dataset.profileIds, middle) < id) low = middle + 1
    else high = middle
  }
  return low
}

function nearestIds(dataset: EventDataset, id: string, place: number): string[] {
  const first = Math.max(0, place - LOOKED_AT)
  const last = Math.min(profileCountOf(dataset), place + LOOKED_AT)
  const around = Array.from({ length: last - first }, (_, index) => textAt(dataset.profileIds, first + index))
  // Ids that begin it stand far away when many others begin with them, too.
  const beginnings = Array.from({ length: id.length }, (_, length) => id.slice(0, length + 1)).filter((one) => isThere(dataset, one))
  const rank = (one: string) => (one.toLowerCase() === id.trim().toLowerCase() ? -1 : id.length + one.length - 2 * shared(one, id))
  return [...new Set([...around, ...beginnings])]
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_NAMED)
    .map(({ one }) => one)
}

function isThere(dataset: EventDataset, id: string): boolean {
  const place = placeOf(dataset, id)
  return place < profileCountOf(dataset) && textAt(dataset.profileIds, place) === id
}

/** How many characters both begin with. */
function shared(a: string, b: string): number {
  let length = 0
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++
  return length
}
