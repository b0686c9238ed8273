import type { MethodOutput, RunSummary } from '../../api/contract.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { documentDigest } from '../document-digest.ts'
import type { StoredRun } from '../storage/runs.ts'
import { journeysBeside } from './beside.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** Rehearsals: each is kept with its documents, its options and its figures. */
export class RunService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async start(input: Asked<'runs.start'>): Promise<MethodOutput<'runs.start'>> {
    const { jobId, journeyId, document, datasetId, from, until, seed, breakDown, together = [], scenario, assume, sessionGapMs, dialect, keep = true, engine = 'kernel' } = input
    const { workspace, jobs, now, newId } = this.#context
    if (journeyId !== null && !workspace.journeys.get(journeyId)) throw notFound('journey', journeyId)
    const dataset = this.#datasets.get(datasetId)
    const beside = journeysBeside(this.#context, document, together)
    const options: RunOptions = { from, until, seed, breakDown, scenario, assume, dialect, pressure: true }
    return jobs.run(jobId, async ({ signal, onProgress }) => {
      const startedAt = now()
      const { simulate } = await import('./simulate.ts')
      const documents = [document, ...beside.map((one) => one.document)]
      const { results, pressure, responses, notices } = await simulate({ documents, directory: this.#datasets.directoryOf(dataset), sessionGapMs, options, engine, signal, onProgress })
      signal.throwIfAborted()
      const run: RunSummary = {
        id: newId(),
        journeyId,
        journeyName: document.name ?? document.id,
        datasetId,
        datasetName: dataset.name,
        startedAt,
        engine,
        documentDigest: documentDigest(document),
      }
      const stored: StoredRun = {
        run, document, options: { ...options, ...(sessionGapMs === undefined ? {} : { sessionGapMs }) }, result: results[0]!,
        together: beside.map((one, index) => ({ ...one, result: results[index + 1]! })), pressure, responses, notices,
      }
      if (!keep) return outcomeOf(stored)
      workspace.together(() => {
        workspace.runs.insert(stored)
        // It may have been deleted while the run was on: then there is nothing to name.
        if (journeyId !== null && workspace.datasets.get(datasetId)) workspace.journeys.setDataset(journeyId, datasetId)
      })
      return outcomeOf(stored)
    })
  }

  list({ journeyId }: Asked<'runs.list'>): RunSummary[] {
    return this.#context.workspace.runs.list(journeyId)
  }

  get(id: string): MethodOutput<'runs.get'> {
    const stored = this.#context.workspace.runs.get(id)
    if (!stored) throw notFound('run', id)
    return { ...outcomeOf(stored), document: stored.document }
  }
}

function outcomeOf({ run, options, result, together, pressure, responses, notices }: StoredRun): MethodOutput<'runs.start'> {
  const named = together.map((one) => ({ journeyId: one.journeyId, name: one.document.name ?? one.document.id, result: one.result }))
  return { run, result, together: named, pressure, responses, scenario: options.scenario ?? null, notices }
}
