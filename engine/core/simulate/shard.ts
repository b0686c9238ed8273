import type { JourneyProgram } from '../compile/program.ts'
import { RehearsalError } from '../errors.ts'
import { canonicalJson, type JsonValue } from '../json.ts'
import { figuresOf } from './figures.ts'
import type { SimulationResult } from './result.ts'
import { emptyTally, mergeTally, type DwellSamples, type GroupTally, type Tally } from './tally.ts'

/** Which of how many parts of the profiles a run covers; `index` counts from 0. */
export interface Shard { index: number; of: number }

/** The profiles of a shard: one stretch of the profile order, so that shards one after the other are the whole. */
export function shardRange(profiles: number, { index, of }: Shard): { first: number; end: number } {
  return { first: Math.floor((profiles * index) / of), end: Math.floor((profiles * (index + 1)) / of) }
}

/** What a shard's result carries so that `mergeShards` can count on: its counts, as JSON. */
export function shardPart(program: JourneyProgram, tally: Tally, shard: Shard, breakDown: readonly string[]): NonNullable<SimulationResult['shard']> {
  return { ...shard, breakDown: [...breakDown], program: JSON.parse(JSON.stringify(program)) as JsonValue, tally: tallyToJson(tally) } // as: parsed from JSON
}

/**
 * The result of the whole run from the results of all its shards, in any order: the same bytes as one run over all profiles, `timing`
 * apart, which tells the sum of the work and the largest memory. Throws E_MERGE if they are not exactly the shards of one run.
 */
export function mergeShards(results: readonly SimulationResult[]): SimulationResult {
  const shards = results.map((result) => {
    if (!result.shard) throw unmergeable('one of the results is not a shard', 'give results of runs with --shards and --shard')
    return { ...result, shard: result.shard }
  })
  const [first] = shards
  if (!first) throw unmergeable('there is no result to merge', 'give the results of all shards')
  for (const one of shards) {
    if (sameRun(one) !== sameRun(first)) throw unmergeable('the results are of different runs', 'merge shards of one journey, dataset, span, seed, engine and break-down')
  }
  const missing = Array.from({ length: first.shard.of }, (_, index) => index).filter((index) => !shards.some(({ shard }) => shard.index === index))
  if (missing.length > 0) throw unmergeable(`shard ${missing.join(', ')} of ${first.shard.of} is missing`, 'give the result of every shard')
  if (shards.length > first.shard.of) throw unmergeable('a shard is given twice', 'give the result of each shard once')

  const program = first.shard.program as unknown as JourneyProgram // as: written by shardPart of this version; sameRun made sure they are one
  const tally = emptyTally(program, first.shard.breakDown)
  for (const { shard } of shards.toSorted((a, b) => a.shard.index - b.shard.index)) mergeTally(tally, tallyFromJson(shard.tally))
  const { engine, engineVersion, journey, dataset, from, until, seed } = first
  const ms = Math.round(shards.reduce((sum, { timing }) => sum + timing.ms, 0) * 1000) / 1000
  return {
    engine,
    engineVersion,
    ...figuresOf(program, tally, { journey, dataset, from, until, seed, breakDown: first.shard.breakDown }),
    timing: {
      ms,
      events: dataset.events,
      eventsPerSecond: Math.round((dataset.events / Math.max(ms, 0.001)) * 1000),
      workers: Math.max(...shards.map(({ timing }) => timing.workers)),
      peakRssBytes: Math.max(...shards.map(({ timing }) => timing.peakRssBytes)),
    },
  }
}

function unmergeable(message: string, help: string): RehearsalError {
  return new RehearsalError('E_MERGE', message, help, { unusable: true })
}

function sameRun({ engine, engineVersion, journey, dataset, from, until, seed, shard }: SimulationResult): string {
  return canonicalJson([engine, engineVersion, journey, dataset, from, until, seed, shard?.of, shard?.breakDown, shard?.program])
}

const SUMS = ['goalValue', 'variantValue'] as const
const COUNTS = ['outcomes', 'entered', 'waiting', 'ports', 'ended', 'sent', 'suppressed', 'conversions', 'credited', 'variantEntered', 'variantConverted'] as const

function tallyToJson(tally: Tally): JsonValue {
  return {
    matched: [...tally.matched],
    admitted: [...tally.admitted],
    refused: [...tally.refused],
    profiles: tally.profiles,
    profilesByValue: tally.profilesByValue.map((counts) => [...counts]),
    groups: tally.groups.map((group) => ({
      values: [...group.values],
      started: group.started,
      finished: group.finished,
      converted: group.converted,
      mature: group.mature,
      ...Object.fromEntries(COUNTS.map((name) => [name, [...group[name]]])),
      ...Object.fromEntries(SUMS.map((name) => [name, group[name].map(String)])),
      dwell: group.dwell.map(dwellToJson),
    })),
  }
}

/** Stays other than the usual one as [ms, how often] in rising order: most steps have few different ones. */
function dwellToJson({ usualMs, usual, ms, length }: DwellSamples): JsonValue {
  const runs: [number, number][] = []
  for (const stay of ms.slice(0, length).sort()) {
    const last = runs.at(-1)
    if (last?.[0] === stay) last[1]++
    else runs.push([stay, 1])
  }
  return { usualMs, usual, others: runs }
}

function tallyFromJson(json: JsonValue): Tally {
  const plain = json as unknown as Omit<Tally, 'groups' | 'profilesByValue'> & { profilesByValue: [string, number][][]; groups: Record<string, never>[] } // as: see shardPart
  return {
    matched: Float64Array.from(plain.matched),
    admitted: Float64Array.from(plain.admitted),
    refused: Float64Array.from(plain.refused),
    profiles: plain.profiles,
    profilesByValue: plain.profilesByValue.map((counts) => new Map(counts)),
    groups: plain.groups.map(
      (group) =>
        ({
          ...group,
          ...Object.fromEntries(COUNTS.map((name) => [name, Float64Array.from(group[name]!)])),
          ...Object.fromEntries(SUMS.map((name) => [name, (group[name]! as string[]).map(BigInt)])),
          dwell: (group['dwell']! as DwellJson[]).map(dwellFromJson),
        }) as unknown as GroupTally, // as above
    ),
  }
}

interface DwellJson { usualMs: number; usual: number; others: [number, number][] }

function dwellFromJson({ usualMs, usual, others }: DwellJson): DwellSamples {
  const stays = others.flatMap(([ms, count]) => new Array<number>(count).fill(ms))
  return { usualMs, usual, ms: Float64Array.from(stays), length: stays.length }
}
