import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument, Policies } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { pressureFigures } from '../../../engine/core/simulate/pressure.ts'
import type { RunOptions } from '../../../engine/core/simulate/run.ts'
import { lookTogether, type TogetherFindings } from '../../../engine/core/together/look-together.ts'
import { DATA } from '../../../engine/core/together/starvation.ts'
import { generatedRun } from '../../properties/generated-run.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T00:00:00Z')

function look(documents: JourneyDocument[], events: PlainEvent[], options: RunOptions = {}): TogetherFindings {
  const steps = lookTogether(documents, buildDataset(events, []), options)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** A push on every event called as the journey is. */
function greeter(id: string, policies: Policies = {}): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id, entries: [{ id: 'in', trigger: { kind: 'event', event: id }, next: 'hello' }], reentry: { kind: 'always' }, policies,
    steps: { hello: { kind: 'message', channel: 'push', template: { title: 'Hello' } } },
  }
}

const event = (profileId: string, hours: number, name: string, properties = {}): PlainEvent => ({ profileId, at: START + hours * HOUR, name, properties })
const twoADay: Policies = { caps: [{ channel: 'push', count: 2, within: 'P1D' }] }

describe('journeys that share a cap', () => {
  it('are told whose messages had filled it, those of the data among them', () => {
    const events = [
      event('ada', 1, 'b'), event('ada', 2, 'b'), event('ada', 3, 'a'), // full of b's: lost
      event('bob', 1, '$sent', { channel: 'push' }), event('bob', 2, 'b'), event('bob', 3, 'a'), // half the data's, half b's: lost
      event('cem', 1, 'a'), event('cem', 2, 'a'), event('cem', 3, 'a'), // its own: lost
      event('dan', 1, 'b'), event('dan', 25, 'a'), // room: sent
    ]
    const { starved, figures } = look([greeter('a', twoADay), greeter('b')], events)
    expect(starved).toEqual([{
      journey: 0, cap: 0, lost: 3, held: 0, lostBecauseOf: [0.5, 1, 1.5], heldBecauseOf: [0, 0, 0],
      examples: [
        { profileId: 'bob', at: START + 3 * HOUR, step: 'hello' }, // as much the data's as b's
        { profileId: 'cem', at: START + 3 * HOUR, step: 'hello' },
        { profileId: 'ada', at: START + 3 * HOUR, step: 'hello' },
      ],
    }])
    expect(figures[0]!.steps['hello']!.suppressed).toEqual({ cap: 3 })
    expect(DATA).toBe(-1)
  })

  it('are told how often a message had to wait for room, once however often it was looked at', () => {
    const waiting: Policies = { caps: [{ channel: 'push', count: 1, within: 'PT3H', onCap: { retryFor: 'PT9H' } }] }
    // Held at 1:30 until b's first leaves at 4:00; by then b's second, of 3:00, fills the cap: looked at again at 6:00, and sent.
    const { starved, figures } = look([greeter('a', waiting), greeter('b')], [event('ada', 1, 'b'), event('ada', 1.5, 'a'), event('ada', 3, 'b'), event('ada', 20, 'x')])
    expect(starved).toMatchObject([{ journey: 0, lost: 0, held: 1, heldBecauseOf: [0, 0, 1] }])
    expect(figures[0]!.steps['hello']!.sent).toBe(1)
  })
})

it('what caps cost, counted once more by hand', () => {
  const names = ['a', 'b', 'c'] as const
  const happening = fc.record({ name: fc.constantFrom(...names, '$sent'), who: fc.constantFrom('p', 'q'), minutes: fc.integer({ min: 1, max: 400 }) })
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), (happenings, counts) => {
      let now = 0
      // No two at one instant: then the order of a message and a row of the data is plain.
      const events = happenings.map(({ name, who, minutes }): PlainEvent => ({ profileId: who, at: START + (now += minutes) * 60_000, name, properties: name === '$sent' ? { channel: 'push' } : {} }))
      const documents = names.map((name, index) => greeter(name, { caps: [{ channel: 'push', count: counts[index]!, within: 'P1D' }] }))
      const { starved } = look(documents, events)
      const sent: { who: string; at: number; by: number }[] = []
      const lost = names.map(() => 0)
      const because = names.map(() => [0, 0, 0, 0])
      for (const { profileId: who, at, name } of events) {
        const journey = names.indexOf(name as 'a')
        if (journey < 0) {
          sent.push({ who, at, by: DATA })
          continue
        }
        const filling = sent.filter((one) => one.who === who && one.at > at - 24 * HOUR)
        if (filling.length < counts[journey]!) sent.push({ who, at, by: journey })
        else {
          lost[journey]!++
          for (const { by } of filling) because[journey]![by + 1]! += 1 / filling.length
        }
      }
      expect(names.map((_, journey) => starved.find((one) => one.journey === journey)?.lost ?? 0)).toEqual(lost)
      for (const one of starved) one.lostBecauseOf.forEach((share, by) => expect(share).toBeCloseTo(because[one.journey]![by]!, 9))
    }),
    { numRuns: 60 },
  )
})

it('days and collisions are those of the run, and every message a cap held back is somebody’s doing', () => {
  fc.assert(
    fc.property(generatedRun, ({ documents, events, profiles, options: { breakDown: _by, ...options } }) => {
      const dataset = buildDataset(events, profiles)
      try {
        const steps = lookTogether(documents, dataset, options)
        let found: TogetherFindings | undefined
        for (let step = steps.next(); !found; step = steps.next()) if (step.done) found = step.value
        const run = simulateTogetherWithKernel(documents, dataset, { ...options, pressure: true })
        const ids = documents.map(({ id }) => id)
        const pressure = pressureFigures(run.pressure, ids, found.cap)
        const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
        expect(found.figures).toEqual(run.figures)
        expect(sum(found.days.map(({ people }) => people))).toBe(pressure.profileDays)
        expect(sum(found.days.map(({ messages }) => sum(messages)))).toBe(sum(pressure.distribution.map(([messages, days]) => messages * days)))
        expect(sum(found.days.map(({ over }) => over))).toBeCloseTo((pressure.shareOverCap ?? 0) * pressure.profileDays, 6)
        expect(found.collisions.map(({ journeys: [a, b], hours }) => ({ journeys: [ids[a], ids[b]], hours })).sort(byText)).toEqual([...pressure.collisions].sort(byText))
        const capped = run.figures.map(({ steps: all }) => sum(Object.values(all).map(({ suppressed }) => suppressed['cap'] ?? 0)))
        expect(documents.map((_, journey) => sum(found.starved.filter((one) => one.journey === journey).map(({ lost }) => lost)))).toEqual(capped)
      } catch (error) {
        fc.pre(!(error instanceof RehearsalError && ['S001', 'S003', 'S004'].includes(error.code)))
        throw error
      }
    }),
    { numRuns: 80 },
  )
})

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
