import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { useUiStore } from '../../stores/ui-store.ts'

/** Brings the card of a number to the middle, and the keyboard to its range. */
export function showAssumption(id: string, knobs: readonly Tunable[]): void {
  const nodeId = knobs.find((knob) => knob.id === id)?.nodeId
  if (nodeId !== null && nodeId !== undefined) useUiStore.getState().reveal(nodeId)
  const fields = globalThis.document.querySelectorAll<HTMLElement>('[data-testid="doubt-low"]')
  const field = [...fields].find((one) => one.dataset.knob === id)
  field?.scrollIntoView({ block: 'nearest' })
  field?.focus()
}
