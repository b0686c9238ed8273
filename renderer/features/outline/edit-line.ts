import { freeId } from '../../../engine/core/model/ids.ts'
import { disconnect } from '../../document/commands/connect.ts'
import { moveNode, moveWay, type Direction } from '../../document/commands/order.ts'
import { addStage, removeStage, reorderStage } from '../../document/commands/stages.ts'
import { connectionsOf } from '../../document/connections.ts'
import { documentStore } from '../../document/document-store.ts'
import { edgeId } from '../../document/node-ids.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { addFromPalette, deleteSelection } from '../canvas/canvas-actions.ts'
import { middleOfCanvas } from '../canvas/flow-handle.ts'
import { openForm, openJourneyForm } from '../inspector/open-form.ts'
import { announce } from './announcer.tsx'
import { focusLine, useOutlineStore } from './outline-store.ts'
import type { OutlineItem } from './outline-items.ts'
import { canRename } from './rename.ts'
import { outlineText as text } from './texts.ts'

/** Selects what a line stands for: a card, a connection, or the journey. With `reveal` the canvas goes there. */
export function selectLine(item: OutlineItem, reveal = true): void {
  const ui = useUiStore.getState()
  if (item.kind === 'node') return reveal ? ui.reveal(item.nodeId) : ui.select([item.nodeId])
  if (item.kind === 'way' || item.kind === 'mention') {
    const id = edgeId(item.nodeId, item.portId)
    const isDrawn = connectionsOf(documentStore.getState().document).some((connection) => connection.id === id)
    return isDrawn ? ui.select([], [id]) : ui.select([item.nodeId])
  }
  ui.select([])
}

/** Opens the form of what the line stands for and puts the keyboard into it; a mention leads to what it mentions. */
export function openLine(item: OutlineItem): void {
  if (item.kind === 'mention') return focusLine(item.to)
  if (item.kind === 'stage') return openJourneyForm('stages')
  if (item.kind === 'apart') return
  openForm(item.nodeId, item.kind === 'way' ? `target-${item.portId}` : undefined)
}

export function startRenaming(item: OutlineItem): void {
  if (canRename(item)) useOutlineStore.setState({ renamingKey: item.key })
  else if (item.kind === 'node' || item.kind === 'way') openLine(item)
  else announce(text('cannotRename'))
}

/** Takes away what the line stands for: a step (its neighbours as deleting on the canvas leaves them), a connection, or a stage. */
export function deleteLine(item: OutlineItem): void {
  const { document, apply } = documentStore.getState()
  if (item.kind === 'node') return deleteSelection()
  if (item.kind === 'way' || item.kind === 'mention') return apply(disconnect([{ from: item.nodeId, portId: item.portId }]))
  if (item.kind === 'stage') apply(removeStage(item.stageId, document))
}

export function moveLine(item: OutlineItem, by: Direction): void {
  const { document, apply } = documentStore.getState()
  const command =
    item.kind === 'way' ? moveWay(document, item.nodeId, item.portId, by) : item.kind === 'stage' ? reorderStage(item.stageId, by, document) : item.kind === 'node' ? moveNode(document, item.nodeId, by) : undefined
  if (!command || command.run(document) === document) return announce(text('cannotMove'))
  apply(command)
  focusLine(item.key)
}

export function addEntryLine(): void {
  const middle = middleOfCanvas()
  const nodeId = addFromPalette('entry', { x: middle.x - 300, y: middle.y - 42 })
  focusLine(nodeId)
}

export function addStageLine(): void {
  const { document } = documentStore.getState()
  const stages = document.stages ?? []
  const id = freeId('stage', (taken) => stages.some((stage) => stage.id === taken))
  documentStore.getState().apply(addStage({ id, name: text('newStage') }))
  useOutlineStore.setState({ renamingKey: `stage:${id}:` })
  focusLine(`stage:${id}:`)
}
