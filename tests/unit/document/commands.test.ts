import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { clipOf, parseClip, paste } from '../../../renderer/document/clipboard.ts'
import { connect, disconnect, reconnect } from '../../../renderer/document/commands/connect.ts'
import { addEntry } from '../../../renderer/document/commands/entries.ts'
import { addStep, blankStep, deleteNodes, insertStep, moveNodes } from '../../../renderer/document/commands/steps.ts'
import { connectionsOf } from '../../../renderer/document/connections.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'

/** signup → wait (cart → push → done, timeout → push) */
function welcome(): JourneyDocument {
  return journeySchema.parse({
    format: 'journey',
    formatVersion: 1,
    id: 'welcome',
    stages: [{ id: 'start' }],
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    steps: {
      wait: { kind: 'waitFor', stage: 'start', branches: [{ id: 'cart', event: 'cart', next: 'push' }], timeout: { after: 'P1D', next: 'push' } },
      push: { kind: 'message', channel: 'push', name: 'Hello', next: 'done' },
      done: { kind: 'exit', outcome: 'done' },
    },
    layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 390, y: 0 }, push: { x: 780, y: 0 }, done: { x: 1170, y: 0 } },
  })
}

const lines = (document: JourneyDocument) => connectionsOf(document).map(({ id, to }) => `${id} > ${to}`)

describe('deleting', () => {
  it('joins every port that led to the step to what followed it and leaves no trace of it', () => {
    const document = welcome()
    const { run, name } = deleteNodes(['push'], document)
    const after = run(document)
    expect(name).toBe('Delete Hello')
    expect(after.steps).toEqual({
      wait: { kind: 'waitFor', stage: 'start', branches: [{ id: 'cart', event: 'cart', next: 'done' }], timeout: { after: 'P1D', next: 'done' } },
      done: { kind: 'exit', outcome: 'done' },
    })
    expect(Object.keys(after.layout ?? {})).toEqual(['entry:in', 'wait', 'done'])
    expect(journeySchema.safeParse(after).success).toBe(true)
  })

  it('lets an entry go on to what followed the step it led to', () => {
    const document = { ...welcome(), entries: [{ ...welcome().entries[0]!, next: 'push' }] }
    expect(deleteNodes(['push'], document).run(document).entries[0]?.next).toBe('done')
  })

  it('leads on by the first way of a step that had several', () => {
    const document = { ...welcome(), steps: { ...welcome().steps, wait: { kind: 'waitFor' as const, branches: [{ id: 'cart', event: 'cart', next: 'push' }], timeout: { after: 'P1D', next: 'done' } } } }
    expect(lines(deleteNodes(['wait'], document).run(document))).toEqual(['entry:in:next > push', 'push:next > done'])
  })

  it('gives an entry an exit when nothing followed', () => {
    const document = { ...welcome(), steps: { wait: { kind: 'waitFor' as const, branches: [{ id: 'cart', event: 'cart' }] } } }
    const after = deleteNodes(['wait'], document).run(document)
    expect(after.entries[0]?.next).toBe('exit')
    expect(after.steps['exit']).toEqual({ kind: 'exit', outcome: 'completed' })
  })

  it('takes an entry away together with a step when both are selected', () => {
    const document = welcome()
    const after = deleteNodes(['entry:in', 'wait', 'push', 'done'], document).run(document)
    expect({ entries: after.entries, steps: after.steps, layout: after.layout }).toEqual({ entries: [], steps: {}, layout: {} })
  })

  it('changes nothing when the nodes are already gone', () => {
    const document = welcome()
    expect(deleteNodes(['nobody'], document).run(document)).toBe(document)
  })
})

describe('connecting', () => {
  it('leads a port to one step only', () => {
    const document = welcome()
    const after = connect('wait', 'cart', 'done', document).run(document)
    expect(lines(after)).toEqual(['entry:in:next > wait', 'wait:cart > done', 'wait:timeout > push', 'push:next > done'])
  })

  it('refuses a port or a step that does not exist', () => {
    const document = welcome()
    expect(connect('wait', 'no-such-port', 'done', document).run(document)).toBe(document)
    expect(connect('wait', 'cart', 'no-such-step', document).run(document)).toBe(document)
    expect(connect('done', 'next', 'wait', document).run(document)).toBe(document)
  })

  it('says nothing is changed when the connection is already there', () => {
    const document = welcome()
    expect(connect('wait', 'cart', 'push', document).run(document)).toBe(document)
  })

  it('moves the start of a connection as one edit', () => {
    const document = welcome()
    const after = reconnect({ from: 'wait', portId: 'cart' }, { from: 'entry:in', portId: 'next', to: 'push' }, document).run(document)
    expect(lines(after)).toEqual(['entry:in:next > push', 'wait:timeout > push', 'push:next > done'])
  })

  it('gives an entry that is disconnected an exit of its own', () => {
    const document = welcome()
    const after = disconnect([{ from: 'entry:in', portId: 'next' }]).run(document)
    expect(after.entries[0]?.next).toBe('exit')
    expect(journeySchema.safeParse(after).success).toBe(true)
  })
})

describe('adding', () => {
  it('puts a step between the ends of a connection and makes room for it', () => {
    const document = welcome()
    const after = insertStep('delay', blankStep('delay'), { from: 'push', portId: 'next', to: 'done' }).run(document)
    expect(lines(after)).toEqual(['entry:in:next > wait', 'wait:cart > push', 'wait:timeout > push', 'push:next > delay', 'delay:next > done'])
    expect(after.layout).toEqual({ ...document.layout, delay: { x: 1170, y: 0 }, done: { x: 1560, y: 0 } })
  })

  it('starts an empty journey with an entry that leads to an exit', () => {
    const after = addEntry('entry', { x: 10.4, y: 20 }).run(emptyJourney())
    expect({ entries: after.entries, steps: after.steps, layout: after.layout }).toEqual({
      entries: [{ id: 'entry', trigger: { kind: 'event', event: 'signup' }, next: 'exit' }],
      steps: { exit: { kind: 'exit', outcome: 'completed' } },
      layout: { 'entry:entry': { x: 10, y: 20 }, exit: { x: 400, y: 20 } },
    })
  })

  it('leads a new entry to the step nothing leads to yet', () => {
    const step = addStep('push', blankStep('message'), { x: 0, y: 0 }).run(emptyJourney())
    const after = addEntry('entry', { x: 0, y: 0 }).run(step)
    expect(after.entries[0]?.next).toBe('push')
    expect(Object.keys(after.steps)).toEqual(['push'])
  })

  it('moves nothing when cards are put back where they were', () => {
    const document = welcome()
    expect(moveNodes(new Map([['wait', { x: 390.2, y: 0 }]]), document).run(document)).toBe(document)
  })
})

describe('copying', () => {
  it('keeps the connections among the copies and drops those that leave them', () => {
    const document = welcome()
    const { command, nodeIds } = paste(clipOf(document, ['wait', 'push']), { x: 100, y: 500 }, document, 'Paste 2 steps')
    const after = command.run(document)
    expect(nodeIds).toEqual(['wait-2', 'push-2'])
    expect({ wait: after.steps['wait-2'], push: after.steps['push-2'] }).toEqual({
      wait: { kind: 'waitFor', stage: 'start', branches: [{ id: 'cart', event: 'cart', next: 'push-2' }], timeout: { after: 'P1D', next: 'push-2' } },
      push: { kind: 'message', channel: 'push', name: 'Hello' },
    })
    expect(after.layout).toEqual({ ...document.layout, 'wait-2': { x: 100, y: 500 }, 'push-2': { x: 490, y: 500 } })
  })

  it('travels to another journey as text, with the stage it stood in', () => {
    const clip = parseClip(JSON.stringify(clipOf(welcome(), ['entry:in', 'wait'])))
    const target = emptyJourney()
    const after = paste(clip!, { x: 0, y: 0 }, target, 'Paste').command.run(target)
    expect({ entries: after.entries, steps: after.steps, stages: after.stages }).toEqual({
      entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
      steps: { wait: { kind: 'waitFor', stage: 'start', branches: [{ id: 'cart', event: 'cart' }], timeout: { after: 'P1D' } } },
      stages: welcome().stages,
    })
  })

  it('gives a pasted entry an exit where the step it led to was not copied', () => {
    const target = emptyJourney()
    const after = paste(clipOf(welcome(), ['entry:in']), { x: 0, y: 0 }, target, 'Paste').command.run(target)
    expect(after.entries[0]?.next).toBe('exit')
    expect(after.steps).toEqual({ exit: { kind: 'exit', outcome: 'completed' } })
  })

  it('takes no text for a copy that is none', () => {
    expect(['hello', '{"format":"journey-steps"}', 'journey-steps {'].map(parseClip)).toEqual([undefined, undefined, undefined])
  })
})
