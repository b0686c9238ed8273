import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { againstEvents } from '../../../engine/core/forecast/against.ts'
import type { Compared } from '../../../engine/core/forecast/forecast-schema.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { generatePeople } from '../../../engine/core/population/generate.ts'
import { readPopulation } from '../../../engine/core/population/read-spec.ts'
import { readScenario } from '../../../engine/core/simulate/read-scenario.ts'
import { forecastBy, loggedRun } from './forecast-bench.ts'

const template = (file: string) => readFileSync(new URL(`../../../engine/templates/cart-abandonment/${file}`, import.meta.url), 'utf8')

const JOURNEY = JSON.parse(template('journey.json')) as JourneyDocument // as: a template of ours
const POPULATION = readPopulation(template('population.json'), 'the population')
const SCENARIO = readScenario(template('scenario.json'), 'the scenario')
const CASES = 240
const PEOPLE = 500

/**
 * A known population and scenario, made anew for each seed and split in two: the rehearsal on the first half against what the second half does. Rows of one case depend
 * on each other, so the bounds are those of the cases: the standard error of 95 % of 240 is 1.4 points, and twice that is allowed below; above, a little more, for
 * counts are whole numbers and few-figure rows are held to wider intervals.
 */
describe('intervals of a forecast', () => {
  const rows: Compared[] = []
  for (let seed = 0; seed < CASES; seed++) {
    const [before, after] = [0, PEOPLE].map((first) => generatePeople(POPULATION, { first, count: PEOPLE }, seed))
    const run = (dataset: typeof before, runSeed: number) => loggedRun(JOURNEY, dataset!, { seed: runSeed, scenario: SCENARIO, assume: 'middle' })
    rows.push(...againstEvents(JOURNEY, forecastBy(run(before, seed)), { logged: run(after, seed + 1000), dataset: after!, name: 'after' }).rows)
  }
  const judged = rows.filter(({ verdict }) => verdict === 'inside' || verdict === 'above' || verdict === 'below')

  it('hold what happened in about 95 % of cases', () => {
    // Where nobody, or everybody, did so on both sides there is nothing to miss.
    const shares = judged.filter(({ kind, forecast, actual }) => kind !== 'cameIn' && forecast!.hits + actual!.hits > 0 && forecast!.hits + actual!.hits < forecast!.of + actual!.of)
    const inside = shares.filter(({ verdict }) => verdict === 'inside').length / shares.length
    expect(shares.length).toBeGreaterThan(CASES * 3)
    expect(inside).toBeGreaterThan(0.922)
    expect(inside).toBeLessThan(0.985)
  })

  it('hold how many come in a day', () => {
    const days = judged.filter(({ kind }) => kind === 'cameIn')
    const inside = days.filter(({ verdict }) => verdict === 'inside').length / days.length
    expect(days.length).toBeGreaterThan(200)
    expect(inside).toBeGreaterThan(0.92)
  })

  it('lie as often below as above, so that the rehearsal leans to no side', () => {
    const above = judged.filter(({ verdict }) => verdict === 'above').length
    const below = judged.filter(({ verdict }) => verdict === 'below').length
    expect(above).toBeGreaterThan((above + below) * 0.25)
    expect(below).toBeGreaterThan((above + below) * 0.25)
  })
})
