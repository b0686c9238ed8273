import { beforeEach, expect, it, vi } from 'vitest'
import { closePopulation, discardLearned, learnFrom, learnPeople, makePeople, changeMakeDraft, openMakePeople, takePopulationFile, usePopulationStore, type LearnedStep } from '../../../renderer/features/populations/population-store.ts'

const offers: { undo(): unknown }[] = []
const calls: string[] = []

vi.mock('../../../renderer/bridge/connection.ts', () => ({
  connection: {
    on: () => () => undefined,
    call: async (name: string) => {
      calls.push(name)
      if (name === 'populations.learn') return { spec: { id: 'learned' }, notes: [] }
      if (name === 'populations.specCheck') return { spec: { id: 'described' }, summary: { kinds: [] }, problems: [] }
      if (name === 'populations.make') return { id: 'made', name: 'Made' }
      return []
    },
  },
}))
vi.mock('../../../renderer/components/notify.ts', () => ({ notify: () => undefined }))
vi.mock('../../../renderer/components/notify-undoable.tsx', () => ({ notifyUndoable: (offer: { undo(): unknown }) => offers.push(offer) }))

const shop = { id: 'shop', name: 'Shop', profiles: 300 }
const store = () => usePopulationStore.getState()
const learned = () => store().step as LearnedStep // as: the tests have learned before

async function learn(dataset = shop): Promise<void> {
  learnFrom(dataset)
  await learnPeople()
  expect(store().step.at).toBe('learned')
}

beforeEach(() => {
  usePopulationStore.setState(usePopulationStore.getInitialState())
  calls.length = 0
  offers.length = 0
})

it('what was learned outlives the dialog, with what was told of the people to make', async () => {
  await learn()
  changeMakeDraft({ seed: 7 })
  closePopulation()
  expect(store().step.at).toBe('closed')
  openMakePeople()
  expect(store().kept.map(({ dataset }) => dataset.name)).toEqual(['Shop'])
  learnFrom(shop)
  expect(learned()).toMatchObject({ at: 'learned', draft: { seed: 7 } })
  expect(calls.filter((name) => name === 'populations.learn')).toHaveLength(1)
})

it('it outlives a description that is dropped on the window, and learning from other people', async () => {
  await learn()
  await takePopulationFile(new File(['{}'], 'x.population.json'))
  expect(store().step.at).toBe('spec')
  closePopulation()
  await learn({ id: 'club', name: 'Club', profiles: 40 })
  expect(store().kept.map(({ dataset }) => dataset.name)).toEqual(['Club', 'Shop'])
})

it('it is gone once people were made of it', async () => {
  await learn()
  await makePeople()
  expect(store()).toMatchObject({ step: { at: 'closed' }, kept: [] })
  learnFrom(shop)
  expect(store().step.at).toBe('ask')
})

it('it is gone once it is discarded, and can be had back', async () => {
  await learn()
  const step = learned()
  closePopulation()
  openMakePeople()
  discardLearned(step)
  expect(store().kept).toEqual([])
  offers[0]!.undo()
  expect(store().kept).toEqual([step])
})
