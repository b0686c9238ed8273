import type { MethodOutput } from '../../api/contract.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import { assertRunSpan } from './run-span.ts'

/** Why a profile went the way it went, and whether a journey does what its test cases expect. */
export class ExplainService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async explain({ document, together = [], scenario, assume, datasetId, profileId, from, until, seed, sessionGapMs, dialect }: Asked<'runs.explain'>): Promise<MethodOutput<'runs.explain'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
    const [{ explainProfile }, { withSessions }, { openDataset }, { runnable }] = await Promise.all([
      import('../../core/explain/explain-profile.ts'),
      import('../../core/explore/with-sessions.ts'),
      import('../columns/index.ts'),
      import('./simulate.ts'),
    ])
    runnable(documents)
    const opened = await openDataset(directory, {}) // all columns: people may ask after any of them
    const dataset = sessionGapMs === undefined ? opened : withSessions(opened, sessionGapMs)
    assertRunSpan({ from, until }, dataset)
    return explainProfile({ documents, dataset, profileId, options: { from, until, seed, scenario, assume, dialect } })
  }

  /** Journeys that its steps go through and that the case does not hold come from the workspace. */
  async test({ document, caseText }: Asked<'journeys.test'>): Promise<MethodOutput<'journeys.test'>> {
    const [{ readCase }, { runCase }, { runnable }, { documentsOf }] = await Promise.all([
      import('../../core/cases/read-case.ts'),
      import('../../core/cases/run-case.ts'),
      import('./simulate.ts'),
      import('./cases.ts'),
    ])
    const file = readCase(caseText, 'The case')
    const documents = documentsOf(this.#context, file, document)
    runnable(documents)
    return runCase(file, documents)
  }
}
