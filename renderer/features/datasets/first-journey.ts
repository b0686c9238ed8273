import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { emptyJourney } from '../../document/empty-journey.ts'
import { rehearseText } from './rehearse-texts.ts'

/** A question that any data can be asked: of those who did the one, who comes to the other, and how soon. */
export interface FirstQuestion { after: string; wanted: string; days: number }

/** Events that most journeys want to lead to. */
const goalName = /(purchase|order|checkout|buy|bought|paid|payment|convert|conversion|subscribe|satin|satın|siparis|sipariş|compra|pedido|kauf|bestell)/i
const isOurs = (name: string): boolean => name.startsWith('$')

/** What to ask of data at first: the event everybody has, and the one that looks like a goal, or else the rarest that is no accident. */
export function firstQuestion({ events }: DatasetCatalogue): FirstQuestion | undefined {
  const own = events.filter(({ name }) => !isOurs(name))
  const byPeople = (own.length > 0 ? own : [...events]).sort((a, b) => b.profiles - a.profiles)
  const most = byPeople[0]
  if (!most) return undefined
  const known = byPeople.filter(({ profiles }) => profiles * 100 >= most.profiles)
  const wanted = known.find(({ name }) => goalName.test(name)) ?? known.at(-1) ?? most
  const after = known.find(({ name }) => name !== wanted.name) ?? wanted
  return { after: after.name, wanted: wanted.name, days: after === wanted ? 30 : 7 }
}

/** The question as a journey: come in, wait for the other event, end one way or the other. */
export function firstJourney({ after, wanted, days }: FirstQuestion): JourneyDocument {
  return {
    ...emptyJourney(`first-${crypto.randomUUID().slice(0, 8)}`, rehearseText('journeyName', { after, wanted })),
    stages: [{ id: 'asked', name: after }, { id: 'came', name: wanted }],
    goals: [{ id: 'followed', event: wanted, window: `P${days}D` }],
    entries: [{ id: 'start', trigger: { kind: 'event', event: after }, next: 'wait' }],
    steps: {
      wait: {
        kind: 'waitFor',
        stage: 'asked',
        name: rehearseText('waitName', { wanted }),
        branches: [{ id: 'came', event: wanted, next: 'followed' }],
        timeout: { after: `P${days}D`, next: 'silent' },
      },
      followed: { kind: 'exit', stage: 'came', name: rehearseText('followedName', { wanted }), outcome: 'followed' },
      silent: { kind: 'exit', name: rehearseText('silentName', { count: days }), outcome: 'not followed' },
    },
  }
}
