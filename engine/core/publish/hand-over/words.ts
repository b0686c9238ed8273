import type { StepKindName } from '../../model/steps/registry.ts'
import type { Channel } from '../../model/steps/message.ts'
import type { Ability } from '../capabilities.ts'

/** `unknown`: its documentation does not tell, so that the platform may well do it. */
export interface Limit { readonly can: 'partly' | 'no' | 'unknown'; readonly inWords: string }

/** What a platform calls things. Names of steps follow its canvas, so that a colleague finds them there. */
export interface PlatformWords {
  readonly name: string
  readonly journey: string
  readonly canvas: string
  readonly event: string
  readonly attribute: string
  readonly segment: string
  readonly goal: string
  readonly exit: string
  readonly steps: Readonly<Record<Exclude<StepKindName, 'message'>, string>>
  readonly channels: Partial<Record<Channel, string>>
  /** What it cannot do, or not as the journey says, or what nobody found out. What is not named here it can. */
  readonly limits: Partial<Record<Ability, Limit>>
  /** Where its words come from, as a whole sentence: not all were read in the platform's own pages. */
  readonly source: string
}

const NOT_FOUND = (what: string) => ({ can: 'unknown', inWords: `${what}: look in the panel before you promise it.` }) as const

/** Platforms whose public documentation tells of no API by which a journey could be made. */
export const HAND_OVER_WORDS = {
  netmera: {
    name: 'Netmera', journey: 'Journey', canvas: 'Journey Builder', event: 'event', attribute: 'profile attribute', segment: 'segment', goal: 'Conversion goal', exit: 'Exit rule',
    steps: { delay: 'State › Delay', waitFor: 'State › On Event', branch: 'Branch › User Branch', split: 'Branch › Variants', update: 'Action › Update Profile', webhook: 'Action (a webhook)', journey: 'Action › Start Journey', exit: 'End of path' },
    channels: { push: 'Action › Send Mobile Push', email: 'Action › Send Email', sms: 'Action › Send SMS', inApp: 'Action › Send In-App Message', webPush: 'Action › Send Web Push', whatsapp: 'Action › Send WhatsApp', widget: 'Action › Show Widget' },
    limits: {
      bestTime: { can: 'partly', inWords: 'Best Time Delivery is a setting of the message, not a step: set it there.' },
      goals: { can: 'partly', inWords: 'A journey has one conversion goal, counted once for each person: set the first here.' },
      segmentTrigger: { can: 'partly', inWords: 'A journey starts by time or by an action: use a time-based start with the segment, as often as needed.' },
      waitForSegment: NOT_FOUND('A wait for a segment'),
      waitForEvent: NOT_FOUND('On Event waits for one event. How several are waited for, each with a way of its own'),
      split: NOT_FOUND('Variants divide people into test groups. Whether they stay in theirs when they come again'),
      webhook: NOT_FOUND('A webhook'),
      exits: NOT_FOUND('An exit by an event at any step'),
      quietHours: NOT_FOUND('Quiet hours of a journey'),
      caps: { can: 'partly', inWords: 'Capping is a component on the way (Branch › Capping), and entry can be capped; caps of messages are set for the app.' },
      holdout: NOT_FOUND('A holdout'),
      loops: NOT_FOUND('A way back to an earlier step'),
      widget: { can: 'partly', inWords: 'Whatever shows the widget in the app has to be wired to the message.' },
    },
    source: 'Words of Netmera as read at user.netmera.com (On Event, Delay, branches); names of Send actions were read in part only.',
  },
  braze: {
    name: 'Braze', journey: 'Canvas', canvas: 'Canvas builder', event: 'custom event', attribute: 'custom attribute', segment: 'segment', goal: 'Conversion event', exit: 'Exit criteria',
    steps: { delay: 'Delay step', waitFor: 'Action Paths step', branch: 'Audience Paths step', split: 'Experiment Paths step', update: 'User Update step', webhook: 'Message step (webhook)', journey: 'Webhook to the trigger endpoint of the other Canvas', exit: 'End of path' },
    channels: { push: 'Message step (push)', email: 'Message step (email)', sms: 'Message step (SMS)', inApp: 'Message step (in-app message)', webPush: 'Message step (web push)', whatsapp: 'Message step (WhatsApp)', widget: 'Message step (Content Card)' },
    limits: {
      waitForEvent: { can: 'partly', inWords: 'Action Paths wait at most 31 days, and look forward only.' },
      waitForSegment: { can: 'no', inWords: 'Action Paths wait for actions, not for a segment: delay, then use Audience Paths.' },
      exits: { can: 'partly', inWords: 'Exit criteria are looked at when the step people are in ends: somebody in a delay of 30 days leaves after it.' },
      split: { can: 'partly', inWords: 'Up to four paths and a control.' },
      bestTime: { can: 'partly', inWords: 'Intelligent Timing: its own model, set in the Delay or the Message step.' },
      segmentTrigger: { can: 'partly', inWords: 'Schedule the entry daily with the segment as the audience: people come in on the next day.' },
      widget: { can: 'partly', inWords: 'The nearest is a Content Card.' },
      loops: { can: 'no', inWords: 'Steps do not lead back: let people enter the Canvas again.' },
      reentry: { can: 'partly', inWords: 'Set Re-eligibility in Entry Controls; there is no key that tells passes apart.' },
      caps: { can: 'partly', inWords: 'Frequency capping is set for the workspace, with tags; calendar days only.' },
    },
    source: 'Words of Braze as its public documentation of Canvas components has them; not each was looked up: check them in the panel.',
  },
  iterable: {
    name: 'Iterable', journey: 'Journey', canvas: 'Journey builder', event: 'custom event', attribute: 'user field', segment: 'list or segment', goal: 'Conversion', exit: 'Exit rule',
    steps: { delay: 'Delay tile', waitFor: 'Hold Until tile', branch: 'Filter tile (Yes / No, or multi-split)', split: 'Split tile', update: 'Update User Profile tile', webhook: 'Call Webhook tile', journey: 'Webhook to the trigger endpoint of the other journey', exit: 'End of path' },
    channels: { push: 'Send Push Notification tile', email: 'Send Email tile', sms: 'Send SMS tile', inApp: 'Send In-App Notification tile', webPush: 'Send Web Push Notification tile', whatsapp: 'Send WhatsApp tile', widget: 'Embedded message' },
    limits: {
      segmentTrigger: { can: 'partly', inWords: 'A journey starts when somebody is added to a list: keep a list in step with the segment.' },
      waitForEvent: NOT_FOUND('A wait for one of several events with a way of its own for each'),
      waitForSegment: NOT_FOUND('A wait for a segment'),
      bestTime: { can: 'partly', inWords: 'Send Time Optimization is a setting of the message.' },
      holdout: NOT_FOUND('A holdout of a journey'),
      split: NOT_FOUND('Whether people keep their path when they come again'),
      quietHours: { can: 'partly', inWords: 'Quiet hours are set for the project.' },
      caps: { can: 'partly', inWords: 'Frequency management is set for message channels, not in a journey.' },
      loops: NOT_FOUND('A way back to an earlier tile'),
      widget: { can: 'partly', inWords: 'The nearest is an embedded message.' },
    },
    source: 'Words of Iterable from descriptions of it, not looked up in its own pages: check them in the panel.',
  },
  moengage: {
    name: 'MoEngage', journey: 'Flow', canvas: 'Flow canvas', event: 'event', attribute: 'user attribute', segment: 'segment', goal: 'Conversion goal', exit: 'Exit criteria',
    steps: { delay: 'Wait for a duration', waitFor: 'Has done event (condition with a duration)', branch: 'Conditional split', split: 'A/B split', update: 'User attribute update', webhook: 'Connector campaign', journey: 'Go to another flow', exit: 'Exit' },
    channels: { push: 'Push campaign', email: 'Email campaign', sms: 'SMS campaign', inApp: 'In-app campaign', webPush: 'Web push campaign', whatsapp: 'WhatsApp campaign', widget: 'Cards campaign' },
    limits: {
      branch: { can: 'partly', inWords: 'At most 24 branches; “since entering the flow” looks back 30 days at most.' },
      split: { can: 'partly', inWords: 'At most five paths.' },
      goals: { can: 'partly', inWords: 'At most five conversion goals.' },
      delay: { can: 'partly', inWords: 'A plain wait looks at nothing meanwhile: use a condition with a duration where an event should end it.' },
      update: NOT_FOUND('A step that changes a user attribute'),
      waitForSegment: NOT_FOUND('A wait for a segment'),
      reentry: NOT_FOUND('A key that tells passes apart'),
      bestTime: { can: 'partly', inWords: 'Best-time sending is a setting of the campaign.' },
      holdout: NOT_FOUND('A holdout of a flow'),
      widget: { can: 'partly', inWords: 'The nearest is a card.' },
    },
    source: 'Words of MoEngage from descriptions of it, not looked up in its own pages: check them in the panel.',
  },
  clevertap: {
    name: 'CleverTap', journey: 'Journey', canvas: 'Journey canvas', event: 'event', attribute: 'user property', segment: 'segment', goal: 'Journey goal', exit: 'Exit criteria',
    steps: { delay: 'Delay', waitFor: 'Live segment: has done / has not done (Action, Inaction)', branch: 'Segment node (user property)', split: 'IntelliNODE (manual split)', update: 'Webhook that updates the profile', webhook: 'Webhook engagement', journey: 'Move to another journey', exit: 'End of journey' },
    channels: { push: 'Mobile push engagement', email: 'Email engagement', sms: 'SMS engagement', inApp: 'In-app engagement', webPush: 'Web push engagement', whatsapp: 'WhatsApp engagement', widget: 'Native display engagement' },
    limits: {
      segmentTrigger: { can: 'partly', inWords: 'Past-behaviour segments are looked at once in 24 hours.' },
      waitForSegment: { can: 'partly', inWords: 'Past-behaviour segments are looked at once in 24 hours.' },
      split: { can: 'partly', inWords: 'At most seven paths; its mode cannot be changed after publishing.' },
      exits: NOT_FOUND('All that lets people leave, and when it is looked at'),
      update: { can: 'partly', inWords: 'There is no step of its own: call the upload API by a webhook.' },
      loops: NOT_FOUND('A way back to an earlier node'),
      reentry: NOT_FOUND('A cooldown, or a key that tells passes apart'),
      holdout: { can: 'partly', inWords: 'Control groups are set for the account or the campaign.' },
      caps: { can: 'partly', inWords: 'Campaign limits are set for the account.' },
      quietHours: { can: 'partly', inWords: 'Do-not-disturb hours are set for the account or the campaign.' },
      bestTime: { can: 'partly', inWords: 'Best-time sending is a setting of the engagement.' },
      widget: { can: 'partly', inWords: 'The nearest is a native display.' },
    },
    source: 'Words of CleverTap from descriptions of it, not looked up in its own pages: check them in the panel.',
  },
} as const satisfies Readonly<Record<string, PlatformWords>>

export type HandOverOnly = keyof typeof HAND_OVER_WORDS

/** Words for a platform that has an API of its own, for whoever rebuilds a journey there by hand all the same. */
export const PLAIN_WORDS: Omit<PlatformWords, 'name' | 'limits' | 'source'> = {
  journey: 'Journey', canvas: 'Journey builder', event: 'event', attribute: 'attribute', segment: 'segment', goal: 'Goal', exit: 'Exit',
  steps: { delay: 'Delay', waitFor: 'Wait for', branch: 'Branch', split: 'A/B split', update: 'Update profile', webhook: 'Webhook', journey: 'Another journey', exit: 'End of path' },
  channels: { push: 'Push', email: 'Email', sms: 'SMS', inApp: 'In-app message', webPush: 'Web push', whatsapp: 'WhatsApp', widget: 'Widget' },
}
