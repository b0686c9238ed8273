import { defineTexts } from '../../../i18n/define-texts.ts'

export const severalText = defineTexts('several', {
  mixed: 'Mixed',
  kind_message_one: '{{count}} message', kind_message_other: '{{count}} messages', kind_delay_one: '{{count}} delay', kind_delay_other: '{{count}} delays', kind_waitFor_one: '{{count}} wait', kind_waitFor_other: '{{count}} waits',
  kind_branch_one: '{{count}} branch', kind_branch_other: '{{count}} branches', kind_split_one: '{{count}} A/B split', kind_split_other: '{{count}} A/B splits', kind_update_one: '{{count}} profile update', kind_update_other: '{{count}} profile updates',
  kind_webhook_one: '{{count}} webhook', kind_webhook_other: '{{count}} webhooks', kind_journey_one: '{{count}} journey', kind_journey_other: '{{count}} journeys', kind_exit_one: '{{count}} exit', kind_exit_other: '{{count}} exits',
  help: 'A change here is made to all of them, as one step to undo.',
  nothingShared: 'Move, copy or delete them together. Select one to change it.',
  otherDelays_one: '{{count}} of them waits for something else; writing a time makes it wait that long.',
  otherDelays_other: '{{count}} of them wait for something else; writing a time makes them wait that long.',
  variants_one: '{{count}} of them tests several texts, which are changed one message at a time.',
  variants_other: '{{count}} of them test several texts, which are changed one message at a time.',
})
