import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { portsOf } from '../../engine/core/model/steps/registry.ts'
import { flowShapeOf, type FlowShape } from './flow-shape.ts'
import { edgeId, entryIdOf, entryNodeId } from './node-ids.ts'

/** One line on the canvas: from a port of a step, or from an entry (port `next`), to a step. */
export interface Connection {
  id: string
  from: string
  portId: string
  to: string
}

const drawn = new WeakMap<FlowShape, { entries: JourneyDocument['entries']; connections: readonly Connection[] }>()

/** Every connection that leads to a step that exists, entries first, in canvas order; the same list until a way is changed. */
export function connectionsOf(document: Pick<JourneyDocument, 'entries' | 'steps'>): readonly Connection[] {
  const shape = flowShapeOf(document.steps)
  const known = drawn.get(shape)
  if (known?.entries === document.entries) return known.connections
  const connections = computed(document)
  drawn.set(shape, { entries: document.entries, connections })
  return connections
}

function computed(document: Pick<JourneyDocument, 'entries' | 'steps'>): Connection[] {
  const connections: Connection[] = []
  const add = (from: string, portId: string, to: string | undefined) => {
    if (to !== undefined && Object.hasOwn(document.steps, to)) connections.push({ id: edgeId(from, portId), from, portId, to })
  }
  for (const entry of document.entries) add(entryNodeId(entry.id), 'next', entry.next)
  for (const [stepId, step] of Object.entries(document.steps)) for (const port of portsOf(step)) add(stepId, port.id, port.target)
  return connections
}

/** What can be got hold of on the canvas: true if a connection from that port to that step may be drawn. */
export function canConnect(document: JourneyDocument, from: string, portId: string, to: string): boolean {
  if (!Object.hasOwn(document.steps, to)) return false
  const entryId = entryIdOf(from)
  if (entryId !== undefined) return document.entries.some(({ id }) => id === entryId)
  const step = Object.hasOwn(document.steps, from) ? document.steps[from] : undefined
  return step !== undefined && portsOf(step).some((port) => port.id === portId)
}
