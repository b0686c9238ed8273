import { CARD_WIDTH } from '../../document/card-size.ts'
import { people } from '../../i18n/numbers.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { DRAWN_WHOLE, FAR_ZOOM } from '../canvas/far-picture.tsx'
import { DotSprites } from './dot-sprites.ts'
import { EdgePaths, farPointsOf, pointAt, type WayPoints } from './edge-paths.ts'
import { LIT_MS, opacityOf, SPARK_MS, type Spark, type Token, type TokenFlow } from './token-flow.ts'

export interface View { x: number; y: number; zoom: number; width: number; height: number }
/** The colours of now, by token. */
export type Colours = Readonly<Record<(typeof COLOURS)[number], string>>
const COLOURS = ['accent', 'card', 'text', 'text-2', 'line-strong', 'message', 'green', 'amber', 'surface-raised'] as const

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element)
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours // as: every name is in the list
}

/** What can be pointed at, in pixels of the window. */
export interface Target { x: number; y: number; halfWidth: number; halfHeight: number; profile: number | null; step: string | null }

/** Draws people on their way, what happens at the cards, and who waits there, on one canvas over the journey. */
export class TokenPainter {
  /** Filled by every picture, the uppermost last. */
  targets: Target[] = []
  readonly #paths = new EdgePaths()
  readonly #sprites = new DotSprites()
  readonly #widths = new Map<string, number>()
  readonly #far = new Map<string, WayPoints | undefined>()
  /** The journey is large and seen from afar: its lines are part of a picture. */
  #isFar = false
  #nodes: ReturnType<typeof useCanvasStore.getState>['nodes'] = []
  #cards = new Map<string, { x: number; y: number; width: number; height: number }>()

  draw(context: CanvasRenderingContext2D, root: Element, view: View, flow: TokenFlow, names: { steps: readonly string[]; edges: readonly string[] }, waiting: ReadonlyMap<string, number>, colours: Colours, how: { isHeld: boolean; isStill: boolean; now: number }): void {
    this.targets = []
    this.#isFar = view.zoom < FAR_ZOOM && this.#nodes.length > DRAWN_WHOLE
    this.#takeCards()
    context.clearRect(0, 0, view.width, view.height)
    const pointsOf = (edge: number) => this.#pointsOf(names.edges[edge]!, root, how.now)
    if (how.isStill) for (const [edge, age] of flow.lit) light(context, pointsOf(edge), 1 - age / LIT_MS, view, colours)
    for (const [stepId, count] of waiting) this.#pile(context, stepId, count, view, colours)
    if (!how.isStill || how.isHeld) for (const token of flow.tokens) this.#token(context, token, pointsOf, view, flow.perDot, colours, how.isHeld || how.isStill)
    for (const spark of flow.sparks) this.#spark(context, spark, names.steps[spark.step]!, view, colours, how.isStill)
    context.globalAlpha = 1
  }

  #takeCards(): void {
    const { nodes } = useCanvasStore.getState()
    if (nodes === this.#nodes) return
    this.#nodes = nodes
    this.#far.clear()
    this.#cards = new Map(nodes.map(({ id, position, measured, width, height }) => [id, { x: position.x, y: position.y, width: measured?.width ?? width ?? CARD_WIDTH, height: measured?.height ?? height ?? 84 }]))
  }

  #pointsOf(edgeId: string, root: Element, now: number): WayPoints | undefined {
    const drawn = this.#paths.pointsOf(edgeId, root, now)
    if (drawn || !this.#isFar) return drawn
    if (!this.#far.has(edgeId)) this.#far.set(edgeId, farPointsOf(edgeId))
    return this.#far.get(edgeId)
  }

  #token(context: CanvasRenderingContext2D, token: Token, pointsOf: (edge: number) => WayPoints | undefined, view: View, perDot: number, colours: Colours, isHeld: boolean): void {
    const [way = token.last] = token.ways
    const points = pointsOf(way)
    if (!points) return
    const along = token.ways.length > 0 ? eased(token.along) : 1
    const radius = (perDot === 1 ? 6 : 4) * Math.min(1.15, Math.max(0.75, Math.sqrt(view.zoom)))
    const alpha = opacityOf(token, isHeld)
    const { x, y } = onScreen(pointAt(points, along), view)
    if (isOut(x, y, view)) return
    if (token.ways.length > 0) {
      // A short tail says whither.
      for (const [behind, size, faint] of TAIL) {
        if (along < behind) continue
        context.globalAlpha = alpha * faint
        this.#sprites.put(context, onScreen(pointAt(points, along - behind), view), radius * size, colours.accent, '')
      }
    }
    context.globalAlpha = alpha
    this.#sprites.put(context, { x, y }, radius, colours.accent, colours.card)
    this.targets.push({ x, y, halfWidth: radius + 5, halfHeight: radius + 5, profile: token.profile, step: null })
  }

  /** Who waits at a card: a small pile on its upper edge, with how many; from afar the pile alone. */
  #pile(context: CanvasRenderingContext2D, stepId: string, count: number, view: View, colours: Colours): void {
    const card = this.#cards.get(stepId)
    if (!card || count <= 0) return
    const { x: right, y: edge } = onScreen({ x: card.x + card.width - 22, y: card.y }, view)
    // Near by it stands a little higher, off the name.
    const y = view.zoom < FAR ? edge : edge - 6
    if (isOut(right, y, view, 80)) return
    context.globalAlpha = 1
    const dots = Math.min(3, count)
    if (view.zoom < FAR) {
      const radius = view.zoom < VERY_FAR ? 2.6 : 3.6
      drawDots(context, right - (dots - 1) * radius, y, dots, radius, 1, colours)
      this.targets.push({ x: right, y, halfWidth: 12, halfHeight: 12, profile: null, step: stepId })
      return
    }
    const words = people(count)
    context.font = `600 14px ${FONT}`
    const dotsWidth = 8 + (dots - 1) * 5
    const width = dotsWidth + 20 + this.#widthOf(context, words)
    const left = right - width
    context.beginPath()
    context.roundRect(left, y - 11, width, 22, 11)
    context.fillStyle = colours['surface-raised']
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = colours['line-strong']
    context.stroke()
    drawDots(context, left + 11, y, dots, 4, 1, colours)
    context.fillStyle = colours.text
    context.textBaseline = 'middle'
    context.fillText(words, left + dotsWidth + 11, y + 1)
    this.targets.push({ x: left + width / 2, y, halfWidth: width / 2, halfHeight: 12, profile: null, step: stepId })
  }

  #widthOf(context: CanvasRenderingContext2D, words: string): number {
    const known = this.#widths.get(words)
    if (known !== undefined) return known
    if (this.#widths.size > 2000) this.#widths.clear()
    const { width } = context.measureText(words)
    this.#widths.set(words, width)
    return width
  }

  #spark(context: CanvasRenderingContext2D, { kind, ageMs }: Spark, stepId: string, view: View, colours: Colours, isStill: boolean): void {
    const card = this.#cards.get(stepId)
    if (!card) return
    const age = ageMs / SPARK_MS
    // From afar smaller, so that it does not hide what it happens to.
    const size = Math.min(1, Math.max(0.5, view.zoom * 1.6))
    const isMessage = kind === 'sent' || kind === 'capped'
    const { x, y: top } = onScreen({ x: card.x + card.width * (isMessage ? 0.28 : 0.5), y: card.y }, view)
    const rise = isStill ? 12 : 26 * (1 - (1 - age) ** 3)
    if (isOut(x, top, view, 60)) return
    context.globalAlpha = age < 0.55 ? 1 : 1 - (age - 0.55) / 0.45
    context.save()
    if (kind === 'ended') {
      const end = onScreen({ x: card.x + card.width, y: card.y + 42 }, view)
      context.translate(end.x, end.y)
    } else context.translate(x, top + (6 - rise) * size)
    context.scale(size, size)
    if (isMessage) envelope(context, kind === 'sent' ? colours.message : colours.amber, colours.card, kind === 'capped')
    else if (kind === 'goal') star(context, 9 * (isStill ? 1 : Math.min(1, 0.5 + age * 3)), colours.green, colours.card)
    else ring(context, isStill ? 7 : 4 + 9 * age, colours['text-2'])
    context.restore()
  }
}

/** Zooms below which a pile has no words, and is but a mark: as the cards have none. */
const FAR = FAR_ZOOM
const VERY_FAR = 0.25
const FONT = "'Inter Variable', Inter, system-ui, sans-serif"
const TAIL = [[0.13, 0.5, 0.22], [0.065, 0.72, 0.42]] as const

function eased(along: number): number {
  return along < 0.5 ? 2 * along * along : 1 - 2 * (1 - along) * (1 - along)
}

function onScreen({ x, y }: { x: number; y: number }, view: View): { x: number; y: number } {
  return { x: x * view.zoom + view.x, y: y * view.zoom + view.y }
}

function isOut(x: number, y: number, { width, height }: View, room = 20): boolean {
  return x < -room || y < -room || x > width + room || y > height + room
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

function drawDots(context: CanvasRenderingContext2D, x: number, y: number, count: number, radius: number, rim: number, colours: Colours): void {
  for (let index = count - 1; index >= 0; index--) {
    const at = x + index * (radius + rim)
    context.fillStyle = colours['surface-raised']
    dot(context, at, y, radius + rim)
    context.fillStyle = colours.accent
    dot(context, at, y, radius)
  }
}

function ring(context: CanvasRenderingContext2D, radius: number, colour: string): void {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.lineWidth = 2
  context.strokeStyle = colour
  context.stroke()
}

function envelope(context: CanvasRenderingContext2D, colour: string, paper: string, isHeldBack: boolean): void {
  context.beginPath()
  context.roundRect(-10, -7, 20, 14, 3)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = 1.6
  context.strokeStyle = paper
  context.stroke()
  context.beginPath()
  context.moveTo(-6.5, -3)
  context.lineTo(0, 1.5)
  context.lineTo(6.5, -3)
  context.stroke()
  if (!isHeldBack) return
  context.beginPath()
  context.moveTo(-11, 9)
  context.lineTo(11, -9)
  context.lineWidth = 5
  context.stroke()
  context.lineWidth = 2.2
  context.strokeStyle = colour
  context.stroke()
}

function star(context: CanvasRenderingContext2D, radius: number, colour: string, rim: string): void {
  context.beginPath()
  for (let point = 0; point < 10; point++) {
    const angle = -Math.PI / 2 + (point * Math.PI) / 5
    const reach = point % 2 === 0 ? radius : radius * 0.45
    context.lineTo(reach * Math.cos(angle), reach * Math.sin(angle))
  }
  context.closePath()
  context.lineJoin = 'round'
  context.lineWidth = 3
  context.strokeStyle = rim
  context.stroke()
  context.fillStyle = colour
  context.fill()
}

/** Where nothing may move, the way that somebody went along lights up and fades. */
function light(context: CanvasRenderingContext2D, points: WayPoints | undefined, strength: number, view: View, colours: Colours): void {
  if (!points || strength <= 0) return
  context.beginPath()
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index]! * view.zoom + view.x, points[index + 1]! * view.zoom + view.y)
  context.globalAlpha = strength
  context.lineWidth = 4
  context.lineCap = 'round'
  context.strokeStyle = colours.accent
  context.stroke()
}
