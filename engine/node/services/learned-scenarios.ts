import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { readScenario } from '../../core/simulate/read-scenario.ts'
import { checkScenario } from '../../core/simulate/responses/check-responses.ts'
import { FEWEST_MESSAGES, learnResponses } from '../../core/simulate/responses/learn-responses.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** Assumptions of runs that belong to no journey yet: held against journeys, or learned from data. */
export class LearnedScenarioService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  check({ text, documents }: Asked<'scenarios.check'>): MethodOutput<'scenarios.check'> {
    const scenario = readScenario(text, 'the scenario')
    return { scenario, findings: documents.length === 0 ? [] : checkScenario(scenario, documents) }
  }

  async learn({ jobId, datasetId }: Asked<'scenarios.learn'>): Promise<MethodOutput<'scenarios.learn'>> {
    const stored = this.#datasets.get(datasetId)
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const { openDataset } = await import('../columns/index.ts')
      onProgress({ phase: 'reading', done: 0, total: 0 })
      const dataset = await openDataset(this.#datasets.directoryOf(stored), { properties: ['journeyId', 'stepId', 'variant', 'channel'], attributes: [] })
      signal.throwIfAborted()
      const { responses, ...counts } = learnResponses(dataset)
      if (responses.length === 0) {
        throw new RehearsalError('E_LEARN', `Too few messages to learn from: no step and no channel of these data has ${FEWEST_MESSAGES}.`, 'Take more data, or assume shares and say where they come from.')
      }
      return { scenario: { format: 'scenario', formatVersion: 1, name: `Learned from ${stored.name}`, responses }, ...counts }
    })
  }
}
