import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { winnersOf } from '../../../engine/core/simulate/auto-winner.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { simulateTogetherWithXState } from '../../../engine/core/simulate/reference.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)

function journey(after: string, minimum: number): JourneyDocument {
  return {
    format: 'journey', formatVersion: 1, id: 'two-texts', name: 'Two texts',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'texts' }],
    goals: [{ id: 'bought', event: 'purchase', window: 'P30D' }, { id: 'looked', event: 'view', window: 'P30D' }],
    steps: {
      texts: { kind: 'split', variants: [{ id: 'a', weight: 1, next: 'one' }, { id: 'b', weight: 1, next: 'two' }], autoWinner: { after, metric: 'bought', minimum } },
      one: { kind: 'message', channel: 'push', template: { title: 'One' } },
      two: { kind: 'message', channel: 'push', template: { title: 'Two' } },
    },
  }
}

/** One person signs up each day; those in `b` buy a day later, everybody looks at once. */
function stream(document: JourneyDocument, people: number): PlainEvent[] {
  const ids = Array.from({ length: people }, (_, index) => `p${String(index).padStart(3, '0')}`)
  const dealt = (profileId: string) => Object.entries(run(document, [{ profileId, at: START, name: 'signup' }]).figures[0]!.splits.texts!).find(([, { entered }]) => entered === 1)![0]
  return ids.flatMap((profileId, index) => [
    { profileId, at: START + index * DAY, name: 'signup' },
    { profileId, at: START + index * DAY, name: 'view' },
    ...(dealt(profileId) === 'b' ? [{ profileId, at: START + (index + 1) * DAY, name: 'purchase' }] : []),
  ])
}

function run(document: JourneyDocument, events: readonly PlainEvent[], until?: number) {
  return simulateTogetherWithKernel([document], buildDataset(events), { until })
}

describe('an automatic winner of a split', () => {
  it('is named at the first instant with enough time and enough people, by its goal alone', () => {
    const document = journey('P10D', 5)
    const events = stream(document, 40)
    const [winner] = run(document, events).notices.winners!
    const { variants } = winner!
    expect(winner).toMatchObject({ journey: 'two-texts', step: 'texts', goal: 'bought', status: 'named', variant: 'b' })
    expect(winner!.at).toBe(Math.max(START + 10 * DAY, START + dayOfFifth(document, events) * DAY))
    const seen = events.filter(({ at, name }) => name === 'signup' && at <= winner!.at!).length
    expect(variants[0]!.entered + variants[1]!.entered).toBe(seen)
    expect(variants[0]!.converted).toBe(0)
    // One who was dealt `b` on the very day cannot have bought yet.
    expect(variants[1]!.entered - variants[1]!.converted).toBeLessThanOrEqual(1)
  })

  it('says what is missing while nobody can be named', () => {
    const document = journey('P10D', 5)
    const events = stream(document, 40)
    expect(run(document, events, START + 3 * DAY).notices.winners).toMatchObject([{ status: 'tooFew', at: null, variant: null }])
    expect(run(journey('P300D', 2), events, START + 30 * DAY).notices.winners).toMatchObject([{ status: 'tooEarly', at: null, variant: null }])
    expect(run(document, []).notices.winners).toMatchObject([{ status: 'tooFew', variants: [{ id: 'a', entered: 0, converted: 0 }, { id: 'b', entered: 0, converted: 0 }] }])
  })

  it('is nobody where the best are level', () => {
    const events = Array.from({ length: 30 }, (_, index): PlainEvent => ({ profileId: `p${index}`, at: START + index, name: 'signup' }))
    expect(run(journey('PT0S', 3), [...events, { profileId: 'p0', at: START + DAY, name: 'other' }]).notices.winners).toMatchObject([{ status: 'tie', variant: null }])
  })

  it('is the same on both engines, and found from parts as from the whole', () => {
    const document = journey('P5D', 4)
    const events = stream(document, 60)
    const dataset = buildDataset(events)
    const whole = run(document, events).notices
    expect(simulateTogetherWithXState([document], dataset, {}).notices).toEqual(whole)
    const [program] = lower([document]).journeys
    expect(winnersOf(program!, [{ deal: 0, entered: [[3, 1], [2]], converted: [[], [4]] }], 5 * DAY)).toEqual(winnersOf(program!, [{ deal: 0, entered: [[1, 3], [2]], converted: [[], [4]] }], 5 * DAY))
  })

  it('changes nobody’s way and no figure', () => {
    const document = journey('P5D', 4)
    const { autoWinner: _left, ...texts } = document.steps.texts as { autoWinner: unknown } & object // as: it is the split above
    const without = { ...document, steps: { ...document.steps, texts } } as unknown as JourneyDocument // as: the same split without one field
    const events = stream(document, 40)
    expect(run(document, events).figures).toEqual(run(without, events).figures)
    expect(run(without, events).notices).toEqual({ unknownTimeZones: 0 })
  })

  it('needs a goal that is there', () => {
    const document = journey('P5D', 4)
    const wrong = JSON.stringify(document).replace('"metric":"bought"', '"metric":"bouhgt"')
    expect(readJourney(wrong).diagnostics).toMatchObject([{ code: 'J017', severity: 'error', path: '$.steps.texts.autoWinner.metric' }])
  })
})

/** The day on which the slower variant got its fifth person. */
function dayOfFifth(document: JourneyDocument, events: readonly PlainEvent[]): number {
  for (let day = 0; ; day++) {
    const { a, b } = run(document, events, START + day * DAY).figures[0]!.splits.texts!
    if (a!.entered >= 5 && b!.entered >= 5) return day
  }
}
