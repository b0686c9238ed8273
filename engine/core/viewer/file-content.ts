import type { JourneyDocument } from '../model/journey.ts'
import type { Step } from '../model/steps/registry.ts'
import type { RunReport } from '../report/run-report.ts'
import type { PressureFigures } from '../simulate/pressure.ts'
import type { ResponseFigures } from '../simulate/responses/response-figures.ts'
import type { BreakdownResult, SimulationResult } from '../simulate/result.ts'
import type { RunNotices } from '../simulate/run.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { LEAST_PEOPLE } from './film.ts'
import type { FilmHead } from './film-bytes.ts'

/** What goes along beside figures and replay. */
export interface FileChoices {
  /** The texts of messages, with their Liquid as it was written. */
  texts: boolean
  /** Notes on the canvas, and what steps say for people. */
  notes: boolean
  comments: boolean
  /** Instants to the thousandth of a second instead of the minute. */
  exactTimes: boolean
  /** Opens in presentation mode. */
  present: boolean
}

/** All that a web page of a run holds, its replay apart. */
export interface FileContent {
  format: 'rehearsal-page'
  formatVersion: 1
  document: JourneyDocument
  result: SimulationResult
  scenario: Scenario | null
  responses: ResponseFigures | null
  pressure: PressureFigures | null
  notices: RunNotices
  /** Names of the journeys it was rehearsed beside. */
  beside: string[]
  report: RunReport
  film: FilmHead
  choices: FileChoices
  /** Epoch ms, and the version of the app. */
  madeAt: number
  madeBy: string
}

/** What a page takes along of a run, as it was found. */
export type FoundContent = Omit<FileContent, 'format' | 'formatVersion'>

/** The content of a page with everything taken out that tells of one person, or that was not chosen. */
export function contentOf(found: FoundContent): FileContent {
  const { choices, result } = found
  return {
    format: 'rehearsal-page',
    formatVersion: 1,
    ...found,
    document: withoutSmallValues(documentFor(found.document, choices), result),
    result: resultFor(result, choices.exactTimes ? 1 : MINUTE),
    report: reportFor(found.report),
    notices: { ...found.notices, ...(found.notices.winners === undefined ? {} : { winners: [] }) },
  }
}

function documentFor(document: JourneyDocument, { texts, notes, comments }: FileChoices): JourneyDocument {
  const steps = Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, stepFor(step, texts, notes)]))
  const items = document.layout?.['notes']
  if (!Array.isArray(items)) return { ...document, steps }
  const kept = items.filter((item) => (isComment(item) ? comments : notes))
  const { notes: _notes, ...layout } = document.layout!
  return { ...document, steps, layout: kept.length === 0 ? layout : { ...layout, notes: kept } }
}

function stepFor(step: Step, texts: boolean, notes: boolean): Step {
  const { note, ...rest } = step
  // as: a step without its note, or with it, is one still
  const kept = (notes && note !== undefined ? step : rest) as Step
  if (texts || kept.kind !== 'message') return kept
  const { template: _template, variants, ...message } = kept
  return { ...message, ...(variants === undefined ? {} : { variants: variants.map(({ template: _own, ...variant }) => variant) }) }
}

function isComment(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'step' in item
}

/** A value that would be that of one person, or of few: the goal is told without. */
function withoutSmallValues(document: JourneyDocument, { goals, holdout }: SimulationResult): JourneyDocument {
  if (document.goals === undefined) return document
  const heldOutFew = isFew(holdout.converted)
  return {
    ...document,
    goals: document.goals.map((goal) => {
      if (!heldOutFew && !isFew(goals[goal.id]?.conversions ?? 0)) return goal
      const { value: _value, ...rest } = goal
      return rest
    }),
  }
}

const MINUTE = 60_000

function resultFor(result: SimulationResult, unitMs: number): SimulationResult {
  const { shard: _shard, ...figures } = result
  return {
    ...figures,
    // What the data are is told by their size and span; a digest could be compared with that of a file somebody has.
    journey: { id: result.journey.id, digest: '' },
    dataset: { ...result.dataset, from: floored(result.dataset.from, unitMs), to: ceiled(result.dataset.to, unitMs), digest: '' },
    from: floored(result.from, unitMs),
    until: ceiled(result.until, unitMs),
    steps: Object.fromEntries(Object.entries(result.steps).map(([id, step]) => [id, step.entered < LEAST_PEOPLE ? { ...step, dwellMs: { p50: null, p90: null, mean: null } } : step])),
    goals: Object.fromEntries(Object.entries(result.goals).map(([id, goal]) => [id, isFew(goal.conversions) ? { ...goal, value: 0 } : goal])),
    splits: Object.fromEntries(
      Object.entries(result.splits).map(([step, variants]) => [step, Object.fromEntries(Object.entries(variants).map(([id, variant]) => [id, isFew(variant.converted) ? { ...variant, value: 0 } : variant]))]),
    ),
    holdout: isFew(result.holdout.converted) ? { ...result.holdout, value: 0 } : result.holdout,
    breakdowns: Object.fromEntries(Object.entries(result.breakdowns).map(([name, groups]) => [name, withoutSmallGroups(groups)])),
    timing: { ...result.timing, peakRssBytes: 0 },
  }
}

/** Ways that few went are told together, times of few not at all, and no time is that of one person: to the minute, or from a day on to the hour. */
function reportFor(report: RunReport): RunReport {
  const { ways } = report
  const small = ways.top.filter(({ passes }) => passes < LEAST_PEOPLE)
  return {
    ...report,
    ways: {
      ...ways,
      top: ways.top.filter(({ passes }) => passes >= LEAST_PEOPLE).map((way) => ({ ...way, medianMs: roughly(way.medianMs) })),
      others: { passes: ways.others.passes + total(small.map(({ passes }) => passes)), converted: ways.others.converted + total(small.map(({ converted }) => converted)) },
    },
    timeToConvert: report.timeToConvert.filter(({ converted }) => !isFew(converted)).map((times) => ({ ...times, medianMs: roughly(times.medianMs), p90Ms: roughly(times.p90Ms) })),
  }
}

function roughly(ms: number | null): number | null {
  return ms === null ? null : Math.max(MINUTE, Math.round(ms / (ms < 1440 * MINUTE ? MINUTE : 60 * MINUTE)) * (ms < 1440 * MINUTE ? MINUTE : 60 * MINUTE))
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Groups of fewer than `LEAST_PEOPLE` become one; if that one is still as small, they are left out. */
function withoutSmallGroups(groups: Readonly<Record<string, BreakdownResult>>): Record<string, BreakdownResult> {
  const large = Object.entries(groups).filter(([, { instances }]) => instances.started >= LEAST_PEOPLE)
  const small = Object.values(groups).filter(({ instances }) => instances.started < LEAST_PEOPLE)
  const others = small.reduce((sum, { instances }) => sum + instances.started, 0)
  const first = small[0]
  if (first === undefined || others < LEAST_PEOPLE) return Object.fromEntries(large)
  return Object.fromEntries([...large, [OTHER_GROUPS, small.slice(1).reduce(added, first)]])
}

/** The name of the group of all that are too small to be told apart. */
export const OTHER_GROUPS = 'other'

/** Adds every number of two groups of one shape, dwell apart, which cannot be added. */
function added(a: BreakdownResult, b: BreakdownResult): BreakdownResult {
  return sum(a, b) as BreakdownResult // as: both are groups
}

function sum(a: unknown, b: unknown, key = ''): unknown {
  if (key === 'dwellMs') return { p50: null, p90: null, mean: null }
  if (typeof a === 'number' || typeof b === 'number') return Number(a ?? 0) + Number(b ?? 0)
  if (a === undefined || b === undefined || a === null || b === null) return a ?? b
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>] // as: groups hold numbers and objects of them
  return Object.fromEntries([...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => [name, sum(left[name], right[name], name)]))
}

/** Epoch ms, told to the unit: the beginning of the one it lies in. */
export function floored(at: number, unitMs: number): number {
  return Math.floor(at / unitMs) * unitMs
}

export function ceiled(at: number, unitMs: number): number {
  return Math.ceil(at / unitMs) * unitMs
}

function isFew(count: number): boolean {
  return count > 0 && count < LEAST_PEOPLE
}
