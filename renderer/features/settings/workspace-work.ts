import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { askForFiles, pathsOf } from '../../bridge/files.ts'
import { notify } from '../../components/notify.ts'
import { keepNow } from '../../document/autosave.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { keepDraftsIn } from '../segments/keep-drafts.ts'
import { CANCELLED } from '../simulation/run.ts'
import { workspaceText } from './workspace-texts.ts'

export type WorkspaceInfo = MethodOutput<'workspace.info'>
export type WorkspaceFile = MethodOutput<'workspace.fileInfo'>

interface WorkState {
  info: WorkspaceInfo | null
  infoError: CallError | null
  /** What is being done with the whole workspace; one thing at a time. */
  doing: { label: string; jobId: string; canCancel: boolean; isCancelling: boolean } | null
  /** Why the last piece of work came to nothing; `to`: a folder with a workspace that could be opened instead. */
  refused: { error: CallError; to: string | null } | null
  /** What came of it. */
  done: { kind: 'exported' | 'backedUp'; path: string; bytes: number } | { kind: 'imported'; directory: string; file: WorkspaceFile } | { kind: 'copied'; directory: string } | null
  /** A file that was chosen, before it is unpacked. */
  chosen: WorkspaceFile | null
}

export const useWorkspaceWork = create<WorkState>()(() => ({ info: null, infoError: null, doing: null, refused: null, done: null, chosen: null }))

export async function readInfo(): Promise<void> {
  try {
    useWorkspaceWork.setState({ info: await connection.call('workspace.info', {}), infoError: null })
  } catch (cause) {
    useWorkspaceWork.setState({ infoError: asCallError(cause) })
  }
}

export async function cancelWork(): Promise<void> {
  const { doing } = useWorkspaceWork.getState()
  if (doing === null || doing.isCancelling) return
  useWorkspaceWork.setState({ doing: { ...doing, isCancelling: true } })
  await cancelJob(doing.jobId)
}

export function forgetOutcome(): void {
  useWorkspaceWork.setState({ refused: null, done: null, chosen: null })
}

/** Asks for a folder and moves the workspace there; the window is loaded again on the new one. Desktop only. */
export async function moveWorkspace(): Promise<void> {
  const shell = desktop()
  const to = await shell?.chooseFolder()
  if (!shell || to === null || to === undefined) return
  if (!(await keepNow())) return notify(workspaceText('notKept'), 'error')
  await work(workspaceText('moving'), async (jobId) => {
    const { directory, isUsed } = await connection.call('workspace.move', { jobId, to })
    if (!isUsed) return useWorkspaceWork.setState({ done: { kind: 'copied', directory } })
    keepDraftsIn(directory)
    await startAnew()
  }, { to })
}

/** Asks for a folder and goes over to the workspace in it, or to an empty one in an empty folder. Desktop only. */
export async function chooseWorkspace(make: boolean): Promise<void> {
  const to = await desktop()?.chooseFolder()
  if (to !== null && to !== undefined) await goOverTo(to, make)
}

/** Goes over to the workspace in that folder. Desktop only. */
export async function goOverTo(to: string, make = false): Promise<void> {
  if (!(await keepNow())) return notify(workspaceText('notKept'), 'error')
  await work(workspaceText('opening'), async () => {
    await connection.call('workspace.use', { to, make })
    await startAnew()
  }, { canCancel: false })
}

export async function deletePrevious(directory: string): Promise<void> {
  await work(workspaceText('deleting'), async () => {
    await connection.call('workspace.deletePrevious', { directory })
    notify(workspaceText('previousDeleted'))
  }, { canCancel: false })
}

export async function exportWorkspace(datasets: 'all' | string[], name: string): Promise<void> {
  const shell = desktop()
  const path = await shell?.chooseWorkspaceFileToSave(name)
  if (path === null) return
  await work(workspaceText('exporting'), async (jobId) => {
    const file = await connection.call('workspace.export', { jobId, datasets, ...(path === undefined ? {} : { path }) })
    useWorkspaceWork.setState({ done: { kind: 'exported', path: file.path, bytes: file.bytes } })
  })
}

export async function backUp(): Promise<void> {
  await work(workspaceText('backingUp'), async (jobId) => {
    useWorkspaceWork.setState({ done: { kind: 'backedUp', ...(await connection.call('workspace.backup', { jobId })) } })
  })
}

/** Asks for a file and says what is in it; nothing is unpacked yet. */
export async function chooseFileToImport(): Promise<void> {
  const shell = desktop()
  await work(workspaceText('looking'), async () => {
    const path = shell ? await shell.chooseWorkspaceFile() : (await pathsOf(await askForFiles('.rehearsal-workspace', false)))[0]
    if (path === null || path === undefined) return
    useWorkspaceWork.setState({ chosen: await connection.call('workspace.fileInfo', { path }) })
  }, { canCancel: false })
}

/** Unpacks the chosen file into a folder of its own. */
export async function importChosen(): Promise<void> {
  const { chosen } = useWorkspaceWork.getState()
  if (chosen === null) return
  await work(workspaceText('importing'), async (jobId) => {
    useWorkspaceWork.setState({ done: { kind: 'imported', ...(await connection.call('workspace.import', { jobId, path: chosen.path })) } })
  })
}

async function startAnew(): Promise<void> {
  await desktop()?.restartEngine()
  globalThis.location.hash = 'settings=workspace'
  globalThis.location.reload()
}

/** `to`: a folder that was chosen, which may turn out to hold a workspace. `canCancel`: it goes on step by step. */
async function work(label: string, task: (jobId: string) => Promise<unknown>, { to, canCancel = true }: { to?: string; canCancel?: boolean } = {}): Promise<void> {
  if (useWorkspaceWork.getState().doing !== null) return
  const jobId = newJobId()
  useWorkspaceWork.setState({ doing: { label, jobId, canCancel, isCancelling: false }, refused: null, done: null, chosen: null })
  try {
    await task(jobId)
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED) useWorkspaceWork.setState({ refused: { error, to: error.code === 'E_MOVE_WORKSPACE' ? (to ?? null) : null } })
  } finally {
    useWorkspaceWork.setState({ doing: null })
    forgetJob(jobId)
  }
  await readInfo()
}
