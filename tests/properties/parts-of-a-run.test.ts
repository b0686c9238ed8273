import fc from 'fast-check'
import { expect, it } from 'vitest'
import { columnsNeeded } from '../../engine/core/compile/columns-needed.ts'
import { lower } from '../../engine/core/compile/lower.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { buildDataset, profileCountOf } from '../../engine/core/model/dataset.ts'
import { figuresOf, runFacts } from '../../engine/core/simulate/figures.ts'
import { Kernel, simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { simulationResultSchema, type SimulationResult } from '../../engine/core/simulate/result.ts'
import { mergeShards, shardPart, shardRange } from '../../engine/core/simulate/shard.ts'
import { emptyTally, mergeTally } from '../../engine/core/simulate/tally.ts'
import { runBlocks, type RunPart } from '../../engine/node/workers/run-blocks.ts'
import type { PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { generatedRun, simulate } from './generated-run.ts'

it('however many workers take blocks in whatever turn, figures and messages are the same', () => {
  fc.assert(
    fc.property(generatedRun, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (run, workers, blockSize, turns) => {
      const { dataset, program, options } = prepared(run)
      const control = new Int32Array(3)
      const job = { program, dataset, options, engine: 'kernel' as const, range: { first: 0, end: profileCountOf(dataset) }, blockSize, control }
      const running = Array.from({ length: workers }, () => runBlocks(job))
      const parts = takenInTurns(running, turns)
      const tally = emptyTally(program, options.breakDown ?? [])
      for (const part of parts) mergeTally(tally, part.tally)
      const messages = parts.flatMap((part) => part.messages).sort((a, b) => a.block - b.block).flatMap(({ records }) => records)
      expect(canonicalJson({ figures: figuresOf(program, tally, runFacts(program, dataset, options)), messages })).toBe(canonicalJson(simulate(run)))
    }),
    { numRuns: 100 },
  )
})

it('shards of any number, merged in any order after a trip through a file, are the whole run', () => {
  fc.assert(
    fc.property(generatedRun, fc.integer({ min: 1, max: 6 }), fc.boolean(), (run, of, turned) => {
      const { dataset, program, options } = prepared(run)
      const shards = Array.from({ length: of }, (_, index): SimulationResult => {
        const kernel = new Kernel(program, dataset, options)
        const { first, end } = shardRange(profileCountOf(dataset), { index, of })
        kernel.run(first, end)
        const result = {
          engine: 'kernel' as const,
          engineVersion: 'test',
          ...figuresOf(program, kernel.tally, runFacts(program, dataset, options)),
          shard: shardPart(program, kernel.tally, { index, of }, options.breakDown ?? []),
          timing: { ms: 0, events: 0, eventsPerSecond: 0, workers: 1, peakRssBytes: 0 },
        }
        return simulationResultSchema.parse(JSON.parse(canonicalJson(result)))
      })
      const { engine: _engine, engineVersion: _version, timing: _timing, ...merged } = mergeShards(turned ? shards.toReversed() : shards)
      expect(canonicalJson(merged)).toBe(canonicalJson(simulate(run).figures))
    }),
    { numRuns: 80 },
  )
})

it('columns a journey does not read may be left out', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const { dataset, program, options } = prepared(run)
      const needed = columnsNeeded(program, options.breakDown)
      fc.pre(!needed.all)
      const only = <C>(columns: ReadonlyMap<string, C>, names: readonly string[]) => new Map([...columns].filter(([name]) => names.includes(name)))
      const projected = { ...dataset, properties: only(dataset.properties, needed.properties), attributes: only(dataset.attributes, needed.attributes) }
      expect(canonicalJson(simulateWithKernel(run.document, projected, options))).toBe(canonicalJson(simulate(run)))
    }),
    { numRuns: 120 },
  )
})

function prepared(run: PlainRun) {
  return { dataset: buildDataset(run.events, run.profiles), program: lower(run.document), options: { ...run.options, collectMessages: true } }
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
