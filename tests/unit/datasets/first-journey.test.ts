import { expect, it } from 'vitest'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import { firstJourney, firstQuestion } from '../../../renderer/features/datasets/first-journey.ts'

function catalogue(people: Record<string, number>): DatasetCatalogue {
  const events = Object.entries(people).map(([name, profiles]) => ({ name, count: profiles, profiles, first: 0, last: 1, rate: [], properties: [] }))
  return { rate: { unit: 'day', starts: [], total: [] }, events, attributes: [], sessions: {} as DatasetCatalogue['sessions'] } // as: not looked at
}

it('asks of those with the commonest event who comes to the one that looks like a goal', () => {
  expect(firstQuestion(catalogue({ view: 900, purchase: 950, share: 20 }))).toEqual({ after: 'view', wanted: 'purchase', days: 7 })
})

it('asks for the rarest event that is no accident where none looks like a goal', () => {
  expect(firstQuestion(catalogue({ 3: 1000, 5: 400, 9: 12, 11: 2, $set: 1000 }))).toEqual({ after: '3', wanted: '9', days: 7 })
})

it('asks who comes back where there is one event only, and nothing where there is none', () => {
  expect(firstQuestion(catalogue({ purchase: 10 }))).toEqual({ after: 'purchase', wanted: 'purchase', days: 30 })
  expect(firstQuestion(catalogue({}))).toBeUndefined()
})

it('makes a journey by the rules of the document', () => {
  const journey = firstJourney({ after: 'view', wanted: 'purchase', days: 7 })
  expect(journeySchema.safeParse(journey).error).toBeUndefined()
  expect(journey.name).toBe('After view: purchase?')
  expect(journey.steps['wait']).toMatchObject({ kind: 'waitFor', branches: [{ event: 'purchase', next: 'followed' }], timeout: { after: 'P7D', next: 'silent' } })
})
