import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import { RehearsalError } from '../errors.ts'
import { canonicalJson, type JsonValue } from '../json.ts'
import { dailyCap } from './daily-cap.ts'
import { figuresOf, noticesOf } from './figures.ts'
import { pressureFigures, type PressureFigures, type PressureTally } from './pressure.ts'
import { addResponses, type ResponseFigures } from './responses/response-figures.ts'
import type { Basis } from './responses/response-schema.ts'
import type { ShardPart, SimulationResult } from './result.ts'
import type { RunNotices } from './run.ts'
import { emptyJointTally, mergeJointTally, type DwellSamples, type GroupTally, type JointTally, type Tally } from './tally.ts'

/** Which of how many parts of the profiles a run covers; `index` counts from 0. */
export interface Shard { index: number; of: number }

/** The profiles of a shard: one stretch of the profile order, so that shards one after the other are the whole. */
export function shardRange(profiles: number, { index, of }: Shard): { first: number; end: number } {
  return { first: Math.floor((profiles * index) / of), end: Math.floor((profiles * (index + 1)) / of) }
}

/** What the results of a shard carry, one of them a journey, so that `mergeShards` can count on: their counts, as JSON. `responses` and `basis`: of the shard's run. */
export function shardParts(program: RunProgram, tally: JointTally, shard: Shard, breakDown: readonly string[], { responses = null, basis = null }: { responses?: ResponseFigures | null; basis?: Basis | null } = {}): ShardPart[] {
  const joint = { pressure: pressureToJson(tally.pressure), unknownTimeZones: tally.unknownTimeZones, responses, ...(basis === null ? {} : { basis }) }
  return program.journeys.map((journey, index) => ({
    ...shard,
    breakDown: [...breakDown],
    program: JSON.parse(JSON.stringify(journey)) as JsonValue, // as: parsed from JSON
    tally: tallyToJson(tally.journeys[index]!),
    joint,
  }))
}

/** A whole run from its shards: results in the order of its journeys. */
export interface MergedRun { results: SimulationResult[]; pressure: PressureFigures; responses: ResponseFigures | null; basis: Basis | null; notices: RunNotices }

type ShardResult = SimulationResult & { shard: ShardPart }

/**
 * The results of the whole run from those of all its shards, in any order; each shard gives one result a journey, in the same order. The
 * same bytes as one run over all profiles, `timing` apart, which tells the sum of the work and the largest memory. Throws E_MERGE if they
 * are not exactly the shards of one run.
 */
export function mergeShards(given: readonly (readonly SimulationResult[])[]): MergedRun {
  const shards = given.map(shardOf)
  const first = shards[0]
  if (!first?.[0]) throw unmergeable('there is no result to merge', 'give the results of all shards')
  for (const one of shards) {
    const differs = differenceOf(first, one)
    if (differs !== undefined) throw unmergeable(`the results are of different runs: they differ in ${differs}`, 'merge shards of the same journeys, dataset, span, seed, engine and break-down')
  }
  const { of, breakDown } = first[0].shard
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => !shards.some(([one]) => one!.shard.index === index))
  if (missing.length > 0) throw unmergeable(`shard ${missing.join(', ')} of ${of} is missing`, 'give the result of every shard')
  if (shards.length > of) throw unmergeable('a shard is given twice', 'give the result of each shard once')

  const journeys = first.map(({ shard }) => shard.program as unknown as JourneyProgram) // as: written by shardParts of this version; differenceOf found none between them
  const tally = emptyJointTally({ journeys, turns: [] }, breakDown)
  for (const shard of shards.toSorted(([a], [b]) => a!.shard.index - b!.shard.index)) mergeJointTally(tally, jointFromJson(shard))
  return {
    results: first.map((one, index) => mergedResult(one, journeys[index]!, tally.journeys[index]!, shards.map((shard) => shard[index]!.timing))),
    pressure: pressureFigures(tally.pressure, journeys.map(({ journeyId }) => journeyId), dailyCap(journeys)),
    responses: addResponses(shards.map(([one]) => one!.shard.joint.responses ?? null)),
    basis: basisOfShards(shards.map(([one]) => one!.shard.joint.basis ?? null)),
    notices: noticesOf(journeys, tally, first[0].until),
  }
}

function shardOf(results: readonly SimulationResult[]): ShardResult[] {
  const parts = results.map((result) => {
    if (!result.shard) throw unmergeable('one of the results is not a shard', 'give results of runs with --shards and --shard')
    return { ...result, shard: result.shard }
  })
  if (parts.some(({ shard }) => shard.index !== parts[0]!.shard.index)) throw unmergeable('a list holds results of several shards', 'give each file as rehearse simulate wrote it')
  return parts
}

function basisOfShards(all: readonly (Basis | null)[]): Basis | null {
  return all.includes('assumed') ? 'assumed' : (all.find((one) => one !== null) ?? null)
}

function mergedResult(first: ShardResult, program: JourneyProgram, tally: Tally, timings: readonly SimulationResult['timing'][]): SimulationResult {
  const { engine, engineVersion, journey, dataset, from, until, seed, dialect, shard } = first
  const ms = Math.round(timings.reduce((sum, timing) => sum + timing.ms, 0) * 1000) / 1000
  return {
    engine,
    engineVersion,
    ...figuresOf(program, tally, { journey, dataset, from, until, seed, breakDown: shard.breakDown, dialect: dialect?.id }),
    timing: {
      ms,
      events: dataset.events,
      eventsPerSecond: Math.round((dataset.events / Math.max(ms, 0.001)) * 1000),
      workers: Math.max(...timings.map(({ workers }) => workers)),
      peakRssBytes: Math.max(...timings.map(({ peakRssBytes }) => peakRssBytes)),
    },
  }
}

function unmergeable(message: string, help: string): RehearsalError {
  return new RehearsalError('E_MERGE', message, help, { unusable: true })
}

/** What makes two results parts of one run, in the words of a person. */
const OF_ONE_RUN: readonly (readonly [what: string, of: (result: ShardResult) => unknown])[] = [
  ['their journeys', ({ journey }) => journey],
  ['their dataset', ({ dataset }) => dataset],
  ['their span', ({ from, until }) => [from, until]],
  ['their seed', ({ seed }) => seed],
  ['the platform they ran as', ({ dialect }) => dialect?.id ?? null],
  ['their engine', ({ engine, engineVersion }) => [engine, engineVersion]],
  ['the number of shards', ({ shard }) => shard.of],
  ['their break-down', ({ shard }) => shard.breakDown],
  ['what was run', ({ shard: { index: _index, tally: _tally, joint: _joint, ...rest } }) => rest],
]

/** The first thing in which they are not of one run; undefined if they are. */
function differenceOf(one: readonly ShardResult[], other: readonly ShardResult[]): string | undefined {
  if (one.length !== other.length) return 'their journeys'
  return OF_ONE_RUN.find(([, of]) => canonicalJson(one.map(of)) !== canonicalJson(other.map(of)))?.[0]
}

type TallyJson = ShardPart['tally']
type DwellJson = TallyJson['groups'][number]['dwell'][number]
type PressureJson = ShardPart['joint']['pressure']

function tallyToJson(tally: Tally): TallyJson {
  return {
    matched: [...tally.matched],
    admitted: [...tally.admitted],
    refused: [...tally.refused],
    profiles: tally.profiles,
    profilesByValue: tally.profilesByValue.map((counts) => [...counts]),
    ...(tally.endedLate > 0 ? { endedLate: tally.endedLate } : {}),
    winners: tally.winners.map(({ deal, entered, converted }) => ({ deal, entered: entered.map(rising), converted: converted.map(rising) })),
    groups: tally.groups.map((group) => ({
      values: [...group.values],
      started: group.started,
      finished: group.finished,
      converted: group.converted,
      mature: group.mature,
      outcomes: [...group.outcomes],
      entered: [...group.entered],
      waiting: [...group.waiting],
      ports: [...group.ports],
      ended: [...group.ended],
      sent: [...group.sent],
      suppressed: [...group.suppressed],
      conversions: [...group.conversions],
      credited: [...group.credited],
      variantEntered: [...group.variantEntered],
      variantConverted: [...group.variantConverted],
      goalValue: group.goalValue.map(String),
      variantValue: group.variantValue.map(String),
      heldOut: group.heldOut,
      heldOutConverted: group.heldOutConverted,
      heldOutValue: String(group.heldOutValue),
      dwell: group.dwell.map(dwellToJson),
    })),
  }
}

/** Threads add their parts in any order. */
function rising(instants: readonly number[]): number[] {
  return instants.toSorted((a, b) => a - b)
}

function dwellToJson({ usualMs, usual, ms, length }: DwellSamples): DwellJson {
  const others: DwellJson['others'] = []
  for (const stay of ms.slice(0, length).sort()) {
    const last = others.at(-1)
    if (last?.[0] === stay) last[1]++
    else others.push([stay, 1])
  }
  return { usualMs, usual, others }
}

function pressureToJson({ profileDays, collisions }: PressureTally): PressureJson {
  return { profileDays: Array.from(profileDays, (days) => days ?? 0), collisions: [...collisions] } // the list has holes
}

function jointFromJson(results: readonly ShardResult[]): JointTally {
  const { pressure, unknownTimeZones } = results[0]!.shard.joint
  return {
    journeys: results.map(({ shard }) => tallyFromJson(shard.tally)),
    pressure: { profileDays: [...pressure.profileDays], collisions: new Map(pressure.collisions) },
    unknownTimeZones,
    responses: null, // merged as figures: counts alone do not tell what they are of
  }
}

function tallyFromJson(json: TallyJson): Tally {
  return {
    matched: Float64Array.from(json.matched),
    admitted: Float64Array.from(json.admitted),
    refused: Float64Array.from(json.refused),
    profiles: json.profiles,
    profilesByValue: json.profilesByValue.map((counts) => new Map(counts)),
    winners: json.winners,
    endedLate: json.endedLate ?? 0,
    groups: json.groups.map(
      (group): GroupTally => ({
        ...group,
        outcomes: Float64Array.from(group.outcomes),
        entered: Float64Array.from(group.entered),
        waiting: Float64Array.from(group.waiting),
        ports: Float64Array.from(group.ports),
        ended: Float64Array.from(group.ended),
        sent: Float64Array.from(group.sent),
        suppressed: Float64Array.from(group.suppressed),
        conversions: Float64Array.from(group.conversions),
        credited: Float64Array.from(group.credited),
        variantEntered: Float64Array.from(group.variantEntered),
        variantConverted: Float64Array.from(group.variantConverted),
        goalValue: group.goalValue.map(BigInt),
        variantValue: group.variantValue.map(BigInt),
        heldOutValue: BigInt(group.heldOutValue),
        dwell: group.dwell.map(dwellFromJson),
      }),
    ),
  }
}

function dwellFromJson({ usualMs, usual, others }: DwellJson): DwellSamples {
  const ms = new Float64Array(others.reduce((sum, [, count]) => sum + count, 0))
  let length = 0
  for (const [stay, count] of others) ms.fill(stay, length, (length += count))
  return { usualMs, usual, ms, length }
}
