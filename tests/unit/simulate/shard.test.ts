import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'
import { resultFileSchema, type SimulationResult } from '../../../engine/core/simulate/result.ts'
import { mergeShards, shardRange } from '../../../engine/core/simulate/shard.ts'
import { simulate } from '../../../engine/node/services/simulate.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { aJourney } from '../lint/a-journey.ts'

const document = readJourney(readFileSync(new URL('../../../engine/templates/passo-dukkan/journey.json', import.meta.url), 'utf8')).document!
const dataset = generatePopulation(passoSpec, { first: 0, count: 700 }, 3, 'sha256:test')
const options = { breakDown: ['platform', 'city'] }
const reminder: JourneyDocument = aJourney(
  { mail: { kind: 'message', channel: 'email', next: 'rest' }, rest: { kind: 'delay', for: 'PT1H', next: 'again' }, again: { kind: 'message', channel: 'email' } },
  {
    id: 'reminder',
    timeZone: 'Europe/Istanbul', // as the other journey: days and hours are those of the profile's zone, else the journey's
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'mail' }],
    policies: { caps: [{ channel: '*', count: 2, within: 'P1D', calendar: true }], holdout: { share: 0.2 } },
    goals: [{ id: 'bought', event: 'purchase', value: 'price', window: 'P2D' }],
  },
)

type Run = Awaited<ReturnType<typeof run>>

async function run(shard?: { index: number; of: number }, documents = [document]) {
  const { results, pressure, notices } = await simulate({ documents, dataset, options, engine: 'kernel', workers: 0, ...(shard ? { shard } : {}) })
  return { results: resultFileSchema.parse(JSON.parse(canonicalJson(results))) as SimulationResult[], pressure, notices } // as: a list, as it comes back from a file
}

const resultsOf = ({ results }: Run) => results
const withoutTiming = (results: readonly SimulationResult[]) => canonicalJson(results.map(({ timing: _timing, ...rest }) => rest))

test('shards merged in any order give the bytes of the whole run, timing apart', async () => {
  const whole = await run()
  const shards = await Promise.all([2, 0, 1].map((index) => run({ index, of: 3 })))
  expect(whole.results[0]!.instances.started).toBeGreaterThan(500)
  expect(withoutTiming(mergeShards(shards.map(resultsOf)).results)).toBe(withoutTiming(whole.results))
})

test('shards of several journeys give all results, the message pressure and the notices of the whole run', async () => {
  const documents = [document, reminder]
  const whole = await run(undefined, documents)
  const shards = await Promise.all([1, 3, 0, 2].map((index) => run({ index, of: 4 }, documents)))
  const merged = mergeShards(shards.map(resultsOf))
  expect(withoutTiming(merged.results)).toBe(withoutTiming(whole.results))
  expect({ pressure: merged.pressure, notices: merged.notices }).toEqual({ pressure: whole.pressure, notices: whole.notices })
  expect(merged.results[1]!.holdout.started).toBeGreaterThan(50)
  expect(merged.pressure).toMatchObject({ cap: 2, collisions: [{ journeys: [document.id, 'reminder'] }] })
})

test('shards are stretches of the profiles that leave none out, also when there are more shards than profiles', () => {
  const ranges = [0, 1, 2, 3, 4].map((index) => shardRange(3, { index, of: 5 }))
  expect(ranges).toEqual([{ first: 0, end: 0 }, { first: 0, end: 1 }, { first: 1, end: 1 }, { first: 1, end: 2 }, { first: 2, end: 3 }])
})

test('a missing shard, one given twice and shards of different runs are refused with what to do', async () => {
  const [[first], [second]] = [resultsOf(await run({ index: 0, of: 2 })), resultsOf(await run({ index: 1, of: 2 }))] as [[SimulationResult], [SimulationResult]] // as: one journey, one result
  expect(() => mergeShards([])).toThrow('there is no result to merge')
  expect(() => mergeShards([[first]])).toThrow('shard 1 of 2 is missing')
  expect(() => mergeShards([[first], [second], [second]])).toThrow('a shard is given twice')
  expect(() => mergeShards([[first], [{ ...second, seed: 7 }]])).toThrow('different runs: they differ in their seed')
  expect(() => mergeShards([[first], [second, second]])).toThrow('different runs: they differ in their journeys')
  expect(() => mergeShards([[first, second]])).toThrow('a list holds results of several shards')
  expect(() => mergeShards([[first], [{ ...second, shard: undefined }]])).toThrow('not a shard')
})
