import { create } from 'zustand'
import type { CallError, DatasetSummary } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { chooseWhereToSave } from '../../bridge/files.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { full } from '../../i18n/numbers.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { refreshWorkspace, useWorkspaceStore } from '../../stores/workspace-store.ts'
import { CANCELLED } from '../simulation/run.ts'
import { showDataset } from './data-page-store.ts'
import { dataText } from './texts.ts'

export type ExportFormat = 'csv' | 'parquet' | 'jsonl'

/** What was written, and where. */
export interface Written { path: string; besidePath: string | null; amount: string }

interface DatasetWork {
  /** What is being done with a dataset, in words; one thing at a time. */
  doing: { datasetId: string; jobId: string; label: string; cancelling: boolean } | null
  written: (Written & { datasetId: string }) | null
  /** `again`: files could not be read again, which a person may choose anew. */
  refused: { datasetId: string; error: CallError; again: boolean } | null
}

/** Work on datasets that takes a while: it goes on while other data or pages are looked at. */
export const useDatasetWork = create<DatasetWork>()(() => ({ doing: null, written: null, refused: null }))

export function forgetOutcome(): void {
  useDatasetWork.setState({ written: null, refused: null })
}

export async function cancelWork(): Promise<void> {
  const { doing } = useDatasetWork.getState()
  if (doing === null || doing.cancelling) return
  useDatasetWork.setState({ doing: { ...doing, cancelling: true } })
  await cancelJob(doing.jobId)
}

/** Does one thing with a dataset, followed and stoppable by `jobId`; whether it was done. */
async function work(datasetId: string, label: string, task: (jobId: string) => Promise<void>, again = false): Promise<boolean> {
  if (useDatasetWork.getState().doing !== null) return false
  const jobId = newJobId()
  useDatasetWork.setState({ doing: { datasetId, jobId, label, cancelling: false }, written: null, refused: null })
  try {
    await task(jobId)
    return true
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useDatasetWork.setState({ refused: { datasetId, error, again } })
    return false
  } finally {
    useDatasetWork.setState({ doing: null })
    forgetJob(jobId)
  }
}

/** Writes all events, and what is known about people beside them, to a file: where the person says, or into the workspace. */
export async function exportDataset({ id, name }: DatasetSummary, format: ExportFormat): Promise<void> {
  const path = await chooseWhereToSave(`${name}.${format}`)
  if (path === null) return
  await work(id, dataText('exporting', { name }), async (jobId) => {
    const { path: out, profilesPath, events } = await connection.call('datasets.export', { jobId, id, format, attributes: true, ...(path === undefined ? {} : { path }) })
    const amount = dataText('events', { count: events, amount: full(events) })
    useDatasetWork.setState({ written: { datasetId: id, path: out, besidePath: profilesPath, amount } })
  })
}

export async function exportRejects({ id, name }: Pick<DatasetSummary, 'id' | 'name'>): Promise<void> {
  const path = await chooseWhereToSave(`${name} rejects.csv`)
  if (path === null) return
  await work(id, dataText('exporting', { name }), async () => {
    const { path: out, rows } = await connection.call('datasets.exportRejects', { id, ...(path === undefined ? {} : { path }) })
    useDatasetWork.setState({ written: { datasetId: id, path: out, besidePath: null, amount: dataText('rowsWritten', { count: rows, amount: full(rows) }) } })
  })
}

/** Reads the files of a dataset again. */
export async function reimport({ id, name, digest }: DatasetSummary): Promise<void> {
  await work(id, dataText('reimporting', { name }), async (jobId) => {
    const again = await connection.call('datasets.reimport', { jobId, id })
    await come(again)
    notify(dataText(again.digest === digest ? 'reimportSame' : 'reimportNew', { name }))
  }, true)
}

export interface Cut { from?: number; until?: number; name?: string }

/** Makes a dataset of some of the people, or of some of the time, and goes there. */
export function takeSample({ id, name }: DatasetSummary, sample: { share: number; seed: number; name?: string }): Promise<boolean> {
  return work(id, dataText('sampling', { name }), async (jobId) => come(await connection.call('datasets.sample', { jobId, id, ...sample })))
}

export function cutByTime({ id, name }: DatasetSummary, cut: Cut): Promise<boolean> {
  return work(id, dataText('cutting', { name }), async (jobId) => come(await connection.call('datasets.slice', { jobId, id, ...cut })))
}

async function come({ id }: DatasetSummary): Promise<void> {
  await refreshWorkspace('datasets')
  // Only if it is there: somebody may have deleted it by another door.
  if (useWorkspaceStore.getState().datasets?.some((dataset) => dataset.id === id)) showDataset(id)
}
