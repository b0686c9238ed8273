import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { buildDataset, profileCountOf } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { matureFigures } from '../../../engine/core/people/mature-figures.ts'
import { counterLayouts } from '../../../engine/core/playback/counters.ts'
import { joinedLog } from '../../../engine/core/playback/run-log.ts'
import { Kernel } from '../../../engine/core/simulate/kernel.ts'
import type { PlainRun } from '../../differential/oracle/run-by-the-page.ts'
import { generatedRun, simulate } from '../../properties/generated-run.ts'

function matureOf({ documents, events, profiles, options }: PlainRun, until: number, index = 0) {
  const program = lower(documents)
  const dataset = buildDataset(events, profiles)
  const kernel = new Kernel(program, dataset, { ...options, log: { most: 1e9 } })
  kernel.run(0, profileCountOf(dataset))
  const log = joinedLog([kernel.log!.take()], kernel.log!.total)
  return matureFigures(program.journeys[index]!, counterLayouts(program)[index]!.matched, log, until)
}

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)

// Everybody waits a day for a purchase and goes; a purchase within 7 days of coming in counts.
const JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'week', reentry: { kind: 'afterExit' },
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  goals: [{ id: 'bought', event: 'purchase', window: 'P7D' }],
  steps: { wait: { kind: 'waitFor', branches: [{ id: 'done', event: 'purchase', next: 'out' }], timeout: { after: 'P1D', next: 'lost' } }, out: { kind: 'exit' }, lost: { kind: 'exit', outcome: 'lost' } },
}

describe('people whose time is up', () => {
  it('are told from those who may still convert, and from those who converted already', () => {
    const signup = (profileId: string, day: number) => ({ profileId, at: START + day * DAY, name: 'signup' })
    const purchase = (profileId: string, day: number) => ({ profileId, at: START + day * DAY, name: 'purchase' })
    const events = [
      signup('early', 0), signup('buyer', 0), purchase('buyer', 0.5), // both weeks are over by the end
      signup('late', 5), signup('quick', 5), purchase('quick', 5.5), // these have some days left; one needs them no more
      signup('again', 4), signup('again', 6), // the second start closes what the first one still counted
      { profileId: 'end', at: START + 10 * DAY, name: 'other' },
    ]
    const { windowMs, mature, undecided } = matureOf({ documents: [JOURNEY], events, profiles: [], options: {} } as PlainRun, START + 10 * DAY) // as: nothing else is needed
    expect([windowMs, mature.started, mature.converted, undecided.started, undecided.converted]).toEqual([7 * DAY, 2, 1, 2, 0])
    expect([mature.outcomes, undecided.outcomes]).toEqual([{ completed: 1, lost: 1 }, { lost: 2 }])
    expect(mature.goals).toEqual({ bought: 1 })
    expect(undecided.steps['wait']).toEqual({ entered: 2, waiting: 0, ports: { done: 0, timeout: 2 }, ended: {} })
    expect(undecided.steps['lost']!.ended).toEqual({ lost: 2 })
  })

  it('are as many as a result counts; without windows everybody, with every figure of the result', () => {
    fc.assert(
      fc.property(generatedRun, (run) => {
        simulate(run).figures.forEach((figures, index) => {
          const { windowMs, mature, undecided } = matureOf(run, figures.until, index)
          expect(mature.started).toBe(figures.instances.mature)
          expect(undecided.started).toBeLessThanOrEqual(figures.instances.started - figures.instances.mature)
          expect(undecided.converted).toBe(0)
          for (const cohort of [mature, undecided]) for (const step of Object.values(cohort.steps)) expect(step.waiting).toBeGreaterThanOrEqual(0)
          if (windowMs > 0 || figures.instances.mature < figures.instances.started) return
          expect(mature.converted).toBe(figures.instances.converted)
          expect(mature.outcomes).toEqual(figures.instances.outcomes)
          expect(mature.steps).toEqual(Object.fromEntries(Object.entries(figures.steps).map(([id, { entered, waiting, ports, ended }]) => [id, { entered, waiting, ports, ended }])))
          expect(mature.goals).toEqual(Object.fromEntries(Object.entries(figures.goals).map(([id, { conversions }]) => [id, conversions])))
          expect(mature.splits).toEqual(Object.fromEntries(Object.entries(figures.splits).map(([id, variants]) => [id, Object.fromEntries(Object.entries(variants).map(([variant, { entered, converted }]) => [variant, { entered, converted }]))])))
        })
      }),
      { numRuns: 150 },
    )
  })
})
