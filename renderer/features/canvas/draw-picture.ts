import { familyOutline } from './families.tsx'
import type { Box, CardPart, LinePart } from './picture-parts.ts'

/** The tokens a picture is drawn with under the theme of now. Reading them makes the browser work out all styles, so they are kept until the theme changes. */
export type Ink = Readonly<Record<(typeof TOKENS)[number], string>>
const TOKENS = [
  'card', 'line-card', 'surface-active', 'edge', 'edge-traffic', 'accent', 'accent-soft', 'red', 'text-3', 'note', 'entry', 'time', 'logic', 'message', 'end',
  'heat', 'entry-soft', 'time-soft', 'logic-soft', 'message-soft', 'end-soft',
] as const

let ink: Ink | undefined

export function inkOf(element: Element): Ink {
  if (ink) return ink
  const style = getComputedStyle(element)
  ink = Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()])) as Ink // as: every token is in the list
  return ink
}

/** Below this many pixels of the screen a card is a mark in its family's colour, for no shape could be told. */
const SMALLEST_SHAPE = 20
const TILE = 58
const RADIUS = 12

/** Draws what lies in the box: connections first, cards over them; `zoom` is pixels of the screen a canvas pixel. */
export function drawPicture(context: CanvasRenderingContext2D, cards: readonly CardPart[], lines: readonly LinePart[], box: Box, zoom: number, ink: Ink): void {
  context.save()
  context.scale(zoom, zoom)
  context.translate(-box.left, -box.top)
  drawLines(context, lines, box, zoom, ink)
  for (const card of cards) if (card.x < box.right && card.x + card.width > box.left && card.y < box.bottom && card.y + card.height > box.top) drawCard(context, card, zoom, ink)
  context.restore()
}

function drawLines(context: CanvasRenderingContext2D, lines: readonly LinePart[], box: Box, zoom: number, ink: Ink): void {
  for (const line of lines) {
    const { fromX, fromY, toX, toY } = line
    if (Math.max(fromX, toX) < box.left - 100 || Math.min(fromX, toX) > box.right + 100 || Math.max(fromY, toY) < box.top - 100 || Math.min(fromY, toY) > box.bottom + 100) continue
    context.beginPath()
    context.moveTo(fromX, fromY)
    // A line that leads back goes round its cards, as it does near by.
    const reach = toX < fromX + 24 ? 60 : Math.max(30, (toX - fromX) / 2)
    context.bezierCurveTo(fromX + reach, fromY, toX - reach, toY, toX, toY)
    context.lineWidth = Math.max(1.5 + 10.5 * (line.width ?? 0), 0.8 / zoom)
    context.strokeStyle = line.selected ? ink.accent : line.width === undefined ? ink.edge : ink['edge-traffic']
    context.globalAlpha = line.selected ? 1 : 0.6
    context.stroke()
  }
  context.globalAlpha = 1
}

function drawCard(context: CanvasRenderingContext2D, card: CardPart, zoom: number, ink: Ink): void {
  const { x, y, width, height, family, selected, severity, share, heat } = card
  if (selected) rim(context, card, ink.accent, Math.max(6, 2 / zoom))
  else if (severity === 'error') rim(context, card, ink.red, Math.max(4, 1.5 / zoom))
  context.beginPath()
  context.roundRect(x, y, width, height, RADIUS)
  context.fillStyle = family === 'note' ? ink.note || ink['surface-active'] : ink.card
  context.fill()
  if (heat !== undefined) {
    context.globalAlpha = heat * 0.34
    context.fillStyle = ink.heat
    context.fill()
    context.globalAlpha = 1
  }
  context.lineWidth = Math.max(1, 0.5 / zoom)
  context.strokeStyle = ink['line-card']
  context.stroke()
  if (heat !== undefined) drawGauge(context, card, heat, zoom, ink)
  if (family === 'note') return
  const middle = y + 42
  if (TILE * zoom < SMALLEST_SHAPE / 2) {
    context.fillStyle = ink[family]
    context.fillRect(x + width / 2 - TILE / 2, middle - TILE / 2, TILE, TILE)
  } else {
    context.save()
    context.translate(x + width / 2 - TILE / 2, middle - TILE / 2)
    context.scale(TILE / 36, TILE / 36)
    const outline = familyOutline(family)
    context.fillStyle = ink[`${family}-soft`]
    context.fill(outline)
    context.lineWidth = Math.max(1.5, 0.7 / zoom)
    context.strokeStyle = ink[family]
    context.stroke(outline)
    context.restore()
  }
  if (share === undefined) return
  context.fillStyle = ink['surface-active']
  context.fillRect(x + 12, y + height - 25, width - 24, 14)
  context.fillStyle = ink[family]
  context.fillRect(x + 12, y + height - 25, (width - 24) * Math.min(1, share), 14)
}

/** Beside the card, filled from below: the sign of its heat that needs no colour. */
function drawGauge(context: CanvasRenderingContext2D, { x, y, height }: CardPart, heat: number, zoom: number, ink: Ink): void {
  const width = Math.max(34, 4 / zoom)
  const left = x - width - 6
  context.fillStyle = ink.card
  context.fillRect(left, y, width, height)
  context.fillStyle = ink.heat
  context.fillRect(left, y + height * (1 - heat), width, height * heat)
  context.lineWidth = Math.max(1, 1 / zoom)
  context.strokeStyle = ink['text-3']
  context.strokeRect(left, y, width, height)
}

function rim(context: CanvasRenderingContext2D, { x, y, width, height }: CardPart, colour: string, thickness: number): void {
  context.beginPath()
  context.roundRect(x - thickness, y - thickness, width + 2 * thickness, height + 2 * thickness, RADIUS + thickness)
  context.fillStyle = colour
  context.fill()
}

/** Makes a canvas that many pixels of the screen large, sharp on a fine screen, and answers where to draw; undefined if the browser has no room for it. */
export function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | undefined {
  const fine = Math.min(2, globalThis.devicePixelRatio)
  canvas.width = Math.round(width * fine)
  canvas.height = Math.round(height * fine)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')
  context?.scale(fine, fine)
  return context ?? undefined
}

/** Calls when the theme is another, and answers how to stop that. */
export function onThemeChange(call: () => void): () => void {
  const observer = new MutationObserver(() => {
    ink = undefined
    call()
  })
  observer.observe(globalThis.document.documentElement, { attributes: true })
  return () => observer.disconnect()
}
