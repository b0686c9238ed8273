import type { JsonValue } from '../../../engine/core/json.ts'
import type { PlainEvent, PlainProfile } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import type { BreakdownResult } from '../../../engine/core/simulate/result.ts'
import type { RunFigures, RunOptions, RunOutput, TraceEntry } from '../../../engine/core/simulate/run.ts'
import { byUnits, spanMs } from './condition-by-the-page.ts'
import { ProfileByThePage, type Instance, type Stay } from './profile-by-the-page.ts'

export interface PlainRun { document: JourneyDocument; events: readonly PlainEvent[]; profiles: readonly PlainProfile[]; options: RunOptions }

/**
 * What the page says a run returns, worked out slowly: a third reading beside the two engines, with which it shares the document's
 * types and ports and the Liquid renderer, and nothing that decides a number.
 */
export function runByThePage({ document, events, profiles, options }: PlainRun): RunOutput & { trace: TraceEntry[] } {
  const instants = events.map(({ at }) => at)
  const firstAt = instants.reduce((least, at) => Math.min(least, at), instants[0] ?? 0)
  const lastAt = instants.reduce((most, at) => Math.max(most, at), instants[0] ?? 0)
  const from = options.from ?? firstAt
  const until = options.until ?? lastAt
  const breakDown = options.breakDown ?? []
  const attributesOf = new Map(profiles.map(({ profileId, attributes }) => [profileId, attributes]))
  const ids = [...new Set([...events, ...profiles].map(({ profileId }) => profileId))].sort(byUnits)
  const trace: TraceEntry[] = []
  const walked = ids.map((id) => {
    const attributes: Record<string, JsonValue> = attributesOf.get(id) ?? {}
    const profile = new ProfileByThePage({ document, from, until, breakDown }, id, attributes, (entry) => trace.push(entry))
    profile.walk(events.filter(({ profileId }) => profileId === id).sort((a, b) => a.at - b.at))
    return profile
  })
  const all = walked.map(({ instances }) => instances)
  const entryCounts = (id: string, what: 'matched' | 'admitted' | 'refused') => sum(walked.map(({ entries }) => entries[id]![what]))
  const figures: RunFigures = {
    journey: { id: document.id, digest: options.journeyDigest ?? '' },
    dataset: { digest: '', events: events.length, profiles: ids.length, from: firstAt, to: lastAt },
    from,
    until,
    seed: options.seed ?? 0,
    entries: Object.fromEntries(
      document.entries.map(({ id }) => [
        id, { matched: entryCounts(id, 'matched'), admitted: entryCounts(id, 'admitted'), refused: entryCounts(id, 'refused') },
      ]),
    ),
    ...figuresOf(document, all, until),
    holdout: { started: 0, converted: 0, value: 0 },
    breakdowns: Object.fromEntries(
      breakDown.map((attribute, index) => {
        const values = new Set(all.flat().map(({ breakdown }) => breakdown[index]!))
        return [attribute, Object.fromEntries([...values].map((value) => [value, figuresOf(document, all.map((some) => some.filter(({ breakdown }) => breakdown[index] === value)), until)]))]
      }),
    ),
  }
  return { figures, messages: walked.flatMap(({ messages }) => messages), trace }
}

function figuresOf(document: JourneyDocument, byProfile: readonly Instance[][], until: number): BreakdownResult {
  const all = byProfile.flat()
  const goals = document.goals ?? []
  const longest = Math.max(0, ...goals.map(({ window }) => (window === undefined ? 0 : spanMs(window))))
  const ended = all.filter(({ endedAt }) => endedAt !== undefined)
  const stays = all.flatMap((one) => one.stays)
  const conversions = all.flatMap((one) => one.conversions)
  return {
    instances: {
      started: all.length,
      active: all.length - ended.length,
      ended: ended.length,
      converted: all.filter((one) => one.conversions.length > 0).length,
      mature: all.filter(({ start }) => start + longest <= until).length,
      outcomes: tallied(ended.map(({ outcome }) => outcome!)),
      profiles: byProfile.filter((instances) => instances.length > 0).length,
    },
    steps: Object.fromEntries(
      Object.entries(document.steps).map(([id, step]) => {
        const here = stays.filter((stay) => stay.step === id)
        const taken = here.flatMap(({ port }) => port ?? [])
        return [
          id,
          {
            entered: here.length,
            waiting: here.filter(({ left }) => left === undefined).length,
            ports: Object.fromEntries(portsOf(step).map((port) => [port.id, taken.filter((id) => id === port.id).length])),
            ended: tallied(here.flatMap(({ outcome }) => outcome ?? [])),
            dwellMs: dwell(here),
            sent: here.filter(({ sent }) => sent).length,
            suppressed: {},
          },
        ]
      }),
    ),
    goals: Object.fromEntries(
      goals.map(({ id }) => {
        const hits = conversions.filter(({ goal }) => goal === id)
        return [id, { conversions: hits.length, value: exactSum(hits.map(({ value }) => value)), creditedTo: tallied(hits.map(({ creditedTo }) => creditedTo)) }]
      }),
    ),
    splits: Object.fromEntries(
      Object.entries(document.steps).flatMap(([id, step]) => {
        if ((step.kind !== 'split' && step.kind !== 'message') || !step.variants) return []
        const goal = step.kind === 'split' ? step.goal : undefined
        return [[id, Object.fromEntries(step.variants.map((variant) => [variant.id, variantFigures(all, id, variant.id, goal)]))]]
      }),
    ),
  }
}

function variantFigures(all: readonly Instance[], step: string, variant: string, named: string | undefined) {
  const afterTaking = all.flatMap(({ takings, conversions }) => {
    const taking = takings.find((one) => one.step === step && one.variant === variant)
    return taking ? [conversions.filter(({ goal, order }) => order > taking.order && (named === undefined || goal === named))] : []
  })
  return {
    entered: afterTaking.length,
    converted: afterTaking.filter((hits) => hits.length > 0).length,
    value: exactSum(afterTaking.flat().map(({ value }) => value)),
  }
}

/** Nearest rank; the mean rounded half up. */
function dwell(stays: readonly Stay[]): { p50: number | null; p90: number | null; mean: number | null } {
  const spans = stays.flatMap(({ arrived, left }) => (left === undefined ? [] : [left - arrived])).sort((a, b) => a - b)
  const count = spans.length
  if (count === 0) return { p50: null, p90: null, mean: null }
  const total = spans.reduce((so, span) => so + BigInt(span), 0n)
  return { p50: spans[Math.ceil((50 * count) / 100) - 1]!, p90: spans[Math.ceil((90 * count) / 100) - 1]!, mean: Number((2n * total + BigInt(count)) / BigInt(2 * count)) }
}

function exactSum(values: readonly number[]): number {
  const millionths = values.map((value) => Math.round(value * 1e6)).filter(Number.isFinite)
  return Number(millionths.reduce((so, value) => so + BigInt(value), 0n)) / 1e6
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0)
}

function tallied(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}
