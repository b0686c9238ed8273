import { lower } from '../../../engine/core/compile/lower.ts'
import type { EventDataset } from '../../../engine/core/model/dataset.ts'
import { countersOf } from '../../../engine/core/playback/counters.ts'
import { runReport } from '../../../engine/core/report/run-report.ts'
import type { FoundContent } from '../../../engine/core/viewer/file-content.ts'
import { filmOf, type FilmOptions } from '../../../engine/core/viewer/film.ts'
import { filmHead } from '../../../engine/core/viewer/film-bytes.ts'
import { simulate } from '../../../engine/node/services/simulate.ts'
import { templates } from '../../../engine/templates/index.ts'

export const MINUTE = 60_000

/** A template with invented people, run with its log. */
export async function aRun(id: string, people: number) {
  const { document, claim } = templates.find((one) => one.id === id)!
  const dataset: EventDataset = claim!.population(people, 1)
  const answer = await simulate({ documents: [document], dataset, options: { scenario: claim!.scenario, pressure: true, log: { most: 1e7 } }, engine: 'kernel', workers: 0 })
  const [result] = answer.results
  const counters = countersOf(lower([document]))
  const options: FilmOptions = {
    from: Math.floor(result!.from / MINUTE) * MINUTE, until: Math.ceil(result!.until / MINUTE) * MINUTE, unitMs: MINUTE, mostMoves: 1e6, mostTicks: 1e6, key: 12_345,
  }
  return { document, dataset, scenario: claim!.scenario, answer, result: result!, log: answer.log!, counters, options }
}

export function contentFound({ document, scenario, answer, result, log, counters, options }: Awaited<ReturnType<typeof aRun>>): FoundContent {
  return {
    document, result, scenario, responses: answer.responses, pressure: answer.pressure, notices: answer.notices, beside: [],
    report: runReport({ document, log, counters, until: result.until }), film: filmHead(filmOf(log, counters, options)),
    choices: { texts: true, notes: false, comments: false, exactTimes: false, present: false }, madeAt: 0, madeBy: 'test',
  }
}
