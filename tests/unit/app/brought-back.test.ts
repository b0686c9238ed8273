import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CallError, JourneySummary } from '../../../engine/api/contract.ts'
import { mayLeave } from '../../../renderer/app/open-journey.ts'
import { adoptDraft, currentDraftId } from '../../../renderer/document/autosave.ts'
import { changeJourney, withField } from '../../../renderer/document/commands/journey.ts'
import { documentStore } from '../../../renderer/document/document-store.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import { discardDraft, discardRecovered } from '../../../renderer/features/journeys/open-draft.ts'
import { putAwayCopy } from '../../../renderer/features/tour/start-tour.ts'
import { useTourStore } from '../../../renderer/features/tour/tour-store.ts'

const calls: string[] = []
const notes: [string, string | undefined][] = []
const offers: { undo(): unknown }[] = []
let refused: readonly string[] = []

vi.mock('../../../renderer/bridge/connection.ts', () => ({
  connection: {
    on: () => () => undefined,
    call: async (name: string) => {
      calls.push(name)
      if (refused.includes(name)) throw { code: 'E_NOT_FOUND', message: 'There is no draft "d" here.', help: 'Look at the list.' } satisfies CallError // oxlint-disable-line no-throw-literal -- as it comes over the bridge
      return name === 'journeys.get' ? { journey: summary, document: emptyJourney('j', 'Saved') } : []
    },
  },
}))
vi.mock('../../../renderer/components/notify.ts', () => ({ notify: (note: string, _kind: string, title?: string) => notes.push([note, title]) }))
vi.mock('../../../renderer/components/notify-undoable.tsx', () => ({ notifyUndoable: (offer: { undo(): unknown }) => offers.push(offer) }))
vi.mock('../../../renderer/app/desktop.ts', () => ({ desktop: () => ({ askAboutUnsavedChanges: async () => 'discard' }) }))

const summary: JourneySummary = { id: 'w1', journeyId: 'j', name: 'J', description: '', version: 3, savedAt: 0, steps: 0, path: null, datasetId: null, lastRunId: null }
const rename = () => documentStore.getState().apply(changeJourney('Rename journey', (document) => withField(document, 'name', 'Mine')))
const WHY = 'There is no draft "d" here. Look at the list.'

function recovered(journey: JourneySummary | null): void {
  documentStore.getState().load({ journey, document: emptyJourney('j', 'Saved') })
  adoptDraft('d', 1, 0)
  rename()
}

beforeEach(() => {
  calls.length = notes.length = offers.length = 0
  refused = []
})

describe('unsaved work that cannot be brought back is told of', () => {
  it('after a journey that was never saved was given up', async () => {
    recovered(null)
    documentStore.getState().apply(changeJourney('Add', (document) => ({ ...document, steps: { end: { kind: 'exit', outcome: 'done' } } })))
    expect(await mayLeave()).toBe(true)
    refused = ['drafts.restore']
    await offers[0]!.undo()
    expect(notes).toEqual([[WHY, 'Could not bring back the changes to “Mine”']])
  })

  it('after it was discarded in the list', async () => {
    await discardDraft('d', 'Mine')
    refused = ['drafts.restore']
    await offers[0]!.undo()
    expect(notes).toEqual([[WHY, 'Could not bring back the changes to “Mine”']])
  })

  it('and so is a tour that cannot be put away, or had back', async () => {
    useTourStore.setState({ status: 'on', stop: 'end', journeyId: 'tour', datasetId: null })
    refused = ['journeys.delete']
    await putAwayCopy()
    expect([notes, offers]).toEqual([[[WHY, 'Could not put the tour’s copy away']], []])
    notes.length = 0
    useTourStore.setState({ status: 'on', stop: 'end', journeyId: 'tour', datasetId: null })
    refused = ['journeys.restore']
    await putAwayCopy()
    await offers[0]!.undo()
    expect(notes).toEqual([[WHY, 'Could not bring the tour’s copy back']])
  })
})

describe('recovered work that is discarded', () => {
  it('stays, with its draft, while what takes its place cannot be had', async () => {
    recovered(summary)
    refused = ['journeys.get']
    await discardRecovered()
    expect(documentStore.getState().document.name).toBe('Mine')
    expect([currentDraftId(), offers]).toEqual(['d', []])
    expect(calls).not.toContain('drafts.discard')
    expect(notes).toEqual([[WHY, 'Could not discard the changes to “Mine”']])
  })

  it('gives way to the saved version, and only then is its draft let go', async () => {
    recovered(summary)
    await discardRecovered()
    expect(documentStore.getState().document.name).toBe('Saved')
    expect(calls.filter((name) => name === 'journeys.get' || name === 'drafts.discard')).toEqual(['journeys.get', 'drafts.discard'])
    expect(offers).toHaveLength(1)
  })
})
