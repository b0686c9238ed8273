import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { CARD_BODY, CARD_WIDTH, cardHeight } from '../../document/card-size.ts'
import { COLUMN } from '../../document/commands/entries.ts'
import { blankStep } from '../../document/commands/steps.ts'
import { connectionsOf } from '../../document/connections.ts'
import { documentStore } from '../../document/document-store.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { nameOfNode } from '../../document/names.ts'
import { edgeId, entryIdOf } from '../../document/node-ids.ts'
import { freePlace } from '../../document/room.ts'
import { flowOrder } from '../../document/walk.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import type { PaletteKind } from '../palette/palette-items.ts'
import { wayInWords } from '../../i18n/in-words.ts'
import { addFromPalette, insertFromPalette, replaceNode } from './canvas-actions.ts'
import { edgeElement } from './drop-marks.ts'
import { besideCard, focusCard, meantEdge, meantNodes, middleOfPane } from './focus-card.ts'
import { currentFlow, middleOfCanvas } from './flow-handle.ts'
import { gestureText } from './gesture-texts.ts'
import { channelOf } from './item-icon.ts'
import { askForStep, type AddTarget, type ScreenPoint } from './quick-add-store.ts'

/** Asks which step to add: at a point of the window, if one is given; after the card that is meant, into the connection that is, else in the middle of what is shown. */
export function askHere(at?: ScreenPoint): void {
  const point = at && currentFlow()?.screenToFlowPosition(at)
  if (at && point) return askForStep({ kind: 'here', place: cardAround(point) }, at)
  const { document } = documentStore.getState()
  const nodes = meantNodes()
  const edge = nodes.length === 0 ? meantEdge() : undefined
  if (edge !== undefined && connectionsOf(document).some(({ id }) => id === edge)) return askForStep({ kind: 'into', edgeId: edge }, middleOfEdge(edge))
  const last = nodes.length < 2 ? nodes[0] : flowOrder(document).findLast((id) => nodes.includes(id))
  const target = last === undefined ? undefined : targetAfter(document, last)
  if (last !== undefined && target) return askForStep(target, besideCard(last))
  askForStep({ kind: 'here', place: cardAround(middleOfCanvas()) }, middleOfPane())
}

/** Where the next step after a card belongs: at its first open way out, else into its first connection; before an exit, after which nothing comes. */
export function targetAfter(document: JourneyDocument, nodeId: string): AddTarget | undefined {
  const connections = connectionsOf(document)
  const step = document.steps[nodeId]
  if (!step && entryIdOf(nodeId) === undefined) return undefined
  const ports = step ? portsOf(step) : [{ id: 'next', target: connections.find(({ from }) => from === nodeId)?.to }]
  const isOpen = (target: string | undefined) => target === undefined || !document.steps[target]
  const open = ports.find(({ target }) => isOpen(target))
  if (open) return { kind: 'after', from: nodeId, portId: open.id }
  const into = ports[0] ? edgeId(nodeId, ports[0].id) : connections.find(({ to }) => to === nodeId)?.id
  if (into !== undefined) return { kind: 'into', edgeId: into }
  const { x, y } = positionOf(document, nodeId) ?? { x: 0, y: 0 }
  return { kind: 'here', place: { x: x - COLUMN, y } }
}

/** The place of a card whose body has its middle at that canvas point. */
export function cardAround({ x, y }: Position): Position {
  return { x: x - CARD_WIDTH / 2, y: y - CARD_BODY / 2 }
}

/** Adds what was chosen, shows its form, and gives its card the focus, so that the next key goes on from there. */
export function addChosen(kind: PaletteKind, target: AddTarget): void {
  const nodeId = added(kind, target)
  if (nodeId === undefined) return
  useUiStore.setState({ inspectorOpen: true })
  focusCard(nodeId)
}

function added(kind: PaletteKind, target: AddTarget): string | undefined {
  const { document } = documentStore.getState()
  const height = heightOf(kind)
  switch (target.kind) {
    case 'after': {
      const { from, portId, place } = target
      return addFromPalette(kind, place ?? besidePort(document, from, portId, height), { from, portId })
    }
    case 'into':
      return kind === 'entry' ? undefined : insertFromPalette(kind, target.edgeId)
    case 'here':
      return addFromPalette(kind, freePlace(document, target.place, height))
    case 'replace':
      return kind === 'entry' ? undefined : replaceNode(target.nodeId, kind)
  }
}

function heightOf(kind: PaletteKind): number {
  const channel = channelOf(kind)
  return cardHeight(kind === 'entry' ? undefined : blankStep(channel === undefined ? (kind as Exclude<PaletteKind, 'entry' | `message:${string}`>) : 'message'), true) // as: neither an entry nor a channel is left
}

/** A column further right, level with the card, or below (above) what its other ways already lead to. */
function besidePort(document: JourneyDocument, from: string, portId: string, height: number): Position {
  const { x, y } = positionOf(document, from) ?? { x: 0, y: 0 }
  const step = document.steps[from]
  const ports = step ? portsOf(step) : []
  const at = ports.findIndex(({ id }) => id === portId)
  const isLed = ({ target }: { target: string | undefined }) => target !== undefined
  const upwards = at >= 0 && !ports.slice(0, at).some(isLed) && ports.slice(at + 1).some(isLed)
  return freePlace(document, { x: x + COLUMN, y }, height, { upwards })
}

/** What choosing a step would do, in words. */
export function targetInWords(document: JourneyDocument, target: AddTarget): string {
  switch (target.kind) {
    case 'after': {
      const step = document.steps[target.from]
      const ports = step ? portsOf(step) : []
      const name = nameOfNode(document, target.from)
      const port = ports.length > 1 ? ports.find(({ id }) => id === target.portId)?.label : undefined
      return port === undefined ? gestureText('after', { name }) : gestureText('afterPort', { name, port: wayInWords(port) })
    }
    case 'into':
      return gestureText('between', edgeInWords(document, target.edgeId))
    case 'here':
      return gestureText('here')
    case 'replace':
      return gestureText('instead', { name: nameOfNode(document, target.nodeId) })
  }
}

/** The names of a connection's two ends. */
export function edgeInWords(document: JourneyDocument, id: string): { from: string; to: string } {
  const connection = connectionsOf(document).find((one) => one.id === id)
  return { from: nameOfNode(document, connection?.from ?? ''), to: nameOfNode(document, connection?.to ?? '') }
}

/** Where a menu about a connection opens: at its middle, if it is drawn. */
export function middleOfEdge(id: string): ScreenPoint {
  const path = edgeElement(id)?.querySelector<SVGPathElement>('path.react-flow__edge-path')
  const matrix = path?.getScreenCTM()
  if (!path || !matrix) return middleOfPane()
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(matrix)
  return { x, y }
}
