import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { aJourney } from './a-journey.ts'

const NOT_JSON = { code: 'J001', severity: 'error', help: 'a journey file is JSON; open the file in an editor and mend the place, or take an older copy' } as const
const valid = JSON.stringify(aJourney({ a: { kind: 'delay', for: 'PT1H', next: 'b' }, b: { kind: 'exit' } }), null, 2)

describe('reading the text of a journey', () => {
  it('gives the document just as its author ordered it', () => {
    const read = readJourney(valid)
    expect(read).toEqual({ document: JSON.parse(valid), diagnostics: [], unusable: false })
    expect(JSON.stringify(read.document, null, 2)).toBe(valid)
  })

  it('reads a file with a byte order mark like one without', () => {
    expect(readJourney(`\uFEFF${valid}`)).toEqual(readJourney(valid))
  })

  it.each([
    ['an empty file', '', 'the file is empty', '$'],
    ['a file of white space', ' \n\t\r\n', 'the file is empty', '$'],
    ['a byte order mark and nothing else', '\uFEFF', 'the file is empty', '$'],
    ['a missing comma', '{\n  "format": "journey"\n  "id": "x"\n}', 'not JSON: comma expected at line 3, column 3', '$.id'],
    ['a trailing comma', '{"a": 1,\n}', 'not JSON: property name expected at line 2, column 1', '$'],
    ['a comment', '{\n // no\n}', 'not JSON: invalid comment token at line 2, column 2', '$'],
    ['a file cut short', '{"steps": {"a": {"kind": "ex', 'not JSON: unexpected end of string at line 1, column 26', '$.steps.a.kind'],
    ['two documents', '{}\n{}', 'not JSON: end of file expected at line 2, column 1', '$'],
    ['single quotes', "{'a': 1}", 'not JSON: invalid symbol at line 1, column 2', '$'],
    ['text that is no JSON at all', 'profileId,at,name', 'not JSON: invalid symbol at line 1, column 1', '$'],
  ])('finds %s unusable, with line, column and path', (_, text, message, path) => {
    expect(readJourney(text)).toEqual({ diagnostics: [{ ...NOT_JSON, message, path }], unusable: true })
  })

  it('answers for every text that is no JSON, and never throws', () => {
    const mangled = fc.tuple(fc.nat(valid.length), fc.nat(6), fc.string({ unit: 'binary', maxLength: 4 })).map(([at, cut, put]) => valid.slice(0, at) + put + valid.slice(at + cut))
    fc.assert(
      fc.property(mangled, (text) => {
        const { document, diagnostics, unusable } = readJourney(text)
        if (isJson(text)) expect(diagnostics.map(({ code }) => code)).not.toContain('J001')
        else expect([document, unusable, diagnostics.map(({ code }) => code)]).toEqual([undefined, true, ['J001']])
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['brackets without end', '['.repeat(1_000_000), 'line 1, column 201'],
    ['lists in lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'line 1, column 201'],
    ['objects in objects', '{"a":\n'.repeat(1_700_000), 'line 201, column 1'],
  ])('refuses %s nested deeper than anybody draws, without running out of stack', (_, text, place) => {
    expect(readJourney(text)).toEqual({ diagnostics: [{ ...NOT_JSON, message: `nested more than 200 levels deep at ${place}`, path: '$' }], unusable: true })
  })

  it('reads conditions nested as deep as is allowed, and points to a mistake at the bottom', () => {
    const depth = 190
    const nested = (innermost: string) =>
      JSON.stringify(aJourney({ a: { kind: 'exit' } }, { exits: [{ id: 'out', event: 'x', where: { segment: '@' } }] })).replace('{"segment":"@"}', '{"not":'.repeat(depth) + innermost + '}'.repeat(depth))
    expect(readJourney(nested('{"did":"y"}')).diagnostics).toEqual([])
    expect(readJourney(nested('{"al":[]}')).diagnostics.map(({ code, path }) => [code, path])).toEqual([['J002', `$.exits[0].where${'.not'.repeat(depth)}`]])
  })

  it('does not count brackets inside texts as nesting', () => {
    const brackets = '[{"\\'.repeat(300)
    const text = JSON.stringify(aJourney({ a: { kind: 'exit', note: brackets } }))
    expect(readJourney(text)).toEqual({ document: JSON.parse(text), diagnostics: [], unusable: false })
  })

  it.each([
    ['garbage', 'x7{]'.repeat(2_500_000)],
    ['one endless text', `"${'q'.repeat(10_000_000)}`],
    ['NUL bytes', '\0'.repeat(10_000_000)],
  ])('finds 10 MB of %s unusable with one finding', (_, text) => {
    const { diagnostics, unusable } = readJourney(text)
    expect([diagnostics.length, diagnostics[0]?.code, unusable]).toEqual([1, 'J001', true])
  })

  it('refuses a newer format version and says what to do, whatever else is in the file', () => {
    expect(readJourney('{"formatVersion": 2, "whatever": true}')).toEqual({
      diagnostics: [
        {
          code: 'J003',
          severity: 'error',
          message: 'this journey is written in format version 2; this version of Rehearsal reads up to 1',
          help: 'update Rehearsal, or save the journey from the newer one in the older format',
          path: '$.formatVersion',
        },
      ],
      unusable: true,
    })
  })

  it('says which keys stand twice, however deep, and where', () => {
    const text = '{"format":"journey","formatVersion":1,"id":"j","entries":[],\n"steps":{"a":{"kind":"update","set":{"x":1,"list":[{"k":1,\n"k":2}]}},"a":{"kind":"exit"}}}'
    const { document, diagnostics, unusable } = readJourney(text)
    expect([document, unusable]).toEqual([undefined, false])
    expect(diagnostics).toEqual(
      [
        ['the key "k" stands twice at line 3, column 1, so one of them would be lost', '$.steps.a.set.list[0].k'],
        ['the key "a" stands twice at line 3, column 11, so one of them would be lost', '$.steps.a'],
      ].map(([message, path]) => ({ code: 'J004', severity: 'error', message, path, help: 'rename one of them, or delete it' })),
    )
  })

  it.each(['steps', 'segments'])('refuses a name in %s that JavaScript would not see, instead of leaving it unchecked', (where) => {
    const text = `{"format":"journey","formatVersion":1,"id":"j","entries":[],"steps":{},"${where === 'steps' ? 'layout' : where}":{}}`.replace(
      where === 'steps' ? '"steps":{}' : '"segments":{}',
      `"${where}":{"__proto__":{"kind":"nonsense"}}`,
    )
    const { document, diagnostics } = readJourney(text)
    expect(document).toBeUndefined()
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([['J002', `$.${where}.__proto__`]])
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('takes a connection to "%s" for what it is, a step that does not exist', (name) => {
    const { diagnostics } = readJourney(JSON.stringify(aJourney({ a: { kind: 'update', set: {}, next: name } })))
    expect(diagnostics.map(({ code, path, message }) => [code, path, message])).toEqual([['J010', '$.steps.a.next', `step "a": there is no step "${name}"`]])
  })

  it.each([
    ['null', '$', 'expected an object, not null'],
    ['[]', '$', 'expected an object, not a list'],
    ['"journey"', '$', 'expected an object, not text'],
  ])('says that %s is JSON but no journey', (text, path, message) => {
    expect(readJourney(text)).toEqual({ diagnostics: [{ code: 'J002', severity: 'error', message, path, help: 'see the format page for what may stand here' }], unusable: false })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
    return true
  } catch {
    return false
  }
}
