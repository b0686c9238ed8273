import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { SESSION } from '../history.ts'
import { isItem, noteItems, withNoteItems, type Box } from '../layout.ts'
import { NOTE_MIN, asNote, type Note, type NoteColour } from '../note-items.ts'
import { editText } from '../edit-texts.ts'

/** Puts a note on the canvas. */
export function addNote({ id, x, y, width, height, text, colour }: Note): Command {
  const item = { id, x: Math.round(x), y: Math.round(y), width, height, text, ...(colour === 'amber' ? {} : { colour }) }
  return { name: editText('addNote'), run: (document) => (has(document, id) ? document : withNoteItems(document, [...noteItems(document), item])) }
}

/** Writes a note. All edits up to the next seal of the history are one undo step, however long one thinks between them. */
export function writeNote(id: string, text: string): Command {
  return { ...changed(id, editText('editNote'), { text }), coalesce: `${SESSION}note:${id}` }
}

/** Gives a note a place and a size; not smaller than the smallest. */
export function resizeNote(id: string, box: Box, coalesce?: string): Command {
  const size = {
    x: Math.round(box.x), y: Math.round(box.y), width: Math.max(NOTE_MIN.width, Math.round(box.width)), height: Math.max(NOTE_MIN.height, Math.round(box.height)),
  }
  return { ...changed(id, editText('resizeNote'), size), ...(coalesce === undefined ? {} : { coalesce }) }
}

export function colourNote(id: string, colour: NoteColour): Command {
  return changed(id, editText(`note_${colour}`), { colour: colour === 'amber' ? undefined : colour })
}

/** Changes members of one item of the list, a note unless `as` reads others; undefined takes a member away. Members it does not know stay. */
export function changed(id: string, name: string, members: Readonly<Record<string, unknown>>, as: (item: unknown) => { id: string } | undefined = asNote): Command {
  return {
    name,
    run: (document) => {
      const items = noteItems(document)
      const at = items.findIndex((item) => as(item)?.id === id)
      const item = items[at] as Record<string, unknown> | undefined // as: a note or a comment is an object
      if (!item || Object.entries(members).every(([key, value]) => item[key] === value)) return document
      const next = Object.entries({ ...item, ...members }).filter(([, value]) => value !== undefined)
      return withNoteItems(document, items.with(at, Object.fromEntries(next)))
    },
  }
}

function has(document: JourneyDocument, id: string): boolean {
  return noteItems(document).some((item) => isItem(item, id))
}
