import type { MethodOutput } from '../../api/contract.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** Which ways of a journey people go, and people made up for those that nobody does. */
export class CoverageService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  of({ jobId, document, datasetId, together = [], scenario, assume, from, until, seed, sessionGapMs, dialect }: Asked<'coverage.of'>): Promise<MethodOutput<'coverage.of'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const beside = journeysBeside(this.#context, document, together).map((one) => one.document)
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ coverageOf }, { withEnds }, { simulate, runnable }] = await Promise.all([import('../../core/coverage/coverage.ts'), import('../../core/coverage/way.ts'), import('./simulate.ts')])
      runnable([document, ...beside])
      const options: RunOptions = { from, until, seed, scenario, assume, dialect }
      const { results } = await simulate({ documents: [withEnds(document), ...beside], directory, sessionGapMs, options, engine: 'kernel', signal, onProgress })
      return coverageOf(document, results[0]!)
    })
  }

  make({ jobId, document, together = [], scenario, seed = 0, ways }: Asked<'coverage.make'>): Promise<MethodOutput<'coverage.make'>> {
    const beside = journeysBeside(this.#context, document, together).map((one) => one.document)
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ makePeople }, { personInWords }, { waysOfJourney }, { runnable }, { breathing }] = await Promise.all([
        import('../../core/coverage/make-people.ts'), import('../../core/coverage/person-in-words.ts'), import('../../core/coverage/way.ts'), import('./simulate.ts'), import('./breathing.ts'),
      ])
      runnable([document, ...beside])
      const made = await breathing(makePeople({ document, beside, seed, scenario, ways }), ({ done, total }) => {
        signal.throwIfAborted()
        onProgress({ phase: 'ways', done, total })
      })
      return {
        people: made.people.map(({ draft, reaches, adds, file }) => ({ id: draft.id, name: file.name ?? draft.id, does: personInWords(draft), reaches, adds, caseText: `${JSON.stringify(file, null, 2)}\n` })),
        total: (ways ?? waysOfJourney(document)).length,
        reached: made.reached,
        missed: made.missed,
      }
    })
  }
}
