import { beforeEach, describe, expect, it } from 'vitest'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import type { DelayStep } from '../../../engine/core/model/steps/delay.ts'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { documentStore } from '../../../renderer/document/document-store.ts'
import { kindsInWords, severalEdit, sharedOf } from '../../../renderer/features/inspector/several/several-edit.ts'

const document = journeySchema.parse({
  format: 'journey',
  formatVersion: 1,
  id: 'several',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'a' }, next: 'one' }],
  steps: {
    one: { kind: 'message', channel: 'push', template: { title: 'Same', body: 'A' }, next: 'two' },
    two: { kind: 'message', channel: 'email', template: { title: 'Same', body: 'B' }, next: 'pause' },
    pause: { kind: 'delay', for: 'PT1H', next: 'until' },
    until: { kind: 'delay', name: 'Until nine', until: { time: '09:00' } },
  },
})
const state = () => documentStore.getState()
const steps = (...ids: string[]) => ids.map((id) => state().document.steps[id]!)

beforeEach(() => state().load({ journey: null, document }))

describe('what several steps share', () => {
  it('is the value where it is equal, and mixed where it is not', () => {
    const messages = steps('one', 'two') as MessageStep[] // as: they are, above
    expect(sharedOf(messages, ({ template }) => template?.['title'])).toEqual({ isMixed: false, value: 'Same' })
    expect(sharedOf(messages, ({ channel }) => channel)).toEqual({ isMixed: true, value: undefined })
    expect(sharedOf(messages, ({ exempt }) => exempt)).toEqual({ isMixed: false, value: undefined })
  })

  it('is named by their kind', () => {
    expect([kindsInWords(steps('one', 'two')), kindsInWords(steps('pause')), kindsInWords(steps('one', 'pause'))]).toEqual(['2 messages', '1 delay', '2 steps'])
  })
})

describe('a change of several steps', () => {
  it('is one undo step, and keystrokes in one field are one too', () => {
    const edit = severalEdit<MessageStep>(['one', 'two'])
    for (const title of ['N', 'Ne', 'New']) expect(edit('title', (step) => ({ ...step, template: { ...step.template, title } }))).toBeUndefined()
    expect(state().undoName).toBe('Change title of 2 messages')
    expect(state().document.steps).toMatchObject({ one: { template: { title: 'New', body: 'A' } }, two: { template: { title: 'New', body: 'B' } } })
    state().undo()
    expect(state().document).toBe(document)
  })

  it('is refused for all if it would not do for one, with the name of that one', () => {
    expect(severalEdit<DelayStep>(['pause', 'until'])('span', (step) => ({ ...step, for: 'PT2H' }))).toMatch(/^Until nine: a delay has exactly one of/)
    expect(state().document).toBe(document)
    expect(state().undoName).toBeNull()
  })

  it('leaves the document alone where all have the value already', () => {
    severalEdit<MessageStep>(['one', 'two'])('title', (step) => step)
    expect(state().undoName).toBeNull()
  })
})
