import { create } from 'zustand'
import type { CallError, SegmentSummary } from '../../../engine/api/contract.ts'
import { isAlways, type Where } from '../../../engine/core/model/condition.ts'
import { emptyHistory, pushed, redone, undone, type History } from '../../document/history.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'

export type SegmentTab = 'condition' | 'time' | 'overlap' | 'movement' | 'people'
export type PeriodBy = 'day' | 'week' | 'month'

/** What a person says of a segment. */
export interface SegmentContent {
  name: string
  description: string
  /** {} until it is said who belongs to it. */
  when: Where
}

/** A segment as it is being edited; `baseVersion` null for one that was never saved. */
export interface SegmentDraft {
  content: SegmentContent
  baseVersion: number | null
  history: History<SegmentContent>
}

interface SegmentPageState {
  /** The id of the segment that is shown, or of a new one (`new:…`). Null: the first of the list. */
  shown: string | null
  tab: SegmentTab
  /** By id: going elsewhere and coming back loses nothing, nor does ending the app (keep-drafts.ts). */
  drafts: Readonly<Record<string, SegmentDraft>>
  by: PeriodBy
  /** Ids of the segments the shown one is compared with; null: nobody chose, so the first few. */
  besides: readonly string[] | null
  saving: boolean
  /** Why the last save of a segment was refused. */
  problem: { id: string; error: CallError } | null
  /** The segment that was saved elsewhere meanwhile. */
  conflict: string | null
  /** The segment that is to be put into a journey. */
  putting: SegmentSummary | null
}

/** The page of the segment library. */
export const useSegmentPageStore = create<SegmentPageState>()(() => ({
  shown: null, tab: 'condition', drafts: {}, by: 'week', besides: null, saving: false, problem: null, conflict: null, putting: null,
}))

const NEW = 'new:'
const get = useSegmentPageStore.getState
const set = useSegmentPageStore.setState

export function isNew(id: string): boolean {
  return id.startsWith(NEW)
}

/** A new segment of which nothing was said is gone when another is shown. */
export function showSegment(id: string, tab?: SegmentTab): void {
  set(({ drafts }) => ({
    shown: id,
    drafts: Object.fromEntries(Object.entries(drafts).filter(([other, draft]) => other === id || !isNew(other) || draft.history.past.length > 0)),
    ...(tab === undefined ? {} : { tab }),
  }))
}

/** A segment of which nothing is said yet but a name. */
export function newSegment(content: SegmentContent): string {
  const id = `${NEW}${crypto.randomUUID()}`
  set(({ drafts }) => ({ drafts: { ...drafts, [id]: { content, baseVersion: null, history: emptyHistory() } }, shown: id, tab: 'condition' }))
  return id
}

export function contentOf({ name, description, when }: SegmentSummary): SegmentContent {
  return { name, description, when }
}

/** Changes one thing; `what` joins keystrokes to one undo step. */
export function editSegment(id: string, what: string, change: Partial<SegmentContent>): void {
  const draft = draftFor(id)
  if (draft === undefined) return
  const before = draft.content
  put(id, { ...draft, content: { ...before, ...change }, history: pushed(draft.history, { name: what, coalesce: what, before, at: Date.now() }) })
}

export function undoSegment(id: string): void {
  move(id, undone)
}

export function redoSegment(id: string): void {
  move(id, redone)
}

/** Takes back all that was not saved; it can be undone itself. A new segment is gone. */
export function discardDraft(id: string): void {
  const saved = savedSegment(id)
  if (saved === undefined) return forgetDraft(id)
  const draft = draftFor(id)
  if (draft === undefined) return
  put(id, { content: contentOf(saved), baseVersion: saved.version, history: pushed(draft.history, { name: 'discard', coalesce: undefined, before: draft.content, at: Date.now() }) })
}

export function forgetDraft(id: string): void {
  set(({ drafts: { [id]: _gone, ...drafts }, problem }) => ({ drafts, problem: problem?.id === id ? null : problem }))
}

/** What was edited is saved; what was edited since stays, on top of it. */
export function afterSave(id: string, content: SegmentContent, saved: SegmentSummary): void {
  const draft = get().drafts[id]
  forgetDraft(id)
  if (draft !== undefined && draft.content !== content) put(saved.id, { ...draft, baseVersion: saved.version })
}

/** True if the draft says something else than was last saved. */
export function isEdited(draft: SegmentDraft | undefined, saved: SegmentSummary | undefined): boolean {
  if (draft === undefined) return false
  if (saved === undefined) return true
  return draft.history.past.length > 0 && JSON.stringify(draft.content) !== JSON.stringify(contentOf(saved))
}

/** By id, what was said of segments and not saved. */
export function unsavedDrafts(): [id: string, draft: SegmentDraft][] {
  return Object.entries(get().drafts).filter(([id, draft]) => (isNew(id) ? draft.history.past.length > 0 : isEdited(draft, savedSegment(id))))
}

/** True if leaving the window would lose what was said of a segment. */
export function hasUnsavedSegments(): boolean {
  return unsavedDrafts().length > 0
}

/** What is missing before it can be saved. */
export function missingIn({ name, when }: SegmentContent): 'name' | 'when' | undefined {
  if (name.trim() === '') return 'name'
  return isAlways(when) ? 'when' : undefined
}

export function savedSegment(id: string): SegmentSummary | undefined {
  return useWorkspaceStore.getState().segments?.find((one) => one.id === id)
}

function draftFor(id: string): SegmentDraft | undefined {
  const draft = get().drafts[id]
  const saved = savedSegment(id)
  // A draft that says nothing new belongs to what is saved by now.
  if (draft !== undefined && saved !== undefined && !isEdited(draft, saved)) return { ...draft, content: contentOf(saved), baseVersion: saved.version }
  if (draft !== undefined) return draft
  return saved && { content: contentOf(saved), baseVersion: saved.version, history: emptyHistory() }
}

function move(id: string, by: typeof undone<SegmentContent>): void {
  const draft = get().drafts[id]
  const moved = draft && by(draft.history, draft.content)
  if (moved) put(id, { ...draft, content: moved.document, history: moved.history })
}

function put(id: string, draft: SegmentDraft): void {
  set(({ drafts, problem }) => ({ drafts: { ...drafts, [id]: draft }, problem: problem?.id === id ? null : problem }))
}
