import { describe, expect, it } from 'vitest'
import type { JourneySummary } from '../../../engine/api/contract.ts'
import { changeJourney, withField } from '../../../renderer/document/commands/journey.ts'
import { addStep, blankStep, moveNodes } from '../../../renderer/document/commands/steps.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'
import type { Aside } from '../../../renderer/document/history.ts'
import { nodesOf } from '../../../renderer/document/react-flow-adapter.ts'
import { withPositions } from '../../../renderer/document/layout.ts'

const summary: JourneySummary = {
  id: 'w1', journeyId: 'new-journey', name: 'New journey', description: '', version: 1, savedAt: 0, steps: 0, path: null, datasetId: null, lastRunId: null,
}

function opened() {
  let nowMs = 0
  const store = createDocumentStore(() => nowMs)
  store.getState().load({ journey: summary, document: emptyJourney() })
  const rename = (name: string) => store.getState().apply(changeJourney('Rename journey', (document) => withField(document, 'name', name), 'name'))
  const seen = () => {
    const { document, dirty, undoName, redoName } = store.getState()
    return { name: document.name, steps: Object.keys(document.steps), dirty, undoName, redoName }
  }
  return { store, rename, seen, wait: (ms: number) => (nowMs += ms) }
}

describe('the document store', () => {
  it('undoes and redoes one edit at a time and says which', () => {
    const { store, seen } = opened()
    store.getState().apply(addStep('push', blankStep('message'), { x: 0, y: 0 }))
    store.getState().apply(addStep('exit', blankStep('exit'), { x: 0, y: 0 }))
    store.getState().undo()
    expect(seen()).toEqual({ name: 'New journey', steps: ['push'], dirty: true, undoName: 'Add Message', redoName: 'Add Exit' })
    store.getState().redo()
    expect(seen()).toEqual({ name: 'New journey', steps: ['push', 'exit'], dirty: true, undoName: 'Add Exit', redoName: null })
  })

  it('takes typing in one field as one edit', () => {
    const { store, rename, seen } = opened()
    for (const text of ['W', 'We', 'Wel']) rename(text)
    store.getState().undo()
    expect(seen()).toEqual({ name: 'New journey', steps: [], dirty: false, undoName: null, redoName: 'Rename journey' })
  })

  it('begins another edit when the field was left, and after a pause', () => {
    const { store, rename, seen, wait } = opened()
    rename('One')
    store.getState().seal()
    rename('Two')
    wait(2000)
    rename('Three')
    store.getState().undo()
    expect(seen().name).toBe('Two')
    store.getState().undo()
    expect(seen().name).toBe('One')
  })

  it('forgets what was undone once something else is done', () => {
    const { store, rename, seen } = opened()
    rename('One')
    store.getState().undo()
    store.getState().apply(addStep('exit', blankStep('exit'), { x: 0, y: 0 }))
    expect(seen()).toEqual({ name: 'New journey', steps: ['exit'], dirty: true, undoName: 'Add Exit', redoName: null })
  })

  it('is saved again when the edits since are undone', () => {
    const { store, rename, seen } = opened()
    rename('Saved name')
    store.getState().markSaved({ ...summary, version: 2 })
    expect(seen().dirty).toBe(false)
    rename('Later')
    expect(seen().dirty).toBe(true)
    store.getState().undo()
    expect(seen()).toEqual({ name: 'Saved name', steps: [], dirty: false, undoName: 'Rename journey', redoName: 'Rename journey' })
  })

  it('goes several steps at once and lists them by name, the nearest first', () => {
    const { store, rename, seen } = opened()
    rename('One')
    store.getState().apply(addStep('push', blankStep('message'), { x: 0, y: 0 }))
    store.getState().apply(addStep('exit', blankStep('exit'), { x: 0, y: 0 }))
    expect(store.getState().steps().past.at(-1)).toBe('Rename journey')
    store.getState().go(-2)
    expect(seen().steps).toEqual([])
    expect(store.getState().steps()).toMatchObject({ past: ['Rename journey'], future: [expect.stringMatching(/^Add/), expect.stringMatching(/^Add/)] })
    store.getState().go(2)
    expect(seen().steps).toEqual(['push', 'exit'])
    store.getState().go(-99)
    expect(seen()).toMatchObject({ name: 'New journey', dirty: false, undoName: null })
  })

  it('takes back in its turn what lies beside the document', () => {
    const { store, rename, seen } = opened()
    let beside = 'before'
    const backTo = (value: string): Aside => ({
      swap: () => {
        const there = beside
        beside = value
        return backTo(there)
      },
    })
    rename('One')
    beside = 'after'
    store.getState().applyBeside({ name: 'Change assumptions', aside: backTo('before') })
    expect(seen()).toMatchObject({ name: 'One', undoName: 'Change assumptions' })
    store.getState().undo()
    expect([beside, seen().undoName, seen().redoName]).toEqual(['before', 'Rename journey', 'Change assumptions'])
    store.getState().undo()
    store.getState().go(2)
    expect([beside, seen().name]).toEqual(['after', 'One'])
  })

  it('knows what was done since it was saved', () => {
    const { store, rename, wait } = opened()
    rename('One')
    store.getState().markSaved({ ...summary, version: 2 })
    expect(store.getState().editsSinceSaved()).toEqual([])
    rename('Two')
    wait(2000)
    store.getState().apply(changeJourney('Change currency', (document) => withField(document, 'currency', 'TRY')))
    expect(store.getState().editsSinceSaved()).toEqual(['Rename journey', 'Change currency'])
    store.getState().undo()
    expect(store.getState().editsSinceSaved()).toEqual(['Rename journey'])
  })

  it('keeps edits made while saving as unsaved', () => {
    const { store, rename, seen } = opened()
    rename('Sent')
    const sent = store.getState().document
    store.getState().seal()
    rename('Typed meanwhile')
    store.getState().markSaved({ ...summary, version: 2 }, sent)
    expect(seen().dirty).toBe(true)
  })

  it('makes no undo step of an edit that changes nothing', () => {
    const { rename, seen } = opened()
    rename('New journey')
    expect(seen()).toEqual({ name: 'New journey', steps: [], dirty: false, undoName: null, redoName: null })
  })

  it('takes the places a document came without as no edit', () => {
    const { store, seen } = opened()
    store.getState().amend((document) => withPositions(document, new Map([['exit', { x: 1, y: 2 }]])))
    expect(store.getState().document.layout).toEqual({ exit: { x: 1, y: 2 } })
    expect(seen()).toEqual({ name: 'New journey', steps: [], dirty: false, undoName: null, redoName: null })
  })

  it('is saved although places were worked out while the save was under way', () => {
    const { store, rename, seen } = opened()
    rename('Sent')
    const sent = store.getState().document
    store.getState().amend((document) => withPositions(document, new Map([['exit', { x: 1, y: 2 }]])))
    store.getState().markSaved({ ...summary, version: 2 }, sent)
    expect(seen()).toEqual({ name: 'Sent', steps: [], dirty: false, undoName: 'Rename journey', redoName: null })
    rename('Later')
    expect(seen().dirty).toBe(true)
  })

  it('starts afresh with another journey', () => {
    const { store, rename, seen } = opened()
    rename('Old')
    store.getState().load({ journey: null, document: emptyJourney('other', 'Other') })
    expect(seen()).toEqual({ name: 'Other', steps: [], dirty: true, undoName: null, redoName: null })
  })
})

describe('the canvas', () => {
  it('keeps the very card objects that an edit does not concern', () => {
    const { store } = opened()
    store.getState().apply(addStep('a', blankStep('delay'), { x: 0, y: 0 }))
    store.getState().apply(addStep('b', blankStep('exit'), { x: 390, y: 0 }))
    const before = nodesOf(store.getState().document, [], new Set())
    store.getState().apply(moveNodes(new Map([['b', { x: 400, y: 0 }]]), store.getState().document))
    const after = nodesOf(store.getState().document, before, new Set(['b']))
    expect(after[0]).toBe(before[0])
    expect(after[1]).toMatchObject({ id: 'b', type: 'step', position: { x: 400, y: 0 }, data: {}, selected: true })
  })
})
