import type { KeyboardEvent } from 'react'
import type { Band } from '../../document/bands.ts'
import { moveBand, removeStage, resizeBand } from '../../document/commands/stages.ts'
import { documentStore } from '../../document/document-store.ts'
import { arrowOf } from './band-keys.ts'
import { selectBand, startRenaming, useBandStore } from './band-store.ts'

/** What keys do on the focused header of a stage; presses in a row are one undo step. */
export function onBandKey(event: KeyboardEvent, { stageId, x, y, width, height }: Band): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset['band'] !== stageId) return
  const { document, apply } = documentStore.getState()
  const arrow = arrowOf(event)
  if (arrow && event.altKey) apply(resizeBand(stageId, { x, y, width: width + arrow.x, height: height + arrow.y }, document, `band:${stageId}:size`))
  else if (arrow) apply(moveBand(stageId, arrow, document, `band:${stageId}:move`))
  else if (event.key === 'Enter' || event.key === 'F2') startRenaming(stageId)
  else if (event.key === 'Delete' || event.key === 'Backspace') apply(removeStage(stageId, document))
  else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) useBandStore.setState({ menu: stageId })
  else if (event.key === 'Escape') {
    selectBand(null)
    event.target.blur()
  } else return
  event.preventDefault()
  event.stopPropagation()
}
