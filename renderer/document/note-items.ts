/** The tints of notes, by their names in the document; a note without one is amber. */
export const NOTE_COLOURS = ['amber', 'green', 'blue', 'violet'] as const
export type NoteColour = (typeof NOTE_COLOURS)[number]

/** A note on the canvas, in canvas pixels; `text` is Markdown. */
export interface Note {
  id: string
  x: number
  y: number
  width: number
  height: number
  text: string
  colour: NoteColour
}

/** A remark on a step or an entry (`step` is its node id), or with `replyTo` an answer to one. `at`: epoch ms. */
export interface Comment {
  id: string
  step: string
  text: string
  author: string | undefined
  at: number
  resolved: boolean
  replyTo: string | undefined
}

/** The smallest note, in canvas pixels. */
export const NOTE_MIN = { width: 120, height: 64 }
export const NOTE_SIZE = { width: 240, height: 136 }

// Nothing is drawn so far out or so large that a browser cannot.
const FURTHEST = 1_000_000
const LARGEST = 20_000

/** What an item of `layout.notes` says of a note; undefined if it is none that can be drawn. */
export function asNote(item: unknown): Note | undefined {
  if (!isRecord(item) || 'step' in item) return undefined
  const { id, text, x, y, width, height, colour } = item
  if (typeof id !== 'string' || id === '' || typeof text !== 'string') return undefined
  if (!isWithin(x, FURTHEST) || !isWithin(y, FURTHEST) || !isWithin(width, LARGEST) || !isWithin(height, LARGEST)) return undefined
  return {
    id, text, x, y,
    width: Math.max(NOTE_MIN.width, width),
    height: Math.max(NOTE_MIN.height, height),
    colour: NOTE_COLOURS.find((known) => known === colour) ?? 'amber',
  }
}

/** What an item of `layout.notes` says of a comment; undefined if it is none. */
export function asComment(item: unknown): Comment | undefined {
  if (!isRecord(item)) return undefined
  const { id, step, text, author, at, resolved, replyTo } = item
  if (typeof id !== 'string' || id === '' || typeof step !== 'string' || typeof text !== 'string' || !isWithin(at, 8.64e15)) return undefined
  return {
    id, step, text, at,
    author: typeof author === 'string' && author !== '' ? author : undefined,
    resolved: resolved === true,
    replyTo: typeof replyTo === 'string' ? replyTo : undefined,
  }
}

function isRecord(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null
}

function isWithin(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= limit
}
