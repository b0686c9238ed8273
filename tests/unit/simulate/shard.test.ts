import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'
import { simulationResultSchema, type SimulationResult } from '../../../engine/core/simulate/result.ts'
import { mergeShards, shardRange } from '../../../engine/core/simulate/shard.ts'
import { simulate } from '../../../engine/node/services/simulate.ts'

const document = readJourney(readFileSync(new URL('../../../engine/templates/passo-dukkan/journey.json', import.meta.url), 'utf8')).document!
const dataset = generatePopulation(passoSpec, { first: 0, count: 700 }, 3, 'sha256:test')
const options = { breakDown: ['platform', 'city'] }

async function run(shard?: { index: number; of: number }): Promise<SimulationResult> {
  const { result } = await simulate({ document, dataset, options, engine: 'kernel', workers: 0, ...(shard ? { shard } : {}) })
  return simulationResultSchema.parse(JSON.parse(canonicalJson(result))) // as it comes back from a file
}

const withoutTiming = ({ timing: _timing, ...rest }: SimulationResult) => canonicalJson(rest)

test('shards merged in any order give the bytes of the whole run, timing apart', async () => {
  const whole = await run()
  const shards = await Promise.all([2, 0, 1].map((index) => run({ index, of: 3 })))
  expect(whole.instances.started).toBeGreaterThan(500)
  expect(withoutTiming(mergeShards(shards))).toBe(withoutTiming(whole))
})

test('shards are stretches of the profiles that leave none out, also when there are more shards than profiles', () => {
  const ranges = [0, 1, 2, 3, 4].map((index) => shardRange(3, { index, of: 5 }))
  expect(ranges).toEqual([{ first: 0, end: 0 }, { first: 0, end: 1 }, { first: 1, end: 1 }, { first: 1, end: 2 }, { first: 2, end: 3 }])
})

test('a missing shard, one given twice and shards of different runs are refused with what to do', async () => {
  const [first, second] = [await run({ index: 0, of: 2 }), await run({ index: 1, of: 2 })]
  expect(() => mergeShards([first])).toThrow('shard 1 of 2 is missing')
  expect(() => mergeShards([first, second, second])).toThrow('a shard is given twice')
  expect(() => mergeShards([first, { ...second, seed: 7 }])).toThrow('different runs')
  expect(() => mergeShards([first, { ...second, shard: undefined }])).toThrow('not a shard')
})
