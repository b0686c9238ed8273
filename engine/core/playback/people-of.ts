import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import { SUPPRESSION_REASONS, tallyLayout, type SuppressionReason } from '../simulate/tally.ts'
import { counterLayouts, type CounterLayout } from './counters.ts'
import { NO_INSTANCE, type LogRows } from './run-log.ts'

/** A figure of a run whose people are asked for, as `runs.people` takes it. `journey` numbers the journeys of the run from 0. */
export type PeopleOf = { journey?: number | undefined } & (
  | { kind: 'matched' | 'refused' | 'admitted'; entry: string }
  | { kind: 'started' | 'heldOut' | 'converted' | 'active' | 'immature' }
  | { kind: 'entered' | 'sent' | 'waiting' | 'leftWithoutGoal'; step: string }
  | { kind: 'left'; step: string; port: string }
  | { kind: 'came'; steps: readonly string[] }
  | { kind: 'ended'; step?: string | undefined; outcome: string }
  | { kind: 'suppressed'; step: string; reason?: SuppressionReason | undefined }
  | { kind: 'goal'; goal: string; step?: string | null | undefined }
  | { kind: 'variantEntered' | 'variantConverted'; step: string; variant: string }
)

/**
 * Counters whose rows are the people; `minus`: counts that take an instance away again; `after`: only rows later than this instant; `once`: an instance
 * counts at its first row only.
 */
export interface CountersAsked { plus: readonly number[]; minus: readonly number[]; after?: number; once?: boolean }

/** How often something was counted for one profile (its number in the dataset), first and last. Instants are epoch ms. */
export interface CountedPerson { profile: number; times: number; firstAt: number; lastAt: number }

/** The counters behind a figure of a run that ended at `until`; undefined if the journey has no such step, entry, goal, port, outcome or variant. */
export function countersAsked(run: RunProgram, of: PeopleOf, until: number): CountersAsked | undefined {
  const index = of.journey ?? 0
  const program = run.journeys[index]
  if (program === undefined) return undefined
  const layout = counterLayouts(run)[index]!
  switch (of.kind) {
    case 'matched':
    case 'refused':
    case 'admitted': return only(layout[of.kind], program.entries.findIndex(({ id }) => id === of.entry))
    case 'started':
    case 'heldOut':
    case 'converted': return { plus: [layout[of.kind]], minus: [] }
    case 'active': return { plus: [layout.started], minus: range(layout.ended, layout.sent) }
    case 'immature': return { plus: [layout.started], minus: [], after: until - program.longestWindowMs }
    case 'goal': return ofGoal(program, layout, of)
    case 'came': {
      const places = of.steps.map((id) => program.steps.findIndex((step) => step.id === id))
      return places.includes(-1) ? undefined : { plus: places.map((step) => layout.entered + step), minus: [], once: true }
    }
    case 'ended': return ofEnded(program, layout, of.step, program.outcomes.flatMap((outcome, number) => (outcome === of.outcome ? [number] : [])))
    default: {
      const step = program.steps.findIndex(({ id }) => id === of.step)
      return step < 0 ? undefined : ofStep(program, layout, step, of)
    }
  }
}

function ofStep(program: JourneyProgram, layout: CounterLayout, step: number, of: Extract<PeopleOf, { step: string }>): CountersAsked | undefined {
  const { portBase, variantBase } = tallyLayout(program)
  const outcomes = program.outcomes.length
  const ended = range(layout.ended + step * outcomes, layout.ended + (step + 1) * outcomes)
  switch (of.kind) {
    case 'entered':
    case 'sent': return { plus: [layout[of.kind] + step], minus: [] }
    case 'waiting': return { plus: [layout.entered + step], minus: [...range(layout.left + portBase[step]!, layout.left + portBase[step + 1]!), ...ended] }
    case 'leftWithoutGoal': return { plus: ended.filter((_, outcome) => !program.outcomes[outcome]!.startsWith('goal:')), minus: [] }
    case 'left': return only(layout.left + portBase[step]!, program.steps[step]!.ports.findIndex(({ id }) => id === of.port))
    case 'suppressed': {
      const first = layout.suppressed + step * SUPPRESSION_REASONS.length
      return of.reason === undefined ? { plus: range(first, first + SUPPRESSION_REASONS.length), minus: [] } : only(first, SUPPRESSION_REASONS.indexOf(of.reason))
    }
    case 'variantEntered':
    case 'variantConverted': {
      const deal = program.deals.find((one) => one.step === step)?.deal
      return deal && only(layout[of.kind] + variantBase[deal.index]!, deal.variantIds.indexOf(of.variant))
    }
    default: return undefined
  }
}

function ofGoal(program: JourneyProgram, layout: CounterLayout, { goal, step }: Extract<PeopleOf, { kind: 'goal' }>): CountersAsked | undefined {
  const index = program.goals.findIndex(({ id }) => id === goal)
  if (index < 0) return undefined
  const width = program.steps.length + 1
  const first = layout.goal + index * width
  if (step === undefined) return { plus: range(first, first + width), minus: [] }
  return step === null ? { plus: [first], minus: [] } : only(first + 1, program.steps.findIndex(({ id }) => id === step))
}

function ofEnded(program: JourneyProgram, layout: CounterLayout, step: string | undefined, outcomes: readonly number[]): CountersAsked | undefined {
  const steps = program.steps.flatMap(({ id }, index) => (step === undefined || id === step ? [index] : []))
  if (steps.length === 0 || outcomes.length === 0) return undefined
  return { plus: steps.flatMap((index) => outcomes.map((outcome) => layout.ended + index * program.outcomes.length + outcome)), minus: [] }
}

function only(first: number, index: number): CountersAsked | undefined {
  return index < 0 ? undefined : { plus: [first + index], minus: [] }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

/** The people of a log, which needs to hold no other counters than those asked for, by profile. */
export function peopleIn(log: LogRows, { plus, minus, after = -Infinity, once = false }: CountersAsked): CountedPerson[] {
  const adds = new Set(plus)
  const takes = new Set(minus)
  const people = new Map<number, CountedPerson>()
  const open = new Map<number, number[]>()
  const counted = new Set<number>()
  const add = (profile: number, at: number) => {
    const person = people.get(profile)
    if (person === undefined) people.set(profile, { profile, times: 1, firstAt: at, lastAt: at })
    else {
      person.times++
      person.firstAt = Math.min(person.firstAt, at)
      person.lastAt = Math.max(person.lastAt, at)
    }
  }
  for (let row = 0; row < log.at.length; row++) {
    const counter = log.counter[row]!
    const at = log.at[row]!
    const instance = log.instance[row]!
    if (adds.has(counter) && at > after) {
      if (once && counted.size === counted.add(instance).size) continue
      if (takes.size > 0 && instance !== NO_INSTANCE) open.set(instance, [log.profile[row]!, at])
      else add(log.profile[row]!, at)
    } else if (takes.has(counter)) open.delete(instance)
  }
  for (const [profile, at] of open.values()) add(profile!, at!)
  return [...people.values()].sort((a, b) => a.profile - b.profile)
}
