import { existsSync } from 'node:fs'
import type { MethodOutput } from '../../api/contract.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { Template } from '../../templates/index.ts'
import { segmentDigest } from '../storage/segments.ts'
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
    const [{ templates }, { noteOf }] = await Promise.all([import('../../templates/index.ts'), import('../../templates/measure-template.ts')])
    return templates.map(({ id, name, description, data, document, claim }) => ({
      id, name, description, data,
      steps: Object.keys(document.steps).length,
      segments: Object.entries(document.segments ?? {}).map(([segmentId, segment]) => ({ id: segmentId, name: segment.name ?? segmentId })),
      claim: claim
        ? { story: claim.story, source: claim.source, note: noteOf(claim), people: claim.people, figures: claim.figures.map(({ measure: _measure, ...figure }) => figure) }
        : null,
    }))
  }

  async create({ templateId, jobId, withData, segmentsToLibrary = false }: Asked<'templates.create'>): Promise<MethodOutput<'templates.create'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const template = await templateOf(templateId)
      const data = withData ? await this.#dataOf(template, job) : undefined
      job.signal.throwIfAborted()
      const { workspace, now } = this.#context
      return workspace.together(() => {
        const id = this.#journeys.create(template.document, { origin: { kind: 'template', name: template.name } })
        const datasetId = data?.()
        if (datasetId !== undefined) workspace.journeys.setDataset(id, datasetId)
        if (template.claim) workspace.scenarios.put(id, `${JSON.stringify(template.claim.scenario, null, 2)}\n`, now())
        if (segmentsToLibrary) this.#offerSegments(template.document)
        return this.#journeys.get({ id })
      })
    })
  }

  async measure({ jobId, templateId, seeds: asked, people: askedPeople }: Asked<'templates.measure'>): Promise<MethodOutput<'templates.measure'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const [template, { claimOfTemplate, measureInSteps, noteOf }, { DEFAULT_SEEDS }] = await Promise.all([
        templateOf(templateId), import('../../templates/measure-template.ts'), import('../../core/measure/summarize.ts'),
      ])
      const claim = claimOfTemplate(template)
      const seeds = asked ?? DEFAULT_SEEDS
      const people = askedPeople ?? claim.people
      return { templateId, seeds, people, note: noteOf(claim), figures: await measureInSteps(template, seeds, people, job) }
    })
  }

  /** A segment whose id the library has, or had, is left as it is there. */
  #offerSegments({ id: documentId, segments = {} }: JourneyDocument): void {
    const { workspace, now } = this.#context
    for (const [id, { name = id, when }] of Object.entries(segments)) {
      if (workspace.segments.isTaken(id)) continue
      workspace.segments.save(id, { name, description: '', when }, now(), null)
      workspace.segments.link(documentId, id, { segmentId: id, version: 1, digest: segmentDigest({ name, when }) })
    }
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

async function templateOf(id: string): Promise<Template> {
  const { templates } = await import('../../templates/index.ts')
  const template = templates.find((one) => one.id === id)
  if (!template) throw notFound('template', id)
  return template
}
