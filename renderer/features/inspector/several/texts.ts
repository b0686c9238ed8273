import { defineTexts } from '../../../i18n/define-texts.ts'

export const severalText = defineTexts('several', {
  mixed: 'Mixed',
  help: 'A change here is made to all of them, as one step to undo.',
  nothingShared: 'Move, copy or delete them together. Select one to change it.',
  otherDelays_one: '{{count}} of them waits for something else; writing a time makes it wait that long.',
  otherDelays_other: '{{count}} of them wait for something else; writing a time makes them wait that long.',
  variants_one: '{{count}} of them tests several texts, which are changed one message at a time.',
  variants_other: '{{count}} of them test several texts, which are changed one message at a time.',
})
