import ELK, { type ELK as Elk, type ElkNode } from 'elkjs/lib/elk-api.js'
import elkWorkerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { CARD_BODY, CARD_WIDTH, PORT_ROW, cardHeight } from '../../document/card-size.ts'
import { connectionsOf } from '../../document/connections.ts'
import { positionOf, type Position } from '../../document/layout.ts'
import { edgeId, entryNodeId } from '../../document/node-ids.ts'
import { nodesIn } from '../../document/room.ts'

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

/** Within a column, cards stay above and below each other as they were put. */
const KEEP_ORDER = { 'elk.layered.crossingMinimization.forceNodeModelOrder': 'true' }

const FOLD = { 'elk.layered.wrapping.strategy': 'MULTI_EDGE', 'elk.aspectRatio': '1.1', 'elk.layered.wrapping.additionalEdgeSpacing': '40' }

/** Room between two stages, in canvas pixels: both bands' margins and the connections between them. */
const STAGE_GAP = 240
/** A stage wider than this, three cards beside each other, is folded. */
const WIDEST_STAGE = 3 * CARD_WIDTH + 2 * 160

/**
 * Where a tidy hand would put every card: left to right along the connections; with stages, each stage a block of its own, blocks in
 * the order of the stages. Long chains inside a stage are folded, so that the whole stays near the shape of a screen. Cards that lie
 * somewhere already keep their order from top to bottom within a column. With `only`, of those cards alone, as one block. Computed in
 * a worker; the same document gives the same places.
 */
export async function tidyPositions(document: JourneyDocument, only?: ReadonlySet<string>): Promise<Map<string, Position>> {
  const columns = only ? new Map<string, number>() : columnsOf(document)
  const columnOf = (nodeId: string) => {
    const entry = document.entries.find(({ id }) => entryNodeId(id) === nodeId)
    return columns.get(entry?.next ?? nodeId) ?? 0
  }
  const nodes = nodesIn(document).filter((id) => !only || only.has(id))
  const order = [...new Set(nodes.map(columnOf))].sort((a, b) => a - b)
  const places = new Map<string, Position>()
  let left = 0
  for (const column of order) {
    const members = new Set(nodes.filter((id) => columnOf(id) === column))
    let cards = (await layouter().layout(graphOf(document, members, false))).children ?? []
    if (order.length > 1 && widthOf(cards) > WIDEST_STAGE) cards = (await layouter().layout(graphOf(document, members, true))).children ?? []
    const [minX, minY] = [Math.min(...cards.map(({ x }) => x ?? 0)), Math.min(...cards.map(({ y }) => y ?? 0))]
    for (const { id, x, y } of cards) places.set(id, { x: left + (x ?? 0) - minX, y: (y ?? 0) - minY })
    left += widthOf(cards) + STAGE_GAP
  }
  return places
}

function widthOf(cards: readonly ElkNode[]): number {
  return Math.max(...cards.map(({ x }) => (x ?? 0) + CARD_WIDTH)) - Math.min(...cards.map(({ x }) => x ?? 0))
}

function graphOf(document: JourneyDocument, members: ReadonlySet<string>, fold: boolean): ElkNode {
  const steps = Object.entries(document.steps)
    .filter(([id]) => members.has(id))
    .map(([id, step]): ElkNode => {
      const ports = portsOf(step)
      return {
        id,
        width: CARD_WIDTH,
        height: cardHeight(step, true),
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
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
  const entries = document.entries
    .map(({ id }) => entryNodeId(id))
    .filter((id) => members.has(id))
    .map((id): ElkNode => ({
      id,
      width: CARD_WIDTH,
      height: cardHeight(undefined, true),
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [{ id: `${edgeId(id, 'next')}>`, x: CARD_WIDTH, y: CARD_BODY / 2, layoutOptions: { 'elk.port.side': 'EAST' } }],
    }))
  const cards = [...entries, ...steps]
  const tops = new Map(cards.flatMap(({ id }) => (positionOf(document, id) ? [[id, positionOf(document, id)!.y] as const] : [])))
  const isPlaced = tops.size === cards.length
  return {
    id: 'journey',
    layoutOptions: { ...OPTIONS, ...(isPlaced ? KEEP_ORDER : {}), ...(fold ? FOLD : {}) },
    children: isPlaced ? cards.sort((a, b) => tops.get(a.id)! - tops.get(b.id)!) : cards,
    edges: connectionsOf(document)
      .filter(({ from, to }) => members.has(from) && members.has(to))
      .map(({ id, from, portId, to }) => ({ id, sources: [`${edgeId(from, portId)}>`], targets: [`${to}<`] })),
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
