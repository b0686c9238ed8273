/** A part of the window, in CSS pixels. */
export interface Box { x: number; y: number; width: number; height: number }
export interface Size { width: number; height: number }
export type Side = 'left' | 'right' | 'above' | 'below'

/** Between what is pointed at and the card, and between the card and the window's edge. */
const GAP = 16
const EDGE = 12
const ORDER: readonly Side[] = ['right', 'left', 'below', 'above']

/**
 * Where the card stands: beside what it points at, on the side asked for if it has room there, else on the first that has; never on top of it.
 * What fills the window, or is not there, has it in the lower right corner.
 */
export function placeCard(target: Box | undefined, card: Size, view: Size, wanted: Side): { x: number; y: number; side: Side | null } {
  if (target !== undefined) {
    for (const side of [wanted, ...ORDER.filter((one) => one !== wanted)]) {
      const place = beside(target, card, view, side)
      if (isWithin(place, card, view) && !overlap({ ...place, ...card }, target)) return { ...place, side }
    }
  }
  return { x: Math.max(EDGE, view.width - card.width - EDGE * 2), y: Math.max(EDGE, view.height - card.height - EDGE * 2), side: null }
}

function beside(target: Box, card: Size, view: Size, side: Side): { x: number; y: number } {
  const middle = { x: target.x + target.width / 2 - card.width / 2, y: target.y + target.height / 2 - card.height / 2 }
  const x = side === 'right' ? target.x + target.width + GAP : side === 'left' ? target.x - card.width - GAP : clamp(middle.x, view.width - card.width - EDGE)
  const y = side === 'below' ? target.y + target.height + GAP : side === 'above' ? target.y - card.height - GAP : clamp(middle.y, view.height - card.height - EDGE)
  return { x: Math.round(x), y: Math.round(y) }
}

function clamp(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most))
}

function isWithin({ x, y }: { x: number; y: number }, { width, height }: Size, view: Size): boolean {
  return x >= EDGE / 2 && y >= EDGE / 2 && x + width <= view.width - EDGE / 2 && y + height <= view.height - EDGE / 2
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
