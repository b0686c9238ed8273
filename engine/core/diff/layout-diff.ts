import type { JourneyDocument } from '../model/journey.ts'
import { sameJson } from './field-changes.ts'
import type { LayoutDiff } from './journey-diff.ts'
import { isNoteItem, nodeOfEntry, notesOf } from './parts.ts'

/** What only changes the picture: cards, bands and notes that both documents have and that lie elsewhere. */
export function layoutDiff(before: JourneyDocument, after: JourneyDocument): LayoutDiff {
  const [old, now] = [before.layout ?? {}, after.layout ?? {}]
  const nodesOf = (document: JourneyDocument) => new Set([...document.entries.map(({ id }) => nodeOfEntry(id)), ...Object.keys(document.steps)])
  const [nodesBefore, nodesAfter] = [nodesOf(before), nodesOf(after)]
  const found: Omit<LayoutDiff, 'inWords'> = { moved: [], bands: [], notes: movedNotes(before, after), other: [] }
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [Object.hasOwn(old, key) ? old[key] : undefined, Object.hasOwn(now, key) ? now[key] : undefined]
    if ((key === 'notes' && (Array.isArray(was) || Array.isArray(is))) || sameJson(was, is)) continue
    const node = key.startsWith('step:') ? key.slice('step:'.length) : key
    if (key.startsWith('stage:')) found.bands.push(key.slice('stage:'.length))
    else if (nodesBefore.has(node) && nodesAfter.has(node)) found.moved.push(node)
    else if (nodesBefore.has(node) || nodesAfter.has(node)) continue // comes or goes with its card
    else found.other.push(key)
  }
  if (!sameJson(anonymousNotes(before), anonymousNotes(after))) found.other.push('notes')
  return { ...found, inWords: inWords(found) }
}

function movedNotes(before: JourneyDocument, after: JourneyDocument): string[] {
  const old = new Map(notesOf(before).map((note) => [note.id, note]))
  const picture = ({ x, y, width, height, colour }: Record<string, unknown>) => ({ x, y, width, height, colour })
  return notesOf(after).flatMap((note) => {
    const earlier = old.get(note.id)
    return earlier && !sameJson(picture(earlier), picture(note)) ? [note.id] : []
  })
}

/** Items of foreign files, without an id. */
function anonymousNotes({ layout }: JourneyDocument): unknown {
  const notes = layout?.['notes']
  return Array.isArray(notes) ? notes.filter((item) => !isNoteItem(item)) : []
}

function inWords({ moved, bands, notes, other }: Omit<LayoutDiff, 'inWords'>): string | null {
  const counted = (count: number, one: string, several: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : several}`])
  const parts = [...counted(moved.length, 'card moved', 'cards moved'), ...counted(bands.length, 'band resized', 'bands resized'), ...counted(notes.length, 'note moved', 'notes moved'), ...counted(other.length, 'other place changed', 'other places changed')]
  return parts.length === 0 ? null : parts.join(', ')
}
