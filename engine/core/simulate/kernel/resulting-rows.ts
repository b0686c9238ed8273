import { codesFor, type Codes, type EventDataset, type ValueColumn } from '../../model/dataset.ts'

/** The codes of one column for as many rows as there are. */
interface GrowingCodes { of: ValueColumn; codes: Codes }

/**
 * The rows of a what-if run, profile by profile as each is done: the dataset's, with the reactions where they arrived. Costs a copy of each column, so
 * a run keeps them only where somebody measures what became of everybody.
 */
export class ResultingRows {
  #scratch: EventDataset | undefined
  #at = new Float64Array(0)
  #names: Codes = new Uint8Array(0)
  #columns: GrowingCodes[] = []
  #offsets: number[] = [0]
  #length = 0

  /** Rows 0 up to `length` of the scratch are those of the next profile. */
  add(scratch: EventDataset, length: number): void {
    this.#scratch ??= this.#begin(scratch)
    this.#makeRoom(scratch, length)
    this.#at.set(scratch.at.subarray(0, length), this.#length)
    this.#names.set(scratch.nameCodes.subarray(0, length), this.#length)
    for (const { of, codes } of this.#columns) codes.set(of.codes.subarray(0, length), this.#length)
    this.#length += length
    this.#offsets.push(this.#length)
  }

  /** Undefined if no profile was added: no reaction could have come. */
  build(): EventDataset | undefined {
    const scratch = this.#scratch
    if (!scratch) return undefined
    const at = this.#at.slice(0, this.#length)
    const names = [...scratch.properties.keys()]
    return {
      ...scratch,
      digest: '',
      offsets: Uint32Array.from(this.#offsets),
      at,
      nameCodes: this.#names.slice(0, this.#length),
      properties: new Map(this.#columns.map(({ of, codes }, index) => [names[index]!, { codes: codes.slice(0, this.#length), values: of.values }])),
      firstAt: at.reduce((least, instant) => Math.min(least, instant), at[0] ?? 0),
      lastAt: at.reduce((most, instant) => Math.max(most, instant), at[0] ?? 0),
    }
  }

  #begin(scratch: EventDataset): EventDataset {
    this.#names = codesFor(0, scratch.names.length)
    this.#columns = [...scratch.properties.values()].map((of) => ({ of, codes: codesFor(0, of.values.length) }))
    return scratch
  }

  #makeRoom({ names }: EventDataset, rows: number): void {
    const needed = this.#length + rows
    if (needed <= this.#at.length) return
    const room = Math.max(1024, 2 * needed)
    const at = new Float64Array(room)
    at.set(this.#at)
    this.#at = at
    this.#names = grown(this.#names, room, names.length)
    for (const column of this.#columns) column.codes = grown(column.codes, room, column.of.values.length)
  }
}

function grown(codes: Codes, length: number, largest: number): Codes {
  const larger = codesFor(length, largest)
  larger.set(codes)
  return larger
}
