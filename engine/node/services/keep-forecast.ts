import { figuresOfRun } from '../../core/forecast/figures-of-run.ts'
import type { Forecast } from '../../core/forecast/forecast-schema.ts'
import type { StoredRun } from '../storage/runs.ts'
import type { Workspace } from '../storage/workspace.ts'

/** What of a run makes a forecast. */
type Rehearsed = Pick<StoredRun, 'document' | 'result' | 'responses'> & Pick<StoredRun['options'], 'seed' | 'scenario' | 'assume' | 'dialect'> & { sessionGapMs?: number | undefined }

/** A run as the forecast of what was rehearsed. */
export function forecastOf(run: Rehearsed, about: Pick<Forecast, 'madeAt' | 'isBefore' | 'runId' | 'datasetId' | 'datasetName' | 'together'>): Forecast {
  const { document, result, responses, seed = null, scenario = null, assume = 'middle', dialect = null, sessionGapMs = null } = run
  return { ...about, datasetDigest: result.dataset.digest, from: result.from, until: result.until, seed, scenario, assume, dialect, sessionGapMs, whole: figuresOfRun(document, result, responses) }
}

/** Keeps what the last rehearsal of just this document said as the forecast of its publication; without one there is none. */
export function keepForecast({ runs, forecasts }: Workspace, publication: { id: string; documentDigest: string }): void {
  if (forecasts.get(publication.id)) return
  const run = runs.lastOf(publication.documentDigest)
  if (!run) return
  const { id: runId, startedAt: madeAt, datasetId, datasetName } = run.run
  const { seed, scenario, assume, dialect, sessionGapMs } = run.options as Rehearsed // as: the gap is stored beside the options of the run
  forecasts.put(publication.id, forecastOf({ ...run, seed, scenario, assume, dialect, sessionGapMs }, { madeAt, isBefore: true, runId, datasetId, datasetName, together: run.together.map(({ journeyId }) => journeyId) }))
}
