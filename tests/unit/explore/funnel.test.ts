import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explore } from '../../../engine/core/explore/exploration.ts'
import { FunnelExploration } from '../../../engine/core/explore/funnel.ts'
import type { FunnelQuestion } from '../../../engine/core/explore/questions.ts'
import { aStream, planAt, rank, streams, type Person, type Stream } from './a-stream.ts'

const MINUTE = 60_000
const asked = ({ dataset }: Stream, question: FunnelQuestion) => explore(dataset, new FunnelExploration(dataset, question))
const steps = (...events: string[]) => events.map((event) => ({ event }))

describe('a funnel', () => {
  const shop = aStream(`
    ada 0 visit
    ada 5 cart
    ada 9 purchase
    bob 0 visit
    bob 30 cart
    bob 200 purchase
    cyd 0 cart
    cyd 1 visit
    dan 0 purchase
    dan 250 visit
  `)

  it('counts who reaches each step, who is lost there, and the time it took', () => {
    const { entered, completed, stillOpen, steps: told } = asked(shop, { steps: steps('visit', 'cart', 'purchase') })
    expect({ entered, completed, stillOpen }).toEqual({ entered: 4, completed: 2, stillOpen: null })
    expect(told.map(({ reached, ofEntered, ofPrevious, lost }) => [reached, ofEntered, ofPrevious, lost])).toEqual([[4, 1, null, 2], [2, 0.5, 0.5, 0], [2, 0.5, 1, 0]])
    expect(told.map(({ sincePreviousMs: { p50, p90 } }) => [p50, p90])).toEqual([[null, null], [5 * MINUTE, 30 * MINUTE], [4 * MINUTE, 170 * MINUTE]])
    expect(told[2]!.sinceStartMs).toMatchObject({ p50: 9 * MINUTE, p90: 200 * MINUTE })
  })

  it('closes its window at start + window exactly, and says who may yet go on', () => {
    const window = (minutes: number) => asked(shop, { steps: steps('visit', 'cart', 'purchase'), windowMs: minutes * MINUTE })
    expect(window(201).completed).toBe(2)
    expect(window(200)).toMatchObject({ completed: 1, stillOpen: 1 }) // dan's visit is at the last instant
    expect(window(260)).toMatchObject({ completed: 2, stillOpen: 2 }) // cyd may yet come back, too
  })

  it('takes of several attempts the one that gets furthest, then the first', () => {
    const twice = aStream(`
      ada 0 visit
      ada 100 visit
      ada 105 cart
      bob 0 visit
      bob 1 visit
      bob 3 cart
    `)
    const { steps: told } = asked(twice, { steps: steps('visit', 'cart'), windowMs: 10 * MINUTE })
    expect(told[1]).toMatchObject({ reached: 2, sincePreviousMs: { p10: 3 * MINUTE, p90: 5 * MINUTE } })
  })

  it('lets nothing but what nobody does come in between if asked', () => {
    const direct = aStream(`
      ada 0 visit
      ada 1 $set plan=pro
      ada 2 cart
      bob 0 visit
      bob 1 search
      bob 2 cart
    `)
    expect(asked(direct, { steps: steps('visit', 'cart') }).completed).toBe(2)
    expect(asked(direct, { steps: steps('visit', 'cart'), between: 'nothing' }).completed).toBe(1)
  })

  it('takes an event for one step only, and a name twice for two events', () => {
    const views = aStream('ada 0 view\nada 0 view\nbob 0 view')
    expect(asked(views, { steps: steps('view', 'view') }).steps.map(({ reached }) => reached)).toEqual([2, 1])
  })

  it('asks for properties of the events', () => {
    const priced = aStream('ada 0 cart price=10\nada 1 purchase price=10\nbob 0 cart price=80\nbob 2 purchase price=80')
    const dear = { property: 'price', op: 'gte' as const, value: 50 }
    expect(asked(priced, { steps: [{ event: 'cart', where: dear }, { event: 'purchase' }] })).toMatchObject({ entered: 1, completed: 1 })
    expect(asked(priced, { steps: [{ event: 'cart' }, { event: 'purchase', where: { not: dear } }] })).toMatchObject({ entered: 2, completed: 1 })
    expect(asked(priced, { steps: [{ event: '*' }, { event: '*', where: { any: [{ all: [dear] }, { property: 'colour', op: 'exists' }] } }] })).toMatchObject({ entered: 2, completed: 1 })
  })

  it('breaks down by the attribute as it was at the start, else by the property, or as it was last known', () => {
    const changing = aStream('ada 0 visit\nada 1 $set plan=pro\nada 2 cart\nbob 0 visit plan=team\ncyd 0 visit', [{ profileId: 'ada', attributes: { plan: 'free' } }])
    const by = (asOf: 'then' | 'export') => asked(changing, { steps: steps('visit', 'cart'), breakDown: { by: 'attribute', name: 'plan', asOf } })
    expect(by('then').groups.map(({ value, entered, completed }) => [value, entered, completed])).toEqual([['(missing)', 1, 0], ['free', 1, 1], ['team', 1, 0]])
    expect(by('export').groups.map(({ value, completed }) => [value, completed])).toEqual([['(missing)', 0], ['pro', 1], ['team', 0]])
    expect([by('then').asOfExport, asked(changing, { steps: steps('visit', 'cart') }).asOfExport]).toEqual([true, false])
  })

  it('breaks down by the week of the first step, in a zone', () => {
    const day = 24 * 60
    const weeks = aStream(`ada ${4 * day - 60} visit\nbob ${4 * day} visit\nbob ${9 * day} cart`) // 1970-01-05 was a Monday
    const by = (timeZone?: string) => asked(weeks, { steps: steps('visit', 'cart'), breakDown: { by: 'week', ...(timeZone ? { timeZone } : {}) } }).groups.map(({ value, entered, completed }) => [value, entered, completed])
    expect(by()).toEqual([['1969-12-29', 1, 0], ['1970-01-05', 1, 1]])
    expect(by('Europe/Istanbul')).toEqual([['1970-01-05', 2, 1]])
  })

  it('shows 50 values and the rest together', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `p${index} 0 visit plan=v${String(index).padStart(2, '0')}\np${index} 1 cart`)
    const { groups } = asked(aStream(lines.join('\n')), { steps: steps('visit', 'cart'), breakDown: { by: 'attribute', name: 'plan' } })
    expect([groups.length, groups[0]!.value, groups.at(-1)]).toMatchObject([51, 'v00', { value: '(others)', entered: 10, completed: 10 }])
  })

  it('refuses what the data do not have, and says what was meant', () => {
    const refusal = (question: FunnelQuestion) => {
      try {
        return asked(shop, question)
      } catch (error) {
        return error
      }
    }
    expect(refusal({ steps: steps('visit', 'carts') })).toMatchObject({ code: 'E_EVENT', unusable: true, help: 'did you mean "cart"?' })
    expect(refusal({ steps: [{ event: 'visit', where: { attribute: 'plan', op: 'exists' } }, { event: 'cart' }] })).toMatchObject({ code: 'E_CONDITION' })
    expect(refusal({ steps: steps('visit', 'cart'), breakDown: { by: 'attribute', name: 'plan' } })).toMatchObject({ code: 'E_ATTRIBUTE', help: /no attributes/ })
    expect(refusal({ steps: steps('visit', 'cart'), from: 2, until: 1 })).toMatchObject({ code: 'E_SPAN' })
  })

  it('gives the figures of a plain count, however the profiles are cut into stretches', () => {
    const questions = fc.record({
      names: fc.array(fc.constantFrom('x', 'y', 'z', '*'), { minLength: 2, maxLength: 4 }),
      minutes: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      between: fc.constantFrom('anything' as const, 'nothing' as const),
      from: fc.constantFrom(undefined, 10 * MINUTE),
      until: fc.constantFrom(undefined, 30 * MINUTE),
    })
    fc.assert(
      fc.property(streams, questions, (stream, { names, minutes, between, from, until }) => {
        const question: FunnelQuestion = { steps: steps(...names), ...(minutes === undefined ? {} : { windowMs: minutes * MINUTE }), between, from, until, breakDown: { by: 'attribute', name: 'plan' } }
        const exploration = new FunnelExploration(stream.dataset, question)
        for (let profile = 0; profile < stream.people.length; profile++) exploration.walk(profile, profile + 1)
        const answer = exploration.answer()
        expect(answer).toEqual(asked(stream, question))
        const attempts = stream.people.flatMap((person) => bestAttempt(person, question, stream) ?? [])
        expect(figuresOf(answer)).toEqual(counted(attempts, names.length))
        for (const { value, ...group } of answer.groups) expect(figuresOf(group)).toEqual(counted(attempts.filter(({ plan }) => plan === value), names.length))
        expect(answer.groups.reduce((sum, { entered }) => sum + entered, 0)).toBe(answer.entered)
      }),
      { numRuns: 300 },
    )
  })
})

interface Attempt { plan: string; instants: number[] }

/** Tries every choice of rows, one after the other. */
function bestAttempt(person: Person, { steps: picks, windowMs = Infinity, between, from = -Infinity, until = Infinity }: FunnelQuestion, { dataset }: Stream): Attempt | undefined {
  const rows = person.rows.filter(({ at }) => at <= Math.min(until, dataset.lastAt))
  const fits = (index: number, step: number) => (picks[step]!.event === '*' ? !rows[index]!.name.startsWith('$') : rows[index]!.name === picks[step]!.event)
  let best: Attempt | undefined
  rows.forEach((start, index) => {
    if (!fits(index, 0) || start.at < from) return
    const instants = [start.at]
    let at = index
    while (instants.length < picks.length) {
      const step = instants.length
      const candidates = rows.map((_, other) => other).filter((other) => other > at && (between === 'nothing' ? !rows[other]!.name.startsWith('$') : fits(other, step)))
      const next = candidates[0]
      if (next === undefined || !fits(next, step) || rows[next]!.at - start.at >= windowMs) break
      instants.push(rows[next]!.at)
      at = next
    }
    if (!best || instants.length > best.instants.length) best = { plan: planAt(person, index), instants }
  })
  return best
}

function counted(attempts: readonly Attempt[], length: number) {
  return Array.from({ length }, (_, step) => {
    const reached = attempts.filter(({ instants }) => instants.length > step)
    const spans = step === 0 ? [] : reached.map(({ instants }) => instants[step]! - instants[step - 1]!)
    return [reached.length, rank(spans, 0.25), rank(spans, 0.5), rank(spans, 0.95)]
  })
}

function figuresOf({ steps: told }: Pick<ReturnType<typeof asked>, 'steps'>) {
  return told.map(({ reached, sincePreviousMs: { p25, p50, p95 } }) => [reached, p25, p50, p95])
}
