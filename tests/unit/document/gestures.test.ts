import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf, stepSchema, type Step } from '../../../engine/core/model/steps/registry.ts'
import { align, arrange, distribute } from '../../../renderer/document/commands/arrange.ts'
import { mergedWays, takeOut, takenOut, wayOn } from '../../../renderer/document/commands/heal.ts'
import { replaceStep } from '../../../renderer/document/commands/replace.ts'
import { blankStep, deleteNodes, insertExisting, insertStep } from '../../../renderer/document/commands/steps.ts'
import { connectionsOf } from '../../../renderer/document/connections.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'
import { positionOf } from '../../../renderer/document/layout.ts'
import { boxOf, freePlace, isTaken } from '../../../renderer/document/room.ts'
import { flowOrder, neighbourOf } from '../../../renderer/document/walk.ts'
import { snap } from '../../../renderer/features/canvas/snap.ts'
import { findItems } from '../../../renderer/features/palette/palette-items.ts'

function journey(steps: Record<string, unknown>, next: string, layout: Record<string, { x: number; y: number }> = {}): JourneyDocument {
  return journeySchema.parse({ format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next }], steps, layout })
}

const lines = (document: JourneyDocument) => connectionsOf(document).map(({ id, to }) => `${id} > ${to}`)

/** in → ask (vip → gift, else → hello) → both → done */
const asked = () =>
  journey(
    {
      ask: { kind: 'branch', branches: [{ id: 'vip', when: { attribute: 'vip', op: 'eq', value: true }, next: 'gift' }], else: 'hello' },
      gift: { kind: 'message', channel: 'email', next: 'done' },
      hello: { kind: 'message', channel: 'push', next: 'done', onSuppressed: 'gift' },
      done: { kind: 'exit' },
    },
    'ask',
    { 'entry:in': { x: 0, y: 0 }, ask: { x: 400, y: 0 }, gift: { x: 800, y: 0 }, hello: { x: 800, y: 200 }, done: { x: 1200, y: 0 } },
  )

describe('closing the line', () => {
  it('goes on by the first way that leads anywhere, across all that goes', () => {
    expect(wayOn(asked(), 'ask', new Set(['ask']))).toBe('gift')
    expect(wayOn(asked(), 'ask', new Set(['ask', 'gift', 'hello']))).toBe('done')
    expect(wayOn(asked(), 'ask', new Set(['ask', 'gift', 'hello', 'done']))).toBeUndefined()
  })

  it('does not take the way of messages that were not sent', () => {
    const document = journey({ hi: { kind: 'message', channel: 'push', onSuppressed: 'mail' }, mail: { kind: 'message', channel: 'email' } }, 'hi')
    expect(wayOn(document, 'hi', new Set(['hi']))).toBeUndefined()
  })

  it('tells where people went several ways and now go one, and only there', () => {
    expect(mergedWays(asked(), new Set(['ask']))).toEqual([{ stepId: 'ask', to: 'gift' }])
    expect(mergedWays(asked(), new Set(['ask', 'gift', 'hello']))).toEqual([])
    expect(mergedWays(asked(), new Set(['gift']))).toEqual([])
  })

  it('does not lead a step to itself', () => {
    const document = journey({ again: { kind: 'delay', for: 'P1D', next: 'hi' }, hi: { kind: 'message', channel: 'push', next: 'again' } }, 'again')
    expect(lines(deleteNodes(['hi'], document).run(document))).toEqual(['entry:in:next > again'])
  })

  it('ends where a loop is all that is left', () => {
    const document = journey({ a: { kind: 'delay', for: 'P1D', next: 'b' }, b: { kind: 'delay', for: 'P1D', next: 'a' }, before: { kind: 'update', set: {}, next: 'a' } }, 'before')
    expect(lines(deleteNodes(['a', 'b'], document).run(document))).toEqual(['entry:in:next > before'])
  })
})

describe('taking out', () => {
  it('keeps the steps, where they are, and joins what was around them', () => {
    const after = takeOut(['gift'], asked()).run(asked())
    expect(lines(after)).toEqual(['entry:in:next > ask', 'ask:vip > done', 'ask:else > hello', 'hello:next > done', 'hello:suppressed > done'])
    expect(after.layout).toEqual(asked().layout)
  })

  it('keeps several steps in a row joined among themselves', () => {
    const after = takeOut(['ask', 'gift'], asked()).run(asked())
    expect(lines(after)).toEqual(['entry:in:next > done', 'ask:vip > gift', 'hello:next > done', 'hello:suppressed > done'])
  })

  it('changes nothing about a step that is joined to nothing', () => {
    const document = takenOut(asked(), new Set(['gift']))
    expect(takeOut(['gift'], document).run(document)).toBe(document)
  })
})

describe('putting an existing step into a connection', () => {
  it('takes it out of its line, lets that close, and makes room', () => {
    const document = asked()
    const after = insertExisting('gift', { from: 'hello', portId: 'next', to: 'done' }, { x: 900, y: 200 }, document).run(document)
    expect(lines(after)).toEqual(['entry:in:next > ask', 'ask:vip > done', 'ask:else > hello', 'gift:next > done', 'hello:next > gift', 'hello:suppressed > done'])
    expect([positionOf(after, 'gift')!.x, positionOf(after, 'done')!.x]).toEqual([1190, 1580])
  })

  it('leaves it where it was dropped if it has room there', () => {
    const document = asked()
    const after = insertExisting('gift', { from: 'hello', portId: 'next', to: 'done' }, { x: 1000, y: 500 }, document).run(document)
    expect([positionOf(after, 'gift'), positionOf(after, 'done')]).toEqual([{ x: 1000, y: 500 }, { x: 1200, y: 0 }])
  })

  it('changes nothing about a connection of its own', () => {
    const document = asked()
    expect(insertExisting('gift', { from: 'ask', portId: 'vip', to: 'gift' }, { x: 0, y: 0 }, document).run(document)).toBe(document)
  })
})

describe('replacing', () => {
  const replaced = (id: string, kind: Step['kind'], document = asked()) => {
    const { command, lost } = replaceStep(id, blankStep(kind), document)
    return { after: command.run(document), lost }
  }

  it('keeps what leads to the step and its way on, its stage and its note', () => {
    const document = journey({ hi: { kind: 'message', channel: 'push', name: 'Hi', note: 'why', stage: 's', next: 'done' }, done: { kind: 'exit' } }, 'hi')
    const { after, lost } = replaced('hi', 'delay', document)
    expect(after.steps['hi']).toEqual({ kind: 'delay', for: 'PT1H', stage: 's', note: 'why', next: 'done' })
    expect([lines(after), lost]).toEqual([['entry:in:next > hi', 'hi:next > done'], []])
  })

  it('keeps texts and name of a message that changes its channel', () => {
    const document = journey({ hi: { kind: 'message', channel: 'push', name: 'Hi', template: { title: 'Hello' }, next: 'done', onSuppressed: 'done' }, done: { kind: 'exit' } }, 'hi')
    const { command } = replaceStep('hi', { kind: 'message', channel: 'sms', template: { title: '' } }, document)
    expect(command.run(document).steps['hi']).toEqual({ ...document.steps['hi'], channel: 'sms' })
  })

  it('makes a split with as many variants as a branch had ways, and back', () => {
    const { after } = replaced('ask', 'split')
    expect(after.steps['ask']).toEqual({ kind: 'split', variants: [{ id: 'vip', weight: 1, next: 'gift' }, { id: 'else', weight: 1, next: 'hello' }] })
    const back = replaced('ask', 'branch', after)
    expect(lines(back.after)).toEqual(lines(asked()))
  })

  it('takes the time of a delay over as the limit of a wait, and back', () => {
    const document = journey({ pause: { kind: 'delay', for: 'P3D', name: 'Pause', next: 'done' }, done: { kind: 'exit' } }, 'pause')
    const { after } = replaced('pause', 'waitFor', document)
    expect(after.steps['pause']).toEqual({ kind: 'waitFor', name: 'Pause', branches: [{ id: 'happened', event: 'event', next: 'done' }], timeout: { after: 'P3D' } })
    expect(replaced('pause', 'delay', after).after).toEqual(document)
  })

  it('says which ways found no place', () => {
    const { after, lost } = replaced('ask', 'update')
    expect(lines(after)).toContain('ask:next > gift')
    expect(lost).toEqual([{ label: 'Everyone else', to: 'hello' }])
    expect(replaced('ask', 'exit').lost).toHaveLength(2)
  })
})

describe('lining up', () => {
  const boxes = new Map([
    ['a', { x: 0, y: 0, width: 240, height: 84 }],
    ['b', { x: 300, y: 50, width: 240, height: 140 }],
    ['c', { x: 700, y: 400, width: 240, height: 84 }],
  ])
  const placed = (layout: JourneyDocument['layout']) => ['a', 'b', 'c'].map((id) => layout?.[id])
  const document = () => journey({ a: { kind: 'exit' }, b: { kind: 'exit' }, c: { kind: 'exit' } }, 'a')

  it('puts edges and middles on one line', () => {
    const to = (edge: Parameters<typeof align>[1]) => placed(align(boxes, edge, document()).run(document()).layout)
    expect(to('left')).toEqual([{ x: 0, y: 0 }, { x: 0, y: 50 }, { x: 0, y: 400 }])
    expect(to('right')).toEqual([{ x: 700, y: 0 }, { x: 700, y: 50 }, { x: 700, y: 400 }])
    expect(to('bottom')).toEqual([{ x: 0, y: 400 }, { x: 300, y: 344 }, { x: 700, y: 400 }])
    expect(to('middle')).toEqual([{ x: 0, y: 200 }, { x: 300, y: 172 }, { x: 700, y: 200 }])
  })

  it('spaces evenly between the outermost, which stay', () => {
    expect(placed(distribute(boxes, 'horizontally', document()).run(document()).layout)).toEqual([{ x: 0, y: 0 }, { x: 350, y: 50 }, { x: 700, y: 400 }])
    expect(placed(distribute(boxes, 'vertically', document()).run(document()).layout)).toEqual([{ x: 0, y: 0 }, { x: 300, y: 172 }, { x: 700, y: 400 }])
  })

  it('arranges and keeps notes and the sizes of bands', () => {
    const before: JourneyDocument = { ...document(), layout: { a: { x: 5, y: 5 }, notes: [{ id: 'n', x: 1, y: 2, width: 200, height: 100, text: 'why' }], 'stage:s': { x: 0, y: 0, width: 900, height: 400 } } }
    expect(arrange(new Map([['a', { x: 40, y: 8 }]])).run(before).layout).toEqual({ ...before.layout, a: { x: 40, y: 8 } })
  })

  it('pulls a dragged card into line within reach, else onto the grid', () => {
    const [a, b] = [boxes.get('a')!, boxes.get('b')!]
    expect(snap({ ...a, x: 304, y: 300 }, [b], 6)).toMatchObject({ dx: -4, dy: 4, guides: [{ axis: 'x', at: 300 }, { axis: 'x', at: 540 }] })
    expect(snap({ ...a, x: 307, y: 303 }, [b], 6)).toEqual({ dx: -3, dy: 1, guides: [] })
    // Middles, too: b is taller, so only its middle can be in line with a's.
    expect(snap({ ...a, x: 900, y: 81 }, [b], 6)).toMatchObject({ dx: 4, dy: -3, guides: [{ axis: 'y', at: 120 }] })
  })
})

describe('room and order', () => {
  it('finds the nearest place below or above where no card lies', () => {
    const document = asked()
    expect(freePlace(document, { x: 800, y: 0 }, 84)).toEqual({ x: 800, y: boxOf(document, 'hello')!.y + boxOf(document, 'hello')!.height + 32 })
    expect(freePlace(document, { x: 800, y: 0 }, 84, { upwards: true })).toEqual({ x: 800, y: -116 })
    expect([isTaken(document, { x: 790, y: 10 }, 84), isTaken(document, { x: 2000, y: 0 }, 84)]).toEqual([true, false])
  })

  it('never puts an inserted step on another card', () => {
    const document = asked()
    const after = insertStep('new', blankStep('delay'), { from: 'ask', portId: 'else', to: 'hello' }).run(document)
    expect(isTaken(after, positionOf(after, 'new')!, 120, new Set(['new']))).toBe(false)
  })

  it('walks along the connections, and lists each way to its end first', () => {
    const document = asked()
    expect(flowOrder(document)).toEqual(['entry:in', 'ask', 'gift', 'done', 'hello'])
    const to = (id: string) => (['next', 'previous', 'above', 'below'] as const).map((direction) => neighbourOf(document, id, direction))
    expect(to('gift')).toEqual(['done', 'ask', undefined, 'hello'])
    expect(to('hello')).toEqual(['done', 'ask', 'gift', undefined])
    expect(to('entry:in')).toEqual(['ask', undefined, undefined, undefined])
  })

  it('orders a chain of 20,000 steps', () => {
    const steps = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`s${at}`, { kind: 'update', set: {}, ...(at < 19_999 ? { next: `s${at + 1}` } : {}) } as Step]))
    expect(flowOrder({ entries: [], steps }).at(-1)).toBe('s19999')
  })
})

describe('finding a step to add', () => {
  const best = (query: string) => findItems(query, { withEntry: true })[0]?.kind
  it('answers to the words people use', () => {
    expect(['email', 'wait', 'a/b', 'if', 'api', 'end', 'push', 'notification', 'text', 'pop-up', 'start', 'sleep', 'web push', 'experiment'].map(best)).toEqual([
      'message:email', 'waitFor', 'split', 'branch', 'webhook', 'exit', 'message:push', 'message:push', 'message:sms', 'message:inApp', 'entry', 'delay', 'message:webPush', 'split',
    ])
  })

  it('offers everything without a query, entries only where they can stand', () => {
    const kinds = (withEntry: boolean) => findItems(' ', { withEntry }).map(({ kind }) => kind)
    expect(kinds(true)).toHaveLength(16)
    expect(kinds(false)).not.toContain('entry')
    expect(findItems('xyzzy', { withEntry: true })).toEqual([])
  })
})

/** Journeys of up to eight steps of every kind that may be joined, loops included. */
const journeys = fc.array(fc.record({ kind: fc.constantFrom('delay', 'message', 'waitFor', 'branch', 'split', 'update', 'exit'), to: fc.array(fc.option(fc.nat(7), { nil: undefined }), { minLength: 3, maxLength: 3 }) }), { minLength: 1, maxLength: 8 }).map((drawn) => {
  const target = (place: number | undefined) => (place === undefined || place >= drawn.length ? {} : { next: `s${place}` })
  const steps = Object.fromEntries(
    drawn.map(({ kind, to: [a, b, c] }, at) => {
      const step = {
        delay: { for: 'P1D', ...target(a) },
        message: { channel: 'push', ...target(a) },
        waitFor: { branches: [{ id: 'x', event: 'x', ...target(a) }, { id: 'y', event: 'y', ...target(b) }], timeout: { after: 'P1D', ...target(c) } },
        branch: { branches: [{ id: 'x', when: { all: [] }, ...target(a) }], ...(target(b).next === undefined ? {} : { else: target(b).next }) },
        split: { variants: [{ id: 'a', weight: 1, ...target(a) }, { id: 'b', weight: 1, ...target(b) }] },
        update: { set: {}, ...target(a) },
        exit: {},
      }[kind]
      return [`s${at}`, { kind, ...step }]
    }),
  )
  return journey(steps, 's0', Object.fromEntries(drawn.map((_, at) => [`s${at}`, { x: 400 * (at % 3), y: 200 * at }])))
})

describe('whatever the journey', () => {
  it('deleting and taking out touch no connection between steps that stay, leave a valid document, and are undone exactly', () => {
    fc.assert(
      fc.property(journeys, fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }), (document, chosen) => {
        const gone = new Set(chosen.map((at) => `s${at}`))
        for (const command of [deleteNodes([...gone], document), takeOut([...gone], document)]) {
          const store = createDocumentStore(() => 0)
          store.getState().load({ journey: null, document })
          store.getState().apply(command)
          const after = store.getState().document
          expect(journeySchema.safeParse(after).success).toBe(true)
          const untouched = connectionsOf(document).filter(({ from, to }) => !gone.has(from) && !gone.has(to))
          expect(lines(after)).toEqual(expect.arrayContaining(untouched.map(({ id, to }) => `${id} > ${to}`)))
          expect(connectionsOf(after).filter(({ from, to }) => gone.has(from) !== gone.has(to) && to in document.steps)).toEqual([])
          store.getState().undo()
          expect(store.getState().document).toBe(document)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('replacing keeps every connection to the step and those of all others, and loses no way without saying so', () => {
    fc.assert(
      fc.property(journeys, fc.nat(7), fc.constantFrom('message', 'delay', 'waitFor', 'branch', 'split', 'update', 'webhook', 'exit' as const), (document, at, kind) => {
        const id = `s${at}`
        const old = document.steps[id]
        if (!old) return
        const { command, lost } = replaceStep(id, blankStep(kind as Step['kind']), document)
        const after = command.run(document)
        expect(stepSchema.safeParse(after.steps[id]).success).toBe(true)
        const others = (all: JourneyDocument) => connectionsOf(all).filter(({ from }) => from !== id)
        expect(others(after)).toEqual(others(document))
        const reached = new Set([...portsOf(after.steps[id]!).map(({ target }) => target), ...lost.map(({ to }) => to)])
        for (const { target } of portsOf(old)) if (target !== undefined) expect(reached).toContain(target)
      }),
      { numRuns: 200 },
    )
  })

  it('putting a step into a connection joins exactly its ends', () => {
    fc.assert(
      fc.property(journeys, fc.nat(20), (document, nth) => {
        const all = connectionsOf(document)
        const between = all[nth % Math.max(1, all.length)]
        if (!between) return
        const after = insertStep('new', blankStep('delay'), between).run(document)
        const made = connectionsOf(after)
        expect(made.filter(({ from, to }) => from === 'new' || to === 'new')).toHaveLength(2)
        expect(made.filter(({ id }) => id !== between.id && !id.startsWith('new:'))).toEqual(all.filter(({ id }) => id !== between.id))
      }),
      { numRuns: 100 },
    )
  })
})
