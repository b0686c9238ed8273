import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { OpenDatasets } from './open-datasets.ts'

/** As long as a picture may stay as it is before it is drawn again. */
const ANSWER_AFTER_MS = 300

/** Many runs that differ in a few numbers, on data that stay open. */
export class DoubtService {
  readonly #context: ServiceContext
  readonly #open: OpenDatasets

  constructor(context: ServiceContext, open: OpenDatasets) {
    this.#context = context
    this.#open = open
  }

  runs({ jobId, settings, document, datasetId, together = [], scenario, assume, from, until, seed, sessionGapMs, dialect }: Asked<'doubt.runs'>): Promise<MethodOutput<'doubt.runs'>> {
    const beside = journeysBeside(this.#context, document, together).map((one) => one.document)
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ simulate, datasetColumns }, { lower }, { applyTurns }, { tunables }, { doubtFigures, figuresIn }] = await Promise.all([
        import('./simulate.ts'), import('../../core/compile/lower.ts'), import('../../core/what-if/apply.ts'),
        import('../../core/what-if/tunables.ts'), import('../../core/doubt/doubt-figures.ts'),
      ])
      const known = new Set(tunables(document, scenario, assume).map(({ id }) => id))
      const unknown = settings.flat().find(({ id }) => !known.has(id))
      if (unknown) throw new RehearsalError('E_NOT_FOUND', `There is no number ${JSON.stringify(unknown.id)} in this journey or its assumptions.`, 'It may have been taken out since: choose what is in doubt again.')
      const startedAt = performance.now()
      const wanted = doubtFigures(document)
      const figures: number[][] = []
      for (const turns of settings) {
        const tuned = applyTurns(document, scenario, turns)
        const documents = [tuned.document, ...beside]
        const options: RunOptions = { from, until, seed, scenario: tuned.scenario, assume, dialect }
        const dataset = await this.#open.opened(datasetId, sessionGapMs, datasetColumns(lower(documents, dialect), options))
        signal.throwIfAborted()
        const { results } = await simulate({ documents, dataset, options, engine: 'kernel', signal })
        figures.push(figuresIn(results[0]!, wanted))
        onProgress({ phase: 'runs', done: figures.length, total: settings.length })
        if (performance.now() - startedAt > ANSWER_AFTER_MS) break
      }
      return { figures, ms: Math.round(performance.now() - startedAt) }
    })
  }
}
