import { create } from 'zustand'
import type { CallError, DatasetPreview, DatasetSummary, Mapping } from '../../../engine/api/contract.ts'
import { chooseDataFiles, pathsOf } from '../../bridge/files.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { CANCELLED, chooseDataset } from '../simulation/run.ts'

/** What the person says about the file; null where no column is chosen. */
export interface ImportDraft {
  name: string
  profileId: string | null
  at: string | null
  /** The column of event names; null: every row is a `setName`. */
  eventName: string | null
  setName: string
  properties: string | null
  profiles: { path: string; columns: readonly string[]; profileId: string } | null
}

export type ImportStep =
  | { at: 'closed' }
  | { at: 'choose'; error: CallError | null }
  | { at: 'handing'; name: string; done: number; total: number }
  | { at: 'reading'; name: string }
  | { at: 'mapping'; preview: DatasetPreview; paths: readonly string[]; draft: ImportDraft; error: CallError | null; profilesError: CallError | null }
  | { at: 'importing'; jobId: string; cancelling: boolean; mapping: Extract<ImportStep, { at: 'mapping' }> }
  | { at: 'done'; dataset: DatasetSummary }

/** Where an import stands; it goes on while other pages are shown. */
export const useImportStore = create<{ step: ImportStep }>()(() => ({ step: { at: 'closed' } }))

const show = (step: ImportStep) => useImportStore.setState({ step })
const now = () => useImportStore.getState().step

export function openImport(): void {
  if (now().at !== 'importing') show({ at: 'choose', error: null })
}

/** Closes the dialog; an import that runs is cancelled. */
export function closeImport(): void {
  const step = now()
  if (step.at === 'importing') void cancelImport()
  else show({ at: 'closed' })
}

export async function chooseAndPreview(): Promise<void> {
  await toPaths((onProgress) => chooseDataFiles({ multiple: true, onProgress }))
}

export async function previewFiles(files: readonly File[]): Promise<void> {
  await toPaths((onProgress) => pathsOf(files, onProgress))
}

async function toPaths(ask: (onProgress: (done: number, total: number) => void) => Promise<string[]>): Promise<void> {
  try {
    const paths = await ask((done, total) => show({ at: 'handing', name: '', done, total }))
    if (paths.length > 0) await preview(paths)
  } catch (cause) {
    show({ at: 'choose', error: asCallError(cause) })
  }
}

async function preview(paths: readonly string[]): Promise<void> {
  const path = paths[0]!
  show({ at: 'reading', name: fileName(path) })
  try {
    const found = await connection.call('datasets.preview', { path })
    if (now().at === 'reading') show({ at: 'mapping', preview: found, paths, draft: draftFor(found), error: null, profilesError: null })
  } catch (cause) {
    show({ at: 'choose', error: asCallError(cause) })
  }
}

function draftFor({ path, mapping, needsSetName }: DatasetPreview): ImportDraft {
  return {
    name: fileName(path).replace(/(\.(csv|tsv|jsonl|ndjson|json|parquet|gz))+$/i, ''),
    profileId: mapping.profileId ?? null,
    at: mapping.at ?? null,
    eventName: needsSetName ? null : (mapping.name ?? null),
    setName: '',
    properties: mapping.properties ?? null,
    profiles: null,
  }
}

export function changeDraft(change: Partial<ImportDraft>): void {
  const step = now()
  if (step.at === 'mapping') show({ ...step, draft: { ...step.draft, ...change }, error: null })
}

/** Adds a file with one row a person to the import. */
export async function chooseProfiles(): Promise<void> {
  try {
    const [path] = await chooseDataFiles({ multiple: false })
    if (path === undefined) return
    const { columns, mapping } = await connection.call('datasets.preview', { path })
    const names = columns.map(({ name }) => name)
    const profileId = mapping.profileId ?? names[0] ?? ''
    const step = now()
    if (step.at === 'mapping') show({ ...step, draft: { ...step.draft, profiles: { path, columns: names, profileId } }, profilesError: null })
  } catch (cause) {
    const step = now()
    if (step.at === 'mapping') show({ ...step, profilesError: asCallError(cause) })
  }
}

/** What is still missing before the import can start, by field. */
export function missingIn(draft: ImportDraft): { name: boolean; profileId: boolean; at: boolean; eventName: boolean } {
  return {
    name: draft.name.trim() === '',
    profileId: draft.profileId === null,
    at: draft.at === null,
    eventName: draft.eventName === null && draft.setName.trim() === '',
  }
}

export async function startImport(): Promise<void> {
  const step = now()
  if (step.at !== 'mapping' || Object.values(missingIn(step.draft)).includes(true)) return
  const { draft, paths } = step
  const jobId = newJobId()
  show({ at: 'importing', jobId, cancelling: false, mapping: { ...step, error: null } })
  try {
    const dataset = await connection.call('datasets.import', {
      jobId,
      name: draft.name.trim(),
      paths: [...paths],
      mapping: mappingOf(draft),
      ...(draft.eventName === null ? { setName: draft.setName.trim() } : {}),
      ...(draft.profiles === null ? {} : { profiles: { path: draft.profiles.path, profileId: draft.profiles.profileId } }),
    })
    await refreshWorkspace('datasets')
    chooseDataset(dataset.id)
    show({ at: 'done', dataset })
  } catch (cause) {
    const error = asCallError(cause)
    show({ ...step, error: error.code === CANCELLED ? null : error })
  } finally {
    forgetJob(jobId)
  }
}

export async function cancelImport(): Promise<void> {
  const step = now()
  if (step.at !== 'importing' || step.cancelling) return
  show({ ...step, cancelling: true })
  await cancelJob(step.jobId)
}

function mappingOf({ profileId, at, eventName, properties }: ImportDraft): Mapping {
  return {
    ...(profileId === null ? {} : { profileId }),
    ...(at === null ? {} : { at }),
    ...(eventName === null ? {} : { name: eventName }),
    ...(properties === null ? {} : { properties }),
  }
}

/** The last part of a path, of either kind of system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
