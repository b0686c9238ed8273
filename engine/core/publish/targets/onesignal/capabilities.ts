import type { Capabilities } from '../../capabilities.ts'

/**
 * Sources: documentation.onesignal.com/reference/{create,update,view}-journey, /reference/{create-segments,create-template} and
 * /docs/{journeys-actions,journeys-settings,journeys-messages,personalization-custom-event}, read in November 2026. The Journeys API is a beta.
 */
export const ONESIGNAL_CAPABILITIES: Capabilities = {
  abilities: {
    eventTrigger: { can: 'yes', inWords: 'A custom event, with comparisons of its properties that all have to hold.' },
    segmentTrigger: { can: 'partly', inWords: 'Who newly joins a segment. Leaving one starts nothing, and who was in it at the start never comes in.' },
    scheduleTrigger: { can: 'partly', inWords: 'Once, for a segment; who joins it later comes in as well.' },
    apiTrigger: { can: 'yes', inWords: 'As a custom event sent through the API.' },
    delay: { can: 'yes', inWords: 'From a minute to a year.' },
    delayUntil: { can: 'partly', inWords: 'A time of day, on a weekday if wanted; no date.' },
    bestTime: { can: 'partly', inWords: 'Around when somebody was last active.' },
    waitForEvent: { can: 'partly', inWords: 'Up to 25 ways. Whose time runs out goes on with everybody, so ways of their own are told apart by a tag.' },
    waitForSegment: { can: 'yes', inWords: 'Up to 25 ways.' },
    branch: { can: 'partly', inWords: 'Yes or no, by segment or by what somebody did with a message; several branches become a chain.' },
    split: { can: 'yes', inWords: '2 to 25 ways with shares of 0.01 %.' },
    push: { can: 'yes', inWords: 'With a template.' },
    email: { can: 'yes', inWords: 'With a template.' },
    sms: { can: 'yes', inWords: 'With a template.' },
    inApp: { can: 'partly', inWords: 'The message is made in the dashboard and shown once a person, at their next session.' },
    webPush: { can: 'partly', inWords: 'A push goes to every device of a person.' },
    whatsapp: { can: 'no', inWords: 'No such node.' },
    widget: { can: 'no', inWords: 'No such node.' },
    update: { can: 'partly', inWords: 'Tags, which are text.' },
    webhook: { can: 'partly', inWords: 'The webhook is made in the dashboard.' },
    subJourney: { can: 'no', inWords: 'Journeys do not start one another.' },
    goals: { can: 'partly', inWords: 'One event can end a journey. Nothing counts conversions.' },
    exits: { can: 'partly', inWords: 'One event without a condition, and segments.' },
    reentry: { can: 'partly', inWords: 'Never, or after at least ten minutes; one at a time.' },
    quietHours: { can: 'no', inWords: 'Not of a journey.' },
    caps: { can: 'no', inWords: 'Only of the whole app, in the dashboard.' },
    holdout: { can: 'no', inWords: 'A split with an empty way does it for one journey.' },
    loops: { can: 'no', inWords: 'Nodes are nested.' },
    merges: { can: 'partly', inWords: 'Ways meet behind their branch. What meets elsewhere is doubled.' },
  },
  concurrency: 'token',
  createTwiceIsOnce: false,
  versions: false,
  transitions: { draft: ['activate'], processing: [], active: ['stop'], archived: [] },
  tellsInFlight: true,
  tellsStatistics: true,
  inFlightInWords: 'People under way stay where they are as long as their node stays; whose node is taken out leave the journey. A journey cannot be paused. Stopping it archives it for good, and everybody leaves.',
}
