import { canonicalJson, type JsonValue } from '../../core/json.ts'
import type { BlockArray } from './blocks.ts'

// A dictionary on disk: what each value is, the numbers, and all texts in one run of UTF-8 with their lengths in UTF-16 units, so that
// reading decodes once and cuts, which is several times faster than decoding each text.

/** What the value of a code is. */
export const valueKinds = { absent: 0, null: 1, false: 2, true: 3, number: 4, text: 5, json: 6 } as const

/** Texts per decoded run: below the longest string the engine allows. */
const runUnits = 1 << 26

export function encodeValues(values: readonly (JsonValue | undefined)[]): [string, BlockArray][] {
  const kind = new Uint8Array(values.length)
  const numbers: number[] = []
  const lengths: number[] = []
  const runs: Buffer[] = []
  let run: string[] = []
  let units = 0
  const closeRun = (): void => {
    runs.push(Buffer.from(run.join(''), 'utf8'))
    run = []
    units = 0
  }
  const addText = (text: string): void => {
    if (units > 0 && units + text.length > runUnits) closeRun()
    run.push(text)
    lengths.push(text.length)
    units += text.length
  }
  values.forEach((value, index) => {
    if (value === undefined) kind[index] = valueKinds.absent
    else if (value === null) kind[index] = valueKinds.null
    else if (typeof value === 'boolean') kind[index] = value ? valueKinds.true : valueKinds.false
    else if (typeof value === 'number') {
      kind[index] = valueKinds.number
      numbers.push(value)
    } else if (typeof value === 'string') {
      kind[index] = valueKinds.text
      addText(value)
    } else {
      kind[index] = valueKinds.json
      addText(canonicalJson(value))
    }
  })
  closeRun()
  return [
    ['kinds', kind],
    ['numbers', Float64Array.from(numbers)],
    ['lengths', Uint32Array.from(lengths)],
    ['runs', Uint32Array.from(runs, (bytes) => bytes.length)],
    ['text', Buffer.concat(runs)],
  ]
}

export function decodeValues(blocks: ReadonlyMap<string, BlockArray>): (JsonValue | undefined)[] {
  const kind = blocks.get('kinds')!
  const numbers = blocks.get('numbers')!
  const lengths = blocks.get('lengths')!
  const runs = blocks.get('runs')!
  const text = blocks.get('text')!
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength)

  let runIndex = 0
  let runStart = 0
  let current = ''
  let position = 0
  let textIndex = 0
  let numberIndex = 0
  const nextRun = (): void => {
    const length = runs[runIndex++]!
    current = bytes.toString('utf8', runStart, runStart + length)
    runStart += length
    position = 0
  }
  const nextText = (): string => {
    const length = lengths[textIndex++]!
    while (position + length > current.length) nextRun()
    position += length
    return current.slice(position - length, position)
  }
  const values = new Array<JsonValue | undefined>(kind.length)
  for (let index = 0; index < kind.length; index++) {
    switch (kind[index]) {
      case valueKinds.number:
        values[index] = numbers[numberIndex++]!
        break
      case valueKinds.text:
        values[index] = nextText()
        break
      case valueKinds.json:
        values[index] = JSON.parse(nextText()) as JsonValue // as: we wrote it as JSON
        break
      case valueKinds.absent:
        values[index] = undefined
        break
      default:
        values[index] = kind[index] === valueKinds.null ? null : kind[index] === valueKinds.true
    }
  }
  return values
}
