import type { NodeHandle } from '@xyflow/react'
import { portsOf, type Step } from '../../engine/core/model/steps/registry.ts'
import type { Port } from '../../engine/core/model/steps/step-kind.ts'
import { CARD_BODY, CARD_WIDTH, PORT_ROW } from './card-size.ts'

/** Ways out that a card has room for. A step with more is told about in words, and all of them are in its form and in the outline. */
export const MOST_PORTS = 60

/** Side of the square a connection ends in, in canvas pixels; its middle lies on the card's rim. */
const HANDLE = 12

/** The ways out that a step's card shows. */
export function portsShown(step: Step): readonly Port[] {
  const ports = portsOf(step)
  return ports.length > MOST_PORTS ? ports.slice(0, MOST_PORTS) : ports
}

/**
 * Where connections meet a card, in canvas pixels from its top left corner: told beforehand, so that a card which is not in view need not be
 * drawn to be connected. An entry passes no step: it has one way out, and none in.
 */
export function handlesOf(step: Step | undefined): NodeHandle[] {
  const middle = (y: number) => ({ y: y - HANDLE / 2, width: HANDLE, height: HANDLE })
  const out = (id: string, y: number): NodeHandle => ({ id, type: 'source', position: RIGHT, x: CARD_WIDTH - HANDLE / 2, ...middle(y) })
  if (!step) return [out('next', CARD_BODY / 2)]
  const ports = portsShown(step)
  // A line parts body and ports.
  const rowMiddle = (index: number) => CARD_BODY + 1 + (index + 0.5) * PORT_ROW
  return [
    { type: 'target', position: LEFT, x: -HANDLE / 2, ...middle(CARD_BODY / 2) },
    ...ports.map(({ id }, index) => out(id, ports.length === 1 ? CARD_BODY / 2 : rowMiddle(index))),
  ]
}

// As: the library's enum is these words, and naming it would load the library for a calculation.
const LEFT = 'left' as NodeHandle['position']
const RIGHT = 'right' as NodeHandle['position']
