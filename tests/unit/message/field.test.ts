import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { fieldNotes, type FieldNote } from '../../../renderer/features/message/field-notes.ts'
import { liquidCompletions } from '../../../renderer/features/message/liquid-completions.ts'
import { liquidNames } from '../../../renderer/features/message/liquid-names.ts'
import { liquidTokens } from '../../../engine/core/liquid/liquid-tokens.ts'
import { columnsOf } from '../../../renderer/features/message/message-columns.ts'

const document: JourneyDocument = {
  format: 'journey',
  formatVersion: 1,
  id: 'shop',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: {
    wait: { kind: 'waitFor', branches: [{ id: 'viewed', event: 'view', next: 'look' }], timeout: { after: 'PT1H', next: 'nudge' } },
    look: { kind: 'update', set: { tier: 'warm' }, next: 'hello' },
    hello: { kind: 'message', channel: 'push', template: { title: 'Hi' } },
    nudge: { kind: 'message', channel: 'push', variants: [{ id: 'a', weight: 1, template: {} }, { id: 'b', weight: 3, template: {} }] },
    deal: { kind: 'split', variants: [{ id: 'x', weight: 1, next: 'look' }, { id: 'y', weight: 1, next: 'nudge' }, { id: 'z', weight: 2 }] },
  },
}

const facts = (name: string, coverage: number, ...values: string[]) => ({ name, types: ['text' as const], coverage, distinct: values.length, top: values.map((value) => ({ value, count: 1 })), min: null, max: null })
const event = (name: string, ...properties: ReturnType<typeof facts>[]) => ({ name, count: 10, profiles: 5, first: 0, last: 1, rate: [], properties })
// as: what is left out here is not looked at
const catalogue = { events: [event('signup', facts('source', 1, 'ad')), event('view', facts('product', 0.5, 'shirt', 'cap'))], attributes: [facts('firstName', 0.9, 'Ada', 'Bob'), facts('a b', 1)] } as unknown as DatasetCatalogue

function offered(text: string, step = 'hello', explicit = false, data: DatasetCatalogue | null = catalogue): string[] {
  const at = text.indexOf('§')
  const state = EditorState.create({ doc: text.replace('§', '') })
  const result = liquidCompletions(() => liquidNames(document, step, data ?? undefined))(new CompletionContext(state, at, explicit))
  return result?.options.map(({ label }) => label) ?? []
}

describe('completion', () => {
  it('offers attributes, and the properties of the event that led here', () => {
    expect(offered('Hi {{ §')).toEqual(['profile.firstName', 'profile["a b"]', 'event.product', 'profile.tier', 'profile.id', 'event.name', 'event.at', 'journey.id'])
    expect(offered('Hi {{ §', 'nudge')).toContain('event.source')
    expect(offered('Hi {{ event.§')).toEqual(['event.product', 'event.name', 'event.at'])
    expect(offered('{% if prof§')).toContain('profile.firstName')
  })

  it('offers filters behind a bar and tags behind a percent sign', () => {
    expect(offered('{{ profile.firstName | §')[0]).toBe('default')
    expect(offered('{{ profile.firstName | up§')).toContain('upcase')
    expect(offered('{% §')).toContain('if … else')
  })

  it('offers nothing in plain words, in quotes and behind the end, unless it is asked for', () => {
    for (const text of ['Hello §', '{{ profile.firstName }} and §', '{{ "prof§']) expect(offered(text)).toEqual([])
    expect(offered('Hello §', 'hello', true)).toContain('profile.firstName')
  })

  it('offers what the journey itself names where there are no data', () => {
    expect(offered('{{ §', 'hello', false, null)).toEqual(['profile.tier', 'profile.id', 'event.name', 'event.at', 'journey.id'])
  })
})

describe('remarks under a field', () => {
  const names = liquidNames(document, 'hello', catalogue)
  const lackOf = (of: string, name: string) => (name === 'firstName' ? { people: 100, lacking: 12 } : of === 'event' ? { people: 100, lacking: 0 } : undefined)
  const mended = (text: string, { fix }: FieldNote) => fix && text.slice(0, fix.change.from) + fix.change.insert + text.slice(fix.change.to)

  it.each([
    ['Hi {{ profile.firstName }},', '12.0 % of 100 people who would get it have no firstName: they read “Hi ,”.', 'Hi {{ profile.firstName | default: "" }},'],
    ['Hi {{ profile.fristName }}', 'No profile of the data has profile.fristName.', 'Hi {{ profile.firstName }}'],
    ['Hi {{ user.firstName }}', 'user.firstName is no variable here.', 'Hi {{ profile.firstName }}'],
    ['{{ event.prodct }}', 'No "view" of the data has event.prodct.', '{{ event.product }}'],
    ['a {{ profile.firstName | upcas }}', 'Line 1, character 3: there is no filter “upcas”', 'a {{ profile.firstName | upcase }}'],
    ['a {{ profile.firstName', 'Line 1, character 3: {{ is opened and not closed', undefined],
  ])('%s', (text, words, after) => {
    const notes = fieldNotes(text, names, lackOf)
    expect(notes.map((note) => note.words)).toEqual([words])
    expect(mended(text, notes[0]!)).toBe(after)
  })

  it('are none where a default stands, an if asks, or nobody lacks it', () => {
    for (const text of ['{{ profile.firstName | default: "you" }}', '{% if profile.firstName %}{{ profile.firstName }}{% endif %}', '{{ event.product }}', '{{ profile.id }} {{ journey.id }}', 'no markup']) expect(fieldNotes(text, names, lackOf)).toEqual([])
  })
})

describe('colours', () => {
  it('tell names, filters, words and values apart', () => {
    const text = 'Hi {{ profile.a | default: "x" }}{%- if a > 2 -%}'
    expect(liquidTokens(text).map(({ from, to, kind }) => [text.slice(from, to), kind])).toEqual([
      ['{{', 'mark'], ['profile.a', 'name'], ['default', 'filter'], ['"x"', 'string'], ['}}', 'mark'],
      ['{%-', 'mark'], ['if', 'keyword'], ['a', 'name'], ['2', 'number'], ['-%}', 'mark'],
    ])
  })
})

describe('texts side by side', () => {
  it('are those of a message, or of the messages behind the groups of a split', () => {
    expect(columnsOf(document, 'hello').map(({ key, share }) => [key, share])).toEqual([['hello', undefined]])
    expect(columnsOf(document, 'nudge').map(({ key, share }) => [key, share])).toEqual([['nudge/a', 0.25], ['nudge/b', 0.75]])
    expect(columnsOf(document, 'deal').map(({ key, stepId, share }) => [key, stepId, share])).toEqual([['x/hello', 'hello', 0.25], ['y/nudge/a', 'nudge', 0.0625], ['y/nudge/b', 'nudge', 0.1875]])
    expect(columnsOf(document, 'wait')).toEqual([])
  })
})
