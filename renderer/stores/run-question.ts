import { newJobId } from './job-store.ts'
import { assumptionsOfRun, type FinishedRun } from './run-store.ts'

/**
 * What a question about a finished run says of it: the document that was run, not the one that was edited since, over the span, with the seed, beside the
 * journeys and under the assumptions of the run. The job is new: give it to `cancelJob` to stop, and to `forgetJob` when it is answered.
 */
export function questionOf(run: FinishedRun) {
  const { document, summary, result, together } = run
  const beside = together.map(({ journeyId }) => journeyId)
  const { from, until, seed } = result
  return { jobId: newJobId(), document, datasetId: summary.datasetId, from, until, seed, ...(beside.length === 0 ? {} : { together: beside }), ...assumptionsOfRun(run) }
}
