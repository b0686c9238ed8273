import { beforeEach, expect, it, vi } from 'vitest'
import type { JourneySummary } from '../../../engine/api/contract.ts'
import { saveAsFile, saveMine, saveWithNotice } from '../../../renderer/app/save-journey.ts'
import { changeJourney, withField } from '../../../renderer/document/commands/journey.ts'
import { documentStore } from '../../../renderer/document/document-store.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import { useUiStore } from '../../../renderer/stores/ui-store.ts'

interface Input { id: string; path?: string; baseVersion?: number | null }

const calls: [string, Input][] = []
let newest = 3

vi.mock('../../../renderer/bridge/connection.ts', () => ({
  connection: {
    call: async (name: string, input: Input) => {
      calls.push([name, input])
      if (name === 'journeys.saveFile') return { ...summary, version: newest, path: input.path }
      if (input.baseVersion !== null && input.baseVersion !== newest) throw { code: 'E_CONFLICT', message: 'Saved elsewhere.', help: 'Choose.' } // oxlint-disable-line no-throw-literal -- as it comes over the bridge
      newest += 1
      return { ...summary, version: newest }
    },
  },
}))
vi.mock('../../../renderer/components/notify.ts', () => ({ notify: () => undefined }))
vi.mock('../../../renderer/app/desktop.ts', () => ({ desktop: () => ({ chooseJourneyToSave: async () => '/home/ada/mine.journey.json' }) }))

const summary: JourneySummary = { id: 'w1', journeyId: 'j', name: 'J', description: '', version: 3, savedAt: 0, steps: 0, path: null, datasetId: null, lastRunId: null }
const written = () => calls.filter(([name]) => name === 'journeys.saveFile').map(([, { path }]) => path)

beforeEach(() => {
  calls.length = 0
  newest = 3
  useUiStore.getState().openDialog(null)
  documentStore.getState().load({ journey: summary, document: emptyJourney('j', 'J') })
  documentStore.getState().apply(changeJourney('Rename journey', (document) => withField(document, 'name', 'Mine')))
})

it('a file that met a newer version is written once mine is put on top', async () => {
  newest = 4
  await saveAsFile()
  expect([useUiStore.getState().dialog, written()]).toEqual(['saveConflict', []])
  expect(await saveMine()).toBe(true)
  expect(written()).toEqual(['/home/ada/mine.journey.json'])
  expect(documentStore.getState()).toMatchObject({ dirty: false, summary: { version: 5, path: '/home/ada/mine.journey.json' } })
})

it('a plain save after that conflict was left writes no file', async () => {
  newest = 4
  await saveAsFile()
  await saveWithNotice()
  expect(await saveMine()).toBe(true)
  expect(written()).toEqual([])
})

it('a file without a conflict is written at once', async () => {
  await saveAsFile()
  expect(written()).toEqual(['/home/ada/mine.journey.json'])
})
