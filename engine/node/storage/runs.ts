import type { RunSummary } from '../../api/contract.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { PressureFigures } from '../../core/simulate/pressure.ts'
import type { ResponseFigures } from '../../core/simulate/responses/response-figures.ts'
import type { SimulationResult } from '../../core/simulate/result.ts'
import type { RunNotices, RunOptions } from '../../core/simulate/run.ts'
import type { StoreDatabase } from './open-database.ts'

/** A run with all that is needed to understand or repeat it. */
export interface StoredRun {
  run: RunSummary
  document: JourneyDocument
  options: RunOptions
  result: SimulationResult
  /** Journeys that ran beside it, by their keys in the workspace, as they were then. */
  together: { journeyId: string; document: JourneyDocument; result: SimulationResult }[]
  /** Null in a run from before pressure was counted. */
  pressure: PressureFigures | null
  /** Null without a response model. */
  responses: ResponseFigures | null
  notices: RunNotices
}

/** All but the summary, each as JSON. */
type StoredText = { [Part in Exclude<keyof StoredRun, 'run'>]: string }

const SUMMARY = `id, journey AS journeyId, journey_name AS journeyName, dataset_id AS datasetId, dataset_name AS datasetName, started_at AS startedAt,
  engine, document_digest AS documentDigest`

export class RunRepository {
  readonly #list
  readonly #ofJourney
  readonly #get
  readonly #parts
  readonly #ofDocument
  readonly #insert

  constructor(database: StoreDatabase) {
    const newestFirst = 'ORDER BY started_at DESC, rowid DESC'
    this.#list = database.prepare<[], RunSummary>(`SELECT ${SUMMARY} FROM runs ${newestFirst}`)
    this.#ofJourney = database.prepare<[string], RunSummary>(`SELECT ${SUMMARY} FROM runs WHERE journey = ? ${newestFirst}`)
    this.#get = database.prepare<[string], RunSummary>(`SELECT ${SUMMARY} FROM runs WHERE id = ?`)
    this.#parts = database.prepare<[string], StoredText>('SELECT document, options, result, together, pressure, responses, notices FROM runs WHERE id = ?')
    this.#ofDocument = database.prepare<[string], string>('SELECT id FROM runs WHERE document_digest = ? ORDER BY started_at DESC, rowid DESC LIMIT 1').pluck()
    this.#insert = database.prepare<[RunSummary & StoredText]>(
      `INSERT INTO runs (id, journey, journey_name, dataset_id, dataset_name, started_at, engine, document_digest, document, options, result, together, pressure, responses, notices)
       VALUES (@id, @journeyId, @journeyName, @datasetId, @datasetName, @startedAt, @engine, @documentDigest, @document, @options, @result, @together, @pressure, @responses, @notices)`,
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
    const part = <P extends keyof StoredText>(name: P) => JSON.parse(parts[name]) as StoredRun[P] // as: written by `insert` below
    return {
      run, document: part('document'), options: part('options'), result: part('result'),
      together: part('together'), pressure: part('pressure'), responses: part('responses'), notices: part('notices'),
    }
  }

  /** The last run of just this document, layout apart. */
  lastOf(digest: string): StoredRun | undefined {
    const id = this.#ofDocument.get(digest)
    return id === undefined ? undefined : this.get(id)
  }

  insert({ run, ...parts }: StoredRun): void {
    const text = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, JSON.stringify(part)])) as StoredText // as: the same names
    this.#insert.run({ ...run, ...text })
  }
}
