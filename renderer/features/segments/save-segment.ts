import type { SegmentSummary } from '../../../engine/api/contract.ts'
import { isAlways, type Condition } from '../../../engine/core/model/condition.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { refreshWorkspace } from '../../stores/workspace-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { afterSave, discardDraft, isEdited, isNew, missingIn, savedSegment, showSegment, useSegmentPageStore } from './segment-page-store.ts'
import { segmentText } from './texts.ts'

/** Stores what was edited as a new version; `force` puts it on top of one that was saved elsewhere. Undefined if it was refused. */
export async function saveSegment(id: string, force = false): Promise<SegmentSummary | undefined> {
  const { drafts, saving } = useSegmentPageStore.getState()
  const draft = drafts[id]
  if (saving) return undefined
  if (draft === undefined || !isEdited(draft, savedSegment(id))) return savedSegment(id)
  const { name, description, when } = draft.content
  if (missingIn(draft.content) !== undefined || isAlways(when)) return undefined
  const { datasetId } = useRunStore.getState()
  useSegmentPageStore.setState({ saving: true, problem: null })
  try {
    const { segment } = await connection.call('segments.save', {
      id: isNew(id) ? null : id, name, description, when: when as Condition, baseVersion: force ? null : draft.baseVersion, ...(datasetId === null ? {} : { datasetId }), // as: not always, so a condition
    })
    await refreshWorkspace('segments')
    afterSave(id, draft.content, segment)
    if (useSegmentPageStore.getState().shown === id) showSegment(segment.id)
    notify(segmentText('savedNote', { name: segment.name, version: segment.version }))
    return segment
  } catch (cause) {
    const error = asCallError(cause)
    useSegmentPageStore.setState(error.code === 'E_CONFLICT' ? { conflict: id } : { problem: { id, error } })
    return undefined
  } finally {
    useSegmentPageStore.setState({ saving: false })
  }
}

/** Takes what was saved elsewhere for what was edited here, which Undo brings back. */
export async function takeTheirs(id: string): Promise<void> {
  await refreshWorkspace('segments')
  discardDraft(id)
}

/** Takes back all that was not saved: an undo step of a saved segment; a new one is gone, and can be had back. */
export function discardSegment(id: string): void {
  const draft = useSegmentPageStore.getState().drafts[id]
  discardDraft(id)
  if (!isNew(id) || draft === undefined) return
  const { name } = draft.content
  notifyUndoable({
    message: segmentText('deleted', { name: name.trim() === '' ? segmentText('unnamed') : name }),
    undo: () => {
      useSegmentPageStore.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }))
      showSegment(id)
    },
  })
}

/** Deletes a segment at once and offers to bring it back. */
export async function deleteSegment({ id, name }: SegmentSummary): Promise<void> {
  const failed = (cause: unknown) => {
    const { message, help } = asCallError(cause)
    notify(`${fromEngine(message)} ${fromEngine(help)}`, 'error', segmentText('deleteFailed', { name }))
  }
  try {
    await connection.call('segments.delete', { id })
  } catch (cause) {
    return failed(cause)
  }
  await refreshWorkspace('segments')
  notifyUndoable({
    message: segmentText('deleted', { name }),
    undo: async () => {
      await connection.call('segments.restore', { id }).catch(failed)
      await refreshWorkspace('segments')
      showSegment(id)
    },
  })
}
