import type { Capabilities } from '../../capabilities.ts'

// Sources, all of PostHog/posthog: products/workflows/skills/building-workflows/references/graph-schema.md and lifecycle-and-debugging.md,
// products/workflows/backend/api/{graph_validation,hog_flow}.py and their tests, nodejs/src/schema/hogflow.ts; posthog.com/docs/workflows.

const yes = (inWords: string) => ({ can: 'yes', inWords }) as const
const partly = (inWords: string) => ({ can: 'partly', inWords }) as const
const no = (inWords: string) => ({ can: 'no', inWords }) as const

export const POSTHOG_CAPABILITIES: Capabilities = {
  abilities: {
    eventTrigger: yes('A workflow begins with one event and what it carries.'),
    segmentTrigger: no('Nothing begins when somebody comes into a cohort.'),
    scheduleTrigger: partly('As a batch of people; when it runs is set in PostHog.'),
    apiTrigger: partly('As a webhook that your program calls.'),
    delay: partly('30 days at most.'),
    delayUntil: partly('A window of one minute; dates 30 days ahead at most.'),
    bestTime: no('Messages go at once.'),
    waitForEvent: partly('Several events have one way out, and 30 days at most.'),
    waitForSegment: partly('By conditions on the person.'),
    branch: partly('By properties of the person and of the event that started it; not by what people did.'),
    split: partly('By chance at each pass, so that who comes again may take another way.'),
    push: yes('By Firebase or Apple.'), email: yes('With a sender.'), sms: yes('By Twilio.'),
    inApp: no('There is no such step.'), webPush: no('There is no such step.'), whatsapp: no('There is no such step.'), widget: no('There is no such step.'),
    update: yes('Properties of the person.'),
    webhook: partly('A failure has no way of its own.'),
    subJourney: no('A workflow starts no other.'),
    goals: partly('One window for all goals, and all of them end it or none.'),
    exits: no('Nothing but the goal ends it early.'),
    reentry: partly('One start in a stretch of time for each person or key; not "after the end".'),
    quietHours: no('Wait for a time window before a message instead.'),
    caps: no('Nothing limits messages of all workflows together.'),
    holdout: no('Split people before the first message instead.'),
    loops: yes('Ways may lead back if time passes.'),
    merges: yes('Ways may meet.'),
  },
  concurrency: 'token',
  createTwiceIsOnce: true,
  versions: true,
  transitions: { draft: ['activate', 'archive'], active: ['pause', 'archive'] },
  tellsInFlight: true,
  tellsStatistics: true,
  inFlightInWords: 'A change of a running workflow is staged and then published: who stands at a step that is gone moves on to the next that is left. While it is off, those under way stand still and go on when it is switched on again.',
}
