import { durationInWords } from '../../model/duration.ts'
import type { JourneyDocument, Reentry } from '../../model/journey.ts'
import { capInWords, capsOf, endingsOf, mayComeTwice, splitsOf, withCaps, withReentry } from '../rules.ts'
import type { Dialect, Effect } from '../rule.ts'

/** The three entry modes know neither a cooldown, a limit nor a key of one's own. */
function asEntryMode(reentry: Reentry): Reentry {
  return { kind: reentry.kind }
}

function reentryEffects({ reentry }: JourneyDocument): Effect[] {
  if (!reentry || reentry.kind === 'once') return []
  const gone = [
    ...(reentry.kind === 'afterExit' && reentry.cooldown !== undefined ? [`no cooldown of ${durationInWords(reentry.cooldown)}`] : []),
    ...(reentry.kind === 'always' && reentry.key !== undefined ? [`nothing keeps a second one with the same "${reentry.key}" apart`] : []),
    ...(reentry.limit === undefined ? [] : [`no limit of ${reentry.limit.count} in ${durationInWords(reentry.limit.within)}`]),
  ]
  return gone.length === 0 ? [] : [{ stepId: null, inWords: `coming in again: ${gone.join('; ')}` }]
}

export const SALESFORCE: Dialect = {
  id: 'salesforce',
  name: 'Salesforce Marketing Cloud',
  rules: [
    {
      topic: 'exits',
      says: 'Exit criteria are looked at as a contact leaves a wait activity, goals before them.',
      source: { title: 'Salesforce Help: Define Exit Criteria', url: 'https://help.salesforce.com/s/articleView?id=mktg.mc_jb_define_exit_criteria.htm&language=en_US&type=5' },
      switches: { endings: 'waitEnd' },
      effects: endingsOf,
    },
    {
      topic: 'exits',
      says: 'A goal that makes people exit is looked at at the end of each wait, and every 24 hours.',
      source: { title: 'Salesforce Help: Goals in Journey Builder', url: 'https://help.salesforce.com/s/articleView?id=mktg.mc_jb_goals.htm&language=en_US&type=5' },
      guess: 'The page does not say from when the 24 hours count; here they count from the moment somebody came in.',
      switches: { goalsDaily: true },
      effects: ({ goals = [] }) => goals.filter(({ endsJourney }) => endsJourney === true).map(({ id }) => ({ stepId: null, inWords: `goal "${id}" is looked at every 24 hours` })),
    },
    {
      topic: 'splits',
      says: 'A random split draws a path each time a contact reaches it.',
      source: { title: 'Salesforce Help: Configure a Random Split', url: 'https://help.salesforce.com/s/articleView?id=mktg.mc_jb_split_journey_contacts_at_random.htm&language=en_US&type=5' },
      switches: { splits: 'eachVisit' },
      effects: (document) => splitsOf(document, mayComeTwice(document) ? 'draws anew at each visit: somebody who comes twice may take both paths' : 'draws by chance: other people take each path'),
    },
    {
      topic: 'reentry',
      says: 'There are three entry modes: once, only after exit, at any time. None has a cooldown, a limit or a key.',
      source: { title: 'Salesforce Help: Choose a Contact Entry Mode', url: 'https://help.salesforce.com/s/articleView?id=mktg.mc_jb_choose_a_contact_entry_mode.htm&language=en_US&type=5' },
      rewrite: (document) => (document.reentry === undefined ? document : withReentry(document, asEntryMode(document.reentry))),
      effects: reentryEffects,
    },
    {
      topic: 'caps',
      says: 'A journey has no cap on how many messages somebody gets.',
      source: { title: 'Salesforce: Journey specification', url: 'https://developer.salesforce.com/docs/atlas.en-us.mc-apis.meta/mc-apis/jb-api-specification.htm' },
      guess: 'The specification has no field for one; what an account may have besides is not looked at.',
      rewrite: (document) => withCaps(document, []),
      effects: (document) => capsOf(document).map((cap) => ({ stepId: null, inWords: `the cap of ${capInWords(cap)} holds nothing back` })),
    },
  ],
  leftOut: ['Waits under an hour are advised against, not refused.', 'Criteria are filters on contact data there; here an event that was seen counts until the next look.'],
}
