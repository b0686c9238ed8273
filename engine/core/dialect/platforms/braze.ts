import { durationInWords, exactMs, parseDuration } from '../../model/duration.ts'
import type { JourneyDocument, Policies } from '../../model/journey.ts'
import type { Channel } from '../../model/steps/message.ts'
import { capInWords, capsOf, effectsOnSteps, endingsOf, rewriteSteps, shorterDelays, shorterWaits, withCaps } from '../rules.ts'
import type { Dialect, Effect, Source } from '../rule.ts'

const EXITS: Source = { title: 'Braze: Exit criteria, how users exit', url: 'https://www.braze.com/docs/user_guide/messaging/canvas/create_a_canvas/exit_criteria/' }
const CAPPING: Source = {
  title: 'Braze: Rate limiting and frequency capping, delivery rules',
  url: 'https://github.com/braze-inc/braze-docs/blob/develop/_docs/_user_guide/engagement_tools/campaigns/building_campaigns/rate-limiting.md',
}
const ACTION_PATHS: Source = { title: 'Braze: Action Paths', url: 'https://github.com/braze-inc/braze-docs/blob/develop/_docs/_user_guide/engagement_tools/canvas/canvas_components/action_paths.md' }
const DELAYS: Source = { title: 'Braze: Delay', url: 'https://github.com/braze-inc/braze-docs/blob/develop/_docs/_user_guide/engagement_tools/canvas/canvas_components/delay_step.md' }

/** Braze's caps count none of these, and hold none back. */
const UNCOUNTED: readonly Channel[] = ['inApp', 'widget']
const DAY_MS = 86_400_000
const LONGEST_CAP_DAYS = 30

type Cap = NonNullable<Policies['caps']>[number]

/** Days go by the calendar, weeks and longer are so many times 24 hours, whoever is capped goes on. */
function asBrazeCaps(cap: Cap): Cap | null {
  if (cap.channel !== '*' && UNCOUNTED.includes(cap.channel)) return null
  const there = windowThere(cap)
  return capInWords(there) === capInWords(cap) && (cap.onCap ?? 'skip') === 'skip' ? cap : there
}

function windowThere({ channel, count, within, calendar }: Cap): Cap {
  if (calendar === true) return within === 'P1D' ? { channel, count, within, calendar } : { channel, count, within: within === 'P1W' ? 'P7D' : `P${LONGEST_CAP_DAYS}D` }
  const duration = parseDuration(within)
  const ms = duration?.kind === 'exact' ? duration.ms : 0
  if (ms === DAY_MS) return { channel, count, within: 'P1D', calendar: true }
  return { channel, count, within: ms > LONGEST_CAP_DAYS * DAY_MS ? `P${LONGEST_CAP_DAYS}D` : within }
}

function capEffects(document: JourneyDocument): Effect[] {
  const caps = capsOf(document).flatMap((cap): Effect[] => {
    const there = asBrazeCaps(cap)
    if (there === null) return [{ stepId: null, inWords: `the cap of ${capInWords(cap)} holds nothing back: this channel is not capped there` }]
    const changes = [
      ...(capInWords(there) === capInWords(cap) ? [] : [`counts ${capInWords(there)}`]),
      ...((cap.onCap ?? 'skip') === 'skip' ? [] : ['whoever is over it goes on without the message']),
    ]
    return changes.length === 0 ? [] : [{ stepId: null, inWords: `the cap of ${capInWords(cap)}: ${changes.join('; ')}` }]
  })
  const isCapped = capsOf(document).some(({ channel }) => channel === '*')
  const uncounted = effectsOnSteps(document, (step) => (isCapped && step.kind === 'message' && UNCOUNTED.includes(step.channel) ? 'is sent whatever the cap over all channels says, and fills none' : null))
  return [...caps, ...uncounted]
}

const looksBack = (look: string | undefined) => look !== undefined && look !== 'arrival' && (look === 'entry' || exactMs(look) > 0)

export const BRAZE: Dialect = {
  id: 'braze',
  name: 'Braze',
  rules: [
    {
      topic: 'exits',
      says: 'Whoever meets an exit, or a goal that ends the journey, leaves when the step they are in is over: in a delay of 30 days that can be 29 days later. Segments are looked at there, too.',
      source: EXITS,
      switches: { endings: 'stepEnd' },
      effects: endingsOf,
    },
    {
      topic: 'caps',
      says: 'A cap of a day counts the calendar day of the person’s own clock, longer ones count so many times 24 hours, 30 days at most; whoever is over it goes on without the message. In-app messages and content cards neither count nor are held back.',
      source: CAPPING,
      switches: { uncounted: UNCOUNTED },
      rewrite: (document) => withCaps(document, capsOf(document).flatMap((cap) => asBrazeCaps(cap) ?? [])),
      effects: capEffects,
    },
    {
      topic: 'waits',
      says: 'An action path waits for what comes after somebody has arrived, up to 31 days.',
      source: ACTION_PATHS,
      rewrite: (document) => shorterWaits('P31D').rewrite(rewriteSteps(document, (step) => (step.kind === 'waitFor' && looksBack(step.look) ? { ...step, look: 'arrival' } : null))),
      effects: (document) => [
        ...effectsOnSteps(document, (step) =>
          step.kind === 'waitFor' && looksBack(step.look) ? `does not look back ${step.look === 'entry' ? 'to the beginning of the journey' : `over ${durationInWords(step.look!)}`}` : null,
        ),
        ...shorterWaits('P31D').effects(document),
      ],
    },
    { topic: 'delays', says: 'A delay may be extended up to two years.', source: DELAYS, ...shorterDelays('P730D') },
    {
      topic: 'splits',
      says: 'Somebody who comes again gets the path they had, as here, unless the step is set to randomized paths.',
      source: { title: 'Braze: Experiment Paths', url: 'https://github.com/braze-inc/braze-docs/blob/develop/_docs/_user_guide/engagement_tools/canvas/canvas_components/experiment_step.md' },
      effects: () => [],
    },
  ],
  leftOut: [
    'A delay until a date that has passed ends the journey there; here it passes at once.',
    'Ranked action paths hold everybody until the window is over.',
    'Rate limits, and steps deduplicated for somebody who is in the canvas twice.',
  ],
}
