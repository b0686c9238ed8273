import type { Capabilities } from '../../capabilities.ts'

/**
 * Sources: openapi/stable/apis/{create_flow,update_flow,update_flow_action}.json of klaviyo/openapi, revision 2026-07-15 (MIT), and developers.klaviyo.com
 * flows_api_overview, segments_api_overview, rate_limits_and_error_handling. What the specification does not say is marked as a guess where it is used.
 */
export const KLAVIYO_CAPABILITIES: Capabilities = {
  abilities: {
    eventTrigger: { can: 'yes', inWords: 'A metric, with conditions on the properties of the event. Klaviyo has to have seen the metric before.' },
    segmentTrigger: { can: 'partly', inWords: 'Who joins a segment. Leaving one starts nothing.' },
    scheduleTrigger: { can: 'no', inWords: 'Only dates of a profile, not of the calendar.' },
    apiTrigger: { can: 'yes', inWords: 'As an event sent through the API.' },
    delay: { can: 'yes', inWords: 'In minutes, hours and days.' },
    delayUntil: { can: 'partly', inWords: 'A time of day, on a weekday if wanted; no date.' },
    bestTime: { can: 'no', inWords: 'No such delay.' },
    waitForEvent: { can: 'partly', inWords: 'Flows do not wait for events: they wait the whole time and look then.' },
    waitForSegment: { can: 'partly', inWords: 'Flows do not wait for a segment: they wait the whole time and look then.' },
    branch: { can: 'yes', inWords: 'Any number of ways, by profile, segments, counts of events and the trigger event.' },
    split: { can: 'partly', inWords: 'Two ways in whole per cents; more become a chain. Whether somebody takes the same way again is not documented.' },
    push: { can: 'yes', inWords: 'With its text in the flow.' },
    email: { can: 'yes', inWords: 'With a template.' },
    sms: { can: 'yes', inWords: 'With its text in the flow.' },
    inApp: { can: 'no', inWords: 'No such action.' },
    webPush: { can: 'no', inWords: 'No such action.' },
    whatsapp: { can: 'no', inWords: 'WhatsApp messages are approved outside of flows, and not made through this API.' },
    widget: { can: 'no', inWords: 'No such action.' },
    update: { can: 'yes', inWords: 'Texts, numbers, true and false.' },
    webhook: { can: 'partly', inWords: 'Always as POST.' },
    subJourney: { can: 'no', inWords: 'Flows do not start one another.' },
    goals: { can: 'partly', inWords: 'An event can end a flow: it is looked for before each action.' },
    exits: { can: 'partly', inWords: 'Events and segments, looked at before each action.' },
    reentry: { can: 'partly', inWords: 'Once ever, or once in a time that counts from coming in; or always.' },
    quietHours: { can: 'no', inWords: 'Only for SMS, in the account.' },
    caps: { can: 'no', inWords: 'Smart sending of the account.' },
    holdout: { can: 'no', inWords: 'A split with an empty way does it for one flow.' },
    loops: { can: 'no', inWords: 'Actions lead forward only.' },
    merges: { can: 'partly', inWords: 'The API takes them; its documentation does not say so.' },
  },
  concurrency: 'none',
  createTwiceIsOnce: false,
  versions: false,
  transitions: { draft: ['activate'], processing: [], active: ['pause', 'stop'], paused: ['resume', 'stop'] },
  tellsInFlight: false,
  tellsStatistics: true,
  inFlightInWords: 'An action can be changed for everybody who comes to it. A flow whose ways change becomes a new one: people under way stay in the old one until it is stopped. Pausing sets the flow to manual: people go on, and messages wait for somebody to send them.',
}
