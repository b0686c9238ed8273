import ELK, { type ELK as Elk, type ElkNode } from 'elkjs/lib/elk-api.js'
import elkWorkerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { CARD_BODY, CARD_WIDTH, PORT_ROW, cardHeight } from '../../document/card-size.ts'
import { connectionsOf } from '../../document/connections.ts'
import type { Position } from '../../document/layout.ts'
import { edgeId, entryNodeId } from '../../document/node-ids.ts'

let elk: Elk | undefined

function layouter(): Elk {
  elk ??= new ELK({ workerFactory: () => new Worker(elkWorkerUrl) })
  return elk
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '150',
  'elk.spacing.nodeNode': '56',
  'elk.spacing.edgeNode': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '28',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.thoroughness': '7',
}

/**
 * Where a tidy hand would put every card: left to right along the connections, stages as columns in their order. Computed in a worker;
 * the same document gives the same places.
 */
export async function tidyPositions(document: JourneyDocument): Promise<Map<string, Position>> {
  const laidOut = await layouter().layout(graphOf(document))
  return new Map((laidOut.children ?? []).map(({ id, x, y }) => [id, { x: x ?? 0, y: y ?? 0 }]))
}

function graphOf(document: JourneyDocument): ElkNode {
  const columns = columnsOf(document)
  const partition = (column: number | undefined) => (column === undefined ? {} : { 'elk.partitioning.partition': String(column) })
  const steps = Object.entries(document.steps).map(([id, step]): ElkNode => {
    const ports = portsOf(step)
    const height = cardHeight(step, true)
    return {
      id,
      width: CARD_WIDTH,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS', ...partition(columns.get(id)) },
      ports: [
        { id: `${id}<`, x: 0, y: CARD_BODY / 2, layoutOptions: { 'elk.port.side': 'WEST' } },
        ...ports.map((port, index) => ({
          id: `${edgeId(id, port.id)}>`,
          x: CARD_WIDTH,
          y: ports.length === 1 ? CARD_BODY / 2 : CARD_BODY + (index + 0.5) * PORT_ROW,
          layoutOptions: { 'elk.port.side': 'EAST' },
        })),
      ],
    }
  })
  const entries = document.entries.map((entry): ElkNode => {
    const id = entryNodeId(entry.id)
    return {
      id,
      width: CARD_WIDTH,
      height: cardHeight(undefined, true),
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS', ...partition(columns.get(entry.next)) },
      ports: [{ id: `${edgeId(id, 'next')}>`, x: CARD_WIDTH, y: CARD_BODY / 2, layoutOptions: { 'elk.port.side': 'EAST' } }],
    }
  })
  return {
    id: 'journey',
    layoutOptions: { ...OPTIONS, 'elk.partitioning.activate': String(columns.size > 0) },
    children: [...entries, ...steps],
    edges: connectionsOf(document).map(({ id, from, portId, to }) => ({ id, sources: [`${edgeId(from, portId)}>`], targets: [`${to}<`] })),
  }
}

/** The column of every step: that of its stage; a step without one stays with the furthest stage that leads to it. */
function columnsOf(document: JourneyDocument): Map<string, number> {
  const columns = new Map<string, number>()
  const order = new Map((document.stages ?? []).map(({ id }, index) => [id, index]))
  for (const [id, step] of Object.entries(document.steps)) {
    const column = step.stage === undefined ? undefined : order.get(step.stage)
    if (column !== undefined) columns.set(id, column)
  }
  if (columns.size === 0) return columns
  const staged = new Set(columns.keys())
  const connections = connectionsOf(document)
  // Each round carries columns one connection further; as many rounds as steps reach everything, loops included.
  for (let round = 0; round < Object.keys(document.steps).length; round++) {
    let changed = false
    for (const { from, to } of connections) {
      const column = columns.get(from)
      if (column === undefined || staged.has(to) || (columns.get(to) ?? -1) >= column) continue
      columns.set(to, column)
      changed = true
    }
    if (!changed) break
  }
  return columns
}
