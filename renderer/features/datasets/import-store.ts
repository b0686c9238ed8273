import { create } from 'zustand'
import type { CallError, DatasetPreview, DatasetSummary } from '../../../engine/api/contract.ts'
import { chooseDataFiles, pathsOf } from '../../bridge/files.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { CANCELLED, chooseDataset } from '../simulation/run.ts'
import { showDataset } from './data-page-store.ts'
import { peopleFile } from './file-kind.ts'
import { draftAfter, draftFor, fileName, mappingOf, missingIn, optionsOf, readingOf, type ImportDraft, type PeopleFile, type Privacy, type Reading } from './import-draft.ts'
import { sortFiles, type LeftOut } from './import-files.ts'

export type ImportStep =
  | { at: 'closed' }
  | { at: 'choose'; error: CallError | null }
  | { at: 'handing'; done: number; total: number }
  | { at: 'reading'; name: string }
  | MappingStep
  | { at: 'importing'; jobId: string; cancelling: boolean; mapping: MappingStep }
  | { at: 'done'; dataset: DatasetSummary }

export interface MappingStep {
  at: 'mapping'
  preview: DatasetPreview
  /** The event files. */
  paths: readonly string[]
  leftOut: readonly LeftOut[]
  draft: ImportDraft
  /** The file is being read another way. */
  isReading: boolean
  error: CallError | null
  peopleError: CallError | null
}

/** Where an import stands; it goes on while other pages are shown. */
export const useImportStore = create<{ step: ImportStep; aside: MappingStep | null }>()(() => ({ step: { at: 'closed' }, aside: null }))

const show = (step: ImportStep) => useImportStore.setState({ step })
const now = () => useImportStore.getState().step
// Grows when the dialog is closed: what was under way then does not open it again.
let turn = 0

export function openImport(): void {
  if (now().at === 'importing') return
  const { aside } = useImportStore.getState()
  useImportStore.setState({ step: aside ?? { at: 'choose', error: null }, aside: null })
}

/** Closes the dialog; what was told of the columns is there again when it is opened. */
export function putImportAside(): void {
  const step = now()
  if (step.at === 'mapping') useImportStore.setState({ step: { at: 'closed' }, aside: { ...step, error: null } })
}

/** Closes the dialog, without losing what was told of the columns; an import that runs is cancelled. */
export function closeImport(): void {
  const { at } = now()
  turn += 1
  if (at === 'importing') void cancelImport()
  else if (at === 'mapping') putImportAside()
  else show({ at: 'closed' })
}

export async function chooseAndPreview(): Promise<void> {
  await toPaths((onProgress) => chooseDataFiles({ multiple: true, onProgress }))
}

export async function previewFiles(files: readonly File[]): Promise<void> {
  await toPaths((onProgress) => pathsOf(files, onProgress))
}

/** Adds event files to a file that only tells of people. */
export async function chooseEventsBeside(path: string): Promise<void> {
  await toPaths(async (onProgress) => {
    const chosen = await chooseDataFiles({ multiple: true, onProgress })
    return chosen.length === 0 ? [] : [...chosen, path]
  })
}

async function toPaths(ask: (onProgress: (done: number, total: number) => void) => Promise<string[]>): Promise<void> {
  const before = now()
  const own = turn
  const isWanted = () => own === turn
  try {
    const paths = await ask((done, total) => isWanted() && show({ at: 'handing', done, total }))
    if (!isWanted()) return
    if (paths.length > 0) await look(paths, before)
    else if (now().at === 'handing') show(before)
  } catch (cause) {
    if (isWanted()) show(refusedBy(before, cause))
  }
}

/** Files that cannot be read take nothing away from those that were told of. */
function refusedBy(before: ImportStep, cause: unknown): ImportStep {
  const error = asCallError(cause)
  return before.at === 'mapping' ? { ...before, error } : { at: 'choose', error }
}

async function look(paths: readonly string[], before: ImportStep): Promise<void> {
  const reading: ImportStep = { at: 'reading', name: fileName(paths[0]!) }
  show(reading)
  try {
    const { lead, people, ...files } = await sortFiles(paths)
    if (now() === reading) show({ at: 'mapping', preview: lead, ...files, draft: draftFor(lead, people), isReading: false, error: null, peopleError: null })
  } catch (cause) {
    if (now() === reading) show(refusedBy(before, cause))
  }
}

export function changeDraft(change: Partial<ImportDraft>): void {
  const step = now()
  if (step.at === 'mapping') show({ ...step, draft: { ...step.draft, ...change }, error: null })
}

export function keep(name: string, how: Privacy): void {
  const step = now()
  if (step.at !== 'mapping') return
  const { [name]: _before, ...others } = step.draft.privacy
  changeDraft({ privacy: how === 'keep' ? others : { ...others, [name]: how } })
}

/** Reads the file another way; a part that is undefined is detected again. */
export async function readAs(change: { [K in keyof Reading]: Reading[K] | undefined }): Promise<void> {
  const step = now()
  if (step.at !== 'mapping') return
  const wanted = Object.entries({ ...readingOf(step.preview.options), ...change }).filter(([, value]) => value !== undefined)
  await lookAgain(step, Object.fromEntries(wanted), (found) => draftAfter(step.draft, step.preview, found))
}

/** Forgets how such a file was read last time. */
export async function readAfresh(): Promise<void> {
  const step = now()
  if (step.at !== 'mapping') return
  await lookAgain(step, {}, (found) => ({ ...draftFor(found, step.draft.people), name: step.draft.name }))
}

let looks = 0

async function lookAgain(step: MappingStep, options: Reading, draftOf: (found: DatasetPreview) => ImportDraft): Promise<void> {
  const look = ++looks
  show({ ...step, isReading: true, error: null })
  const settle = (change: Partial<MappingStep>) => {
    const then = now()
    if (then.at === 'mapping' && look === looks) show({ ...then, isReading: false, ...change })
  }
  try {
    const found = await connection.call('datasets.preview', { path: step.preview.path, options })
    settle({ preview: found, draft: draftOf(found) })
  } catch (cause) {
    settle({ error: asCallError(cause) })
  }
}

/** Adds a file with one row a person to the import. */
export async function choosePeople(): Promise<void> {
  try {
    const [path] = await chooseDataFiles({ multiple: false })
    if (path !== undefined) await takePeople(path)
  } catch (cause) {
    refusePeople(cause)
  }
}

/** Takes that file for what is known about the people. */
export async function takePeople(path: string): Promise<void> {
  try {
    const found = await connection.call('datasets.preview', { path, options: {} })
    const step = now()
    if (step.at !== 'mapping') return
    const leftOut = step.leftOut.filter((file) => file.path !== path)
    show({ ...step, leftOut, draft: { ...step.draft, people: peopleFile(found, step.draft.profileId ?? undefined) }, peopleError: null })
  } catch (cause) {
    refusePeople(cause)
  }
}

function refusePeople(cause: unknown): void {
  const step = now()
  if (step.at === 'mapping') show({ ...step, peopleError: asCallError(cause) })
}

export async function startImport(): Promise<void> {
  const step = now()
  if (step.at !== 'mapping' || Object.values(missingIn(step.draft)).includes(true)) return
  const { draft, paths } = step
  const jobId = newJobId()
  const options = optionsOf(readingOf(step.preview.options), draft)
  show({ at: 'importing', jobId, cancelling: false, mapping: { ...step, error: null } })
  try {
    const dataset = await connection.call('datasets.import', {
      jobId,
      name: draft.name.trim(),
      paths: [...paths],
      mapping: mappingOf(draft),
      ...(draft.eventName === null ? { setName: draft.setName.trim() } : {}),
      ...(draft.people === null ? {} : { profiles: asProfiles(draft.people) }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
    })
    await refreshWorkspace('datasets')
    chooseDataset(dataset.id)
    showDataset(dataset.id)
    show({ at: 'done', dataset })
  } catch (cause) {
    const error = asCallError(cause)
    show({ ...step, error: error.code === CANCELLED ? null : error })
  } finally {
    forgetJob(jobId)
  }
}

function asProfiles({ preview, profileId, at }: PeopleFile) {
  return { path: preview.path, profileId, ...(at === null ? {} : { at }) }
}

export async function cancelImport(): Promise<void> {
  const step = now()
  if (step.at !== 'importing' || step.cancelling) return
  show({ ...step, cancelling: true })
  await cancelJob(step.jobId)
}
