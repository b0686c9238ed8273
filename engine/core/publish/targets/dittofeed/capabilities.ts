import type { Ability, Capabilities } from '../../capabilities.ts'

// Sources: packages/isomorphic-lib/src/{types,journeys}.ts, packages/backend-lib/src/{journeys,segments,dates,liquid}.ts and
// packages/api/src/controllers/journeysController.ts of dittofeed/dittofeed; docs.dittofeed.com on journey nodes, segments and user properties.

const yes = (inWords: string) => ({ can: 'yes', inWords }) as const
const partly = (inWords: string) => ({ can: 'partly', inWords }) as const
const no = (inWords: string) => ({ can: 'no', inWords }) as const

const ABILITIES: Capabilities['abilities'] = {
  eventTrigger: yes('A journey begins with one event.'),
  segmentTrigger: partly('When somebody comes into a segment, and for everybody in it already; not when somebody leaves it.'),
  scheduleTrigger: no('Broadcasts are no journeys.'),
  apiTrigger: partly('As an event of the name $api:… that your program sends.'),
  delay: yes('Of any length, in seconds.'),
  delayUntil: partly('Until a time of day and weekdays; not until a date.'),
  bestTime: no('Messages go at once.'),
  waitForEvent: partly('By a segment that asks whether the event happened since the journey began; journeys that begin with an event need a property that tells whose it is.'),
  waitForSegment: partly('In journeys that begin with a segment.'),
  branch: partly('By segments: attributes and events counted in one window. A way for each of several conditions becomes a row of yes-or-no splits.'),
  split: partly('By chance at each pass, so that who comes again may take another way.'),
  push: yes('To phones.'), email: yes('With a sender.'), sms: yes('By the provider of the workspace.'),
  inApp: no('There is no such channel.'), webPush: no('There is no such channel.'), whatsapp: no('There is no such channel.'), widget: no('There is no such channel.'),
  update: no('Attributes come from your events only.'),
  webhook: partly('As a message; a failure has no way of its own.'),
  subJourney: no('A journey starts no other.'),
  goals: no('Nothing ends a journey but its end.'),
  exits: no('Nothing ends a journey but its end.'),
  reentry: partly('Once or again; no rest between passes and no limit.'),
  quietHours: no('Wait until a time of day before a message instead.'),
  caps: no('The node for it is planned there and does not run.'),
  holdout: no('Split people before the first message instead.'),
  loops: no('Its editor draws ways that part and meet, not ways that lead back.'),
  merges: yes('Ways may meet.'),
} satisfies Record<Ability, { can: 'yes' | 'partly' | 'no'; inWords: string }>

export const DITTOFEED_CAPABILITIES: Capabilities = {
  abilities: ABILITIES,
  concurrency: 'none',
  createTwiceIsOnce: true,
  versions: false,
  transitions: { draft: ['activate'], active: ['pause'], paused: ['resume'] },
  tellsInFlight: false,
  tellsStatistics: true,
  inFlightInWords: 'A change overwrites the journey, also for those under way: who stands at a step that is gone is lost. While it is paused they go on to their next message, which is not sent, and leave.',
}
