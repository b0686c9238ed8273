import { describe, expect, it } from 'vitest'
import { journeySchema } from '../../../engine/core/model/journey.ts'
import { replaceText, stepsWithText } from '../../../renderer/document/commands/replace-text.ts'
import { excerptOf, findablesOf, findIn, type FindGroup } from '../../../renderer/features/find/find-index.ts'

const document = journeySchema.parse({
  format: 'journey',
  formatVersion: 1,
  id: 'shop',
  stages: [{ id: 'one', name: 'Awareness' }],
  segments: { vip: { name: 'Big spenders', when: { did: 'purchase', within: 'P1Y', sum: { property: 'price', op: 'gte', value: 500 } } } },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, where: { attribute: 'country', op: 'eq', value: 'TR' }, next: 'wait' }],
  goals: [{ id: 'ordered', event: 'purchase' }],
  steps: {
    wait: { kind: 'waitFor', name: 'Wait for cart', branches: [{ id: 'cart', event: 'add_to_cart', next: 'hi' }, { id: 'rich', segment: 'vip' }], timeout: { after: 'P1D', next: 'hi' } },
    hi: { kind: 'message', channel: 'push', name: 'Hello', stage: 'one', template: { title: 'Your Cart waits', body: 'A gift (20 %) for you' }, note: 'ask legal' },
    tag: { kind: 'update', set: { loyaltyTier: 'gold' } },
  },
  layout: { notes: [{ id: 'n1', x: 0, y: 0, width: 200, height: 100, text: 'Launch on Monday' }, { id: 'c1', step: 'hi', text: 'shorter please', at: 5 }] },
})

const found = (query: string, ...groups: FindGroup[]) => findIn(findablesOf(document), query, new Set(groups)).map(({ key, in: place }) => `${key} ${place}`)

describe('finding in a journey', () => {
  it.each([
    ['hello', ['hi name']],
    ['WAIT FOR', ['wait name']],
    ['push', ['hi kind']],
    ['awareness', ['hi stage', 'journey:stages:0 name']],
    ['add_to', ['wait event']],
    ['purchase', ['journey:segments:segment-vip event', 'journey:goals event']],
    ['country', ['entry:in attribute']],
    ['loyalty', ['tag attribute']],
    ['big spend', ['wait segment', 'journey:segments:segment-vip name']],
    ['gift (20', ['hi body']],
    ['legal', ['hi note']],
    ['monday', ['note:n1 note']],
    ['shorter', ['hi comment']],
    ['nowhere to be found', []],
    ['  ', []],
  ])('%s', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })

  it('looks only where the chips say', () => {
    expect(found('cart')).toEqual(['wait name', 'hi title'])
    expect(found('cart', 'texts')).toEqual(['hi title'])
    expect(found('cart', 'events')).toEqual(['wait event'])
  })

  it('does not find connections: an id is only its own step', () => {
    expect(found('hi')).toEqual(['hi id'])
  })

  it('shows the words around what was found', () => {
    expect(excerptOf(`${'x'.repeat(60)} needle ${'y'.repeat(60)}`, 'needle', 30)).toBe(`…${'x'.repeat(11)} needle ${'y'.repeat(11)}…`)
  })
})

describe('replacing a text', () => {
  it('writes names, notes and messages of the steps that have it, whatever its case, as one named edit', () => {
    expect(stepsWithText(document, 'cart', ['wait', 'hi', 'tag'])).toEqual(['wait', 'hi'])
    const command = replaceText('cart', 'basket', ['wait', 'hi'])
    const after = command.run(document)
    expect(command.name).toBe('Replace “cart” in 2 steps')
    expect(after.steps['wait']?.name).toBe('Wait for basket')
    expect(after.steps['hi']).toMatchObject({ template: { title: 'Your basket waits' } })
    // Events are the data's, not the designer's.
    expect(after.steps['wait']).toMatchObject({ branches: [{ event: 'add_to_cart' }, {}] })
    expect(after.steps['tag']).toBe(document.steps['tag'])
  })

  it('takes signs of regular expressions and of replacements for what they are', () => {
    expect(replaceText('(20 %)', '$& $1', ['hi']).run(document).steps['hi']).toMatchObject({ template: { body: 'A gift $& $1 for you' } })
  })

  it('finds what the search finds: İ, ı, accents and their decomposed spellings', () => {
    const named = (name: string) => ({ ...document, steps: { ...document.steps, tag: { ...document.steps['tag']!, name } } })
    for (const [name, wanted, after] of [['İptal ve IPTAL', 'iptal', 'x ve x'], ['Işık ışık', 'isik', 'x x'], ['Bekleme süresi', 'SURE', 'Bekleme xsi'], ['Cafe\u0301 au lait', 'café', 'x au lait'], ['aaa', 'aa', 'xa']] as const) {
      expect(stepsWithText(named(name), wanted, ['tag'])).toEqual(['tag'])
      expect(replaceText(wanted, 'x', ['tag']).run(named(name)).steps['tag']?.name).toBe(after)
    }
  })

  it('changes nothing where nothing is to be replaced', () => {
    expect(replaceText('zebra', 'horse', ['hi']).run(document)).toBe(document)
  })
})
