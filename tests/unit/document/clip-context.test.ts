import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import { clipOf, paste } from '../../../renderer/document/clipboard.ts'
import { clipOfAll, readClipboardText } from '../../../renderer/document/clipboard-text.ts'
import { emptyJourney } from '../../../renderer/document/empty-journey.ts'

const SOURCE: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'source', name: 'Source',
  stages: [{ id: 'aware', name: 'Awareness' }, { id: 'other', name: 'Other' }],
  segments: {
    vip: { name: 'VIP', when: { all: [{ segment: 'gold' }, { attribute: 'country', op: 'eq', value: 'TR' }] } },
    gold: { when: { attribute: 'tier', op: 'eq', value: 'gold' } },
    unused: { when: { attribute: 'x', op: 'exists' } },
  },
  entries: [{ id: 'in', trigger: { kind: 'segment', segment: 'gold', change: 'enter' }, next: 'ask' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }, { id: 'came', event: 'visit' }],
  steps: {
    ask: { kind: 'branch', stage: 'aware', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'test' }] },
    test: { kind: 'split', goal: 'bought', variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] },
  },
  layout: { ask: { x: 0, y: 0 }, test: { x: 300, y: 0 }, notes: [{ id: 'c1', step: 'ask', text: 'Really?' }, { id: 'c2', step: 'ask', text: 'Yes', replyTo: 'c1' }, { id: 'c3', step: 'gone', text: 'No' }] },
}

function pasted(target: JourneyDocument): JourneyDocument {
  const after = paste(clipOf(SOURCE, ['ask', 'test']), { x: 0, y: 0 }, target, 'Paste').command.run(target)
  expect(journeySchema.safeParse(after).success).toBe(true)
  return after
}

describe('steps that are pasted into another journey', () => {
  it('bring the segments they refer to, with those these are made of, and the stages, goals and comments they name', () => {
    const after = pasted(emptyJourney())
    expect({ segments: after.segments, stages: after.stages, goals: after.goals, notes: after.layout?.['notes'] }).toEqual({
      segments: { vip: SOURCE.segments!['vip'], gold: SOURCE.segments!['gold'] },
      stages: [{ id: 'aware', name: 'Awareness' }],
      goals: [SOURCE.goals![0]],
      notes: [{ id: 'c1', step: 'ask', text: 'Really?' }, { id: 'c2', step: 'ask', text: 'Yes', replyTo: 'c1' }],
    })
  })

  it('use what is there with the same content, under whatever id', () => {
    const target: JourneyDocument = { ...emptyJourney(), segments: { golden: SOURCE.segments!['gold']!, vip: { name: 'VIP', when: { all: [{ segment: 'golden' }, { attribute: 'country', op: 'eq', value: 'TR' }] } } }, goals: [{ id: 'ordered', event: 'purchase', window: 'P7D' }], stages: [{ id: 's1', name: 'Awareness' }] }
    const after = pasted(target)
    expect({ segments: after.segments, goals: after.goals, stages: after.stages }).toEqual({ segments: target.segments, goals: target.goals, stages: target.stages })
    expect(after.steps['ask']).toMatchObject({ stage: 's1', branches: [{ when: { segment: 'vip' } }] })
    expect(after.steps['test']).toMatchObject({ goal: 'ordered' })
  })

  it('leave what is there under the same id and says something else, and follow their own under another id', () => {
    const target: JourneyDocument = { ...emptyJourney(), segments: { gold: { when: { attribute: 'tier', op: 'eq', value: 'platinum' } } }, goals: [{ id: 'bought', event: 'order' }], stages: [{ id: 'aware', name: 'Consideration' }] }
    const after = pasted(target)
    expect(after.segments).toEqual({ ...target.segments, 'gold-2': SOURCE.segments!['gold'], vip: { name: 'VIP', when: { all: [{ segment: 'gold-2' }, { attribute: 'country', op: 'eq', value: 'TR' }] } } })
    expect(after.goals).toEqual([{ id: 'bought', event: 'order' }, { id: 'bought-2', event: 'purchase', window: 'P7D' }])
    expect(after.steps).toMatchObject({ ask: { stage: 'aware-2', branches: [{ when: { segment: 'vip' } }] }, test: { goal: 'bought-2' } })
  })

  it('bring nothing twice into their own journey, but for comments', () => {
    const after = pasted(SOURCE)
    expect([after.segments, after.stages, after.goals]).toEqual([SOURCE.segments, SOURCE.stages, SOURCE.goals])
    expect(after.layout?.['notes']).toEqual([...(SOURCE.layout!['notes'] as object[]), { id: 'c1-2', step: 'ask-2', text: 'Really?' }, { id: 'c2-2', step: 'ask-2', text: 'Yes', replyTo: 'c1-2' }])
  })
})

describe('a text from the clipboard', () => {
  it('is told by what it is', async () => {
    const texts = [JSON.stringify(clipOf(SOURCE, ['ask'])), JSON.stringify(SOURCE), JSON.stringify({ ...SOURCE, colour: 1 }), '{"format": "journey"', 'milk, bread', '{"format":"scenario"}', '{"a":1}']
    const kinds = (await Promise.all(texts.map(readClipboardText))).map(({ kind }) => kind)
    expect(kinds).toEqual(['clip', 'journey', 'broken', 'broken', 'foreign', 'foreign', 'foreign'])
  })

  it('that is a whole journey can join another one', () => {
    const target = emptyJourney()
    const after = paste(clipOfAll(SOURCE), { x: 0, y: 0 }, target, 'Paste').command.run(target)
    expect([after.steps, after.entries]).toEqual([SOURCE.steps, SOURCE.entries])
  })
})
