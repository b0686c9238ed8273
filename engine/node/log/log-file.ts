import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What may stand in a log: counts, and names of our own. A text that could be anybody's word is not written. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[]>>
export interface LogLine { at: number; event: string; [field: string]: string | number | boolean | readonly string[] }

const NAME = 'rehearsal.log'
/** A file of this many bytes is put aside, and so many of those are kept. */
const LARGEST = 1_000_000
const OLDER_FILES = 4
/** Names of our own: methods, codes, versions, places in our code. No blanks, no @, no slashes: no address, no path, no sentence. */
const OUR_WORDS = /^[A-Za-z0-9_.:$<>-]{1,80}$/
const MOST_ITEMS = 12

/**
 * The log of a workspace: one line of JSON for each thing that happened, in its folder `logs`. Several processes may write to it. It holds no value of an event, no
 * name of a person, a journey or a file, and no secret: fields are numbers and words of our own, whatever is handed in.
 */
export class LogFile {
  readonly directory: string
  readonly #now: () => number
  readonly #largest: number

  constructor(directory: string, now: () => number, largest = LARGEST) {
    this.directory = directory
    this.#now = now
    this.#largest = largest
  }

  get path(): string {
    return join(this.directory, NAME)
  }

  /** Never throws: a disk that is full must not end what was going on. */
  write(event: string, fields: LogFields = {}): void {
    try {
      // Not the folder around it: one that was taken away while it was open must not come back as an empty one.
      if (!existsSync(this.directory)) mkdirSync(this.directory)
      if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) >= this.#largest) this.#putAside()
      const kept = Object.entries(fields).map(([name, value]) => [name, harmless(value)])
      appendFileSync(this.path, `${JSON.stringify({ at: this.#now(), event, ...Object.fromEntries(kept) })}\n`, { mode: 0o600 })
    } catch {
      // See above.
    }
  }

  /** The newest lines that hold, newest first. */
  last(most: number, wanted: (line: LogLine) => boolean): LogLine[] {
    const found: LogLine[] = []
    for (const file of [this.path, ...this.#aside()]) {
      for (const line of linesOf(file).reverse()) {
        if (found.length >= most) return found
        if (wanted(line)) found.push(line)
      }
    }
    return found
  }

  bytes(): number {
    return [this.path, ...this.#aside()].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  }

  /** Files put aside that were last written before that instant (epoch ms). */
  older(before: number): { path: string; bytes: number }[] {
    return this.#aside().flatMap((path) => {
      const found = statSync(path, { throwIfNoEntry: false })
      return found && found.mtimeMs < before ? [{ path, bytes: found.size }] : []
    })
  }

  #putAside(): void {
    for (const file of this.#aside().slice(OLDER_FILES - 1)) rmSync(file, { force: true })
    // Two processes may do it at once: the second one finds nothing to put aside, or puts aside a few lines.
    renameSync(this.path, join(this.directory, `rehearsal-${new Date(this.#now()).toISOString().replaceAll(':', '-')}.log`))
  }

  /** Newest first. */
  #aside(): string[] {
    try {
      return readdirSync(this.directory).filter((name) => /^rehearsal-.+\.log$/.test(name)).sort().reverse().map((name) => join(this.directory, name))
    } catch {
      return []
    }
  }
}

/** Places in our code of an error, without the folders it lies in: "simulate.ts:41:7". */
export function framesOf(stack: string): string[] {
  return stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => /([\w.$-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? 'elsewhere').slice(0, MOST_ITEMS)
}

function harmless(value: LogFields[string]): LogFields[string] {
  if (typeof value === 'string') return OUR_WORDS.test(value) ? value : 'left-out'
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS).map((item) => (OUR_WORDS.test(String(item)) ? String(item) : 'left-out')) : value
}

function linesOf(file: string): LogLine[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      const read: unknown = JSON.parse(line)
      return typeof read === 'object' && read !== null && 'event' in read && 'at' in read ? [read as LogLine] : [] // as: written above
    } catch {
      return [] // the last line of a process that was killed
    }
  })
}
