import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explore } from '../../../engine/core/explore/exploration.ts'
import { TimeToNextExploration } from '../../../engine/core/explore/time-to-next.ts'
import { waitQuestion } from '../../../engine/core/explore/wait-question.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulate } from '../../../engine/node/services/simulate.ts'
import { streams } from './a-stream.ts'

const base = { format: 'journey', formatVersion: 1, id: 'j' } as const

describe('what a wait asks of data', () => {
  const document: JourneyDocument = {
    ...base,
    entries: [
      { id: 'came', trigger: { kind: 'event', event: 'visit' }, where: { property: 'page', op: 'eq', value: 'home' }, next: 'hello' },
      { id: 'called', trigger: { kind: 'api', name: 'call' }, next: 'wait' },
      { id: 'gone', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'wait' },
    ],
    segments: { s: { when: { did: 'visit' } } },
    reentry: { kind: 'always' },
    steps: {
      hello: { kind: 'message', channel: 'push', next: 'choose', onSuppressed: 'earlier' },
      choose: { kind: 'branch', branches: [{ id: 'b', when: { did: 'cart' }, next: 'wait' }], else: 'later' },
      later: { kind: 'delay', for: 'P1D', next: 'wait' },
      earlier: { kind: 'waitFor', branches: [{ id: 'e', event: 'cart', where: { did: 'visit' }, next: 'wait' }, { id: 's', segment: 's', next: 'wait' }], timeout: { after: 'P1D', next: 'wait' } },
      wait: { kind: 'waitFor', name: 'Wait', branches: [{ id: 'p', event: 'purchase' }, { id: 's', segment: 's' }, { id: 'c', event: 'cart', next: 'wait' }], timeout: { after: 'PT30M' }, look: 'entry' },
    },
  }

  it('is told by the events that lead to it and those it waits for, with notes on what that leaves out', () => {
    expect(waitQuestion(document, 'wait')).toEqual({
      start: [{ event: '$api:call' }, { event: 'cart' }, { event: 'visit', where: { property: 'page', op: 'eq', value: 'home' } }],
      question: {
        start: { event: '$api:call' },
        orStart: [{ event: 'cart' }, { event: 'visit', where: { property: 'page', op: 'eq', value: 'home' } }],
        next: [{ event: 'purchase' }, { event: 'cart' }],
        starts: 'every',
        timeoutsMs: [1_800_000],
      },
      timeoutMs: 1_800_000,
      notes: [
        'who enters by the segment of "gone" is not counted',
        'everybody who comes to "choose" is counted, whichever way they take there',
        'who comes by the delay "later" is not counted',
        'the condition of the branch "cart" of "earlier" is about more than the event and is left out: every "cart" counts',
        'who comes by a segment from "earlier" is not counted',
        'who comes by the timeout of "earlier" is not counted',
        'the wait also looks back; here only what comes after arrival counts',
        'its branch "s" waits for a segment and is not counted',
      ],
    })
  })

  it('leaves out events the data do not have, and is refused where none is left', () => {
    expect(waitQuestion(document, 'wait', ['visit', 'purchase'])).toMatchObject({ start: [{ event: 'visit' }], question: { next: [{ event: 'purchase' }] }, notes: expect.arrayContaining(['these data have no "cart"']) as unknown })
    expect(() => waitQuestion(document, 'wait', ['purchase'])).toThrow(/no event of these data leads straight to the wait "Wait"/)
    expect(() => waitQuestion(document, 'wait', ['visit'])).toThrow(/the wait "Wait" waits for no event/)
    expect(() => waitQuestion(document, 'wiat')).toThrow(/there is no step "wiat"/)
  })

  it('catches what the wait catches in a run', async () => {
    const waiting: JourneyDocument = {
      ...base,
      entries: [{ id: 'e', trigger: { kind: 'event', event: 'x' }, next: 'w' }],
      steps: { w: { kind: 'waitFor', branches: [{ id: 'y', event: 'y' }, { id: 'z', event: 'z' }], timeout: { after: 'PT4M', next: 'late' } }, late: { kind: 'exit' } },
    }
    await fc.assert(
      fc.asyncProperty(streams, async ({ dataset }) => {
        const { question, timeoutMs } = waitQuestion(waiting, 'w', dataset.names)
        const { starts, curve, by } = explore(dataset, new TimeToNextExploration(dataset, question))
        const { watched, caught } = curve.find((one) => one.timeoutMs === timeoutMs)!
        const { results } = await simulate({ documents: [waiting], dataset, options: {}, engine: 'kernel', workers: 0 })
        const { entered, ports } = results[0]!.steps['w']!
        expect([entered, ports['timeout']]).toEqual([starts, watched - caught])
        expect(by.map(({ event }) => event)).toEqual(['y', 'z'])
      }),
      { numRuns: 60 },
    )
  })
})
