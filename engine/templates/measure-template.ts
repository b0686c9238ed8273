import { RehearsalError } from '../core/errors.ts'
import { evaluateMeasure } from '../core/measure/evaluate-measure.ts'
import type { Figure } from '../core/measure/measure-schema.ts'
import { isNear, spreadOf, type FigureSpread } from '../core/measure/summarize.ts'
import { ASSUMED_NOTE, TUNED_NOTE } from '../core/measure/template-file.ts'
import { worldsOf } from '../core/measure/worlds.ts'
import type { Claim, Template } from './template.ts'

/** A figure over several seeds. `isNear`: its median lies within a tenth of what was published; null if nothing was, or nothing could be computed. */
export type MeasuredFigure = Omit<Figure, 'measure'> & FigureSpread & { isNear: boolean | null }

/** The claim of a template; throws E_NO_FIGURE (unusable) for one that rehearses real data and claims nothing. */
export function claimOfTemplate({ id, claim }: Template): Claim {
  if (claim) return claim
  throw new RehearsalError('E_NO_FIGURE', `the template "${id}" comes with real data: it has no published figure to measure`, 'run its journey on its data instead', { unusable: true })
}

/** What stands beside its figures wherever they are shown. */
export function noteOf({ source }: Claim): string {
  return source === null ? ASSUMED_NOTE : TUNED_NOTE
}

/** The figures of one seed, in their order: people of that seed with the journey and without it. Null: could not be computed. */
export function measureSeed({ document }: Template, claim: Claim, people: number, seed: number): (number | null)[] {
  const worlds = worldsOf(document, claim.population(people, seed), claim.scenario, seed)
  return claim.figures.map(({ measure }) => evaluateMeasure(measure, worlds))
}

/** What long work is given; see `services/jobs.ts`. */
interface Watched { signal?: AbortSignal; onProgress?: (progress: { phase: string; done: number; total: number }) => void }

/** The figures over seeds 0, 1, …, with this thread's other work in between. Rejects with what `signal` aborts with; throws E_NO_FIGURE. */
export async function measureInSteps(template: Template, seeds: number, people: number, { signal, onProgress }: Watched = {}): Promise<MeasuredFigure[]> {
  const claim = claimOfTemplate(template)
  const runs: (number | null)[][] = []
  for (let seed = 0; seed < seeds; seed++) {
    onProgress?.({ phase: 'seeds', done: seed, total: seeds })
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    runs.push(measureSeed(template, claim, people, seed))
  }
  onProgress?.({ phase: 'seeds', done: seeds, total: seeds })
  return claim.figures.map(({ measure: _measure, ...figure }, index) => {
    const spread = spreadOf(runs.map((values) => values[index]!))
    return { ...figure, ...spread, isNear: isNear(spread.median, figure.published) }
  })
}
