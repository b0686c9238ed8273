import type { JourneyDocument } from '../../model/journey.ts'
import { shorterDelays, withReentry } from '../rules.ts'
import type { Dialect } from '../rule.ts'

const mayOverlap = ({ reentry }: JourneyDocument) => reentry?.kind === 'always' && reentry.key === undefined

export const ADOBE: Dialect = {
  id: 'adobe',
  name: 'Adobe Journey Optimizer',
  rules: [
    {
      topic: 'exits',
      says: 'Somebody leaves as soon as the event of an exit happens, as here.',
      source: { title: 'Adobe: Journey properties, exit criteria', url: 'https://experienceleague.adobe.com/en/docs/journey-optimizer/using/orchestrate-journeys/create-journey/journey-properties' },
      effects: () => [],
    },
    {
      topic: 'reentry',
      says: 'A profile is in a journey once at a time, unless a supplemental identifier tells its instances apart.',
      source: { title: 'Adobe: Profile entrance management', url: 'https://experienceleague.adobe.com/en/docs/journey-optimizer/using/orchestrate-journeys/manage-journey/entry-management' },
      rewrite: (document) => (document.reentry?.kind === 'always' && mayOverlap(document) ? withReentry(document, { kind: 'afterExit', ...(document.reentry.limit ? { limit: document.reentry.limit } : {}) }) : document),
      effects: (document) => (mayOverlap(document) ? [{ stepId: null, inWords: 'nobody is in it twice at a time' }] : []),
    },
    {
      topic: 'delays',
      says: 'A wait takes 90 days at most.',
      source: { title: 'Adobe: Wait activity', url: 'https://experienceleague.adobe.com/en/docs/journey-optimizer/using/orchestrate-journeys/about-journey-building/wait-activity' },
      ...shorterDelays('P90D'),
    },
  ],
  leftOut: ['Everybody is dropped 91 days after coming in.', 'An exit by audience may take up to ten minutes.', 'The wait of five minutes before somebody may come in again, which is a setting.'],
}
