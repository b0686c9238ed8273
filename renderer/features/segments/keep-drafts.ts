import * as z from 'zod'
import { conditionSchema } from '../../../engine/core/model/condition.ts'
import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { emptyHistory, pushed } from '../../document/history.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { contentOf, isNew, savedSegment, unsavedDrafts, useSegmentPageStore, type SegmentContent, type SegmentDraft } from './segment-page-store.ts'
import { segmentText } from './texts.ts'

const keptSchema = z.record(
  z.string(),
  z.strictObject({ name: z.string(), description: z.string(), when: z.union([conditionSchema, z.strictObject({})]), baseVersion: z.int().nullable() }),
)

/** What is not saved of segments outlives the window, as drafts of journeys do: of the app until it is started again, of a tab until it is closed. */
export async function keepSegmentDrafts(): Promise<void> {
  const directory = await connection.call('app.info', {}).then(({ workspace }) => workspace, () => null)
  if (directory === null) return // nothing can be edited without an engine either
  await segmentsRead()
  const before = readKept(directory)
  useSegmentPageStore.setState(({ drafts }) => ({ drafts: { ...before, ...drafts } }))
  useSegmentPageStore.subscribe(({ drafts }, { drafts: was }) => {
    if (drafts !== was) keepDraftsIn(directory)
  })
}

/** Writes them down for the workspace in that folder; for one that has moved there. */
export function keepDraftsIn(directory: string): void {
  const unsaved = unsavedDrafts()
  if (unsaved.length === 0) return shelf()?.removeItem(nameFor(directory))
  shelf()?.setItem(nameFor(directory), JSON.stringify(Object.fromEntries(unsaved.map(([id, { content, baseVersion }]) => [id, { ...content, baseVersion }]))))
}

/** Those of segments that are still there, and of new ones. Undo takes each back to what is saved. */
function readKept(directory: string): Record<string, SegmentDraft> {
  const read = keptSchema.safeParse(parsed(shelf()?.getItem(nameFor(directory)) ?? '{}'))
  return Object.fromEntries(Object.entries(read.data ?? {}).flatMap(([id, { baseVersion, ...content }]) => {
    const saved = savedSegment(id)
    if (saved === undefined && !isNew(id)) return []
    const before: SegmentContent = saved === undefined ? { name: segmentText('newName'), description: '', when: {} } : contentOf(saved)
    return [[id, { content, baseVersion, history: pushed(emptyHistory<SegmentContent>(), { name: 'kept', coalesce: undefined, before, at: Date.now() }) }]]
  }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {} // it was not written by us
  }
}

function segmentsRead(): Promise<void> {
  return new Promise((resolve) => {
    if (useWorkspaceStore.getState().segments !== null) return resolve()
    const stop = useWorkspaceStore.subscribe(({ segments }) => {
      if (segments === null) return
      stop()
      resolve()
    })
  })
}

/** Tabs of a browser edit side by side; the app has one window. */
function shelf(): Storage | undefined {
  return desktop() === undefined ? globalThis.sessionStorage : globalThis.localStorage
}

function nameFor(directory: string): string {
  return `rehearsal-segments ${directory}`
}
