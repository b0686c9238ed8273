import type { RunSummary } from '../../api/contract.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { SimulationResult } from '../../core/simulate/result.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import type { StoreDatabase } from './open-database.ts'

/** A run with all that is needed to understand or repeat it. */
export interface StoredRun { run: RunSummary; document: JourneyDocument; options: RunOptions; result: SimulationResult }

interface StoredText { document: string; options: string; result: string }

const SUMMARY = `id, journey AS journeyId, journey_name AS journeyName, dataset_id AS datasetId, dataset_name AS datasetName, started_at AS startedAt,
  engine, document_digest AS documentDigest`

export class RunRepository {
  readonly #list
  readonly #ofJourney
  readonly #get
  readonly #parts
  readonly #insert

  constructor(database: StoreDatabase) {
    const newestFirst = 'ORDER BY started_at DESC, rowid DESC'
    this.#list = database.prepare<[], RunSummary>(`SELECT ${SUMMARY} FROM runs ${newestFirst}`)
    this.#ofJourney = database.prepare<[string], RunSummary>(`SELECT ${SUMMARY} FROM runs WHERE journey = ? ${newestFirst}`)
    this.#get = database.prepare<[string], RunSummary>(`SELECT ${SUMMARY} FROM runs WHERE id = ?`)
    this.#parts = database.prepare<[string], StoredText>('SELECT document, options, result FROM runs WHERE id = ?')
    this.#insert = database.prepare<[RunSummary & StoredText]>(
      `INSERT INTO runs (id, journey, journey_name, dataset_id, dataset_name, started_at, engine, document_digest, document, options, result)
       VALUES (@id, @journeyId, @journeyName, @datasetId, @datasetName, @startedAt, @engine, @documentDigest, @document, @options, @result)`,
    )
  }

  /** Newest first. */
  list(journeyId?: string): RunSummary[] {
    return journeyId === undefined ? this.#list.all() : this.#ofJourney.all(journeyId)
  }

  get(id: string): StoredRun | undefined {
    const run = this.#get.get(id)
    const parts = this.#parts.get(id)
    if (!run || !parts) return undefined
    // as (three times): written by `insert` below
    return {
      run,
      document: JSON.parse(parts.document) as JourneyDocument,
      options: JSON.parse(parts.options) as RunOptions,
      result: JSON.parse(parts.result) as SimulationResult,
    }
  }

  insert({ run, document, options, result }: StoredRun): void {
    this.#insert.run({ ...run, document: JSON.stringify(document), options: JSON.stringify(options), result: JSON.stringify(result) })
  }
}
