import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsNeeded } from '../../engine/core/compile/columns-needed.ts'
import { lower } from '../../engine/core/compile/lower.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { buildDataset, profileCountOf } from '../../engine/core/model/dataset.ts'
import { jointOutput } from '../../engine/core/simulate/figures.ts'
import { Kernel, simulateTogetherWithKernel } from '../../engine/core/simulate/kernel.ts'
import { pressureFigures } from '../../engine/core/simulate/pressure.ts'
import { simulationResultSchema, type SimulationResult } from '../../engine/core/simulate/result.ts'
import { mergeShards, shardParts, shardRange } from '../../engine/core/simulate/shard.ts'
import { emptyJointTally, mergeJointTally } from '../../engine/core/simulate/tally.ts'
import { runBlocks, type RunPart } from '../../engine/node/workers/run-blocks.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { comparable, generatedRun, simulate } from './generated-run.ts'

it('however many workers take blocks of whatever size in whatever turn, everything a run gives is the same', () => {
  fc.assert(
    fc.property(generatedRun, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (run, threads, firstRows, turns) => {
      const { dataset, program, options } = prepared(run)
      const control = new Int32Array(3)
      const job = { program, dataset, options, engine: 'kernel' as const, range: { first: 0, end: profileCountOf(dataset) }, threads, firstRows, blockMs: 0, control }
      const parts = takenInTurns(Array.from({ length: threads }, () => runBlocks(job, new Kernel(program, dataset, options))), turns)
      const tally = emptyJointTally(program, options.breakDown ?? [])
      for (const part of parts) mergeJointTally(tally, part.tally)
      const messages = parts.flatMap((part) => part.messages).sort((a, b) => a.first - b.first).flatMap(({ records }) => records)
      expect(canonicalJson(comparable(jointOutput(program, tally, messages, dataset, options)))).toBe(canonicalJson(comparable(simulate(run))))
    }),
    { numRuns: 100 },
  )
})

it('shards of any number, merged in any order after a trip through a file, are the whole run', () => {
  fc.assert(
    fc.property(generatedRun, fc.integer({ min: 1, max: 6 }), fc.boolean(), (run, of, turned) => {
      const { dataset, program, options } = prepared(run)
      const shards = Array.from({ length: of }, (_, index): SimulationResult[] => {
        const kernel = new Kernel(program, dataset, options)
        const { first, end } = shardRange(profileCountOf(dataset), { index, of })
        kernel.run(first, end)
        const output = jointOutput(program, kernel.tally, kernel.messages, dataset, options)
        const parts = shardParts(program, kernel.tally, { index, of }, options.breakDown ?? [], { responses: output.responses })
        return output.figures.map((figures, journey) => {
          const result = { engine: 'kernel' as const, engineVersion: 'test', ...figures, shard: parts[journey]!, timing: { ms: 0, events: 0, eventsPerSecond: 0, workers: 1, peakRssBytes: 0 } }
          return simulationResultSchema.parse(JSON.parse(canonicalJson(result)))
        })
      })
      const merged = mergeShards(turned ? shards.toReversed() : shards)
      const whole = simulate(run)
      const figures = merged.results.map(({ engine: _engine, engineVersion: _version, timing: _timing, ...others }) => others)
      expect(canonicalJson(figures)).toBe(canonicalJson(whole.figures))
      expect(merged.notices).toEqual(whole.notices)
      expect(merged.responses).toEqual(whole.responses)
      const { distribution, collisions } = pressureFigures(whole.pressure, run.documents.map(({ id }) => id), null)
      expect({ distribution: merged.pressure.distribution, collisions: merged.pressure.collisions }).toEqual({ distribution, collisions })
    }),
    { numRuns: 80 },
  )
})

it('columns the journeys do not read may be left out', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const { dataset, program, options } = prepared(run)
      const needed = columnsNeeded(program, options.breakDown, options.scenario)
      fc.pre(!needed.all)
      const only = <C>(columns: ReadonlyMap<string, C>, names: readonly string[]) => new Map([...columns].filter(([name]) => names.includes(name)))
      const projected = { ...dataset, properties: only(dataset.properties, needed.properties), attributes: only(dataset.attributes, needed.attributes) }
      expect(canonicalJson(comparable(simulateTogetherWithKernel(run.documents, projected, options)))).toBe(canonicalJson(comparable(simulate(run))))
    }),
    { numRuns: 120 },
  )
})

function prepared(run: PlainRun) {
  return { dataset: buildDataset(run.events, run.profiles), program: lower(run.documents), options: { ...run.options, collectMessages: true } }
}

/** Lets the workers take a block each in the turns given, then one after the other to the end. */
function takenInTurns(workers: readonly Generator<void, RunPart>[], turns: readonly number[]): RunPart[] {
  const parts = new Map<number, RunPart>()
  const turn = (index: number) => {
    const step = workers[index]!.next()
    if (step.done === true && !parts.has(index)) parts.set(index, step.value)
  }
  for (const one of turns) if (!parts.has(one % workers.length)) turn(one % workers.length)
  for (const index of workers.keys()) while (!parts.has(index)) turn(index)
  return [...parts.values()]
}
