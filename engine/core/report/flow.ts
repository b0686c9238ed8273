import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'
import type { SimulationResult } from '../simulate/result.ts'

/** One way from a step to another, and how many instances took it. */
export interface StepFlow {
  from: string
  portId: string
  to: string
  people: number
}

/** Every connected port of every step; entries are not among them. */
export function connectionsOf(document: JourneyDocument): Omit<StepFlow, 'people'>[] {
  return Object.entries(document.steps).flatMap(([from, step]) =>
    portsOf(step).flatMap(({ id: portId, target }) => (target === undefined || document.steps[target] === undefined ? [] : [{ from, portId, to: target }])),
  )
}

/** The same with its traffic. */
export function flowsOf(document: JourneyDocument, result: SimulationResult): StepFlow[] {
  return connectionsOf(document).map((one) => ({ ...one, people: result.steps[one.from]?.ports[one.portId] ?? 0 }))
}

/** A number of instances; `exact` is false where an instance may have been counted more than once. */
export interface Arrivals {
  people: number
  exact: boolean
}

/**
 * Instances that came into a set of steps from outside it: all that entered its steps less those that moved between them. An instance that
 * can leave the set and come back is counted at each arrival, which `exact: false` says; a result does not hold enough to tell.
 */
export function arrivalsIn(steps: ReadonlySet<string>, flows: readonly StepFlow[], result: SimulationResult): Arrivals {
  let people = 0
  for (const id of steps) people += result.steps[id]?.entered ?? 0
  for (const flow of flows) if (steps.has(flow.from) && steps.has(flow.to)) people -= flow.people
  return { people, exact: !canComeBack(steps, flows) }
}

/** Every step from which one of `steps` can be reached by at least one connection. */
export function stepsLeadingTo(steps: ReadonlySet<string>, flows: readonly StepFlow[]): Set<string> {
  const sources = new Map<string, string[]>()
  for (const { from, to } of flows) sources.set(to, [...(sources.get(to) ?? []), from])
  const found = new Set<string>()
  const open = [...steps]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const from of sources.get(at) ?? []) {
      if (found.has(from)) continue
      found.add(from)
      open.push(from)
    }
  }
  return found
}

function canComeBack(steps: ReadonlySet<string>, flows: readonly StepFlow[]): boolean {
  const leading = stepsLeadingTo(steps, flows)
  return flows.some(({ from, to }) => steps.has(from) && !steps.has(to) && leading.has(to))
}
