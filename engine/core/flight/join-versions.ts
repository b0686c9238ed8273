import type { Renames } from '../diff/renamed-ids.ts'
import { NOWHERE, type Deal, type JourneyProgram, type Operation, type Predicate, type ProgramPort, type ProgramStep } from '../compile/program.ts'
import type { Places } from '../simulate/reference/instance.ts'
import type { StepFate } from './step-fates.ts'

/** The outcome of people whose step the newer version does not have, and who are sent nowhere else. */
export const LOST_OUTCOME = 'moved:lost'
/** The way out of a step by which people are put somewhere else; no port of a document is called so. */
export const MOVED_PORT = '(moved)'

/**
 * Two versions of a journey as one program that runs as the newer one: its numbers come first, what only the older one has comes after them and is never
 * reached. `places` says where the older one's numbers are, so that both are counted in one set of figures, by id.
 */
export interface JoinedVersions { whole: JourneyProgram; places: Places; lost: number }

const NEVER: Predicate = { kind: 'any', of: [] }

/** `fates`: by step of `before`. Steps, goals and so on are the same where they have one id, or are renamed. */
export function joinVersions(before: JourneyProgram, after: JourneyProgram, renames: Renames, fates: readonly StepFate[]): JoinedVersions {
  const outcomeName = (outcome: string) => {
    const [kind, id] = [outcome.slice(0, outcome.indexOf(':')), outcome.slice(outcome.indexOf(':') + 1)]
    const renamed = kind === 'goal' ? renames.goals.get(id) : kind === 'exit' ? renames.exits.get(id) : undefined
    return renamed === undefined ? outcome : `${kind}:${renamed}`
  }
  const steps = aligned(before.steps.map(({ id }) => renames.steps.get(id) ?? id), after.steps.map(({ id }) => id))
  const goals = aligned(before.goals.map(({ id }) => renames.goals.get(id) ?? id), after.goals.map(({ id }) => id))
  const entries = aligned(before.entries.map(({ id }) => renames.entries.get(id) ?? id), after.entries.map(({ id }) => id))
  const outcomes = aligned(before.outcomes.map(outcomeName), after.outcomes)
  const hasLost = fates.some(({ kind }) => kind === 'lost')
  const outcomeIds = hasLost && !outcomes.ids.includes(LOST_OUTCOME) ? [...outcomes.ids, LOST_OUTCOME] : outcomes.ids
  const outcomePlace = (outcome: number) => outcomes.places[outcome]!

  const oldStepAt = new Map(steps.places.map((place, step) => [place, step]))
  const ports = steps.ids.map((_, place): readonly ProgramPort[] => {
    const own = after.steps[place]?.ports ?? []
    const old = oldStepAt.get(place)
    if (old === undefined) return own
    const more = before.steps[old]!.ports.filter(({ id }) => !own.some((port) => port.id === id)).map(({ id }) => ({ id, target: NOWHERE }))
    return [...own, ...more, ...(fates[old]!.kind === 'moved' ? [{ id: MOVED_PORT, target: NOWHERE }] : [])]
  })
  const deals = joinDeals(before, after, steps.places, goals.places)
  const operationAt = (place: number): Operation => {
    const own = after.steps[place]?.operation
    if (!own) return goneOperation(before.steps[oldStepAt.get(place)!]!.operation, deals, outcomePlace)
    return own.kind === 'split' || (own.kind === 'message' && own.deal) ? ({ ...own, deal: deals.list[own.deal!.index]!.deal } as Operation) : own // as: the same with another deal
  }
  const whole: JourneyProgram = {
    ...after,
    entries: entries.ids.map((id, place) => after.entries[place] ?? { id, trigger: { kind: 'event', event: '' }, where: NEVER, target: 0 }),
    goals: goals.ids.map((id, place) => {
      const own = after.goals[place]
      if (own) return own
      const old = before.goals[goals.places.indexOf(place)]!
      return { ...old, id, where: NEVER, endsJourney: false, outcome: outcomePlace(old.outcome) }
    }),
    steps: steps.ids.map((id, place): ProgramStep => ({ id, ports: ports[place]!, operation: operationAt(place) })),
    outcomes: outcomeIds,
    deals: deals.list.map((one) => ({ ...one, winner: null })),
  }
  const places: Places = {
    entries: entries.places,
    steps: steps.places,
    ports: before.steps.map(({ ports: own }, step) => own.map(({ id }) => ports[steps.places[step]!]!.findIndex((port) => port.id === id))),
    outcomes: outcomes.places,
    goals: goals.places,
    deals: deals.places,
    variants: deals.variants,
  }
  return { whole, places, lost: outcomeIds.indexOf(LOST_OUTCOME) }
}

/** The ids of the newer list, then those only the older one has; and where each of the older list is among them. */
function aligned(before: readonly string[], after: readonly string[]): { ids: readonly string[]; places: readonly number[] } {
  const ids = [...after]
  const places = before.map((id) => {
    const known = ids.indexOf(id)
    return known >= 0 ? known : ids.push(id) - 1
  })
  return { ids, places }
}

interface JoinedDeals { list: { step: number; deal: Deal }[]; places: number[]; variants: number[][] }

/** Deals of the newer version, variants that only the older one had at their end and with no weight; then those of steps that deal no more. */
function joinDeals(before: JourneyProgram, after: JourneyProgram, stepPlaces: readonly number[], goalPlaces: readonly number[]): JoinedDeals {
  const list = after.deals.map(({ step, deal }) => ({ step, deal }))
  const variants: number[][] = []
  const places = before.deals.map(({ step, deal }) => {
    const known = after.deals.findIndex((one) => one.step === stepPlaces[step]!)
    if (known < 0) {
      variants.push(deal.variantIds.map((_, variant) => variant))
      return list.push({ step: stepPlaces[step]!, deal: { ...deal, index: list.length, goal: deal.goal === null ? null : goalPlaces[deal.goal]! } }) - 1
    }
    const ids = [...list[known]!.deal.variantIds]
    variants.push(deal.variantIds.map((id) => (ids.includes(id) ? ids.indexOf(id) : ids.push(id) - 1)))
    const { weights } = list[known]!.deal
    list[known] = { step: list[known]!.step, deal: { ...list[known]!.deal, variantIds: ids, weights: ids.map((_, variant) => weights[variant] ?? 0) } }
    return known
  })
  return { list, places, variants }
}

/** A step nobody comes to: only its kind, its usual stay and its deal are asked for. */
function goneOperation(operation: Operation, deals: JoinedDeals, outcomePlace: (outcome: number) => number): Operation {
  switch (operation.kind) {
    case 'exit': return { ...operation, outcome: outcomePlace(operation.outcome) }
    case 'split':
    case 'message': return operation.deal ? ({ ...operation, deal: deals.list[deals.places[operation.deal.index]!]!.deal } as Operation) : operation // as: the same with another deal
    case 'branch':
    case 'delay':
    case 'journey':
    case 'poll':
    case 'update':
    case 'waitFor':
    case 'webhook': return operation
  }
}
