import { beforeEach, expect, it, vi } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { changeJourney, withField } from '../../../renderer/document/commands/journey.ts'
import { documentStore } from '../../../renderer/document/document-store.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import { takeBackLast } from '../../../renderer/document/take-back.ts'
import { fixSafe } from '../../../renderer/features/problems/problem-actions.ts'
import { readChecks } from '../../../renderer/features/problems/diagnostics-store.ts'
import { applyTurned } from '../../../renderer/features/what-if/apply-turned.ts'
import { knobsOf } from '../../../renderer/features/what-if/knob-words.ts'
import { useWhatIfStore, type Base } from '../../../renderer/features/what-if/what-if-store.ts'

const notes: string[] = []
const offers: { undo(): unknown }[] = []

vi.mock('../../../renderer/components/notify.ts', () => ({ notify: (note: string) => notes.push(note) }))
vi.mock('../../../renderer/components/notify-undoable.tsx', () => ({ notifyUndoable: (offer: { undo(): unknown }) => offers.push(offer) }))
vi.mock('../../../renderer/features/simulation/run.ts', () => ({ run: async () => undefined }))

const rename = (name: string) => {
  documentStore.getState().seal()
  documentStore.getState().apply(changeJourney('Rename journey', (document) => withField(document, 'name', name)))
}
const name = () => documentStore.getState().document.name

beforeEach(() => {
  notes.length = offers.length = 0
  documentStore.getState().load({ journey: null, document: emptyJourney('j', 'J') })
})

it('the last edit is taken back without a word', () => {
  rename('First')
  takeBackLast()()
  expect([name(), notes]).toEqual(['J', []])
})

it('an edit that others came after stays, and it is said how to get there', () => {
  rename('First')
  const takeBack = takeBackLast()
  rename('Second')
  takeBack()
  expect(name()).toBe('Second')
  expect(notes).toEqual([expect.stringContaining('edited since')])
})

it('an edit of a journey that was left stays, and nothing of the open one is undone', () => {
  rename('First')
  const takeBack = takeBackLast()
  documentStore.getState().load({ journey: null, document: emptyJourney('k', 'K') })
  rename('Other')
  takeBack()
  expect(name()).toBe('Other')
  expect(notes).toEqual([expect.stringContaining('another journey was opened')])
})

it('so it is with fixes that were made of problems', async () => {
  await readChecks()
  documentStore.getState().load({ journey: null, document: { ...emptyJourney('j', 'J'), segments: { loyal: { when: { did: 'purchase' } } }, entries: [{ id: 'in', trigger: { kind: 'segment', segment: 'loial', change: 'enter' }, next: 'out' }], steps: { out: { kind: 'exit' as const, outcome: 'done' } } } })
  fixSafe()
  expect(offers).toHaveLength(1)
  const fixed = documentStore.getState().document
  expect(fixed.entries[0]?.trigger).toMatchObject({ segment: 'loyal' })
  rename('Second')
  offers[0]!.undo()
  expect(notes).toEqual([expect.stringContaining('edited since')])
  expect(documentStore.getState().document).toEqual({ ...fixed, name: 'Second' })
})

it('and with a turned number that was applied', async () => {
  const document: JourneyDocument = { ...emptyJourney('j', 'J'), entries: [{ id: 'in', trigger: { kind: 'event', event: 'buy' }, next: 'wait' }], steps: { wait: { kind: 'delay', for: 'P1D' } } }
  documentStore.getState().load({ journey: null, document })
  const [wait] = knobsOf(document)
  const base = { document, assumptions: {} } as Base // as: what is read of it when nothing was tried
  useWhatIfStore.setState({ base, turns: { [wait!.id]: 2 * 86_400_000 }, tried: null })
  await applyTurned()
  expect(documentStore.getState().document.steps['wait']).toMatchObject({ for: 'P2D' })
  rename('Second')
  offers[0]!.undo()
  expect(documentStore.getState().document).toMatchObject({ name: 'Second', steps: { wait: { for: 'P2D' } } })
  expect(notes).toEqual([expect.stringContaining('edited since')])
})
