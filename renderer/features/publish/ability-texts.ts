import type { Ability } from '../../../engine/core/publish/capabilities.ts'
import { defineTexts } from '../../i18n/define-texts.ts'

/** What can be asked of a platform, by the words of a journey. */
export const abilityText = defineTexts('abilities', {
  yes: 'yes', partly: 'partly', no: 'no',
  eventTrigger: 'Entry by an event', segmentTrigger: 'Entry by a segment', scheduleTrigger: 'Entry at set times', apiTrigger: 'Entry by a call', delay: 'Delay', delayUntil: 'Delay until an instant', bestTime: 'Best time for each person',
  waitForEvent: 'Wait for an event', waitForSegment: 'Wait for a segment', branch: 'Branch', split: 'Split by shares', push: 'Push', email: 'E-mail', sms: 'SMS', inApp: 'In-app message', webPush: 'Web push', whatsapp: 'WhatsApp', widget: 'Widget',
  update: 'Update of a profile', webhook: 'Webhook', subJourney: 'Journey within a journey', goals: 'Goals', exits: 'Exits on the way', reentry: 'Re-entry rules', quietHours: 'Quiet hours', caps: 'Message caps', holdout: 'Holdout', loops: 'Loops', merges: 'Ways that join again',
} satisfies Record<Ability | 'yes' | 'partly' | 'no', string>)
