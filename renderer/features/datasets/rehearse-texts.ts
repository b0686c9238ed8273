import { defineTexts } from '../../i18n/define-texts.ts'

export const rehearseText = defineTexts('rehearse', {
  title: 'Rehearse on it',
  button: 'Rehearse on it …',
  dialogTitle: 'Rehearse on {{name}}',
  question: 'A first question: of those with one event, who comes to another, and how soon? It opens as a small journey you can go on from.',
  after: 'After',
  wanted: 'wait for',
  days: 'up to (days)',
  ask: 'Rehearse it',
  open: 'Rehearse the open journey',
  empty: 'Empty journey',
  reading: 'Reading events …',
  journeyName: 'After {{after}}: {{wanted}}?',
  waitName: '{{wanted}} follows?',
  followedName: '{{wanted}} followed',
  silentName_one: 'Nothing for {{count}} day',
  silentName_other: 'Nothing for {{count}} days',
})
