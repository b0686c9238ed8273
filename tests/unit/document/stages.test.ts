import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { bandsOf, type Band } from '../../../renderer/document/bands.ts'
import type { Command } from '../../../renderer/document/command.ts'
import { arrange } from '../../../renderer/document/commands/arrange.ts'
import { addStage, addStageBeside, dropNodes, fitBand, moveBand, removeStage, renameStage, reorderStage, resizeBand } from '../../../renderer/document/commands/stages.ts'
import { addStep, blankStep, deleteNodes, insertStep } from '../../../renderer/document/commands/steps.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'
import { positionOf } from '../../../renderer/document/layout.ts'

/** signup → wait (first) → push (second) → done (no stage); a note in the first stage. */
function funnel(layout: object = {}): JourneyDocument {
  return journeySchema.parse({
    format: 'journey',
    formatVersion: 1,
    id: 'funnel',
    stages: [{ id: 'first', name: 'First' }, { id: 'second', name: 'Second' }, { id: 'later' }],
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    steps: {
      wait: { kind: 'delay', for: 'P1D', stage: 'first', name: 'Wait', next: 'push' },
      push: { kind: 'message', channel: 'push', stage: 'second', name: 'Hello', next: 'done' },
      done: { kind: 'exit', outcome: 'done' },
    },
    layout: {
      'entry:in': { x: 0, y: 0 }, wait: { x: 320, y: 0 }, push: { x: 800, y: 0 }, done: { x: 1600, y: 0 },
      notes: [{ id: 'n', x: 0, y: 60, width: 160, height: 80, text: 'Why', mood: 'kept' }, 'no note at all'],
      ...layout,
    },
  })
}

function opened(document = funnel()) {
  const store = createDocumentStore(() => 0)
  store.getState().load({ journey: null, document })
  const apply = (command: Command) => {
    const before = store.getState().document
    store.getState().apply(command)
    const after = store.getState().document
    store.getState().undo()
    expect(store.getState().document).toBe(before)
    store.getState().redo()
    expect(store.getState().document).toBe(after)
    expect(journeySchema.safeParse(after).success).toBe(true)
    return after
  }
  return { apply, document: () => store.getState().document, undoName: () => store.getState().undoName }
}

const band = (document: JourneyDocument, id: string): Band => bandsOf(document).find(({ stageId }) => stageId === id)!
const box = ({ x, y, width, height }: Band) => ({ x, y, width, height })

describe('the bands of a journey', () => {
  it('are fitted to their cards, entries included, as columns of one height, and empty ones stand beside the last', () => {
    expect(bandsOf(funnel()).map((one) => ({ id: one.stageId, ...box(one), isEmpty: one.isEmpty }))).toEqual([
      { id: 'first', x: -44, y: -96, width: 648, height: 272, isEmpty: false },
      { id: 'second', x: 756, y: -96, width: 328, height: 272, isEmpty: false },
      { id: 'later', x: 1108, y: -96, width: 328, height: 272, isEmpty: true },
    ])
  })

  it('have the size a person gave them, and a size that cannot be drawn is left out', () => {
    const document = funnel({ 'stage:first': { x: -100, y: -200, width: 900, height: 500 }, 'stage:second': { x: 1, y: 2 }, 'stage:later': { x: 1e12, y: 0, width: 10, height: 10 } })
    expect(box(band(document, 'first'))).toEqual({ x: -100, y: -200, width: 900, height: 500 })
    expect(band(document, 'second').isStored).toBe(false)
    expect(band(document, 'later').isStored).toBe(false)
  })
})

describe('putting a card down', () => {
  it('in another band moves the step to that stage, in one step that says so', () => {
    const { apply, document, undoName } = opened()
    apply(dropNodes(new Map([['wait', { x: 800, y: 60 }]]), document()))
    expect(undoName()).toBe('Move Wait to Second')
    expect(document().steps['wait']?.stage).toBe('second')
    // The stage that lost its last card keeps its place.
    expect(box(band(document(), 'first'))).toEqual({ x: -44, y: -96, width: 648, height: 272 })
  })

  it('outside of all bands takes it out of its stage', () => {
    const { apply, document, undoName } = opened(funnel({ 'stage:first': { x: -44, y: -96, width: 648, height: 272 } }))
    apply(dropNodes(new Map([['wait', { x: 320, y: 900 }]]), document()))
    expect(undoName()).toBe('Move Wait out of First')
    expect(document().steps['wait']).not.toHaveProperty('stage')
  })

  it('partly outside of its band makes the band grow', () => {
    const { apply, document, undoName } = opened(funnel({ 'stage:second': { x: 756, y: -96, width: 328, height: 272 } }))
    apply(dropNodes(new Map([['push', { x: 900, y: 80 }]]), document()))
    expect(undoName()).toBe('Move step')
    expect(document().steps['push']?.stage).toBe('second')
    expect(box(band(document(), 'second'))).toEqual({ x: 756, y: -96, width: 408, height: 328 })
  })

  it('in an empty stage keeps that band where it was laid out', () => {
    const { apply, document } = opened()
    const before = box(band(document(), 'later'))
    apply(dropNodes(new Map([['done', { x: before.x + 44, y: before.y + 100 }]]), document()))
    expect(document().steps['done']?.stage).toBe('later')
    expect(box(band(document(), 'later'))).toEqual(before)
  })

  it('together with all others of its stage takes a fitted stage along', () => {
    const { apply, document } = opened()
    apply(dropNodes(new Map([['entry:in', { x: 0, y: 700 }], ['wait', { x: 320, y: 700 }]]), document()))
    expect(document().steps['wait']?.stage).toBe('first')
    expect(band(document(), 'first').y).toBe(604)
  })

  it('leaves every step in its stage when everything is moved, and bands with a size go along', () => {
    const { apply, document } = opened(funnel({ 'stage:first': { x: -44, y: -96, width: 700, height: 300 }, 'stage:second': { x: 756, y: -96, width: 328, height: 300 } }))
    const all = ['entry:in', 'wait', 'push', 'done', 'note:n']
    apply(dropNodes(new Map(all.map((id) => [id, { x: positionOf(document(), id)!.x + 480, y: positionOf(document(), id)!.y }])), document()))
    expect(Object.values(document().steps).map(({ stage }) => stage)).toEqual(['first', 'second', undefined])
    expect([band(document(), 'first').x, band(document(), 'second').x]).toEqual([436, 1236])
  })
})

describe('steps that are added', () => {
  it('belong to the stage they are put into, whatever they follow', () => {
    const { apply, document } = opened()
    apply(addStep('call', { ...blankStep('webhook'), stage: 'first' }, { x: 790, y: 20 }, { from: 'wait', portId: 'next' }))
    expect(document().steps['call']?.stage).toBe('second')
  })

  it('make room in their own stage when they stand just beside it, and leave it when they stand far away', () => {
    const { apply, document } = opened(funnel({ 'stage:second': { x: 756, y: -96, width: 328, height: 272 }, 'stage:later': { x: 5000, y: 0, width: 300, height: 300 } }))
    apply(addStep('near', { ...blankStep('webhook'), stage: 'second' }, { x: 1190, y: 0 }))
    expect(document().steps['near']?.stage).toBe('second')
    expect(band(document(), 'second').width).toBe(698)
    apply(addStep('far', { ...blankStep('webhook'), stage: 'second' }, { x: 1190, y: 3000 }))
    expect(document().steps['far']).not.toHaveProperty('stage')
  })

  it('inserted before a stage move its band along with its cards', () => {
    const { apply, document } = opened(funnel({ 'stage:second': { x: 756, y: -96, width: 328, height: 272 } }))
    apply(insertStep('call', blankStep('webhook'), { from: 'wait', portId: 'next', to: 'push' }))
    const moved = positionOf(document(), 'push')!.x - 800
    expect(moved).toBeGreaterThan(0)
    expect(box(band(document(), 'second'))).toEqual({ x: 756 + moved, y: -96, width: 328, height: 272 })
  })

  it('and a stage given by a form brings the card into its band', () => {
    const { apply, document } = opened(funnel({ 'stage:later': { x: 2000, y: 0, width: 400, height: 400 } }))
    apply({ name: 'Change stage', run: (current) => ({ ...current, steps: { ...current.steps, done: { ...current.steps['done']!, stage: 'later' } } }) })
    expect(positionOf(document(), 'done')).toEqual({ x: 2080, y: 80 })
  })
})

describe('a stage', () => {
  it('is moved with its cards and the notes in it, and no other band jumps', () => {
    const { apply, document, undoName } = opened()
    const others = bandsOf(document()).slice(1).map(box)
    apply(moveBand('first', { x: 16, y: 400 }, document()))
    expect(undoName()).toBe('Move stage First')
    expect({ in: positionOf(document(), 'entry:in'), wait: positionOf(document(), 'wait'), note: positionOf(document(), 'note:n') }).toEqual({
      in: { x: 16, y: 400 }, wait: { x: 336, y: 400 }, note: { x: 16, y: 460 },
    })
    expect(box(band(document(), 'first'))).toEqual({ x: -28, y: 304, width: 648, height: 272 })
    expect(bandsOf(document()).slice(1).map(box)).toEqual(others)
    expect(document().layout?.['notes']).toEqual([{ id: 'n', x: 16, y: 460, width: 160, height: 80, text: 'Why', mood: 'kept' }, 'no note at all'])
  })

  it('is resized, not over its cards, and takes in steps without a stage', () => {
    const { apply, document, undoName } = opened()
    apply(resizeBand('second', { x: 756, y: -96, width: 40, height: 40 }, document()))
    expect(undoName()).toBe('Resize stage Second')
    expect(box(band(document(), 'second'))).toEqual({ x: 756, y: -96, width: 292, height: 224 })
    apply(resizeBand('second', { x: 756, y: -96, width: 1200, height: 300 }, document()))
    expect(document().steps['done']?.stage).toBe('second')
    expect(document().steps['wait']?.stage).toBe('first')
  })

  it('is fitted to its cards again', () => {
    const { apply, document } = opened(funnel({ 'stage:first': { x: -500, y: -500, width: 2000, height: 2000 } }))
    apply(fitBand('first', document()))
    expect(box(band(document(), 'first'))).toEqual({ x: -44, y: -96, width: 648, height: 272 })
    expect(Object.keys(document().layout ?? {})).not.toContain('stage:first')
  })

  it('is renamed, and removed without its cards', () => {
    const { apply, document, undoName } = opened(funnel({ 'stage:first': { x: -44, y: -96, width: 648, height: 272 } }))
    apply(renameStage('first', 'Hello there'))
    expect(document().stages?.[0]).toEqual({ id: 'first', name: 'Hello there' })
    apply(removeStage('first', document()))
    expect(undoName()).toBe('Remove stage Hello there')
    expect(document().stages?.map(({ id }) => id)).toEqual(['second', 'later'])
    expect(document().steps['wait']).toEqual({ kind: 'delay', for: 'P1D', name: 'Wait', next: 'push' })
    expect(Object.keys(document().layout ?? {})).not.toContain('stage:first')
  })

  it('changes places with its neighbour, cards and all', () => {
    const { apply, document, undoName } = opened()
    apply(reorderStage('second', -1, document()))
    expect(undoName()).toBe('Move Second left')
    expect(document().stages?.map(({ id }) => id)).toEqual(['second', 'first', 'later'])
    expect([band(document(), 'second').x, band(document(), 'first').x]).toEqual([-44, 436])
    expect([positionOf(document(), 'push')?.x, positionOf(document(), 'wait')?.x]).toEqual([0, 800])
    expect(reorderStage('second', -1, document()).run(document())).toBe(document())
  })

  it('is added around steps, beside another, or empty at the end', () => {
    const { apply, document } = opened()
    apply(addStage({ id: 'around', name: 'Around' }, { around: ['done', 'entry:in'] }))
    expect(document().steps['done']?.stage).toBe('around')
    apply(addStageBeside({ id: 'between', name: 'Between' }, 'first', 'after'))
    expect(document().stages?.map(({ id }) => id)).toEqual(['first', 'between', 'second', 'later', 'around'])
    const [first, between, second] = [band(document(), 'first'), band(document(), 'between'), band(document(), 'second')]
    expect(between.x).toBe(first.x + first.width + 24)
    expect(second.x).toBeGreaterThanOrEqual(between.x + between.width + 24)
    expect(positionOf(document(), 'push')!.x).toBe(second.x + 44)
    apply(addStage({ id: 'end', name: 'End' }))
    expect(band(document(), 'end').isEmpty).toBe(true)
  })
})

it('arranging puts bands with a size around their cards again, and deleting the last card keeps the band', () => {
  const { apply, document } = opened(funnel({ 'stage:second': { x: 756, y: -96, width: 328, height: 272 } }))
  apply(arrange(new Map([['entry:in', { x: 0, y: 0 }], ['wait', { x: 400, y: 0 }], ['push', { x: 1200, y: 500 }], ['done', { x: 1600, y: 0 }]])))
  const { x, y, width, height } = band(document(), 'second')
  expect(x <= 1200 && y <= 500 && x + width >= 1440 && y + height >= 620).toBe(true)
  const before = box(band(document(), 'first'))
  apply(deleteNodes(['wait', 'entry:in'], document()))
  expect(box(band(document(), 'first'))).toEqual(before)
})
