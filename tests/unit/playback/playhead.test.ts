import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { buildDataset, profileCountOf } from '../../../engine/core/model/dataset.ts'
import { countersOf } from '../../../engine/core/playback/counters.ts'
import { Playhead, type PlayedLog } from '../../../engine/core/playback/playhead.ts'
import { joinedLog } from '../../../engine/core/playback/run-log.ts'
import { jointOutput } from '../../../engine/core/simulate/figures.ts'
import { Kernel } from '../../../engine/core/simulate/kernel.ts'
import type { PlainRun } from '../../differential/oracle/run-by-the-page.ts'
import { generatedRun } from '../../properties/generated-run.ts'

/** Runs it once to the end with its log, and answers what a run until any instant finds. */
function played({ documents, events, profiles, options: { breakDown: _none, ...options } }: PlainRun) {
  const program = lower(documents)
  const dataset = buildDataset(events, profiles)
  const run = (until: number, log: boolean) => {
    const asked = { ...options, until, ...(log ? { log: { most: 1e6 } } : {}) }
    const kernel = new Kernel(program, dataset, asked)
    try {
      kernel.run(0, profileCountOf(dataset))
    } catch (error) {
      fc.pre(!(error instanceof RehearsalError && ['S001', 'S003', 'S004'].includes(error.code)))
      throw error
    }
    return { kernel, figures: jointOutput(program, kernel.tally, [], dataset, asked).figures }
  }
  const until = options.until ?? dataset.lastAt
  const whole = run(until, true)
  const log: PlayedLog = { ...joinedLog([whole.kernel.log!.take()], whole.kernel.log!.total), counters: countersOf(program) }
  return { log, until, from: options.from ?? dataset.firstAt, windows: program.journeys.map(({ longestWindowMs }) => longestWindowMs), figuresUntil: (at: number) => run(at, false).figures, whole: whole.figures }
}

describe('a playhead', () => {
  it('has at any instant the figures of a run that ends at it, and dwell too if asked', () => {
    let rows = 0
    fc.assert(
      fc.property(generatedRun, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), (plain, shares) => {
        const { log, from, until, windows, figuresUntil, whole } = played(plain)
        fc.pre(from <= until)
        rows += log.at.length
        const heads = windows.map((windowMs, journey) => new Playhead(log, journey, windowMs))
        for (const share of [...shares, 1]) {
          const at = Math.floor(from + share * (until - from))
          const expected = share === 1 ? whole : figuresUntil(at)
          heads.forEach((head, journey) => {
            head.seek(at)
            const { instances, entries, steps, goals, splits, holdout } = expected[journey]!
            expect(head.figures(true)).toEqual({ until: at, instances, entries, steps, goals, splits, holdout })
          })
        }
      }),
      { numRuns: 200 },
    )
    expect(rows).toBeGreaterThan(2500)
  })

  it('has the same figures at an instant from whichever side it came', () => {
    fc.assert(
      fc.property(generatedRun, fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 2, maxLength: 12 }), (plain, shares) => {
        const { log, from, until } = played(plain)
        const moved = new Playhead(log, 0, 0)
        for (const share of shares) {
          const at = from + share * (until - from)
          moved.seek(at)
          const fresh = new Playhead(log, 0, 0)
          fresh.seek(at)
          expect(moved.figures(true)).toEqual(fresh.figures(true))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('steps from one thing that happens to the next and back again over the same instants', () => {
    fc.assert(
      fc.property(generatedRun, (plain) => {
        const { log } = played(plain)
        const head = new Playhead(log, 0, 0)
        const there: number[] = []
        for (let at = head.next(); at !== undefined; at = head.next()) {
          there.push(at)
          head.seek(at)
        }
        const back: number[] = []
        for (let at: number | undefined = there.at(-1); at !== undefined; at = head.previous()) {
          back.unshift(at)
          head.seek(at)
        }
        expect(back).toEqual(there)
        expect(there).toEqual([...new Set(there)].sort((a, b) => a - b))
      }),
      { numRuns: 60 },
    )
  })
})
