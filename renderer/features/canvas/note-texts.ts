import { defineTexts } from '../../i18n/define-texts.ts'
import type { NoteColour } from '../../document/note-items.ts'

export const noteText = defineTexts('note', {
  note: 'Note',
  label: 'Note, {{colour}}: {{text}}',
  empty: 'An empty note. Double click, or press Enter, to write.',
  write: 'Write',
  field: 'Text of the note',
  placeholder: 'Write a note. **Bold**, lists and links work as in Markdown.',
  colour: 'Colour',
  amber: 'Amber',
  green: 'Green',
  blue: 'Blue',
  violet: 'Violet',
  text: 'Text',
  help: 'Only people see notes: they change nothing about the journey.',
  done: 'Done',
  toDo: 'To do',
  picture: 'Picture: {{name}}',
  cut: 'The rest is not shown here; open the note to read it.',
  opens: 'Opens {{address}} outside',
})

export function noteColourText(colour: NoteColour): string {
  return noteText(colour)
}
