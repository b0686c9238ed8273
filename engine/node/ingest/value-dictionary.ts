import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson, type JsonValue } from '../../core/json.ts'
import type { BlockPart } from '../columns/blocks.ts'
import { valueKinds } from '../columns/dictionary.ts'

const chunkBytes = 1 << 22
/** Texts longer than this have a chunk of their own. */
const longText = 1 << 18
/** Codes are 32 bit and so are places; beyond a third of that a column is a key of the rows, and no use to a journey. */
const mostValues = 100_000_000

/**
 * The different values of one column, numbered from 2 as they are met (0 is absent, 1 an explicit null). Hot, and the reason that files of
 * any size fit: numbers and texts lie in typed arrays outside the heap, some 25 bytes and the text each, where a Map of strings takes 120 and ends at
 * 16.7 million.
 */
export class ValueDictionary {
  readonly #name: string
  #count = 2
  #kinds = new Uint8Array(64)
  /** By code: index of its number, or of its text. */
  #places = new Uint32Array(64)
  #numbers = new Float64Array(16)
  #numberCount = 0
  #textChunk = new Uint32Array(16)
  #textStart = new Uint32Array(16)
  #textBytes = new Uint32Array(16)
  /** In UTF-16 units. */
  #textUnits = new Uint32Array(16)
  #textCount = 0
  #chunks: Buffer[] = []
  #open: Buffer | undefined
  #openAt = 0
  #filled: number[] = []
  #table = new Uint32Array(128)
  #true = 0
  #false = 0

  /** `name` is for messages. */
  constructor(name: string) {
    this.#name = name
    this.#kinds[1] = valueKinds.null
  }

  /** How many codes there are, those of absent and null with them. */
  get size(): number {
    return this.#count
  }

  codeOf(value: JsonValue | undefined): number {
    switch (typeof value) {
      case 'undefined':
        return 0
      case 'string':
        return this.#text(value, valueKinds.text)
      case 'number':
        return this.#number(value === 0 ? 0 : value) // -0 and 0 are one value
      case 'boolean':
        return value ? (this.#true ||= this.#add(valueKinds.true, 0)) : (this.#false ||= this.#add(valueKinds.false, 0))
      case 'object':
        return value === null ? 1 : this.#text(canonicalJson(value), valueKinds.json)
    }
  }

  /** The arrays of a dictionary on disk (see columns/dictionary.ts). */
  parts(): BlockPart[] {
    const filled = [...this.#filled, ...(this.#open ? [this.#openAt] : [])]
    const chunks = this.#open ? [...this.#chunks, this.#open] : this.#chunks
    return [
      ['kinds', this.#kinds.subarray(0, this.#count)],
      ['numbers', this.#numbers.subarray(0, this.#numberCount)],
      ['lengths', this.#textUnits.subarray(0, this.#textCount)],
      ['runs', Uint32Array.from(filled)],
      ['text', { kind: 'u8', pieces: () => chunks.map((chunk, index) => chunk.subarray(0, filled[index])) }],
    ]
  }

  #number(value: number): number {
    const hash = hashOfNumber(value)
    const mask = this.#table.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#table[slot]!
      if (code === 0) {
        if (this.#numberCount === this.#numbers.length) this.#numbers = doubled(this.#numbers, new Float64Array(this.#numbers.length * 2))
        this.#numbers[this.#numberCount] = value
        return this.#enter(slot, valueKinds.number, this.#numberCount++)
      }
      if (this.#kinds[code] === valueKinds.number && this.#numbers[this.#places[code]!] === value) return code
    }
  }

  #text(text: string, kind: number): number {
    const bytes = encoded(text)
    const hash = hashOfBytes(scratch, 0, bytes)
    const mask = this.#table.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#table[slot]!
      if (code === 0) return this.#enter(slot, kind, this.#addText(bytes, text.length))
      if (this.#kinds[code] === kind && this.#isText(this.#places[code]!, bytes)) return code
    }
  }

  #isText(index: number, bytes: number): boolean {
    if (this.#textBytes[index] !== bytes) return false
    const chunk = this.#chunkOf(index)
    const start = this.#textStart[index]!
    if (bytes > 64) return chunk.compare(scratch, 0, bytes, start, start + bytes) === 0
    for (let at = 0; at < bytes; at++) if (chunk[start + at] !== scratch[at]) return false
    return true
  }

  #chunkOf(index: number): Buffer {
    return this.#chunks[this.#textChunk[index]!] ?? this.#open!
  }

  #addText(bytes: number, units: number): number {
    if (this.#textCount === this.#textChunk.length) {
      const room = this.#textCount * 2
      this.#textChunk = doubled(this.#textChunk, new Uint32Array(room))
      this.#textStart = doubled(this.#textStart, new Uint32Array(room))
      this.#textBytes = doubled(this.#textBytes, new Uint32Array(room))
      this.#textUnits = doubled(this.#textUnits, new Uint32Array(room))
    }
    const isLong = bytes > longText
    if (isLong || !this.#open || this.#openAt + bytes > this.#open.length) {
      this.#close()
      // The first chunk of a column is small: most columns have few values.
      this.#open = Buffer.allocUnsafeSlow(isLong ? bytes : this.#chunks.length === 0 ? Math.max(4096, bytes) : Math.min(chunkBytes, Math.max(longText, this.#chunks.length * longText)))
    }
    scratch.copy(this.#open, this.#openAt, 0, bytes)
    const index = this.#textCount++
    this.#textChunk[index] = this.#chunks.length
    this.#textStart[index] = this.#openAt
    this.#textBytes[index] = bytes
    this.#textUnits[index] = units
    this.#openAt += bytes
    if (isLong) this.#close()
    return index
  }

  #close(): void {
    if (!this.#open) return
    this.#chunks.push(this.#open)
    this.#filled.push(this.#openAt)
    this.#open = undefined
    this.#openAt = 0
  }

  #enter(slot: number, kind: number, place: number): number {
    const code = this.#add(kind, place)
    this.#table[slot] = code
    if (this.#count * 2 > this.#table.length) this.#rehash()
    return code
  }

  #add(kind: number, place: number): number {
    if (this.#count >= mostValues) {
      throw new RehearsalError('E_TOO_MANY_VALUES', `The column ${JSON.stringify(this.#name)} has more than ${mostValues} different values.`, `Leave it out with --drop ${this.#name}.`, { unusable: true })
    }
    if (this.#count === this.#kinds.length) {
      this.#kinds = doubled(this.#kinds, new Uint8Array(this.#count * 2))
      this.#places = doubled(this.#places, new Uint32Array(this.#count * 2))
    }
    this.#kinds[this.#count] = kind
    this.#places[this.#count] = place
    return this.#count++
  }

  #rehash(): void {
    const table = (this.#table = new Uint32Array(this.#table.length * 2))
    const mask = table.length - 1
    for (let code = 2; code < this.#count; code++) {
      const kind = this.#kinds[code]!
      if (kind === valueKinds.true || kind === valueKinds.false) continue
      const place = this.#places[code]!
      const start = this.#textStart[place]!
      const hash = kind === valueKinds.number ? hashOfNumber(this.#numbers[place]!) : hashOfBytes(this.#chunkOf(place), start, this.#textBytes[place]!)
      let slot = hash & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = code
    }
  }
}

/** The text at hand, in UTF-8: one buffer for all columns, grown to the longest. */
let scratch = Buffer.allocUnsafeSlow(1 << 16)

function encoded(text: string): number {
  if (text.length * 3 > scratch.length) scratch = Buffer.allocUnsafeSlow(text.length * 3)
  return scratch.write(text, 0, 'utf8')
}

function hashOfBytes(bytes: Buffer, start: number, length: number): number {
  let hash = 0x811c9dc5
  // Of long texts the beginning, the end and the length: they are compared in full anyway.
  const end = start + Math.min(length, 256)
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  for (let at = Math.max(end, start + length - 64); at < start + length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return mixed(hash ^ length)
}

const oneNumber = new Float64Array(1)
const itsWords = new Uint32Array(oneNumber.buffer)

function hashOfNumber(value: number): number {
  oneNumber[0] = value
  return mixed(Math.imul(itsWords[0]!, 0x9e3779b1) ^ itsWords[1]!)
}

/** MurmurHash3's finalizer: every bit of the hash depends on every bit of what was hashed. */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function doubled<A extends Uint8Array | Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from)
  return to
}
