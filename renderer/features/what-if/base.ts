import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { connection } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { assumptionsRead, runAssumptions, sameAssumptions } from '../../stores/assumptions-store.ts'
import { forgetJob, newJobId } from '../../stores/job-store.ts'
import { assumptionsOfRun, chosenBeside, useRunStore } from '../../stores/run-store.ts'
import { follow } from './try-runs.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { useWhatIfStore, type Base } from './what-if-store.ts'

let asked = 0

/** Holds the turned numbers against the open journey as it is now: the run that is shown, or one made aside where it was edited since. */
export async function renewBase(): Promise<void> {
  const own = ++asked
  await assumptionsRead()
  const { latest } = useRunStore.getState()
  const { document } = documentStore.getState()
  if (own !== asked) return
  if (latest === null || latest.document.id !== document.id) return void useWhatIfStore.setState({ base: null, turns: {}, tried: null, curve: null, last: null })
  const { datasetId } = latest.summary
  const { from, until, seed } = latest.result
  const data = { datasetId, from, until, seed }
  const assumptions = runAssumptions()
  const isEdited = !giveSameFigures(latest.document, document) || !sameAssumptions(assumptionsOfRun(latest), assumptions)
  if (!isEdited) return put({ document, assumptions: assumptionsOfRun(latest), together: latest.together.map(({ journeyId }) => journeyId), result: latest.result, isEdited, data })
  const jobId = newJobId()
  const together = chosenBeside()
  try {
    const { result } = await connection.call('whatIf.run', { jobId, document, ...data, ...(together.length === 0 ? {} : { together: [...together] }), ...assumptions })
    if (own === asked) put({ document, assumptions, together, result, isEdited, data })
  } catch (cause) {
    if (own === asked) useWhatIfStore.setState({ base: null, error: asCallError(cause), tried: null })
  } finally {
    forgetJob(jobId)
  }
}

/** Numbers that are no longer there, or have just become what they were turned to, are turned no more. */
function put(base: Base): void {
  const there = new Map(tunables(base.document, base.assumptions.scenario, base.assumptions.assume).map(({ id, value }) => [id, value]))
  const { turns, last } = useWhatIfStore.getState()
  const kept = Object.fromEntries(Object.entries(turns).filter(([id, value]) => there.has(id) && there.get(id) !== value))
  useWhatIfStore.setState({ base, turns: kept, tried: null, error: null, curve: null, last: last !== null && there.has(last) ? last : null })
  follow()
}
