import { useUiStore } from '../../stores/ui-store.ts'
import { cardElement } from '../canvas/drop-marks.ts'
import { focusCard } from '../canvas/focus-card.ts'

/** Frames until the canvas, which may have to be read first, has drawn its cards. */
const FRAMES = 240

/** Leaves the page for the canvas, with that card in the middle, selected and with the keyboard. */
export function toStep(nodeId: string): void {
  useUiStore.getState().showPage('editor')
  let left = FRAMES
  const attempt = () => {
    const card = cardElement(nodeId)
    const isDrawn = card !== null && card.style.visibility !== 'hidden'
    if (!isDrawn && (left -= 1) > 0) return void requestAnimationFrame(attempt)
    // A canvas that was just drawn shows its beginning first.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      useUiStore.getState().reveal(nodeId)
      focusCard(nodeId)
    }))
  }
  attempt()
}
