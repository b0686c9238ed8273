import type { Severity } from '../../../engine/core/lint/diagnostics.ts'
import { kindOf } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { CARD_WIDTH, cardHeight } from '../../document/card-size.ts'
import { documentStore } from '../../document/document-store.ts'
import type { CanvasEdge, CanvasNode } from '../../document/react-flow-adapter.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { heatOf } from '../heat/heat-store.ts'
import { useDiagnosticsStore } from '../problems/diagnostics-store.ts'

/** A card as a picture shows it, in canvas pixels. */
export interface CardPart {
  id: string
  x: number
  y: number
  width: number
  height: number
  family: StepFamily | 'note'
  selected: boolean
  severity: Severity | undefined
  /** Of those who entered; undefined without a run. */
  share: number | undefined
  /** 0 to 1: how strongly it is coloured; undefined if it is not. */
  heat: number | undefined
}

/** A connection as a picture shows it: from rim to rim, in canvas pixels. */
export interface LinePart { fromX: number; fromY: number; toX: number; toY: number; selected: boolean; /** 0 to 1 of the busiest; undefined without a run. */ width: number | undefined }

export interface Box { left: number; top: number; right: number; bottom: number }

/** Every card of the canvas, as it is now. */
export function cardParts(nodes: readonly CanvasNode[]): CardPart[] {
  const { steps } = documentStore.getState().document
  const figures = useRunStore.getState().figures.steps
  const findings = useDiagnosticsStore.getState().byNode
  return nodes.map(({ id, type, position, measured, width, height, selected }) => {
    const step = type === 'step' && Object.hasOwn(steps, id) ? steps[id] : undefined
    return {
      id,
      x: position.x,
      y: position.y,
      width: measured?.width ?? width ?? CARD_WIDTH,
      height: measured?.height ?? height ?? cardHeight(step, false),
      family: type === 'note' ? 'note' : step ? kindOf(step).family : 'entry',
      selected: selected === true,
      severity: findings.get(id)?.[0]?.severity,
      share: Object.hasOwn(figures, id) ? figures[id]!.shareOfEntrants : undefined,
      heat: heatOf(id)?.level,
    }
  })
}

/** Every connection between these cards. */
export function lineParts(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): LinePart[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const figures = useRunStore.getState().figures.edges
  return edges.flatMap(({ id, source, sourceHandle, target, selected }): LinePart[] => {
    const [from, to] = [byId.get(source), byId.get(target)]
    const [port, end] = [from?.handles?.find((one) => one.type === 'source' && one.id === sourceHandle), to?.handles?.find((one) => one.type === 'target')]
    if (!from || !to || !port || !end) return []
    return [{
      fromX: from.position.x + CARD_WIDTH, fromY: from.position.y + port.y + (port.height ?? 0) / 2, toX: to.position.x, toY: to.position.y + end.y + (end.height ?? 0) / 2,
      selected: selected === true, width: Object.hasOwn(figures, id) ? figures[id]!.widthShare : undefined,
    }]
  })
}

/** What the cards take up together; undefined without any. */
export function boxOf(cards: readonly CardPart[]): Box | undefined {
  if (cards.length === 0) return undefined
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y, width, height } of cards) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x + width)
    box.bottom = Math.max(box.bottom, y + height)
  }
  return box
}

/** The uppermost card at a point of the canvas. */
export function cardAt(cards: readonly CardPart[], x: number, y: number): CardPart | undefined {
  return cards.findLast((card) => x >= card.x && x <= card.x + card.width && y >= card.y && y <= card.y + card.height)
}
