import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readCase } from '../../engine/core/cases/read-case.ts'
import { schemaProblems, schemaProblemsInWords } from '../../engine/core/schema-words.ts'
import { readSegmentFile } from '../../engine/core/segments/segment-file.ts'
import { readScenario } from '../../engine/core/simulate/read-scenario.ts'

const problems = (schema: z.ZodType, value: unknown) => schemaProblems(schema.safeParse(value).error!).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('what a schema refuses', () => {
  const SECRET = 'sk-live-4711'
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['a value that is missing', z.object({ id: z.string(), on: z.enum(['a', 'b']), of: z.union([z.string(), z.number()]) }), {}, ['id: "id" is missing', 'on: "on" is missing', 'of: "of" is missing']],
    ['a value of another kind', z.object({ a: z.number(), b: z.array(z.string()), c: z.int() }), { a: true, b: {}, c: 1.5 }, ['a: expected a number, not true', 'b: expected a list, not an object', 'c: expected a whole number, not 1.5']],
    ['a text where a number belongs, which may be a secret', z.object({ a: z.number() }), { a: SECRET }, ['a: expected a number, not text']],
    ['nothing at all', z.string(), undefined, [': expected text, but there is nothing']],
    ['a choice that there is not', z.enum(['push', 'email']), 'pusch', [': expected one of "push", "email", not "pusch"; did you mean "push"?']],
    ['a choice like none', z.enum(['push', 'email']), 'x'.repeat(50), [`: expected one of "push", "email", not "${'x'.repeat(40)}…"`]],
    ['the one value there can be', z.literal(1), 2, [': expected 1, not 2']],
    ['unknown keys, each at its own place', z.strictObject({ in: z.strictObject({}) }), { in: { a: 1, b: 2 } }, ['in.a: unknown key "a"', 'in.b: unknown key "b"']],
    ['a form of another kind', z.union([z.string(), z.strictObject({ low: z.number() })]), 7, [': expected text or an object, not 7']],
    ['a fault inside the form that was meant', z.union([z.string(), z.strictObject({ low: z.number(), high: z.number() })]), { low: 0 }, ['high: "high" is missing']],
    ['forms of which none was meant', z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.number() })]), { c: 1, d: 2 }, [': this is none of the forms that may stand here']],
    ['numbers out of bounds', z.array(z.number().min(0).max(1)), [-1, 2], ['0: must be at least 0', '1: must be at most 1']],
    ['numbers at a bound that does not count', z.array(z.number().gt(0).lt(1)), [0, 1], ['0: must be more than 0', '1: must be less than 1']],
    ['what is empty', z.object({ a: z.string().min(1), b: z.array(z.string()).min(1) }), { a: '', b: [] }, ['a: must not be empty', 'b: needs an entry']],
    ['what is too short', z.object({ a: z.string().min(2), b: z.array(z.string()).min(2) }), { a: '', b: [] }, ['a: needs at least 2 characters', 'b: needs at least 2 entries']],
    ['what is too long', z.object({ a: z.string().max(1), b: z.array(z.string()).max(1) }), { a: 'ab', b: ['a', 'b'] }, ['a: may have up to 1 characters', 'b: may have up to 1 entries']],
    ['a name that no record takes', z.record(z.string().min(1), z.number()), { '': 1 }, [': must not be empty']],
    ['a date and an address', z.object({ on: z.iso.date(), at: z.iso.datetime(), to: z.url() }), { on: 'x', at: 'x', to: 'x' }, ['on: expected a date such as 2026-12-31', 'at: expected an instant such as 2026-12-31T09:00:00Z', 'to: expected an address such as https://example.com/hook']],
    ['in the words of the schema itself, where it has any', z.object({ a: z.number('a share, please') }), { a: 'b' }, ['a: a share, please']],
  ])('is told: %s', (_what, schema, value, said) => {
    expect(problems(schema, value)).toEqual(said)
  })

  it('is named up to five times in one line', () => {
    const refused = z.array(z.string()).safeParse([1, 2, 3, 4, 5, 6, 7])
    expect(schemaProblemsInWords(refused.error!)).toMatch(/^expected text, not 1 \(\$\[0\]\); .*expected text, not 5 \(\$\[4\]\); and 2 more$/)
  })
})

describe('files of a person', () => {
  const scenario = { format: 'scenario', formatVersion: 1 }
  it.each([
    ['a scenario', () => readScenario(JSON.stringify({ ...scenario, mode: 'backtests' }), 'my.json'), 'my.json: expected one of "backtest", "whatIf", not "backtests"; did you mean "backtest"? ($.mode)'],
    ['a scenario', () => readScenario(JSON.stringify({ ...scenario, response: [] }), 'my.json'), 'my.json: unknown key "response" ($.response)'],
    ['a scenario', () => readScenario(JSON.stringify({ ...scenario, responses: [{ channel: 'push', basis: 'assumed', opened: 2 }] }), 'my.json'), 'my.json: is a share from 0 to 1 (0.25 is 25 %), or a range of them such as {"low":0.2,"high":0.3} ($.responses[0].opened)'],
    ['a scenario', () => readScenario(JSON.stringify({ ...scenario, webhooks: { call: { errorShare: 'all' } } }), 'my.json'), 'my.json: expected a number, not text ($.webhooks.call.errorShare)'],
    ['a scenario', () => readScenario('[]', 'my.json'), 'my.json: expected an object, not a list ($)'],
    ['a case', () => readCase(JSON.stringify({ format: 'case', formatVersion: 1, given: { journey: 'a.json', event: [] }, expect: {} }), 'my.json'), 'my.json: unknown key "event" ($.given.event); needs "events" (or "profiles" beside "given") ($.given.events)'],
    ['a segment', () => readSegmentFile(JSON.stringify({ format: 'segment', formatVersion: 1, name: '', when: { did: 'buy', withn: 'P1D' } }), 'my.json'), 'my.json: must not be empty ($.name); unknown key "withn" ($.when.withn)'],
  ])('%s says what, where and how', (_what, read, said) => {
    expect(read).toThrow(said)
  })
})
