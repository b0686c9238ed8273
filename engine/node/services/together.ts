import type { MethodOutput } from '../../api/contract.ts'
import { withPriorities } from '../../core/together/together-view.ts'
import { breathing } from './breathing.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import { OpenDatasets } from './open-datasets.ts'

/** What several journeys do to the same people, asked of a run that is run again. */
export class TogetherService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService
  readonly #open = new OpenDatasets()

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async look({ jobId, document, together = [], priorities = {}, datasetId, from, until, seed, scenario, assume, sessionGapMs }: Asked<'together.look'>): Promise<MethodOutput<'together.look'>> {
    const stored = this.#datasets.get(datasetId)
    const documents = withPriorities([document, ...journeysBeside(this.#context, document, together).map((one) => one.document)], priorities)
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ runnable, datasetColumns }, { openDataset }, { withSessions }, { lookTogether }, { togetherView }] = await Promise.all([
        import('./simulate.ts'),
        import('../columns/index.ts'),
        import('../../core/explore/with-sessions.ts'),
        import('../../core/together/look-together.ts'),
        import('../../core/together/together-view.ts'),
      ])
      const options = { from, until, seed, scenario, assume }
      const open = async (columns: { properties?: string[]; attributes?: string[] }) => {
        const opened = await openDataset(this.#datasets.directoryOf(stored), columns)
        return sessionGapMs === undefined ? opened : withSessions(opened, sessionGapMs)
      }
      const dataset = await this.#open.opened(`${stored.folder} ${stored.digest} ${sessionGapMs ?? ''}`, datasetColumns(runnable(documents), options), open)
      const found = await breathing(lookTogether(documents, dataset, options), (progress) => {
        job.signal.throwIfAborted()
        job.onProgress(progress)
      })
      return togetherView(documents, dataset, found)
    })
  }
}
