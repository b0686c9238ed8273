import { zoneNamed } from '../model/calendar.ts'
import type { EventDataset, ValueColumn } from '../model/dataset.ts'

/** Does the profile's attribute row, or a `$set` up to `until`, give it a `timeZone` that is no time zone? Such a profile lives by the journey's. */
export function hasUnknownZone(dataset: EventDataset, profile: number, until: number): boolean {
  const { attributes, properties, names, nameCodes, offsets, at } = dataset
  const column = attributes.get('timeZone')
  if (column && isUnknown(column, profile)) return true
  const changes = properties.get('timeZone')
  const setCode = names.indexOf('$set')
  if (!changes || setCode < 0) return false
  for (let row = offsets[profile]!; row < offsets[profile + 1]! && at[row]! <= until; row++) {
    if (nameCodes[row] === setCode && isUnknown(changes, row)) return true
  }
  return false
}

function isUnknown({ codes, values }: ValueColumn, row: number): boolean {
  const value = values[codes[row]!] ?? null
  return value !== null && (typeof value !== 'string' || zoneNamed(value) === undefined)
}
