import type { SegmentDrift, SegmentSummary } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { changeJourney } from '../../document/commands/journey.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { useFoldStore } from '../inspector/fields/fold-store.ts'
import { openSavedJourney } from '../journeys/open-saved-journey.ts'
import { editText } from '../../document/edit-texts.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { isLetGo, setLetGo } from './drift.ts'
import { segmentText } from './texts.ts'

/** Opens a journey of the workspace, or shows the open one, and puts a copy of the segment into it. */
export async function putIntoJourney(segment: SegmentSummary, journey: { id: string; name: string } | null): Promise<void> {
  if (journey !== null) await openSavedJourney(journey.id, journey.name)
  else useUiStore.getState().showPage('editor')
  // The person may rather have stayed with unsaved changes elsewhere.
  if (journey !== null && documentStore.getState().summary?.id !== journey.id) return
  const copyId = await embed(segment.id, segment.name)
  if (copyId !== undefined) revealSegment(copyId)
}

/** Puts a copy of a library segment into the open journey, or brings the copy that is there up to date; its id, or undefined if it could not be. */
export async function embed(segmentId: string, name: string, copyId?: string): Promise<string | undefined> {
  const { document, generation } = documentStore.getState()
  try {
    const answer = await connection.call('segments.embed', { document, segmentId, ...(copyId === undefined ? {} : { copyId }) })
    const { document: now, generation: current, apply } = documentStore.getState()
    if (current !== generation) return undefined
    // What was edited meanwhile stays: only the segments that were written are taken over.
    const written = Object.fromEntries(answer.embedded.map((one) => [one.copyId, answer.document.segments![one.copyId]!]))
    for (const one of answer.embedded) setLetGo(document.id, one.copyId, false)
    apply(changeJourney(editText(copyId === undefined ? 'putSegment' : 'updateSegment', { name }), () => (now === document ? answer.document : { ...now, segments: { ...now.segments, ...written } })))
    return answer.copyId
  } catch (cause) {
    const { message, help } = asCallError(cause)
    notify(`${fromEngine(message)} ${fromEngine(help)}`, 'error', segmentText('embedFailed', { name }))
    return undefined
  }
}

/** The journey keeps its own segment, which is compared with the library no more. The engine hears of it when the offer to undo is over. */
export function keepCopy({ copyId, name }: SegmentDrift): void {
  const { document } = documentStore.getState()
  setLetGo(document.id, copyId, true)
  notifyUndoable({
    message: segmentText('keptNote', { name }),
    undo: () => setLetGo(document.id, copyId, false),
    over: () => void detach(document, copyId),
  })
}

async function detach(document: JourneyDocument, copyId: string): Promise<void> {
  // Put in anew meanwhile: a copy again.
  if (!isLetGo(document.id, copyId)) return
  try {
    await connection.call('segments.detach', { document, copyId })
  } catch (cause) {
    const { message, help } = asCallError(cause)
    notify(`${fromEngine(message)} ${fromEngine(help)}`, 'error')
    setLetGo(document.id, copyId, false)
  }
}

/** Opens a journey of the workspace at the form of one of its segments. */
export async function openAtSegment(journeyId: string, name: string, copyId: string): Promise<void> {
  await openSavedJourney(journeyId, name)
  if (documentStore.getState().summary?.id === journeyId) revealSegment(copyId)
}

/** Opens the form of a segment of the open journey. */
export function revealSegment(copyId: string): void {
  const { unfold } = useFoldStore.getState()
  unfold('segments')
  unfold(`segment-${copyId}`)
  useUiStore.getState().select([])
  useUiStore.setState({ inspectorOpen: true })
  scrollWhenThere(`[data-testid="fold-segment-${CSS.escape(copyId)}"]`, SOON)
}

/** Frames within which the editor is drawn, also where it has to be read first. */
const SOON = 240

function scrollWhenThere(selector: string, frames: number): void {
  const form = globalThis.document.querySelector(selector)
  if (form) form.scrollIntoView({ block: 'start' })
  else if (frames > 0) requestAnimationFrame(() => scrollWhenThere(selector, frames - 1))
}
