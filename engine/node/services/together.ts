import type { MethodOutput } from '../../api/contract.ts'
import { withPriorities } from '../../core/together/together-view.ts'
import { breathing } from './breathing.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { OpenDatasets } from './open-datasets.ts'

/** What several journeys do to the same people, asked of a run that is run again. */
export class TogetherService {
  readonly #context: ServiceContext
  readonly #open: OpenDatasets

  constructor(context: ServiceContext, open: OpenDatasets) {
    this.#context = context
    this.#open = open
  }

  async look({ jobId, document, together = [], priorities = {}, datasetId, from, until, seed, scenario, assume, sessionGapMs, dialect }: Asked<'together.look'>): Promise<MethodOutput<'together.look'>> {
    const documents = withPriorities([document, ...journeysBeside(this.#context, document, together).map((one) => one.document)], priorities)
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ runnable, datasetColumns }, { lookTogether }, { togetherView }] = await Promise.all([
        import('./simulate.ts'),
        import('../../core/together/look-together.ts'),
        import('../../core/together/together-view.ts'),
      ])
      const options = { from, until, seed, scenario, assume, dialect }
      const dataset = await this.#open.opened(datasetId, sessionGapMs, datasetColumns(runnable(documents, dialect), options))
      const found = await breathing(lookTogether(documents, dataset, options), (progress) => {
        job.signal.throwIfAborted()
        job.onProgress(progress)
      })
      return togetherView(documents, dataset, found)
    })
  }
}
