import { portsOf, type Step } from '../../engine/core/model/steps/registry.ts'

// The card's measures, in canvas pixels; step-node.module.css draws to them, and the layout reserves them.
export const CARD_WIDTH = 240
export const CARD_BODY = 84
export const PORT_ROW = 28
export const NUMBERS_STRIP = 36

/** Height of a step's card; `withNumbers` after a run. Entries pass no step. */
export function cardHeight(step: Step | undefined, withNumbers: boolean): number {
  const ports = step ? portsOf(step).length : 1
  return CARD_BODY + (ports > 1 ? ports * PORT_ROW : 0) + (withNumbers ? NUMBERS_STRIP : 0)
}
