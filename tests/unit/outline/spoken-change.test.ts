import { describe, expect, it } from 'vitest'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import { addStep } from '../../../renderer/document/commands/steps.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'
import { spokenChange } from '../../../renderer/features/outline/spoken-change.ts'

const document = journeySchema.parse({
  format: 'journey',
  formatVersion: 1,
  id: 'j',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'a' }, next: 'hi' }],
  steps: { hi: { kind: 'message', channel: 'push', name: 'Welcome push' } },
})

describe('what a screen reader says of an edit', () => {
  it('names what was added and after what, and what was taken back and done again', () => {
    const store = createDocumentStore()
    store.getState().load({ journey: null, document })
    const said: (string | undefined)[] = []
    store.subscribe((state, before) => said.push(spokenChange(before, state)))
    store.getState().apply(addStep('pause', { kind: 'delay', name: 'Pause', for: 'PT1H' }, { x: 0, y: 0 }, { from: 'hi', portId: 'next' }))
    store.getState().undo()
    store.getState().redo()
    store.getState().apply({ name: 'Rename step', run: (current) => ({ ...current, name: 'x' }) })
    expect(said).toEqual(['Added Pause after Welcome push', 'Undone: Add Pause', 'Done again: Add Pause', 'Rename step: done'])
  })
})
