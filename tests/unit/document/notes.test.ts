import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { clipOf, paste } from '../../../renderer/document/clipboard.ts'
import { addComment, deleteComment, editComment, resolveComment } from '../../../renderer/document/commands/comments.ts'
import { addNote, colourNote, resizeNote, writeNote } from '../../../renderer/document/commands/notes.ts'
import { deleteNodes, moveNodes } from '../../../renderer/document/commands/steps.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'
import { placeKeyOf, positionOf, withPositions } from '../../../renderer/document/layout.ts'
import { nameOfNodes } from '../../../renderer/document/names.ts'
import { notesOf, openCommentsOn, threadsOn } from '../../../renderer/document/notes.ts'
import { nodesOf } from '../../../renderer/document/react-flow-adapter.ts'

const NOTE = { id: 'n', x: 10, y: 20, width: 200, height: 100, text: 'Hello', colour: 'blue', by: 'another program' }
const COMMENT = { id: 'c', step: 'a', text: 'Why?', author: 'Ada', at: 1000 }

function journey(notes: unknown, steps: object = { a: { kind: 'exit', outcome: 'done', name: 'End' } }): JourneyDocument {
  return journeySchema.parse({ format: 'journey', formatVersion: 1, id: 'j', entries: [], steps, layout: { a: { x: 1, y: 2, colour: 'kept' }, notes } })
}

describe('the list of notes and comments', () => {
  it('ignores what cannot be drawn, and keeps it', () => {
    const strange = [null, 7, 'text', {}, { id: 'x' }, { ...NOTE, id: 'far', x: 1e9 }, { ...NOTE, text: 5 }, { ...COMMENT, at: 'yesterday' }, [NOTE]]
    const document = journey([...strange, NOTE, { ...NOTE, text: 'again' }, COMMENT])
    expect(notesOf(document)).toEqual([{ id: 'n', x: 10, y: 20, width: 200, height: 100, text: 'Hello', colour: 'blue' }])
    const after = writeNote('n', 'New').run(document)
    expect(after.layout!['notes']).toEqual([...strange.slice(0, -1), [NOTE], { ...NOTE, text: 'New' }, { ...NOTE, text: 'again' }, COMMENT])
    expect(after.layout?.['a']).toEqual({ x: 1, y: 2, colour: 'kept' })
  })

  it('is left alone when it is no list at all', () => {
    const document = journey({ x: 0, y: 0, mine: true })
    expect(notesOf(document)).toEqual([])
    expect(journeySchema.safeParse(document).success).toBe(true)
  })
})

describe('a step called "notes"', () => {
  it('has its place beside the list, and neither overwrites the other', () => {
    const document = journey([NOTE], { notes: { kind: 'exit', outcome: 'x' }, 'stage:s': { kind: 'exit', outcome: 'y' }, 'step:notes': { kind: 'exit', outcome: 'z' } })
    const placed = withPositions(document, new Map([['notes', { x: 5, y: 6 }], ['stage:s', { x: 7, y: 8 }], ['step:notes', { x: 9, y: 10 }]]))
    expect(['notes', 'stage:s', 'step:notes'].map((id) => [placeKeyOf(id), positionOf(placed, id)])).toEqual([
      ['step:notes', { x: 5, y: 6 }], ['step:stage:s', { x: 7, y: 8 }], ['step:step:notes', { x: 9, y: 10 }],
    ])
    expect(notesOf(placed)).toHaveLength(1)
    const gone = deleteNodes(['notes'], placed).run(placed)
    expect(positionOf(gone, 'notes')).toBeUndefined()
    expect(notesOf(gone)).toHaveLength(1)
  })

  it('and members every object has are no places', () => {
    expect(positionOf(journey([]), 'constructor')).toBeUndefined()
    expect(positionOf(journey([]), '__proto__')).toBeUndefined()
  })
})

describe('a note', () => {
  it('is added, written, coloured, moved and resized, and keeps what it does not know', () => {
    const document = journey([NOTE])
    const added = addNote({ id: 'm', x: 0.4, y: 0, width: 240, height: 136, text: '', colour: 'amber' }).run(document)
    expect(added.layout?.['notes']).toEqual([NOTE, { id: 'm', x: 0, y: 0, width: 240, height: 136, text: '' }])
    const coloured = colourNote('n', 'green').run(writeNote('n', '**Hi**').run(added))
    const sized = resizeNote('n', { x: 0, y: 0, width: 10, height: 300 }).run(moveNodes(new Map([['note:n', { x: 50, y: 60 }]]), coloured).run(coloured))
    expect(sized.layout!['notes']).toContainEqual({ id: 'n', x: 0, y: 0, width: 120, height: 300, text: '**Hi**', colour: 'green', by: 'another program' })
    expect(colourNote('n', 'amber').run(sized).layout?.['notes']).toContainEqual({ id: 'n', x: 0, y: 0, width: 120, height: 300, text: '**Hi**', by: 'another program' })
    expect(writeNote('gone', 'x').run(sized)).toBe(sized)
  })

  it('is one undo step for as long as it is written, pauses or not', () => {
    let now = 0
    const store = createDocumentStore(() => now)
    store.getState().load({ journey: null, document: journey([NOTE]) })
    const before = store.getState().document
    for (const text of ['H', 'Ha', 'Hap']) {
      store.getState().apply(writeNote('n', text))
      now += 60_000
    }
    expect(store.getState().undoName).toBe('Edit note')
    store.getState().undo()
    expect(store.getState().document).toBe(before)
  })

  it('is copied and deleted with steps, and no step is counted for it', () => {
    const document = journey([NOTE, COMMENT])
    const clip = clipOf(document, ['a', 'note:n'])
    const { command, nodeIds } = paste(clip, { x: 100, y: 100 }, document, 'Paste')
    const pasted = command.run(document)
    expect(nodeIds).toEqual(['a-2', 'note:n-2'])
    expect(notesOf(pasted).map(({ id, x, y }) => ({ id, x, y }))).toEqual([{ id: 'n', x: 10, y: 20 }, { id: 'n-2', x: 109, y: 118 }])
    expect(pasted.layout?.['notes']).toContainEqual({ ...NOTE, id: 'n-2', x: 109, y: 118 })
    expect(nameOfNodes(pasted, ['a', 'a-2', 'note:n'])).toBe('2 steps and 1 note')
    const gone = deleteNodes(['note:n', 'note:n-2'], pasted).run(pasted)
    expect(notesOf(gone)).toEqual([])
    expect(openCommentsOn(gone, 'a')).toBe(1)
  })

  it('is a node of its own size, above the cards while it is chosen, kept while it does not change', () => {
    const document = journey([NOTE])
    const nodes = nodesOf(document, [], new Set(['note:n']))
    expect(nodes.at(-1)).toMatchObject({ id: 'note:n', type: 'note', position: { x: 10, y: 20 }, width: 200, height: 100, zIndex: 1, selected: true })
    expect(nodesOf(document, nodes, new Set(['note:n'])).at(-1)).toBe(nodes.at(-1))
  })
})

describe('comments', () => {
  it('are added, answered, edited, resolved and deleted, one edit each', () => {
    const document = journey([])
    const commented = addComment({ id: 'c', step: 'a', text: 'Why?', author: 'Ada', at: 1000 }, document)
    expect(commented.name).toBe('Comment on End')
    const answered = addComment({ id: 'r', step: 'a', text: 'Because', author: undefined, at: 2000, replyTo: 'c' }, document).run(commented.run(document))
    expect(answered.layout?.['notes']).toEqual([COMMENT, { id: 'r', step: 'a', text: 'Because', at: 2000, replyTo: 'c' }])
    expect(threadsOn(answered, 'a').map(({ comment, replies }) => [comment.text, replies.map(({ text }) => text)])).toEqual([['Why?', ['Because']]])
    expect(openCommentsOn(answered, 'a')).toBe(1)
    const resolved = resolveComment('c', true).run(editComment('c', 'Why so?').run(answered))
    expect(openCommentsOn(resolved, 'a')).toBe(0)
    expect(resolveComment('c', false).run(resolved).layout?.['notes']).toContainEqual({ ...COMMENT, text: 'Why so?' })
    expect(deleteComment('c').run(resolved).layout).not.toHaveProperty('notes')
  })

  it('go with their step, come back with it, and stay in the file when the step was never there', () => {
    const stray = { ...COMMENT, id: 'stray', step: 'elsewhere' }
    const store = createDocumentStore(() => 0)
    store.getState().load({ journey: null, document: journey([COMMENT, stray]) })
    store.getState().apply(deleteNodes(['a'], store.getState().document))
    expect(store.getState().document.layout?.['notes']).toEqual([stray])
    store.getState().undo()
    expect(openCommentsOn(store.getState().document, 'a')).toBe(1)
  })

  it('that answer what is gone stand for themselves', () => {
    const document = journey([{ ...COMMENT, replyTo: 'nobody' }, { ...COMMENT, id: 'self', replyTo: 'self', at: 1 }])
    expect(threadsOn(document, 'a').map(({ comment }) => comment.id)).toEqual(['self', 'c'])
  })
})
