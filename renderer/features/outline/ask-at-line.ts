import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { documentStore } from '../../document/document-store.ts'
import { edgeId, entryIdOf } from '../../document/node-ids.ts'
import { targetAfter } from '../canvas/add-step.ts'
import { useConnecting } from '../canvas/connect-store.ts'
import { giveFocusTo } from '../canvas/focus-card.ts'
import { askForStep, useQuickAdd, type AddTarget, type ScreenPoint } from '../canvas/quick-add-store.ts'
import { announce } from './announcer.tsx'
import { focusLine } from './outline-store.ts'
import type { OutlineItem } from './outline-items.ts'
import { outlineText as text } from './texts.ts'

/** Asks which step to add after a step, or on one of its ways; the new one is where the outline goes on. */
export function addAtLine(item: OutlineItem, at: ScreenPoint): void {
  const { document } = documentStore.getState()
  const target = item.kind === 'node' ? targetAfter(document, item.nodeId) : item.kind === 'way' || item.kind === 'mention' ? targetOnWay(document, item.nodeId, item.portId) : undefined
  if (!target) return
  giveFocusTo(focusLine)
  askForStep(target, at)
}

/** Into the connection, or at the open end of the way. */
function targetOnWay(document: JourneyDocument, nodeId: string, portId: string): AddTarget {
  const step = document.steps[nodeId]
  const target = step && portsOf(step).find(({ id }) => id === portId)?.target
  return target !== undefined && document.steps[target] ? { kind: 'into', edgeId: edgeId(nodeId, portId) } : { kind: 'after', from: nodeId, portId }
}

/** Asks where a way leads: the line's own, or that of a step; of a step with several, which one. */
export function connectLine(item: OutlineItem, at: ScreenPoint): void {
  if (item.kind === 'stage' || item.kind === 'apart') return
  const { document } = documentStore.getState()
  const step = document.steps[item.nodeId]
  const ports = entryIdOf(item.nodeId) === undefined ? (step ? portsOf(step) : []).map(({ id }) => id) : ['next']
  if (ports.length === 0) return announce(text('noWayOn'))
  if (Object.keys(document.steps).every((id) => id === item.nodeId)) return announce(text('nowhere'))
  giveFocusTo(() => focusLine(item.key))
  useConnecting.setState({ open: { from: item.nodeId, portId: item.kind === 'node' ? (ports.length === 1 ? ports[0]! : null) : item.portId, at } })
}

// Once the list is closed, with a choice or without, the cards have the focus to themselves again.
useQuickAdd.subscribe(({ open }) => {
  if (open === null) queueMicrotask(() => giveFocusTo(null))
})
useConnecting.subscribe(({ open }) => {
  if (open === null) queueMicrotask(() => giveFocusTo(null))
})
