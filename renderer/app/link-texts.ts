import { defineTexts } from '../i18n/define-texts.ts'

export const linkText = defineTexts('link', {
  refusedTitle: 'This link cannot be opened',
  refused: '{{link}} is not a link to a journey or a template of Rehearsal. Nothing was opened or changed.',
  noJourney: 'The link leads to the journey “{{key}}”, which is not in this workspace. Ask whoever sent the link for the journey as a file, and open that.',
  noTemplate: 'The link leads to the template “{{key}}”, which this version of Rehearsal does not have. A newer version may have it.',
})
