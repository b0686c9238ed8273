import { join } from 'node:path'
import { CaseRepository } from './cases.ts'
import { ChangeWatch, type Changed } from './change-watch.ts'
import { ConnectionRepository } from './connections.ts'
import { DatasetRepository } from './datasets.ts'
import { DraftRepository } from './drafts.ts'
import { ForecastRepository } from './forecasts.ts'
import { JourneyRepository } from './journeys.ts'
import { MappingRepository } from './mappings.ts'
import { openDatabase } from './open-database.ts'
import { ProposalRepository } from './proposals.ts'
import { PublicationRepository } from './publications.ts'
import { PublishLeaseRepository } from './publish-leases.ts'
import { PublishLedgerRepository } from './publish-ledger.ts'
import { PublishPlanRepository } from './publish-plans.ts'
import { RunRepository } from './runs.ts'
import { ScenarioRepository } from './scenarios.ts'
import { SegmentRepository } from './segments.ts'
import { storeError } from './store-errors.ts'

/**
 * A folder with everything a person made: `rehearsal.sqlite` (journeys, datasets, runs), `datasets/` (the columns), `uploads/` (files a
 * browser sent), `backups/`. It may be moved or copied as a whole, and opened by several processes at once.
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
  /** Several writes that count as one: all or none. */
  together<T>(writes: () => T): T
  /** What a failed write means to a person. */
  explain(error: unknown): unknown
  watch: ChangeWatch
  close(): void
}

/** Opens or makes the workspace in `directory`; `onChange` hears of every change to it. Throws as `openDatabase` does. */
export function openWorkspace(directory: string, onChange: (what: Changed) => void): Workspace {
  const file = join(directory, 'rehearsal.sqlite')
  const database = openDatabase(file)
  const watch = new ChangeWatch(database, onChange)
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
    together: (writes) => database.transaction(writes).immediate(),
    explain: (error) => storeError(error, file),
    watch,
    close() {
      watch.close()
      database.close()
    },
  }
}
