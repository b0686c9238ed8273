import type { MethodOutput } from '../../api/contract.ts'
import type { DialectId } from '../../core/dialect/dialect-id.ts'
import { RehearsalError } from '../../core/errors.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { OpenDatasets } from './open-datasets.ts'

/** Journeys as other platforms would run them. */
export class DialectService {
  readonly #context: ServiceContext
  readonly #open: OpenDatasets

  constructor(context: ServiceContext, open: OpenDatasets) {
    this.#context = context
    this.#open = open
  }

  async list({ document }: Asked<'dialects.list'>): Promise<MethodOutput<'dialects.list'>> {
    const { dialectsFor } = await import('../../core/dialect/dialects-for.ts')
    return dialectsFor(document)
  }

  compare({ jobId, document, datasetId, together = [], scenario, assume, from, until, seed, sessionGapMs, dialects }: Asked<'dialects.compare'>): Promise<MethodOutput<'dialects.compare'>> {
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
      const { simulate, runnable, datasetColumns } = await import('./simulate.ts')
      const total = dialects.length + 1
      let done = 0
      const ran = async (dialect: DialectId | undefined) => {
        onProgress({ phase: 'runs', done, total })
        const options = { from, until, seed, scenario, assume, dialect }
        const dataset = await this.#open.opened(datasetId, sessionGapMs, datasetColumns(runnable(documents, dialect), options))
        signal.throwIfAborted()
        const { results } = await simulate({ documents, dataset, options, engine: 'kernel', signal })
        onProgress({ phase: 'runs', done: ++done, total })
        return results[0]!
      }
      const ours = await ran(undefined)
      const others: MethodOutput<'dialects.compare'>['others'] = []
      for (const id of new Set(dialects)) {
        try {
          others.push({ id, result: await ran(id), error: null })
        } catch (cause) {
          // A journey may go round for ever as one platform would run it, and not by our rules; a cancel is for all of them.
          if (signal.aborted || !(cause instanceof RehearsalError)) throw cause
          const { code, message, help } = cause
          others.push({ id, result: null, error: { code, message, help } })
        }
      }
      return { ours, others }
    })
  }
}
