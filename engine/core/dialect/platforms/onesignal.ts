import { durationInWords, exactMs } from '../../model/duration.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Step } from '../../model/steps/registry.ts'
import { effectsOnSteps, leadsBack, rewriteSteps, shorterDelays, shorterWaits, withReentry } from '../rules.ts'
import type { Dialect } from '../rule.ts'

const SETTINGS = { title: 'OneSignal: Journey settings', url: 'https://documentation.onesignal.com/docs/en/journeys-settings' }
const EXPIRATION = { title: 'OneSignal SDK: JourneyWaitUntilExpiration', url: 'https://docs.rs/crate/onesignal-rust-api/5.14.0/source/docs/JourneyWaitUntilExpiration.md' }
/** 31,556,952 seconds. */
const YEAR = 'P365DT5H49M12S'
const SHORTEST = 'PT1M'
const SHORTEST_REENTRY = 'PT10M'

const isTooShort = (step: Step) => step.kind === 'delay' && step.for !== undefined && exactMs(step.for) < exactMs(SHORTEST)
const waitsFromArrival = (document: JourneyDocument, step: Step) =>
  step.kind === 'waitFor' && (step.look ?? 'arrival') === 'arrival' && step.branches.some((branch) => 'event' in branch) && !leadsBack(document.steps, step)
const comesBackSooner = ({ reentry }: JourneyDocument) => reentry?.kind === 'afterExit' && exactMs(reentry.cooldown ?? 'PT0S') < exactMs(SHORTEST_REENTRY)

export const ONESIGNAL: Dialect = {
  id: 'onesignal',
  name: 'OneSignal',
  rules: [
    { topic: 'exits', says: 'Exit rules act as soon as they are met, as here.', source: SETTINGS, effects: () => [] },
    {
      topic: 'waits',
      says: 'A wait is over at once for somebody who meets one of its conditions already, from top to bottom.',
      source: { title: 'OneSignal: Journey actions, wait until', url: 'https://documentation.onesignal.com/docs/en/journeys-actions.md' },
      guess: 'How far back it looks for an event is not said; here it looks to the beginning of the journey.',
      rewrite: (document) => rewriteSteps(document, (step) => (step.kind === 'waitFor' && waitsFromArrival(document, step) ? { ...step, look: 'entry' } : null)),
      effects: (document) => effectsOnSteps(document, (step) => (waitsFromArrival(document, step) ? 'counts what happened since the journey began, not only since arrival' : null)),
    },
    { topic: 'waits', says: 'A wait is over after a year at the latest.', source: EXPIRATION, ...shorterWaits(YEAR) },
    {
      topic: 'delays',
      says: 'A delay takes a minute at least and a year at most.',
      source: EXPIRATION,
      rewrite: (document) => shorterDelays(YEAR).rewrite(rewriteSteps(document, (step) => (step.kind === 'delay' && isTooShort(step) ? { ...step, for: SHORTEST } : null))),
      effects: (document) => [
        ...effectsOnSteps(document, (step) => (step.kind === 'delay' && isTooShort(step) ? `takes ${durationInWords(SHORTEST)} instead of ${durationInWords(step.for!)}` : null)),
        ...shorterDelays(YEAR).effects(document),
      ],
    },
    {
      topic: 'reentry',
      says: 'Somebody who has left comes in again after ten minutes at the earliest.',
      source: { title: 'OneSignal SDK: JourneyReentryRules', url: 'https://docs.rs/crate/onesignal-rust-api/5.14.0/source/docs/JourneyReentryRules.md' },
      rewrite: (document) => (document.reentry?.kind === 'afterExit' && comesBackSooner(document) ? withReentry(document, { ...document.reentry, cooldown: SHORTEST_REENTRY }) : document),
      effects: (document) => (comesBackSooner(document) ? [{ stepId: null, inWords: 'coming in again takes ten minutes at least' }] : []),
    },
  ],
  leftOut: ['Whether a split deals the same path again is not written down.', 'Frequency capping of the whole app is set outside of a journey.'],
}
