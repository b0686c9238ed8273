import { capInWords, capsOf, endingsOf, mayComeTwice, splitsOf, withCaps } from '../rules.ts'
import type { Dialect } from '../rule.ts'

export const POSTHOG: Dialect = {
  id: 'posthog',
  name: 'PostHog',
  rules: [
    {
      topic: 'exits',
      says: 'The exit condition of a workflow is looked at whenever it goes on after a delay or a wait.',
      source: { title: 'PostHog: executor of workflows', url: 'https://github.com/PostHog/posthog/blob/master/plugin-server/src/cdp/services/hogflows/hogflow-executor.service.ts' },
      guess: 'Read in its code, which looks for a conversion or for the trigger no longer matching; exits of a journey are taken to be looked at alike.',
      switches: { endings: 'waitEnd' },
      effects: endingsOf,
    },
    {
      topic: 'splits',
      says: 'A random cohort branch draws a path each time somebody comes to it, whoever it is.',
      source: { title: 'PostHog: random cohort branch', url: 'https://github.com/PostHog/posthog/blob/master/plugin-server/src/cdp/services/hogflows/actions/random_cohort_branch.ts' },
      switches: { splits: 'eachVisit' },
      effects: (document) => splitsOf(document, mayComeTwice(document) ? 'draws anew at each visit: somebody who comes twice may take both paths' : 'draws by chance: other people take each path'),
    },
    {
      topic: 'caps',
      says: 'A workflow has no cap on how many messages somebody gets.',
      source: { title: 'PostHog: schema of workflows', url: 'https://github.com/PostHog/posthog/blob/master/plugin-server/src/schema/hogflow.ts' },
      guess: 'The schema has no field for one; masking of triggers and pacing of emails are not looked at.',
      rewrite: (document) => withCaps(document, []),
      effects: (document) => capsOf(document).map((cap) => ({ stepId: null, inWords: `the cap of ${capInWords(cap)} holds nothing back` })),
    },
  ],
  leftOut: ['A wait until a condition looks every so often, not at the very instant.', 'Trigger masking, which holds back people who come in again.'],
}
