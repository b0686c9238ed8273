import { beforeEach, expect, it, vi } from 'vitest'
import type { SegmentDrift } from '../../../engine/api/contract.ts'
import { documentStore } from '../../../renderer/document/document-store.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import { isLetGo } from '../../../renderer/features/segments/drift.ts'
import { embed, keepCopy } from '../../../renderer/features/segments/put-into-journey.ts'

const calls: string[] = []
const notes: string[] = []
const offers: { undo(): unknown; over(): unknown }[] = []
let refusal: unknown

const document = { ...emptyJourney('j', 'J'), segments: { buyers: { name: 'Buyers', when: { did: 'order' } } } }

vi.mock('../../../renderer/bridge/connection.ts', () => ({
  connection: {
    on: () => () => undefined,
    call: async (name: string) => {
      calls.push(name)
      if (refusal !== undefined) throw refusal
      return name === 'segments.embed' ? { document, copyId: 'buyers', embedded: [{ segmentId: 'buyers', copyId: 'buyers', version: 1 }] } : {}
    },
  },
}))
vi.mock('../../../renderer/components/notify.ts', () => ({ notify: (note: string) => notes.push(note) }))
vi.mock('../../../renderer/components/notify-undoable.tsx', () => ({ notifyUndoable: (offer: (typeof offers)[number]) => offers.push(offer) }))

const drift: SegmentDrift = { copyId: 'buyers', segmentId: 'buyers', name: 'Buyers', status: 'both', copiedVersion: null, libraryVersion: 2, foundBy: 'link', differences: [] }

beforeEach(() => {
  calls.length = notes.length = offers.length = 0
  refusal = undefined
  documentStore.getState().load({ journey: null, document })
  keepCopy(drift)
})

it('a copy that is kept is let go when the offer to undo is over', async () => {
  expect([isLetGo('j', 'buyers'), calls]).toEqual([true, []])
  await offers[0]!.over()
  await vi.waitFor(() => expect(calls).toEqual(['segments.detach']))
  expect(isLetGo('j', 'buyers')).toBe(true)
})

it('undo leaves everything as it was, since nobody was told yet', () => {
  offers[0]!.undo()
  expect([isLetGo('j', 'buyers'), calls]).toEqual([false, []])
})

it('a copy that was brought up to date meanwhile stays a copy', async () => {
  await embed('buyers', 'Buyers', 'buyers')
  await offers[0]!.over()
  expect([isLetGo('j', 'buyers'), calls]).toEqual([false, ['segments.embed']])
})

it('one that cannot be let go is a copy again, and it is said', async () => {
  refusal = { code: 'E_SEGMENT', message: 'Away.', help: 'Wait.' }
  await offers[0]!.over()
  await vi.waitFor(() => expect(notes).toEqual(['Away. Wait.']))
  expect(isLetGo('j', 'buyers')).toBe(false)
})
