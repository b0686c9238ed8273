import { existsSync } from 'node:fs'
import type { MethodOutput } from '../../api/contract.ts'
import type { Template } from '../../templates/index.ts'
import { VERSION } from '../version.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'
import type { JourneyService } from './journeys.ts'

/** Journeys to start from, each with its data. */
export class TemplateService {
  readonly #context: ServiceContext
  readonly #journeys: JourneyService
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, journeys: JourneyService, datasets: DatasetService) {
    this.#context = context
    this.#journeys = journeys
    this.#datasets = datasets
  }

  async list(): Promise<MethodOutput<'templates.list'>> {
    const { templates } = await import('../../templates/index.ts')
    return templates.map(({ id, name, description, data, document }) => ({ id, name, description, data, steps: Object.keys(document.steps).length }))
  }

  async create({ templateId, jobId, withData }: Asked<'templates.create'>): Promise<MethodOutput<'templates.create'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const { templates } = await import('../../templates/index.ts')
      const template = templates.find(({ id }) => id === templateId)
      if (!template) throw notFound('template', templateId)
      const data = withData ? await this.#dataOf(template, job) : undefined
      job.signal.throwIfAborted()
      return this.#context.workspace.together(() => {
        const id = this.#journeys.create(template.document)
        const datasetId = data?.()
        if (datasetId !== undefined) this.#context.workspace.journeys.setDataset(id, datasetId)
        return this.#journeys.get({ id })
      })
    })
  }

  /** Makes the data unless this version made them before and they are there; answers what stores them and gives their id. */
  async #dataOf(template: Template, { signal, onProgress }: Job): Promise<() => string> {
    const recipe = `template ${template.id} ${VERSION}`
    const made = this.#datasets.byRecipe(recipe)
    if (made && existsSync(this.#datasets.directoryOf(made))) return () => made.id
    const data = await template.createData({ directory: this.#context.workspace.datasetsDirectory, signal, onProgress })
    return () => this.#datasets.add(data, data.name, template.data, recipe).id
  }
}
