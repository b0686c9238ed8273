import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lower } from '../../engine/core/compile/lower.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { buildDataset, profileCountOf } from '../../engine/core/model/dataset.ts'
import { counterLayouts, countersOf } from '../../engine/core/playback/counters.ts'
import { figuresAt } from '../../engine/core/playback/figures-at.ts'
import { countersAsked, peopleIn, type PeopleOf } from '../../engine/core/playback/people-of.ts'
import { joinedLog, type RunLog } from '../../engine/core/playback/run-log.ts'
import { runFacts } from '../../engine/core/simulate/figures.ts'
import { Kernel } from '../../engine/core/simulate/kernel.ts'
import type { RunFigures } from '../../engine/core/simulate/run.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { generatedRun, simulate } from './generated-run.ts'

describe('the log of a run', () => {
  it('gives at any instant the figures of a run until that instant', () => {
    fc.assert(
      fc.property(generatedRun, fc.double({ min: 0, max: 1.1, noNaN: true }), fc.nat(), (run, share, pick) => {
        const options = { ...run.options, breakDown: [] }
        const whole = simulate({ ...run, options })
        const { program, dataset, log } = logged(run)
        const { from, until } = whole.figures[0]!
        fc.pre(from <= until)
        // an instant between, or the very instant of something that was counted
        const instant = share > 1 && log.at.length > 0 ? log.at[pick % log.at.length]! : Math.round(from + (until - from) * Math.min(1, share))
        const there = simulate({ ...run, options: { ...options, until: instant } })
        counterLayouts(program).forEach((layout, index) => {
          const { until: _until, breakDown: _breakDown, ...facts } = runFacts(program, index, dataset, { ...options, until: instant })
          expect(canonicalJson(figuresAt(program.journeys[index]!, layout.matched, log, instant, facts))).toBe(canonicalJson(there.figures[index]))
        })
      }),
      { numRuns: 250 },
    )
  })

  it('has as many people behind each figure as the figure says', () => {
    fc.assert(
      fc.property(generatedRun, (run) => {
        const whole = simulate(run)
        const { program, log } = logged(run)
        whole.figures.forEach((figures, journey) => {
          for (const [of, count] of figuresToAskFor(figures)) {
            const people = peopleIn(log, countersAsked(program, { ...of, journey }, figures.until)!)
            expect([of, people.reduce((sum, { times }) => sum + times, 0)]).toEqual([of, count])
          }
          expect(peopleIn(log, countersAsked(program, { kind: 'started', journey }, figures.until)!)).toHaveLength(figures.instances.profiles)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('is the same however the profiles are dealt to blocks, in order of time', () => {
    fc.assert(
      fc.property(generatedRun, fc.integer({ min: 1, max: 5 }), (run, size) => {
        simulate(run)
        const { log } = logged(run)
        expect(logged(run, size).log).toEqual(log)
        for (let row = 1; row < log.at.length; row++) {
          expect(log.at[row]! > log.at[row - 1]! || (log.at[row] === log.at[row - 1] && log.profile[row]! >= log.profile[row - 1]!)).toBe(true)
        }
        expect(log.rows).toBe(log.at.length)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the rows of the counters asked for, and no more than asked for', () => {
    fc.assert(
      fc.property(generatedRun, fc.nat(), (run, pick) => {
        simulate(run)
        const { program, dataset, log } = logged(run)
        fc.pre(log.at.length > 2)
        const counter = log.counter[pick % log.at.length]!
        const kernel = new Kernel(program, dataset, { ...run.options, log: { most: 1e9, only: [counter] } })
        kernel.run(0, profileCountOf(dataset))
        expect(Array.from(kernel.log!.take().at).sort((a, b) => a - b)).toEqual(Array.from(log.at.filter((_, row) => log.counter[row] === counter)))
        const short = new Kernel(program, dataset, { ...run.options, log: { most: 2 } })
        short.run(0, profileCountOf(dataset))
        expect(short.log!.take().at.length).toBe(2)
        expect(short.log!.total).toBe(log.rows)
        expect(countersOf(program)).toHaveLength(counterLayouts(program).at(-1)!.end)
      }),
      { numRuns: 60 },
    )
  })
})

/** Every count of a result as a question for its people. */
function figuresToAskFor({ instances, entries, steps, goals, splits, holdout }: RunFigures): [PeopleOf, number][] {
  return [
    [{ kind: 'started' }, instances.started],
    [{ kind: 'active' }, instances.active],
    [{ kind: 'converted' }, instances.converted],
    [{ kind: 'immature' }, instances.started - instances.mature],
    [{ kind: 'heldOut' }, holdout.started],
    ...Object.entries(instances.outcomes).map(([outcome, count]): [PeopleOf, number] => [{ kind: 'ended', outcome }, count]),
    ...Object.entries(entries).flatMap(([entry, counts]) => (['matched', 'admitted', 'refused'] as const).map((kind): [PeopleOf, number] => [{ kind, entry }, counts[kind]])),
    ...Object.entries(steps).flatMap(([step, { ports, ended, suppressed, ...counts }]): [PeopleOf, number][] => [
      ...(['entered', 'sent', 'waiting'] as const).map((kind): [PeopleOf, number] => [{ kind, step }, counts[kind]]),
      ...Object.entries(ports).map(([port, count]): [PeopleOf, number] => [{ kind: 'left', step, port }, count]),
      ...Object.entries(ended).map(([outcome, count]): [PeopleOf, number] => [{ kind: 'ended', step, outcome }, count]),
      [{ kind: 'leftWithoutGoal', step }, Object.entries(ended).reduce((sum, [outcome, count]) => (outcome.startsWith('goal:') ? sum : sum + count), 0)],
      [{ kind: 'suppressed', step }, Object.values(suppressed).reduce((sum, count) => sum + count, 0)],
      ...Object.entries(suppressed).map(([reason, count]): [PeopleOf, number] => [{ kind: 'suppressed', step, reason: reason as 'cap' }, count]), // as: a key of the result
    ]),
    ...Object.entries(goals).flatMap(([goal, { conversions, creditedTo }]): [PeopleOf, number][] => [
      [{ kind: 'goal', goal }, conversions],
      ...Object.entries(creditedTo).filter(([step]) => step !== 'none').map(([step, count]): [PeopleOf, number] => [{ kind: 'goal', goal, step }, count]),
    ]),
    ...Object.entries(splits).flatMap(([step, variants]) =>
      Object.entries(variants).flatMap(([variant, { entered, converted }]): [PeopleOf, number][] => [
        [{ kind: 'variantEntered', step, variant }, entered],
        [{ kind: 'variantConverted', step, variant }, converted],
      ]),
    ),
  ]
}

/** The log of a run whose profiles are taken in blocks of `size`. */
function logged({ documents, events, profiles, options }: PlainRun, size = 1e9): { program: ReturnType<typeof lower>; dataset: ReturnType<typeof buildDataset>; log: RunLog } {
  const program = lower(documents)
  const dataset = buildDataset(events, profiles)
  const kernel = new Kernel(program, dataset, { ...options, log: { most: 1e9 } })
  const count = profileCountOf(dataset)
  const blocks = []
  for (let first = 0; first < count; first += size) {
    kernel.run(first, Math.min(count, first + size))
    blocks.push(kernel.log!.take())
  }
  return { program, dataset, log: joinedLog(blocks, kernel.log!.total) }
}
