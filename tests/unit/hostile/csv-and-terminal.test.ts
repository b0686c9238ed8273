import { expect, test } from 'vitest'
import { csvCell, csvCellAsIs, csvLines } from '../../../engine/core/csv.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { eventCsv, eventCsvHeader } from '../../../engine/templates/event-csv.ts'
import { messagesCsv } from '../../../engine/cli/run-report.ts'
import { guardTerminal, terminalText, WIPE_LINE } from '../../../engine/cli/terminal.ts'

test.each([
  ['=1+1', "'=1+1"], ['@a', "'@a"], ['\tx', "'\tx"], ['\rx', `"'\rx"`], ['\n=1', `"'\n=1"`], ['+1+cmd|x', "'+1+cmd|x"], ['-2+3', "'-2+3"], ['-', "'-"], ['-a', "'-a"],
  ['\uFF1D1+1', "'\uFF1D1+1"], ['=a,"b"', `"'=a,""b"""`],
])('the cell %j would run as a formula and is written %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell)
})

test.each(['+905551234567', '+90 555 123 45 67', '-1', '-3.5', '-.5', '+1e6', '-2,5', 'a=b', '', ' =1', 'x@y.z'])('the cell %j stays as it is', (text) => {
  expect(csvCell(text)).toBe(/[,]/.test(text) ? `"${text}"` : text)
})

test('numbers are numbers, lists are JSON, and what is missing is empty', () => {
  expect([csvCell(-1.5), csvCell(-Infinity), csvCell([1, 'a']), csvCell(undefined), csvCell(null), csvCell(true)]).toEqual(['-1.5', '-Infinity', '"[1,""a""]"', '', '', 'true'])
})

test('as is, a cell is only quoted', () => {
  expect([csvCellAsIs('=1,2'), csvCellAsIs('@a')]).toEqual(['"=1,2"', '@a'])
})

test('rows end in line feeds', () => {
  expect(csvLines([['a', '=b'], [1, -2]])).toBe("a,'=b\n1,-2\n")
})

test('ids, names, headers and values of made-up people are guarded alike, and as they are for programs', () => {
  const dataset = buildDataset([{ profileId: '=id', at: 0, name: '@name', properties: { '+p': '=v' } }, { profileId: 'b', at: 0, name: 'n', properties: {} }])
  const text = new TextDecoder().decode(eventCsv(dataset, ['+p']))
  expect(eventCsvHeader(['+p']) + text).toBe("profileId,at,name,'+p\n'=id,1970-01-01T00:00:00.000Z,'@name,'=v\nb,1970-01-01T00:00:00.000Z,n,\n")
  expect(new TextDecoder().decode(eventCsv(dataset, ['+p'], csvCellAsIs))).toContain('=id,1970-01-01T00:00:00.000Z,@name,=v\n')
})

test('messages.csv is guarded unless it is wanted as it is', () => {
  const message = { profileId: '=cmd', stepId: '@s', channel: 'push', at: 0, status: 'sent', reason: '', path: '-x', journeyId: 'j' } as const
  expect(messagesCsv([message], false).split('\n')[1]).toBe("'=cmd,'@s,push,1970-01-01T00:00:00.000Z,sent,,'-x")
  expect(messagesCsv([message], false, true).split('\n')[1]).toBe('=cmd,@s,push,1970-01-01T00:00:00.000Z,sent,,-x')
})

test('a terminal gets no control characters from names, and keeps lines, tabs and emoji', () => {
  expect(terminalText('a\x1b[2Jb\x07\x9b\u202Ec\u2028\uD800 \u0000\ttab\nline 👩‍🚀')).toBe('a\\x1b[2Jb\\x07\\x9b\\u202ec\\u2028\\ud800 \\x00\ttab\nline 👩‍🚀')
})

test('stderr is always guarded, stdout only on a terminal, and our own line of progress is let through', () => {
  const written: string[] = []
  const stream = (isTTY: boolean) => ({ isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 })
  const [stderr, pipe, screen] = [stream(false), stream(false), stream(true)]
  guardTerminal(stderr, 'always')
  guardTerminal(pipe, 'terminal')
  guardTerminal(screen, 'terminal')
  for (const one of [stderr, pipe, screen]) one.write('\x1b[31m\r\n')
  stderr.write(`${WIPE_LINE}reading 5 %`)
  stderr.write(`${WIPE_LINE}\x1b[31m`)
  expect(written).toEqual(['\\x1b[31m\r\n', '\x1b[31m\r\n', '\\x1b[31m\r\n', `${WIPE_LINE}reading 5 %`, '\\x0d\\x1b[K\\x1b[31m'])
})
