import fc from 'fast-check'
import { expect, it } from 'vitest'
import { missingJourneys } from '../../../engine/core/compile/referenced-journeys.ts'
import { renamedIds, withIds } from '../../../engine/core/diff/renamed-ids.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { RunFigures } from '../../../engine/core/simulate/run.ts'
import type { PlainRun } from '../../differential/oracle/run-by-the-page.ts'
import { generatedRun, simulate } from '../../properties/generated-run.ts'
import { fly } from './drive.ts'

const RUNS = Number(process.env.FLIGHT_RUNS ?? 100)

/** Two versions of a journey that have nothing to do with each other, on the first one's events. */
const twoVersions = fc.tuple(generatedRun, generatedRun).map(([first, second]) => {
  const before = first.documents[0]!
  const after: JourneyDocument = { ...second.documents[0]!, id: before.id }
  const { breakDown: _by, scenario: _scenario, assume: _assume, pressure: _pressure, ...options } = first.options
  return { before, after, run: { ...first, options } }
}).filter(({ before, after }) => missingJourneys([before]).length === 0 && missingJourneys([after]).length === 0)

it('whatever the versions, everybody is somewhere at the end, in each step and in all', () => {
  fc.assert(
    fc.property(twoVersions, fc.nat(), (versions, place) => {
      const { before, after, run: { events, profiles, options } } = versions
      const at = events.length === 0 ? 0 : events[place % events.length]!.at + (place % 3 === 0 ? 3_600_000 : 0)
      const { figures, people } = fly({ before, after, at, dataset: buildDataset(events, profiles), options })
      for (const [one] of Object.values(figures)) {
        const { instances, steps } = one!
        expect(instances.started).toBe(instances.active + instances.ended)
        expect(sum(Object.values(steps).map(({ waiting }) => waiting))).toBe(instances.active)
        for (const step of Object.values(steps)) expect(step.entered).toBe(step.waiting + sum(Object.values(step.ports)) + sum(Object.values(step.ended)))
        // Of a journey that goes through itself some start as children.
        expect(instances.started).toBeGreaterThanOrEqual(sum(Object.values(one!.entries).map(({ admitted }) => admitted)))
      }
      // The versions only differ about those under way, and those they keep from starting again.
      if (people.length === 0) expect(figures.follow[0]!.steps).toEqual(figures.finish[0]!.steps)
    }),
    { numRuns: RUNS },
  )
})

it('a version that takes over before everything is all there is; one that takes over after everything never was', () => {
  fc.assert(
    fc.property(twoVersions, ({ before, after, run }) => {
      const dataset = buildDataset(run.events, run.profiles)
      const early = fly({ before, after, at: dataset.firstAt - 1, dataset, options: run.options })
      const late = fly({ before, after, at: Math.max(dataset.lastAt, run.options.until ?? 0) + 1, dataset, options: run.options })
      const [first, second] = [alone(withIds(before, renamedIds(before, after)), run), alone(after, run)]
      for (const one of Object.values(early.figures)) expect(seenAs(second, one[0]!)).toEqual(second)
      for (const one of Object.values(late.figures)) expect(seenAs(first, one[0]!)).toEqual(first)
    }),
    { numRuns: RUNS },
  )
})

function alone(document: JourneyDocument, run: PlainRun): RunFigures {
  return simulate({ ...run, documents: [document] }).figures[0]!
}

/** The figures as far as one version has them; that the other's are all zero follows from the sums. */
function seenAs(version: RunFigures, whole: RunFigures): RunFigures {
  const only = <T>(named: Readonly<Record<string, unknown>>, all: Readonly<Record<string, T>>) => Object.fromEntries(Object.keys(named).map((id) => [id, all[id]!]))
  const steps = Object.fromEntries(Object.entries(version.steps).map(([id, step]) => [id, { ...whole.steps[id]!, ports: only(step.ports, whole.steps[id]!.ports) }]))
  const splits = Object.fromEntries(Object.entries(version.splits).map(([id, variants]) => [id, only(variants, whole.splits[id]!)]))
  return { ...whole, entries: only(version.entries, whole.entries), goals: only(version.goals, whole.goals), steps, splits }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
