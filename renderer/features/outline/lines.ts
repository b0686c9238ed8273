import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { wayInWords } from '../../i18n/in-words.ts'
import type { OutlineItem } from './outline-items.ts'
import { outlineText } from './texts.ts'

/** Heights of lines in CSS pixels; outline.module.css draws to them. */
const HEIGHTS: Record<OutlineItem['kind'], number> = { node: 46, way: 28, mention: 28, stage: 32, apart: 38 }

/** Up to so many lines all are drawn; of more only those near what is shown. */
const DRAW_ALL = 200
const MARGIN_PX = 600

/** Where each line begins, in pixels from the top; the last entry is the height of all. */
export function offsetsOf(items: readonly OutlineItem[]): number[] {
  const offsets = [0]
  for (const { kind } of items) offsets.push(offsets.at(-1)! + HEIGHTS[kind])
  return offsets
}

/** The lines to draw, from and until (not included), when `height` pixels are seen from `top` on. */
export function drawnRange(offsets: readonly number[], top: number, height: number): [number, number] {
  const count = offsets.length - 1
  if (count <= DRAW_ALL) return [0, count]
  return [Math.max(0, lineAt(offsets, top - MARGIN_PX)), Math.min(count, lineAt(offsets, top + height + MARGIN_PX) + 1)]
}

/** The line at that height; binary search. */
function lineAt(offsets: readonly number[], y: number): number {
  let [low, high] = [0, offsets.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (offsets[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Which of how many its like below the same line each one is, as screen readers count: from 1. */
export function placesOf(items: readonly OutlineItem[]): { place: number; of: number }[] {
  const places = items.map(() => ({ place: 0, of: 0 }))
  const open: number[][] = []
  const close = (level: number) => {
    for (const group of open.splice(level)) for (const index of group) places[index]!.of = group.length
  }
  items.forEach(({ level }, index) => {
    close(level)
    for (let depth = open.length; depth < level; depth++) open.push([])
    open[level - 1]!.push(index)
    places[index]!.place = open[level - 1]!.length
  })
  close(0)
  return places
}

/** What a line is called: what typing looks for, and the menu names. */
export function nameOfItem(item: OutlineItem, document: JourneyDocument): string {
  switch (item.kind) {
    case 'node': {
      if (entryIdOf(item.nodeId) !== undefined) return outlineText('entry')
      const step = document.steps[item.nodeId]
      return step ? nameOfStep(step) : item.nodeId
    }
    case 'way':
      return labelOfWay(document, item.nodeId, item.portId)
    case 'mention': {
      const step = document.steps[item.to]
      return step ? nameOfStep(step) : item.to
    }
    case 'stage':
      return document.stages?.find(({ id }) => id === item.stageId)?.name ?? item.stageId
    case 'apart':
      return outlineText('nothingLeads')
  }
}

/** "if product_view", "After 2 days", "Everyone else". */
export function labelOfWay(document: JourneyDocument, nodeId: string, portId: string): string {
  const step = document.steps[nodeId]
  if (!step) return portId
  const label = wayInWords(portsOf(step).find(({ id }) => id === portId)?.label ?? portId)
  const isCondition = (step.kind === 'branch' || step.kind === 'waitFor') && step.branches.some(({ id }) => id === portId)
  return isCondition ? outlineText('ifWay', { label }) : label
}
