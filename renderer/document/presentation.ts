import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { layoutValue, PRESENTATION, withLayout, type Box } from './layout.ts'

/** A way through the journey that is lit: by node, the places it has on the way; and the connections gone along. */
export interface ScenePath { visits: Readonly<Record<string, readonly number[]>>; edges: readonly string[] }

/** One scene of a presentation: what is in view, at which instant, with which words. */
export interface Scene {
  id: string
  name: string
  /** Markdown. */
  caption: string
  /** The part of the canvas that is in view, in canvas pixels; undefined: all of it. */
  box: Box | undefined
  /** Epoch ms of the run's time; undefined: the whole run. */
  at: number | undefined
  /** Plays from `at` until here. */
  until: number | undefined
  /** How long it lasts when the presentation goes on by itself, and how long its stretch takes to play. */
  seconds: number
  /** Are the figures of the run shown? */
  numbers: boolean
  path: ScenePath | undefined
}

export const SECONDS = { least: 2, most: 120, usual: 8 }
/** More than anybody shows; the rest stays in the document. */
const MOST_SCENES = 100

/** Everything in the list `layout.presentation`, as it stands in the document. */
export function sceneItems(document: JourneyDocument): readonly unknown[] {
  const items = layoutValue(document, PRESENTATION)
  return Array.isArray(items) ? items : NO_ITEMS
}

const NO_ITEMS: readonly unknown[] = []
const parsed = new WeakMap<readonly unknown[], readonly Scene[]>()

/** The scenes that can be shown, in their order. */
export function scenesOf(document: JourneyDocument): readonly Scene[] {
  const items = sceneItems(document)
  if (items.length === 0) return NO_SCENES
  const known = parsed.get(items)
  if (known) return known
  const scenes = new Map<string, Scene>()
  for (const item of items) {
    const scene = asScene(item)
    if (scene && !scenes.has(scene.id) && scenes.size < MOST_SCENES) scenes.set(scene.id, scene)
  }
  const list = [...scenes.values()]
  parsed.set(items, list)
  return list
}

const NO_SCENES: readonly Scene[] = []

/** The document with that list; without the member when nothing is left in it. */
export function withSceneItems(document: JourneyDocument, items: readonly unknown[]): JourneyDocument {
  return withLayout(document, [[PRESENTATION, items.length === 0 ? undefined : [...items]]])
}

/** What an item of `layout.presentation` says of a scene; undefined if it is none. */
export function asScene(item: unknown): Scene | undefined {
  if (!isRecord(item)) return undefined
  const { id, name, caption, box, at, until, seconds, numbers, path } = item
  if (typeof id !== 'string' || id === '') return undefined
  const from = asInstant(at)
  const to = asInstant(until)
  return {
    id,
    name: typeof name === 'string' ? name : '',
    caption: typeof caption === 'string' ? caption : '',
    box: asBox(box),
    at: from,
    until: from !== undefined && to !== undefined && to > from ? to : undefined,
    seconds: typeof seconds === 'number' && Number.isFinite(seconds) ? Math.min(SECONDS.most, Math.max(SECONDS.least, seconds)) : SECONDS.usual,
    numbers: numbers !== false,
    path: asPath(path),
  }
}

/** A scene as it is kept: what is as usual is left out, and numbers are whole. */
export function itemOf({ id, name, caption, box, at, until, seconds, numbers, path }: Scene): Record<string, unknown> {
  return {
    id, name,
    ...(caption === '' ? {} : { caption }),
    ...(box === undefined ? {} : { box: { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) } }),
    ...(at === undefined ? {} : { at: Math.round(at) }),
    ...(until === undefined ? {} : { until: Math.round(until) }),
    ...(seconds === SECONDS.usual ? {} : { seconds }),
    ...(numbers ? {} : { numbers }),
    ...(path === undefined ? {} : { path }),
  }
}

// Nothing is shown so far out, or so near or far, that a browser cannot.
const FURTHEST = 1_000_000
const SMALLEST = 40

function asBox(value: unknown): Box | undefined {
  if (!isRecord(value)) return undefined
  const { x, y, width, height } = value
  if (!isWithin(x, FURTHEST) || !isWithin(y, FURTHEST) || !isWithin(width, FURTHEST) || !isWithin(height, FURTHEST)) return undefined
  return width < SMALLEST || height < SMALLEST ? undefined : { x, y, width, height }
}

function asInstant(value: unknown): number | undefined {
  return isWithin(value, 8.64e15) ? value : undefined
}

function asPath(value: unknown): ScenePath | undefined {
  if (!isRecord(value) || !isRecord(value['visits'])) return undefined
  const visits = Object.entries(value['visits']).filter((entry): entry is [string, number[]] => Array.isArray(entry[1]) && entry[1].length > 0 && entry[1].every((place) => Number.isInteger(place)))
  const edges = value['edges']
  return { visits: Object.fromEntries(visits), edges: Array.isArray(edges) ? edges.filter((edge): edge is string => typeof edge === 'string') : [] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWithin(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= limit
}
