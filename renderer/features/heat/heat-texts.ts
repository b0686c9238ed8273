import { defineTexts } from '../../i18n/define-texts.ts'

export const heatText = defineTexts('heat', {
  menu: 'Heat: colour the cards by a number',
  none: 'No heat',
  people: 'People', share: 'Share of entrants', dropOff: 'Drop-off', waiting: 'Waiting', dwell: 'Median dwell', sent: 'Messages sent', suppressed: 'Share not sent', credited: 'Conversions credited',
  peopleHint: 'People who came to the step', shareHint: 'Of everybody who came in', dropOffHint: 'People who left here without a goal', waitingHint: 'People still here at the end',
  dwellHint: 'Half of them stayed that long or shorter', sentHint: 'Messages the step sent', suppressedHint: 'Of the messages that were due', creditedHint: 'Conversions credited to the step’s message',
  legend: 'Heat by {{metric}}: from 0 to {{most}}',
  from: '0', off: 'Take the heat away',
  nothing: 'nothing to show in this run',
  level: '{{metric}}: {{value}}',
})
