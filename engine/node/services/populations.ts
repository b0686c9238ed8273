import { existsSync } from 'node:fs'
import type { MethodOutput } from '../../api/contract.ts'
import type { PopulationDocument } from '../../core/population/spec.ts'
import { idOfName } from '../../core/model/id-of-name.ts'
import { VERSION } from '../version.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'

/** Synthetic populations of the workspace: made from a spec, learned from a dataset, held against one. */
export class PopulationService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async specCheck({ text }: Asked<'populations.specCheck'>): Promise<MethodOutput<'populations.specCheck'>> {
    const [{ checkPopulationText }, { summaryOf }] = await Promise.all([import('../../core/population/read-spec.ts'), import('../../core/population/summary.ts')])
    const { spec, problems } = checkPopulationText(text)
    return { problems, summary: spec ? summaryOf(spec) : null, spec: spec ?? null }
  }

  /** The same spec, seed and number are the same dataset: it is not made again and takes the new name. */
  async make({ jobId, spec, profiles, seed = 0, name }: Asked<'populations.make'>): Promise<MethodOutput<'populations.make'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ assertPopulation }, { assertPopulationSize, makePopulation, populationDigest }] = await Promise.all([import('../../core/population/read-spec.ts'), import('./make-population.ts')])
      assertPopulation(spec, called(spec))
      const request = { spec, profiles, seed }
      assertPopulationSize(request)
      const recipe = `population ${populationDigest(request)} ${VERSION}`
      const known = this.#datasets.byRecipe(recipe)
      const columns = known && existsSync(this.#datasets.directoryOf(known))
        ? { ...known, directory: this.#datasets.directoryOf(known) }
        : await makePopulation(request, this.#context.workspace.datasetsDirectory, job)
      job.signal.throwIfAborted()
      const people = `${profiles.toLocaleString('en')} people`
      return this.#datasets.summaryOf(this.#datasets.add(columns, name ?? `${called(spec)}, ${people}`, `synthetic: ${called(spec)}, ${people}, seed ${seed}`, recipe))
    })
  }

  async learn({ jobId, datasetId, timeZone, sessionGapMs, name }: Asked<'populations.learn'>): Promise<MethodOutput<'populations.learn'>> {
    const { name: datasetName, ...stored } = this.#datasets.get(datasetId)
    const directory = this.#datasets.directoryOf({ name: datasetName, ...stored })
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ learnInSteps, learnOptions }, { openDataset }] = await Promise.all([import('../../core/population/learn/learn.ts'), import('../columns/index.ts')])
      const options = learnOptions({ timeZone, sessionGapMs })
      return inSteps(learnInSteps(await openDataset(directory), options, learnedName(name ?? datasetName)), 'learning', job)
    })
  }

  async fidelity({ jobId, datasetId, spec, seed = 0, timeZone, sessionGapMs }: Asked<'populations.fidelity'>): Promise<MethodOutput<'populations.fidelity'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    return this.#context.jobs.run(jobId, async (job) => {
      const [{ fidelityInSteps }, { learnOptions }, { assertPopulation }, { openDataset }] = await Promise.all([
        import('../../core/population/fidelity/fidelity.ts'),
        import('../../core/population/learn/learn.ts'),
        import('../../core/population/read-spec.ts'),
        import('../columns/index.ts'),
      ])
      if (spec) assertPopulation(spec, called(spec))
      return inSteps(fidelityInSteps({ dataset: await openDataset(directory), options: learnOptions({ timeZone, sessionGapMs }), spec, seed }), 'comparing', job)
    })
  }
}

/** Takes long work step by step, letting this thread's other work in between. Throws what `signal` aborts with. */
export async function inSteps<T>(steps: Generator<number, T, void>, phase: string, { signal, onProgress }: Partial<Job> = {}): Promise<T> {
  let breathed = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    onProgress?.({ phase, done: Math.round(step.value * 1000), total: 1000 })
    if (performance.now() - breathed < 10) continue
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    breathed = performance.now()
  }
}

/** The id and name of what is learned from a dataset. */
export function learnedName(datasetName: string): { id: string; name: string } {
  return { id: idOfName(datasetName, 'learned'), name: `${datasetName}, learned` }
}

function called({ id, name }: PopulationDocument): string {
  return name ?? id
}
