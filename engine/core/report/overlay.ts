import type { JourneyDocument } from '../model/journey.ts'
import type { SimulationResult, StepResult } from '../simulate/result.ts'
import { stageFigures } from './stages.ts'

/** What a run found at one step or entry. Counts are instances. */
export interface StepNumbers {
  entered: number
  /** Of all that started; above 1 where people pass more than once. */
  shareOfEntrants: number
  /** Half of the stays that ended were this long or shorter; null without one. */
  medianDwellMs: number | null
  sent: number
  waiting: number
  /** Instances that ended at this step, with whatever outcome. */
  endedHere: number
  /** Messages not sent, by reason; only reasons that occurred. */
  suppressed: Readonly<Record<string, number>>
  /** Conversions credited to this step's messages, by goal; only goals that have any. */
  credited: Readonly<Record<string, number>>
  /** Of an entry: who matched it, and who of these was refused; null for a step. */
  asked: { matched: number; refused: number } | null
}

export interface EdgeNumbers {
  people: number
  /** Of those that entered the step the connection leaves. */
  share: number
  /** Width on a square root scale, 0 to 1: 1 is the traffic of everybody who started. */
  widthShare: number
}

export interface StageNumbers {
  people: number
  shareToNext: number | null
}

/** A run's figures by step, entry (`entry:<id>`), connection (`<step>:<port>`) and stage id. Knows no pixels. */
export interface Overlay {
  steps: Readonly<Record<string, StepNumbers>>
  edges: Readonly<Record<string, EdgeNumbers>>
  stages: Readonly<Record<string, StageNumbers>>
  /**
   * Who left at a step that is no exit, without a goal: by an exit criterion, a full cap, or a port that leads nowhere. A step nobody
   * left so is not listed.
   */
  dropOffs: Readonly<Record<string, number>>
}

export function overlay(document: JourneyDocument, result: SimulationResult): Overlay {
  const { started } = result.instances
  const steps: Record<string, StepNumbers> = {}
  const edges: Record<string, EdgeNumbers> = {}
  const dropOffs: Record<string, number> = {}
  const edge = (people: number, of: number): EdgeNumbers => ({ people, share: ratio(people, of), widthShare: Math.min(1, Math.sqrt(ratio(people, started))) })

  for (const [entryId, { matched, admitted, refused }] of Object.entries(result.entries)) {
    steps[`entry:${entryId}`] = {
      entered: admitted, shareOfEntrants: ratio(admitted, started), medianDwellMs: null, sent: 0, waiting: 0, endedHere: 0, suppressed: {}, credited: {}, asked: { matched, refused },
    }
    edges[`entry:${entryId}:next`] = edge(admitted, admitted)
  }
  for (const [stepId, step] of Object.entries(result.steps)) {
    steps[stepId] = {
      entered: step.entered,
      shareOfEntrants: ratio(step.entered, started),
      medianDwellMs: step.dwellMs.p50,
      sent: step.sent,
      waiting: step.waiting,
      endedHere: sum(step.ended),
      suppressed: step.suppressed,
      credited: Object.fromEntries(Object.entries(result.goals).flatMap(([goal, { creditedTo }]) => (Object.hasOwn(creditedTo, stepId) && creditedTo[stepId]! > 0 ? [[goal, creditedTo[stepId]!]] : []))),
      asked: null,
    }
    for (const [portId, people] of Object.entries(step.ports)) edges[`${stepId}:${portId}`] = edge(people, step.entered)
    const left = document.steps[stepId]?.kind === 'exit' ? 0 : leftWithoutGoal(step)
    if (left > 0) dropOffs[stepId] = left
  }
  const stages = Object.fromEntries(stageFigures(document, result).map(({ stageId, people, shareToNext }) => [stageId, { people, shareToNext }]))
  return { steps, edges, stages, dropOffs }
}

function leftWithoutGoal(step: StepResult): number {
  return Object.entries(step.ended).reduce((left, [outcome, people]) => (outcome.startsWith('goal:') ? left : left + people), 0)
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
