import type { EventDataset } from '../../model/dataset.ts'

/** By place, then by event code: rows of what people did. `placeOf` gives the place of an instant, -1 for none. */
export function namesIn({ at, nameCodes, names }: EventDataset, isActivity: Uint8Array, places: number, placeOf: (at: number) => number): Uint32Array[] {
  const counts = Array.from({ length: places }, () => new Uint32Array(names.length))
  for (let row = 0; row < at.length; row++) {
    const place = placeOf(at[row]!)
    if (place >= 0 && isActivity[nameCodes[row]!] === 1) counts[place]![nameCodes[row]!]!++
  }
  return counts
}

/** The name that more than half of some rows have; undefined if none has. */
export function mainName(names: readonly string[], counts: Uint32Array): string | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const code = counts.findIndex((count) => count > total / 2)
  return code < 0 ? undefined : names[code]
}
