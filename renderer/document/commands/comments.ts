import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { isItem, noteItems, withNoteItems } from '../layout.ts'
import { asComment } from '../note-items.ts'
import { nameOfNode } from '../names.ts'
import { editText } from '../edit-texts.ts'
import { changed } from './notes.ts'

interface NewComment {
  id: string
  /** The node it is on. */
  step: string
  text: string
  author: string | undefined
  /** Epoch ms. */
  at: number
  replyTo?: string
}

/** Adds a remark to a step or an entry, or a reply to one. */
export function addComment({ id, step, text, author, at, replyTo }: NewComment, document: JourneyDocument): Command {
  const item = { id, step, text, ...(author === undefined ? {} : { author }), at, ...(replyTo === undefined ? {} : { replyTo }) }
  return {
    name: editText(replyTo === undefined ? 'comment' : 'reply', { name: nameOfNode(document, step) }),
    run: (current) => (noteItems(current).some((one) => isItem(one, id)) ? current : withNoteItems(current, [...noteItems(current), item])),
  }
}

/** Changes the words of a remark. */
export function editComment(id: string, text: string): Command {
  return changed(id, editText('editComment'), { text }, asComment)
}

/** Marks a remark as dealt with, or as open again. */
export function resolveComment(id: string, resolved: boolean): Command {
  return changed(id, editText(resolved ? 'resolveComment' : 'reopenComment'), { resolved: resolved ? true : undefined }, asComment)
}

/** Deletes a remark with the replies to it, or a single reply. */
export function deleteComment(id: string): Command {
  return {
    name: editText('deleteComment'),
    run: (document) => {
      const items = noteItems(document)
      const kept = items.filter((item) => {
        const comment = asComment(item)
        return comment?.id !== id && comment?.replyTo !== id
      })
      return kept.length === items.length ? document : withNoteItems(document, kept)
    },
  }
}
