import type { JourneyDocument } from '../../engine/core/model/journey.ts'

/** An edit of something beside the document (the assumptions of its runs): puts the earlier state back, and answers how to put this one back. */
export interface Aside { swap(): Aside }

export interface Edit<T> {
  name: string
  coalesce: string | undefined
  /** Left out for an edit of the document itself. */
  aside?: Aside
  /** The document without this edit (in `past`) or with it (in `future`); snapshots share all that did not change. */
  before: T
  at: number
}

/** What was done to a journey, or to anything else that is edited as a whole. */
export interface History<T = JourneyDocument> {
  past: readonly Edit<T>[]
  future: readonly Edit<T>[]
  sealed: boolean
}

/** Longer than this between two keystrokes is two undo steps. */
const PAUSE_MS = 1500
/** How the `coalesce` of edits begins that are one undo step until the next seal, pauses or not: a text that is thought about. */
export const SESSION = 'session:'
const LIMIT = 500

export function emptyHistory<T = JourneyDocument>(): History<T> {
  return { past: [], future: [], sealed: true }
}

/** The history after an edit; one that continues the last (same `coalesce`, no seal or pause between) joins it. */
export function pushed<T>(history: History<T>, edit: Edit<T>): History<T> {
  const last = history.past.at(-1)
  const continues =
    last !== undefined && !history.sealed && edit.coalesce !== undefined && last.coalesce === edit.coalesce && (edit.at - last.at <= PAUSE_MS || edit.coalesce.startsWith(SESSION))
  const past = continues
    ? [...history.past.slice(0, -1), { ...last, name: edit.name, at: edit.at }]
    : [...history.past.slice(-(LIMIT - 1)), edit]
  return { past, future: [], sealed: false }
}

export function sealed<T>(history: History<T>): History<T> {
  return history.sealed ? history : { ...history, sealed: true }
}

/** The document before the last edit; undefined if there is none. */
export function undone<T>(history: History<T>, current: T): { history: History<T>; document: T } | undefined {
  const last = history.past.at(-1)
  if (!last) return undefined
  return {
    history: { past: history.past.slice(0, -1), future: [...history.future, turned(last, current)], sealed: true },
    document: last.before,
  }
}

/** The document after the edit that was undone last; undefined if there is none. */
export function redone<T>(history: History<T>, current: T): { history: History<T>; document: T } | undefined {
  const next = history.future.at(-1)
  if (!next) return undefined
  return {
    history: { past: [...history.past, turned(next, current)], future: history.future.slice(0, -1), sealed: true },
    document: next.before,
  }
}

/** The edit as the other list keeps it: what it changed beside the document is put back on the way. */
function turned<T>(edit: Edit<T>, current: T): Edit<T> {
  return { ...edit, before: current, ...(edit.aside === undefined ? {} : { aside: edit.aside.swap() }) }
}
