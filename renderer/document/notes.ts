import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { noteItems } from './layout.ts'
import { asComment, asNote, type Comment, type Note } from './note-items.ts'

/** A remark with its answers, oldest first. */
export interface Thread { comment: Comment; replies: readonly Comment[] }

interface Parsed { notes: Note[]; threads: Map<string, Thread[]>; open: Map<string, number> }

const NONE: Parsed = { notes: [], threads: new Map(), open: new Map() }
// By the list itself: an edit of anything else asks again for the same.
const parsed = new WeakMap<readonly unknown[], Parsed>()

/** The notes that can be drawn, in the order of the document. */
export function notesOf(document: JourneyDocument): readonly Note[] {
  return parsedOf(document).notes
}

export function noteOf(document: JourneyDocument, id: string): Note | undefined {
  return notesOf(document).find((note) => note.id === id)
}

/** The remarks on one node, oldest first. */
export function threadsOn(document: JourneyDocument, nodeId: string): readonly Thread[] {
  return parsedOf(document).threads.get(nodeId) ?? NO_THREADS
}

/** How many remarks on a node are open. */
export function openCommentsOn(document: JourneyDocument, nodeId: string): number {
  return parsedOf(document).open.get(nodeId) ?? 0
}

/** All remarks, by the node they are on; also on nodes that are gone. */
export function allThreads(document: JourneyDocument): ReadonlyMap<string, readonly Thread[]> {
  return parsedOf(document).threads
}

const NO_THREADS: readonly Thread[] = []

function parsedOf(document: JourneyDocument): Parsed {
  const items = noteItems(document)
  if (items.length === 0) return NONE
  const known = parsed.get(items)
  if (known) return known
  const fresh = parse(items)
  parsed.set(items, fresh)
  return fresh
}

function parse(items: readonly unknown[]): Parsed {
  const notes = new Map<string, Note>()
  const comments = new Map<string, Comment>()
  for (const item of items) {
    const note = asNote(item)
    if (note && !notes.has(note.id)) notes.set(note.id, note)
    const comment = asComment(item)
    if (comment && !comments.has(comment.id)) comments.set(comment.id, comment)
  }
  const threads = new Map<string, Thread[]>()
  const open = new Map<string, number>()
  const replies = new Map<string, Comment[]>()
  for (const comment of comments.values()) {
    const root = rootOf(comment.replyTo)
    if (root) replies.set(root.id, [...(replies.get(root.id) ?? []), comment])
  }
  for (const comment of comments.values()) {
    if (rootOf(comment.replyTo) !== undefined) continue
    const thread = { comment, replies: (replies.get(comment.id) ?? []).toSorted(byTime) }
    const list = threads.get(comment.step)
    if (list) list.push(thread)
    else threads.set(comment.step, [thread])
    if (!comment.resolved) open.set(comment.step, (open.get(comment.step) ?? 0) + 1)
  }
  for (const list of threads.values()) list.sort((a, b) => byTime(a.comment, b.comment))
  return { notes: [...notes.values()], threads, open }

  // A reply to what is gone, or to another reply, stands for itself.
  function rootOf(id: string | undefined): Comment | undefined {
    const root = id === undefined ? undefined : comments.get(id)
    return root?.replyTo === undefined ? root : undefined
  }
}

function byTime(a: Comment, b: Comment): number {
  return a.at - b.at
}
