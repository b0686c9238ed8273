import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectionsOf } from '../../document/connections.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { defineTexts } from '../../i18n/define-texts.ts'

export const text = defineTexts('spoken', {
  added: 'Added {{name}}', addedAfter: 'Added {{name}} after {{before}}', addedAfterEntry: 'Added {{name}} after the entry', done: '{{name}}: done', undone: 'Undone: {{name}}', redone: 'Done again: {{name}}',
})

export interface HistoryMark {
  document: JourneyDocument
  undoName: string | null
  redoName: string | null
}

/** What a screen reader says about a change of the document: what was added and after what, else the name of the edit, or which one was taken back. */
export function spokenChange(before: HistoryMark, after: HistoryMark): string | undefined {
  if (before.document === after.document) return undefined
  if (after.redoName !== null && after.redoName === before.undoName) return text('undone', { name: after.redoName })
  if (before.redoName !== null && after.undoName === before.redoName) return text('redone', { name: before.redoName })
  const added = Object.keys(after.document.steps).filter((id) => before.document.steps[id] === undefined)
  const [id] = added
  if (added.length === 1 && id !== undefined && after.document.entries.length === before.document.entries.length) {
    const name = nameOfStep(after.document.steps[id]!)
    const from = connectionsOf(after.document).find(({ to }) => to === id)?.from
    const source = from === undefined ? undefined : after.document.steps[from]
    if (source) return text('addedAfter', { name, before: nameOfStep(source) })
    return text(from !== undefined && entryIdOf(from) !== undefined ? 'addedAfterEntry' : 'added', { name })
  }
  return after.undoName === null ? undefined : text('done', { name: after.undoName })
}
