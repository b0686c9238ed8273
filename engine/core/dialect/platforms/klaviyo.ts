import { durationInWords } from '../../model/duration.ts'
import type { JourneyDocument, Policies } from '../../model/journey.ts'
import { channelInWords, type Channel } from '../../model/steps/message.ts'
import { capInWords, capsOf, effectsOnSteps, endingsOf, withCaps } from '../rules.ts'
import type { Dialect, Effect } from '../rule.ts'

/** Time since the last message of the channel, by default of an account. */
const SMART_SENDING: Partial<Record<Channel, string>> = { email: 'PT16H', sms: 'PT24H', push: 'PT24H' }

type Cap = NonNullable<Policies['caps']>[number]

/** For every channel that a cap of the journey is about, its own time since the last one; skipped messages are not sent later. */
function smartSending(document: JourneyDocument): Cap[] {
  const capped = (channel: string) => capsOf(document).some((cap) => cap.channel === '*' || cap.channel === channel)
  return Object.entries(SMART_SENDING).flatMap(([channel, within]) => (capped(channel) ? [{ channel: channel as Channel, count: 1, within, onCap: 'skip' as const }] : [])) // as: the keys are channels
}

function capEffects(document: JourneyDocument): Effect[] {
  const caps = capsOf(document)
  if (caps.length === 0) return []
  const instead = smartSending(document).map(({ channel, within }) => `${channelInWords(channel as Channel)} ${durationInWords(within)}`) // as: never `*`
  return [
    ...caps.map((cap) => ({ stepId: null, inWords: `the cap of ${capInWords(cap)} is not known there` })),
    { stepId: null, inWords: instead.length === 0 ? 'nothing takes its place: these channels have no Smart Sending' : `instead, nothing is sent so soon after the last message of the channel: ${instead.join(', ')}` },
  ]
}

export const KLAVIYO: Dialect = {
  id: 'klaviyo',
  name: 'Klaviyo',
  rules: [
    {
      topic: 'exits',
      says: 'The filter of a flow is looked at again before each action: somebody who no longer fits waits until then, and is skipped there.',
      source: { title: 'Klaviyo: Understanding flow triggers and filters', url: 'https://help.klaviyo.com/hc/en-us/articles/115002779051-Understand-flow-triggers-and-filters' },
      switches: { endings: 'beforeAction' },
      effects: endingsOf,
    },
    {
      topic: 'caps',
      says: 'Smart Sending skips a message that comes too soon after the last one of its channel: 16 hours for email, 24 hours for SMS and push. Nothing is sent later.',
      source: { title: 'Klaviyo: Smart Sending', url: 'https://help.klaviyo.com/hc/en-us/articles/115005078227' },
      guess: 'An account may have other hours; it is taken to be on where the journey has a cap for the channel, and off elsewhere.',
      rewrite: (document) => withCaps(document, smartSending(document)),
      effects: capEffects,
    },
    {
      topic: 'waits',
      says: 'A flow does not wait for an event: a time delay is followed by a split that looks at what has happened by then.',
      source: { title: 'Klaviyo: Conditional splits', url: 'https://help.klaviyo.com/hc/en-us/articles/360050334651' },
      switches: { waits: 'poll' },
      effects: (document) =>
        effectsOnSteps(document, (step) =>
          step.kind !== 'waitFor' ? null : step.timeout === undefined ? 'is never over: there is no time after which to look' : `holds everybody for ${durationInWords(step.timeout.after)} and looks then at what has happened`,
        ),
    },
  ],
  leftOut: ['Quiet hours are known for SMS only; here they count for every channel, as the journey says.', 'Conversions are credited for five days after an email, by default.'],
}
