import type { CounterLayout } from '../../playback/counters.ts'
import { NO_INSTANCE, type LogOptions, type LogRows } from '../../playback/run-log.ts'
import type { Instance } from './instance.ts'

/** The rows of a kernel's log, profile by profile, as things happen. */
export class LogWriter {
  /** Rows there were since the beginning, kept or not. */
  total = 0
  readonly #most: number
  readonly #wanted: Uint8Array | null
  #rows = emptyRows(1024)
  #length = 0
  #instances = 0

  constructor({ most, only }: LogOptions, counters: number) {
    this.#most = most
    this.#wanted = only === undefined ? null : new Uint8Array(counters)
    for (const counter of only ?? []) this.#wanted![counter] = 1
  }

  /** The number of an instance that starts, from 0 in each block. */
  nextInstance(): number {
    return this.#instances++
  }

  add(at: number, profile: number, instance: number, counter: number, micros: number): void {
    if (this.#wanted !== null && this.#wanted[counter] === 0) return
    if (++this.total > this.#most) return
    if (this.#length === this.#rows.at.length) this.#rows = copied(this.#rows, this.#length, this.#length * 2)
    const row = this.#length++
    this.#rows.at[row] = at
    this.#rows.profile[row] = profile
    this.#rows.instance[row] = instance
    this.#rows.counter[row] = counter
    this.#rows.micros[row] = micros
  }

  /** Takes away the rows of a block of profiles; the next block begins with instance 0 again. */
  take(): LogRows & { instances: number } {
    const rows = { ...copied(this.#rows, this.#length, this.#length), instances: this.#instances }
    this.#length = 0
    this.#instances = 0
    return rows
  }
}

function emptyRows(length: number): LogRows {
  return {
    at: new Float64Array(length),
    profile: new Uint32Array(length),
    instance: new Uint32Array(length),
    counter: new Uint32Array(length),
    micros: new Float64Array(length),
  }
}

function copied(rows: LogRows, length: number, room: number): LogRows {
  const copy = emptyRows(room)
  copy.at.set(rows.at.subarray(0, length))
  copy.profile.set(rows.profile.subarray(0, length))
  copy.instance.set(rows.instance.subarray(0, length))
  copy.counter.set(rows.counter.subarray(0, length))
  copy.micros.set(rows.micros.subarray(0, length))
  return copy
}

/** Whose turn it is and when. */
interface Cursor { readonly profile: number; readonly now: number }

/** What one journey of a kernel writes into the log: each call goes beside a count of the tally. */
export class JourneyLog {
  readonly layout: CounterLayout
  readonly #writer: LogWriter
  readonly #cursor: Cursor

  constructor(writer: LogWriter, layout: CounterLayout, cursor: Cursor) {
    this.#writer = writer
    this.layout = layout
    this.#cursor = cursor
  }

  /** A start; gives the instance its number. */
  start(instance: Instance): void {
    instance.logged = this.#writer.nextInstance()
    this.count(this.layout.started, instance)
  }

  /** What became of an entry that a profile triggered; nobody's count yet. */
  entry(kind: 'matched' | 'admitted' | 'refused', entry: number): void {
    this.#writer.add(this.#cursor.now, this.#cursor.profile, NO_INSTANCE, this.layout[kind] + entry, 0)
  }

  /** A count at an instance's place in the array of that kind. */
  at(kind: 'entered' | 'left' | 'ended' | 'sent' | 'suppressed' | 'variantEntered', index: number, instance: Instance): void {
    this.count(this.layout[kind] + index, instance)
  }

  count(counter: number, instance: Instance, micros = 0): void {
    this.#writer.add(this.#cursor.now, this.#cursor.profile, instance.logged, counter, micros)
  }
}
