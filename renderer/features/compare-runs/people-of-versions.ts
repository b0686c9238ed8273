import { create } from 'zustand'
import type { CallError } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { differences, type Differences } from '../../../engine/core/report/differences.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { assumptionsRead, runAssumptions } from '../../stores/assumptions-store.ts'
import { useDifferenceStore } from '../../stores/difference-store.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { chosenBeside, useRunStore } from '../../stores/run-store.ts'

interface PeopleOfVersions {
  /** True while the comparison of versions shows people, too. */
  isOn: boolean
  jobId: string | null
  error: CallError | null
}

/** The change of people per step between two compared versions. */
export const usePeopleOfVersions = create<PeopleOfVersions>()(() => ({ isOn: false, jobId: null, error: null }))

let asked = 0
/** What stood on the canvas before, to be there again. */
let before: Differences | null = null

export function showPeople(isOn: boolean): void {
  const was = usePeopleOfVersions.getState().isOn
  if (isOn && !was) {
    before = useDifferenceStore.getState().shown
    useDifferenceStore.setState({ shown: null })
  }
  if (!isOn && was) {
    asked++
    stop()
    useDifferenceStore.setState({ shown: before })
  }
  usePeopleOfVersions.setState({ isOn, error: null })
}

/** Rehearses both versions on the data of the run that is shown, else on the chosen ones, under the assumptions of the open journey. */
export async function rehearseVersions(old: JourneyDocument, now: JourneyDocument): Promise<void> {
  const own = ++asked
  stop()
  const { latest, datasetId } = useRunStore.getState()
  const data = latest === null ? { datasetId } : { datasetId: latest.summary.datasetId, from: latest.result.from, until: latest.result.until, seed: latest.result.seed }
  if (data.datasetId === null) return
  const jobId = newJobId()
  usePeopleOfVersions.setState({ jobId, error: null })
  const together = chosenBeside()
  const ran = (document: JourneyDocument) => connection.call('whatIf.run', { jobId, ...data, datasetId: data.datasetId!, document, ...(together.length === 0 ? {} : { together: [...together] }), ...runAssumptions() })
  try {
    await assumptionsRead()
    const first = await ran(old)
    const second = await ran(now)
    if (own === asked) useDifferenceStore.setState({ shown: differences({ document: old, result: first.result }, { document: now, result: second.result }) })
  } catch (cause) {
    if (own !== asked) return
    useDifferenceStore.setState({ shown: null })
    usePeopleOfVersions.setState({ error: asCallError(cause) })
  } finally {
    forgetJob(jobId)
    if (own === asked) usePeopleOfVersions.setState({ jobId: null })
  }
}

function stop(): void {
  const { jobId } = usePeopleOfVersions.getState()
  if (jobId !== null) void cancelJob(jobId)
  usePeopleOfVersions.setState({ jobId: null })
}
