import { defineTexts } from '../../i18n/define-texts.ts'

export const mishapText = defineTexts('mishap', {
  title: 'This window could not be drawn',
  body: 'Your journey is still here, with all you changed. Draw the window again; should it happen once more, save the journey as a file and load the page anew.',
  notRead: 'A part of Rehearsal could not be read. It may have been updated or moved since this window was opened: load the page anew. Your journey is still here, with all you changed.',
  drawAgain: 'Draw it again',
  saveFile: 'Save the open journey as a file',
  savedFile: 'The journey was saved as a file',
  notSavedFile: 'The journey could not be written',
  loadAnew: 'Load the page anew',
  notKept: 'What you changed could not be kept as a draft. Save the journey as a file first.',
  details: 'What went wrong',
})
