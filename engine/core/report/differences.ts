import { renamedIds } from '../diff/renamed-ids.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { SimulationResult, StepResult } from '../simulate/result.ts'
import { overlay } from './overlay.ts'
import { outcomes } from './outcomes.ts'
import { stageFigures } from './stages.ts'

/** One side of a comparison: a journey and what it came to. */
export interface ComparedRun { document: JourneyDocument; result: SimulationResult }

/** A figure on both sides; null where that side has none: a step that is not there, a share of nobody. */
export interface Delta { before: number | null; after: number | null }

/** A card or a connection on both sides: people, and their share of all who started, or of all who left the step. */
export interface PlaceDifference { people: Delta; share: Delta }

export type FigureGroup = 'people' | 'goal' | 'outcome' | 'messages' | 'stage' | 'step'
export type FigureMeasure = 'profiles' | 'passes' | 'converted' | 'inside' | 'conversions' | 'value' | 'ended' | 'sent' | 'suppressed' | 'reached' | 'goneOn' | 'entered' | 'dwell' | 'leftWithoutGoal'

/**
 * One figure of both sides. `subject`: the goal, outcome, stage or step it is of, by its id in the newer journey (the older one's for what is gone); null
 * for the whole. `unit`: people, the goal's value, a share (0 to 1) or ms. `isHeadline`: what the journey comes to as a whole.
 */
export interface FigureRow extends Delta {
  id: string
  group: FigureGroup
  measure: FigureMeasure
  subject: string | null
  unit: 'people' | 'value' | 'share' | 'ms'
  isHeadline: boolean
}

/** How two runs differ, by the ids of the newer journey; ids of nodes and connections are those of `overlay`. */
export interface Differences {
  nodes: Readonly<Record<string, PlaceDifference>>
  edges: Readonly<Record<string, PlaceDifference>>
  /** Nodes that only one side has. */
  added: ReadonlySet<string>
  removed: ReadonlySet<string>
  rows: readonly FigureRow[]
}

/** What changes from one run to another. A step that was only given another id is the same step. */
export function differences(before: ComparedRun, after: ComparedRun): Differences {
  const renames = before.document === after.document ? null : renamedIds(before.document, after.document)
  const now = (id: string) => renames?.steps.get(id) ?? id
  const nodeNow = (id: string) => (id.startsWith(ENTRY) ? `${ENTRY}${renames?.entries.get(id.slice(ENTRY.length)) ?? id.slice(ENTRY.length)}` : now(id))
  const edgeNow = (id: string) => {
    const port = id.lastIndexOf(':')
    return `${nodeNow(id.slice(0, port))}${id.slice(port)}`
  }
  const [old, fresh] = [overlay(before.document, before.result), overlay(after.document, after.result)]
  const nodes = places(old.steps, fresh.steps, nodeNow, ({ entered, shareOfEntrants }) => [entered, shareOfEntrants])
  const edges = places(old.edges, fresh.edges, edgeNow, ({ people, share }) => [people, share])
  const [oldIds, newIds] = [new Set(Object.keys(old.steps).map(nodeNow)), new Set(Object.keys(fresh.steps))]
  return {
    nodes,
    edges,
    added: new Set([...newIds].filter((id) => !oldIds.has(id))),
    removed: new Set([...oldIds].filter((id) => !newIds.has(id))),
    rows: figureRows(before, after, { now, goal: (id) => renames?.goals.get(id) ?? id, stage: (id) => renames?.stages.get(id) ?? id, exit: (id) => renames?.exits.get(id) ?? id }),
  }
}

const ENTRY = 'entry:'

function places<T>(old: Readonly<Record<string, T>>, fresh: Readonly<Record<string, T>>, now: (id: string) => string, of: (figures: T) => [people: number, share: number]): Record<string, PlaceDifference> {
  const found = new Map<string, { before?: [number, number]; after?: [number, number] }>()
  for (const [id, figures] of Object.entries(fresh)) found.set(id, { after: of(figures) })
  for (const [id, figures] of Object.entries(old)) found.set(now(id), { ...found.get(now(id)), before: of(figures) })
  return Object.fromEntries(
    [...found].map(([id, { before, after }]) => [id, { people: { before: before?.[0] ?? null, after: after?.[0] ?? null }, share: { before: before?.[1] ?? null, after: after?.[1] ?? null } }]),
  )
}

interface Names { now(step: string): string; goal(id: string): string; stage(id: string): string; exit(id: string): string }

type Figure = Omit<FigureRow, keyof Delta | 'id'> & { value: number | null }

/** Figures of both sides in one list, in the order of the newer side; what only the older one has follows in its group. */
function figureRows(before: ComparedRun, after: ComparedRun, names: Names): FigureRow[] {
  const key = ({ group, measure, subject }: Figure) => JSON.stringify([group, measure, subject])
  const same: Names = { now: (id) => id, goal: (id) => id, stage: (id) => id, exit: (id) => id }
  const rows = new Map<string, FigureRow>()
  const put = (figure: Figure, side: keyof Delta) => {
    const { value, ...rest } = figure
    const known = rows.get(key(figure))
    // An outcome that only one side met was met by nobody on the other, a figure of a part that is not there is none.
    rows.set(key(figure), { ...(known ?? { ...rest, id: key(figure), before: figure.group === 'outcome' ? 0 : null, after: figure.group === 'outcome' ? 0 : null }), [side]: value })
  }
  for (const figure of figuresOf(after, same)) put(figure, 'after')
  for (const figure of figuresOf(before, names)) put(figure, 'before')
  return [...rows.values()].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))
}

const GROUPS: readonly FigureGroup[] = ['people', 'goal', 'outcome', 'messages', 'stage', 'step']

function figuresOf({ document, result }: ComparedRun, names: Names): Figure[] {
  const { instances, goals, steps } = result
  const whole = (group: FigureGroup, measure: FigureMeasure, value: number): Figure => ({ group, measure, subject: null, unit: 'people', isHeadline: true, value })
  const all = Object.values(steps)
  const sends = Object.values(document.steps).some(({ kind }) => kind === 'message')
  return [
    whole('people', 'profiles', instances.profiles),
    ...(instances.started === instances.profiles ? [] : [whole('people', 'passes', instances.started)]),
    ...(Object.keys(goals).length === 0 ? [] : [whole('people', 'converted', instances.converted)]),
    ...Object.entries(goals).flatMap(([id, { conversions, value }]): Figure[] => [
      { group: 'goal', measure: 'conversions', subject: names.goal(id), unit: 'people', isHeadline: true, value: conversions },
      ...(document.goals?.find((goal) => goal.id === id)?.value === undefined ? [] : [{ group: 'goal', measure: 'value', subject: names.goal(id), unit: 'value', isHeadline: true, value } as const]),
    ]),
    ...outcomes(result).map(({ outcome, kind, name, people }): Figure => ({ group: 'outcome', measure: kind === 'active' ? 'inside' : 'ended', subject: kind === 'goal' ? `goal:${names.goal(name)}` : kind === 'exit' ? `exit:${names.exit(name)}` : outcome, unit: 'people', isHeadline: true, value: people })),
    ...(sends ? [whole('messages', 'sent', all.reduce((sum, { sent }) => sum + sent, 0)), whole('messages', 'suppressed', all.reduce((sum, step) => sum + suppressedBy(step), 0))] : []),
    ...stageFigures(document, result).flatMap(({ stageId, reached, shareToNext }): Figure[] => [
      { group: 'stage', measure: 'reached', subject: names.stage(stageId), unit: 'people', isHeadline: false, value: reached },
      ...(shareToNext === null ? [] : [{ group: 'stage', measure: 'goneOn', subject: names.stage(stageId), unit: 'share', isHeadline: false, value: shareToNext } as const]),
    ]),
    ...Object.entries(steps).flatMap(([id, step]): Figure[] => stepFigures(document, id, step).map((figure) => ({ ...figure, group: 'step', subject: names.now(id), isHeadline: false }))),
  ]
}

function stepFigures(document: JourneyDocument, id: string, step: StepResult): Pick<Figure, 'measure' | 'unit' | 'value'>[] {
  const kind = document.steps[id]?.kind
  const left = Object.entries(step.ended).reduce((sum, [outcome, people]) => (outcome.startsWith('goal:') ? sum : sum + people), 0)
  return [
    { measure: 'entered', unit: 'people', value: step.entered },
    ...(kind === 'waitFor' || kind === 'delay' ? [{ measure: 'dwell', unit: 'ms', value: step.dwellMs.p50 } as const] : []),
    ...(kind === 'message' ? [{ measure: 'sent', unit: 'people', value: step.sent } as const, { measure: 'suppressed', unit: 'people', value: suppressedBy(step) } as const] : []),
    ...(kind !== 'exit' ? [{ measure: 'leftWithoutGoal', unit: 'people', value: left } as const] : []),
  ]
}

function suppressedBy({ suppressed }: StepResult): number {
  return Object.values(suppressed).reduce((sum, count) => sum + count, 0)
}

/** What a difference amounts to: after less before; null where one side has no such figure. */
export function changeOf({ before, after }: Delta): number | null {
  return before === null || after === null ? null : after - before
}

/** How large a change is beside what there was, for order: 0 none, 1 as much again or all of it, beyond for what came from nothing. */
export function weightOfChange(delta: Delta): number {
  const change = changeOf(delta)
  if (change === null) return (delta.before ?? delta.after ?? 0) === 0 ? 0 : 2
  return change === 0 ? 0 : Math.min(2, Math.abs(change) / Math.max(Math.abs(delta.before!), Number.EPSILON))
}
