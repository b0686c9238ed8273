import { listBackups, makeBackup, type Backup } from './backups.ts'
import type { StoreDatabase } from './open-database.ts'
import { suspect } from './open-store.ts'
import { writesIn } from './restore-store.ts'

/** After the start, when the window has what it needs; short commands end before. */
const FIRST_LOOK_MS = 5000
const LOOK_EVERY_MS = 10 * 60_000
const DAY_MS = 86_400_000
/** A backup from further in the future than this was made by a clock that has been set back since. */
const AHEAD_MS = 60 * 60_000

/** Makes a backup of an open database at the start and once a day, if anything was written since the last one. */
export class BackupKeeper {
  readonly #database: StoreDatabase
  readonly #file: string
  readonly #now: () => number
  readonly #isThere: () => boolean
  readonly #timers: NodeJS.Timeout[]
  #isClosed = false
  #underWay: Promise<unknown> = Promise.resolve()

  /** `isThere`: whether that file is still the database that is open. */
  constructor(database: StoreDatabase, file: string, now: () => number, isThere: () => boolean = () => true) {
    this.#database = database
    this.#file = file
    this.#now = now
    this.#isThere = isThere
    const look = () => void this.ifDue().catch(() => {}) // a full disk is told where a person saves; the next look tries again
    this.#timers = [setTimeout(look, FIRST_LOOK_MS), setInterval(look, LOOK_EVERY_MS)]
    for (const timer of this.#timers) timer.unref()
  }

  /** Makes one if it is time; answers it. */
  async ifDue(): Promise<Backup | null> {
    if (this.#isClosed || !this.#isDue()) return null
    return this.make()
  }

  /** Makes one now, after the one under way. A database that cannot be copied whole is checked at the next start. */
  make(): Promise<Backup | null> {
    const made = this.#underWay.catch(() => {}).then(async () => {
      if (this.#isClosed || !this.#isThere()) return null
      const backup = await makeBackup(this.#database, this.#file, this.#now(), () => this.#isClosed)
      if (backup === null && !this.#isClosed && this.#isThere()) suspect(this.#file)
      return backup
    })
    this.#underWay = made
    return made
  }

  /** Gives up what is under way; resolves when the database is let go. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#underWay.catch(() => {})
  }

  #isDue(): boolean {
    const written = this.#database.prepare<[], number>('SELECT total(count) FROM changes').pluck().get() ?? 0
    const [newest] = listBackups(this.#file)
    if (!newest) return written > 0
    const age = this.#now() - newest.madeAt
    return (age >= DAY_MS || age < -AHEAD_MS) && writesIn(newest.file) !== written
  }
}
