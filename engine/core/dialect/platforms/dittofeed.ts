import type { JourneyDocument, Segment } from '../../model/journey.ts'
import type { Step } from '../../model/steps/registry.ts'
import { capInWords, capsOf, effectsOnSteps, endingsOf, leadsBack, mayComeTwice, splitsOf, withCaps, withoutEndings, withReentry } from '../rules.ts'
import type { Dialect } from '../rule.ts'

const TYPES = { title: 'Dittofeed: types of a journey', url: 'https://github.com/dittofeed/dittofeed/blob/main/packages/isomorphic-lib/src/types.ts' }

const waitsForEvents = (step: Step) => step.kind === 'waitFor' && step.branches.some((branch) => 'event' in branch)

/** Every event a wait is for becomes a segment of those who did it; on a loop it would go round without end, so there it stays. */
function withSegmentWaits(document: JourneyDocument): JourneyDocument {
  const segments: Record<string, Segment> = {}
  const steps = Object.entries(document.steps).map(([id, step]): [string, Step] => {
    if (step.kind !== 'waitFor' || !waitsForEvents(step) || leadsBack(document.steps, step)) return [id, step]
    const branches = step.branches.map((branch) => {
      if (!('event' in branch)) return branch
      const { event, where, ...rest } = branch
      const segment = `~${id}/${branch.id}`
      segments[segment] = { when: { did: event, ...(where === undefined ? {} : { where }) } }
      return { ...rest, segment }
    })
    return [id, { ...step, branches }]
  })
  return Object.keys(segments).length === 0 ? document : { ...document, segments: { ...document.segments, ...segments }, steps: Object.fromEntries(steps) }
}

const entersBySegmentOnly = ({ entries }: JourneyDocument) => entries.length > 0 && entries.every(({ trigger }) => trigger.kind === 'segment')
const mayOverlap = (document: JourneyDocument) => entersBySegmentOnly(document) && document.reentry?.kind === 'always'

export const DITTOFEED: Dialect = {
  id: 'dittofeed',
  name: 'Dittofeed',
  rules: [
    {
      topic: 'exits',
      says: 'A journey has one exit node and nothing that ends it early: whoever has come in walks on to the end.',
      source: TYPES,
      guess: 'The definition of a journey has no field for it.',
      rewrite: withoutEndings,
      effects: (document) => endingsOf(document).map(({ stepId, inWords }) => ({ stepId, inWords: `${inWords}: ends nobody` })),
    },
    {
      topic: 'waits',
      says: 'A wait is for a segment, and is over at once for somebody who is in it already.',
      source: { title: 'Dittofeed: Wait For', url: 'https://docs.dittofeed.com/resources/journey-nodes/wait-for' },
      guess: 'An event is waited for as the segment of those who ever did it; a narrower segment may be made by hand.',
      rewrite: withSegmentWaits,
      effects: (document) =>
        effectsOnSteps(document, (step) =>
          !waitsForEvents(step) ? null : leadsBack(document.steps, step) ? 'waits for its events as here: on a loop a segment would be over at once, again and again' : 'is over at once for whoever did it before, also before the journey',
        ),
    },
    {
      topic: 'splits',
      says: 'A random cohort draws a path each time somebody comes to it, whoever it is.',
      source: { title: 'Dittofeed: workflow of a journey', url: 'https://github.com/dittofeed/dittofeed/blob/main/packages/backend-lib/src/journeys/userWorkflow.ts' },
      switches: { splits: 'eachVisit' },
      effects: (document) => splitsOf(document, mayComeTwice(document) ? 'draws anew at each visit: somebody who comes twice may take both paths' : 'draws by chance: other people take each path'),
    },
    {
      topic: 'reentry',
      says: 'A journey entered by a segment has one instance of a person at a time.',
      source: { title: 'Dittofeed: Entry', url: 'https://github.com/dittofeed/dittofeed/blob/main/packages/docs/resources/journey-nodes/entry.mdx' },
      rewrite: (document) => (mayOverlap(document) ? withReentry(document, { kind: 'afterExit', ...(document.reentry?.kind === 'always' && document.reentry.limit ? { limit: document.reentry.limit } : {}) }) : document),
      effects: (document) => (mayOverlap(document) ? [{ stepId: null, inWords: 'nobody is in it twice at a time' }] : []),
    },
    {
      topic: 'caps',
      says: 'A journey has no cap on how many messages somebody gets.',
      source: TYPES,
      guess: 'The definition of a journey has no field for one that works.',
      rewrite: (document) => withCaps(document, []),
      effects: (document) => capsOf(document).map((cap) => ({ stepId: null, inWords: `the cap of ${capInWords(cap)} holds nothing back` })),
    },
  ],
  leftOut: [
    'A journey entered by an event may have no wait at all, unless it goes by a key.',
    'With a key, the same key comes in once only.',
    'Segments are worked out every so often, not at the very instant.',
  ],
}
