import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Leaving, Settings } from '../../api/settings-methods.ts'
import type { LogFile } from '../log/log-file.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { SettingsService } from './settings.ts'

const DAY = 86_400_000
/** Freed room is given back to the disk from this many bytes on. */
const WORTH_SHRINKING = 32_000_000

type Retention = Settings['retention']

/** What was kept long enough. Nothing goes that a person pinned, named or published, no last run of a journey, and no newest backup. */
export class RetentionService {
  readonly #context: ServiceContext
  readonly #log: LogFile
  readonly #settings: SettingsService

  constructor(context: ServiceContext, settings: SettingsService, log: LogFile) {
    this.#context = context
    this.#settings = settings
    this.#log = log
  }

  preview({ retention = this.#settings.now().retention }: Asked<'retention.preview'>): Leaving {
    return this.#go(retention, false)
  }

  /** Takes it away. */
  apply(): Leaving {
    const gone = this.#go(this.#settings.now().retention, true)
    const inDatabase = gone.filter(({ what }) => what === 'drafts' || what === 'runs' || what === 'versions')
    if (inDatabase.reduce((sum, { bytes }) => sum + bytes, 0) >= WORTH_SHRINKING) this.#shrink()
    for (const { what, count, bytes } of gone) if (count > 0) this.#log.write('retention', { what, count, bytes })
    return gone
  }

  #go({ draftsDays, runsDays, versionsDays, backupsDays, logsDays }: Retention, takeAway: boolean): Leaving {
    const { retention } = this.#context.workspace
    const before = (days: number) => this.#context.workspace.settledNow() - days * DAY
    const rows = (what: 'drafts' | 'runs' | 'versions', days: number | null) => ({ what, ...(days === null ? { count: 0, bytes: 0 } : retention[what](before(days), takeAway)) })
    const files = (what: 'backups' | 'logs', found: { path: string; bytes: number }[]) => {
      if (takeAway) for (const { path } of found) rmSync(path, { force: true })
      return { what, count: found.length, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0) }
    }
    return [
      rows('drafts', draftsDays),
      rows('runs', runsDays),
      rows('versions', versionsDays),
      files('backups', backupsDays === null ? [] : this.#oldBackups(before(backupsDays))),
      files('logs', logsDays === null ? [] : this.#log.older(before(logsDays))),
    ]
  }

  /** All but the newest. */
  #oldBackups(before: number): { path: string; bytes: number }[] {
    const folder = join(this.#context.workspace.directory, 'backups')
    let names: string[]
    try {
      names = readdirSync(folder)
    } catch {
      return []
    }
    const found = names.filter((name) => name.endsWith('.sqlite')).map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name))
      return { path: join(folder, name), bytes: size, mtimeMs }
    })
    return found.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(1).filter(({ mtimeMs }) => mtimeMs < before)
  }

  #shrink(): void {
    try {
      this.#context.workspace.retention.shrink()
    } catch {
      // Somebody else is writing: the room is used again by what is stored next.
    }
  }
}
