import { statSync } from 'node:fs'
import { join } from 'node:path'
import { RehearsalError } from '../../core/errors.ts'
import { BackupKeeper } from './backup-keeper.ts'
import { CaseRepository } from './cases.ts'
import { ChangeWatch, type Changed } from './change-watch.ts'
import { ConnectionRepository } from './connections.ts'
import { copyDatabase, fingerprintOf } from './database-copy.ts'
import { DatasetRepository } from './datasets.ts'
import { DraftRepository } from './drafts.ts'
import { ForecastRepository } from './forecasts.ts'
import { JourneyRepository } from './journeys.ts'
import { MappingRepository } from './mappings.ts'
import { openStore, suspect, type OpenStore } from './open-store.ts'
import { ProposalRepository } from './proposals.ts'
import { PublicationRepository } from './publications.ts'
import { PublishLeaseRepository } from './publish-leases.ts'
import { PublishLedgerRepository } from './publish-ledger.ts'
import { PublishPlanRepository } from './publish-plans.ts'
import { forgetRestoration, type Restoration } from './restore-store.ts'
import { RetentionRepository } from './retention.ts'
import { RunRepository } from './runs.ts'
import { ScenarioRepository } from './scenarios.ts'
import { SegmentRepository } from './segments.ts'
import { SettledClock } from './settled-clock.ts'
import { SettingsRepository } from './settings.ts'
import { storeError } from './store-errors.ts'

/**
 * A folder with everything a person made: `rehearsal.sqlite` (journeys, datasets, runs), `datasets/` (the columns), `uploads/` (files a
 * browser sent), `backups/`, `damaged/` (what a backup took the place of). It may be moved or copied as a whole, and opened by several
 * processes at once.
 */
export interface Workspace {
  directory: string
  datasetsDirectory: string
  journeys: JourneyRepository
  drafts: DraftRepository
  datasets: DatasetRepository
  runs: RunRepository
  segments: SegmentRepository
  scenarios: ScenarioRepository
  mappings: MappingRepository
  cases: CaseRepository
  connections: ConnectionRepository
  proposals: ProposalRepository
  plans: PublishPlanRepository
  publications: PublicationRepository
  forecasts: ForecastRepository
  ledger: PublishLedgerRepository
  leases: PublishLeaseRepository
  settings: SettingsRepository
  retention: RetentionRepository
  /** Copies the database while it is in use: see `copyDatabase`. */
  copyDatabase(to: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<void>
  /** Another one once anything was written, by whomever. */
  fingerprint(): string
  /** Several writes that count as one: all or none. */
  together<T>(writes: () => T): T
  /** What a failed write means to a person. */
  explain(error: unknown): unknown
  watch: ChangeWatch
  /** Why nothing can be changed (E_STORE_NEWER); null where everything can. */
  readOnly: RehearsalError | null
  /** What was put right when it was opened, here or before, until a person has taken note of it. */
  restored(): Restoration | null
  /** A person has. */
  restorationSeen(): void
  /** Makes backups now and then, for as long as it is open. */
  keepBackups(): BackupKeeper
  /** The instant by which old things may be taken away: see `SettledClock`. */
  settledNow(): number
  /** Throws E_STORE_GONE once the database file is not the one that was opened: what is written would be lost with it. */
  assertThere(): void
  close(): void
}

/** The database of the workspace in that folder. */
export function databaseFileOf(directory: string): string {
  return join(directory, 'rehearsal.sqlite')
}

/** Opens or makes the workspace in `directory`; `onChange` hears of every change to it. Throws as `openStore` does. */
export function openWorkspace(directory: string, onChange: (what: Changed) => void, now: () => number = Date.now): Workspace {
  const file = databaseFileOf(directory)
  const store = openStore(file, now)
  try {
    return workspaceOn(store, directory, file, onChange, now)
  } catch (error) {
    store.database.close()
    // What this version asks of a newer one may not be there.
    throw store.readOnly ?? error
  }
}

function workspaceOn({ database, readOnly, restored }: OpenStore, directory: string, file: string, onChange: (what: Changed) => void, now: () => number): Workspace {
  const watch = new ChangeWatch(database, onChange)
  const opened = inodeOf(file)
  const settled = new SettledClock(directory, now)
  let note = restored
  let keeper: BackupKeeper | undefined
  return {
    directory,
    datasetsDirectory: join(directory, 'datasets'),
    journeys: new JourneyRepository(database),
    drafts: new DraftRepository(database),
    datasets: new DatasetRepository(database),
    runs: new RunRepository(database),
    segments: new SegmentRepository(database),
    scenarios: new ScenarioRepository(database),
    mappings: new MappingRepository(database),
    cases: new CaseRepository(database),
    connections: new ConnectionRepository(database),
    proposals: new ProposalRepository(database),
    plans: new PublishPlanRepository(database),
    publications: new PublicationRepository(database),
    forecasts: new ForecastRepository(database),
    ledger: new PublishLedgerRepository(database),
    leases: new PublishLeaseRepository(database),
    settings: new SettingsRepository(database),
    retention: new RetentionRepository(database),
    copyDatabase: (to, signal, onProgress) => copyDatabase(database, to, signal, onProgress),
    fingerprint: () => fingerprintOf(database),
    together: (writes) => database.transaction(writes).immediate(),
    explain(error) {
      const told = storeError(error, file)
      if (!(told instanceof RehearsalError)) return told
      if (told.code === 'E_STORE_DAMAGED') suspect(file)
      return told.code === 'E_READ_ONLY' && readOnly ? readOnly : told
    },
    watch,
    readOnly,
    restored: () => note,
    restorationSeen() {
      forgetRestoration(directory)
      note = null
    },
    keepBackups: () => (keeper ??= new BackupKeeper(database, file, now, () => inodeOf(file) === opened)),
    settledNow: () => settled.now(),
    assertThere() {
      if (inodeOf(file) !== opened) throw gone(file)
    },
    close() {
      keeper?.close()
      watch.close()
      database.close()
    },
  }
}

function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino
}

function gone(file: string): RehearsalError {
  return new RehearsalError(
    'E_STORE_GONE',
    `The workspace ${file} was moved, deleted or replaced while Rehearsal had it open.`,
    'Nothing more is written to it. Put it back if it was moved, then try again; what you edited is safe in the window until then.',
  )
}
