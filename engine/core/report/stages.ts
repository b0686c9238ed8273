import type { JourneyDocument } from '../model/journey.ts'
import type { SimulationResult } from '../simulate/result.ts'
import { arrivalsIn, connectionsOf, flowsOf, stepsLeadingTo, type StepFlow } from './flow.ts'

/** What a run says about one stage. Counts are instances. */
export interface StageFigures {
  stageId: string
  name: string
  /** Came into this stage, from an entry or another stage. */
  people: number
  /** Came into this stage or a later one: the bar of a funnel, where stages may be skipped forward. */
  reached: number
  /** Of those in this stage, the share that went on to a later one; null for the last stage, and where a result cannot tell. */
  shareToNext: number | null
  /** False where the connections let people come back into what they left, so that some may be counted more than once. */
  exact: boolean
}

/** Figures of every stage that has steps, in the document's order. */
export function stageFigures(document: JourneyDocument, result: SimulationResult): StageFigures[] {
  const flows = flowsOf(document, result)
  const stages = (document.stages ?? []).map(({ id, name }) => ({ id, name: name ?? id, steps: stepsOf(document, id) })).filter(({ steps }) => steps.size > 0)
  return stages.map(({ id, name, steps }, index) => {
    const later = union(stages.slice(index + 1).map((stage) => stage.steps))
    const own = arrivalsIn(steps, flows, result)
    const reached = arrivalsIn(withOwnFollowers(union([steps, later]), document, flows), flows, result)
    const exact = own.exact && reached.exact
    const leading = stepsLeadingTo(later, flows)
    // A step that belongs to no stage hides where the people who passed it came from.
    const hidden = flows.some(({ from, to }) => steps.has(from) && document.steps[to]?.stage === undefined && leading.has(to))
    const wentOn = flows.reduce((sum, { from, to, people }) => (steps.has(from) && later.has(to) ? sum + people : sum), 0)
    const known = later.size > 0 && own.exact && !hidden && own.people > 0
    return { stageId: id, name, people: own.people, reached: reached.people, shareToNext: known ? wentOn / own.people : null, exact }
  })
}

/** By stage id: the steps that make somebody reach it, its own, those of later stages, and what only they lead to. */
export function stepsReaching(document: JourneyDocument): Record<string, string[]> {
  const flows = connectionsOf(document)
  const stages = (document.stages ?? []).map(({ id }) => ({ id, steps: stepsOf(document, id) })).filter(({ steps }) => steps.size > 0)
  return Object.fromEntries(stages.map(({ id }, index) => [id, [...withOwnFollowers(union(stages.slice(index).map(({ steps }) => steps)), document, flows)]]))
}

/** The set with those steps of no stage that nobody reaches but through it: passing them is not leaving it. */
function withOwnFollowers(steps: ReadonlySet<string>, document: JourneyDocument, flows: readonly Pick<StepFlow, 'from' | 'to'>[]): Set<string> {
  const all = new Set(steps)
  const entered = new Set(document.entries.map(({ next }) => next))
  const unstaged = Object.keys(document.steps).filter((id) => document.steps[id]?.stage === undefined && !entered.has(id))
  for (let before = -1; before !== all.size; ) {
    before = all.size
    for (const id of unstaged) {
      const sources = flows.filter(({ to }) => to === id)
      if (sources.length > 0 && sources.every(({ from }) => all.has(from))) all.add(id)
    }
  }
  return all
}

function stepsOf(document: JourneyDocument, stageId: string): Set<string> {
  return new Set(Object.keys(document.steps).filter((id) => document.steps[id]?.stage === stageId))
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]))
}
