import { describe, expect, it } from 'vitest'
import { edited, partAt } from '../../../engine/mcp/edit-document.ts'

const document = { name: 'A', entries: [{ id: 'in' }], steps: { 'a/b': { kind: 'exit' }, hi: { template: { title: 'Hi' } } } }

describe('edits of a draft', () => {
  it('set, insert and remove in order, and leave the document given as it was', () => {
    const before = structuredClone(document)
    const after = edited(document, [
      { do: 'set', at: '/steps/hi/template/title', value: 'Hello' },
      { do: 'insert', at: '/entries/0', value: { id: 'first' } },
      { do: 'set', at: '/entries/-', value: { id: 'last' } },
      { do: 'remove', at: '/steps/a~1b' },
    ])
    expect(after).toEqual({ name: 'A', entries: [{ id: 'first' }, { id: 'in' }, { id: 'last' }], steps: { hi: { template: { title: 'Hello' } } } })
    expect(document).toEqual(before)
  })

  it('keep the order of members', () => {
    expect(Object.keys(edited(document, [{ do: 'set', at: '/name', value: 'B' }, { do: 'set', at: '/note', value: '' }]) as object)).toEqual(['name', 'entries', 'steps', 'note'])
  })

  it.each([
    ['/steps/none/kind', 'there is no "none"'], ['/name/x', 'no object or list around "x"'], ['/entries/1', 'no place "1"'], ['/entries/-1', 'no place "-1"'],
    ['steps', 'begins with "/"'], ['/constructor/prototype/x', 'there is no "constructor"'], ['/__proto__/polluted', 'there is no "__proto__"'],
  ])('%s leads nowhere, and says so', (at, why) => {
    expect(() => edited(document, [{ do: 'set', at, value: 1 }])).toThrowError(expect.objectContaining({ code: 'E_EDIT', message: expect.stringContaining(why) as string }) as Error)
  })

  it('a member called __proto__ is a member and no prototype', () => {
    const after = edited(document, [{ do: 'set', at: '/__proto__', value: { polluted: true } }])
    expect(Object.keys(after as object)).toContain('__proto__')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('a part of a document', () => {
  it('is found by its pointer, the whole by the empty one', () => {
    expect(partAt(document, '/steps/hi/template/title')).toBe('Hi')
    expect(partAt(document, '')).toBe(document)
    expect(() => partAt(document, '/steps/toString')).toThrow('there is no "toString"')
    expect(partAt(document, '/entries/0/id')).toBe('in')
    for (const key of ['00', '0.0', '+0', ' 0', '', '0x0', '-', '1']) expect(() => partAt(document, `/entries/${key}`)).toThrow(`there is no "${key}"`)
  })
})
