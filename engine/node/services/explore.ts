import type { MethodOutput } from '../../api/contract.ts'
import type { Exploration } from '../../core/explore/exploration.ts'
import { propertiesOf } from '../../core/explore/picks.ts'
import type { BreakDown, EventPick } from '../../core/explore/questions.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import { answerInBlocks } from './answer-in-blocks.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

type Question = Asked<'explore.funnel'> | Asked<'explore.timeToNext'> | Asked<'explore.retention'> | Asked<'explore.after'> | Asked<'explore.sessions'>

/** Questions to the datasets of the workspace. */
export class ExploreService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  funnel(asked: Asked<'explore.funnel'>): Promise<MethodOutput<'explore.funnel'>> {
    const { jobId: _job, datasetId: _dataset, ...question } = asked
    return this.#answer(asked, async (dataset) => new (await import('../../core/explore/funnel.ts')).FunnelExploration(dataset, question))
  }

  timeToNext(asked: Asked<'explore.timeToNext'>): Promise<MethodOutput<'explore.timeToNext'>> {
    const { jobId: _job, datasetId: _dataset, ...question } = asked
    return this.#answer(asked, async (dataset) => new (await import('../../core/explore/time-to-next.ts')).TimeToNextExploration(dataset, question))
  }

  async wait({ jobId, datasetId, document, stepId, ...limits }: Asked<'explore.wait'>): Promise<MethodOutput<'explore.wait'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ datasetInfo, openDataset }, { waitQuestion }, { TimeToNextExploration }] = await Promise.all([
        import('../columns/index.ts'),
        import('../../core/explore/wait-question.ts'),
        import('../../core/explore/time-to-next.ts'),
      ])
      const { question, start, timeoutMs, notes } = waitQuestion(document, stepId, (await datasetInfo(directory)).names)
      const asked = { ...question, ...limits }
      const dataset = await openDataset(directory, columnsOf(asked))
      const answer = await answerInBlocks(dataset, new TimeToNextExploration(dataset, asked), job)
      return { start, next: question.next, starts: question.starts ?? 'first', timeoutMs, notes, answer }
    })
  }

  retention(asked: Asked<'explore.retention'>): Promise<MethodOutput<'explore.retention'>> {
    const { jobId: _job, datasetId: _dataset, ...question } = asked
    return this.#answer(asked, async (dataset) => new (await import('../../core/explore/retention.ts')).RetentionExploration(dataset, question))
  }

  after(asked: Asked<'explore.after'>): Promise<MethodOutput<'explore.after'>> {
    const { jobId: _job, datasetId: _dataset, ...question } = asked
    return this.#answer(asked, async (dataset) => new (await import('../../core/explore/after.ts')).AfterExploration(dataset, question))
  }

  sessions(asked: Asked<'explore.sessions'>): Promise<MethodOutput<'explore.sessions'>> {
    return this.#answer(asked, async (dataset) => new (await import('../../core/explore/sessions.ts')).SessionExploration(dataset, asked.gapMs))
  }

  async quality({ jobId, datasetId }: Asked<'explore.quality'>): Promise<MethodOutput<'explore.quality'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    return this.#context.jobs.run(jobId, async (job) => (await import('../columns/catalogue/quality.ts')).qualityOf(directory, job))
  }

  /** Opens what the question reads, and walks it as a job. */
  async #answer<Answer>(question: Question, explorationOf: (dataset: EventDataset) => Promise<Exploration<Answer>>): Promise<Answer> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(question.datasetId))
    return this.#context.jobs.run(question.jobId, async (job) => {
      const { openDataset } = await import('../columns/index.ts')
      const dataset = await openDataset(directory, columnsOf(question))
      return answerInBlocks(dataset, await explorationOf(dataset), job)
    })
  }
}

/** The columns that a question reads: properties of its conditions and of its break-down; with one, all attributes, to name them if it is none. */
export function columnsOf(question: object): { properties: string[]; attributes?: string[] } {
  const { breakDown, ...asked } = question as { breakDown?: BreakDown } & Record<string, unknown> // as: every question is such an object
  const picks = Object.values(asked).flat().filter((one): one is EventPick => typeof one === 'object' && one !== null && 'event' in one)
  const byAttribute = breakDown?.by === 'attribute'
  return { properties: [...propertiesOf(picks), ...(byAttribute ? [breakDown.name] : [])], ...(byAttribute ? {} : { attributes: [] }) }
}
