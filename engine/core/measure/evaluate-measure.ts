import { assertNever, RehearsalError } from '../errors.ts'
import { nearest } from '../lint/nearest.ts'
import { profileCountOf, type EventDataset } from '../model/dataset.ts'
import { exactMs } from '../model/duration.ts'
import { MembershipWalk } from '../segments/membership-walk.ts'
import { segmentProgram } from '../segments/segment-program.ts'
import type { Measure } from './measure-schema.ts'
import type { World, Worlds } from './worlds.ts'

/**
 * The number a measure comes to; null if it cannot be computed: something is divided by 0. A condition may refer to the journey's segments.
 * Throws E_MEASURE for a step or goal the journey does not have, and what a condition with errors is refused with.
 */
export function evaluateMeasure(measure: Measure, worlds: Worlds): number | null {
  if ('ratio' in measure) return quotient(evaluateMeasure(measure.ratio[0], worlds), evaluateMeasure(measure.ratio[1], worlds))
  if ('without' in measure) return evaluateMeasure(measure.without, { with: worlds.without, without: worlds.without })
  if ('times' in measure) return change(measure.times, worlds)
  if ('growth' in measure) {
    const times = change(measure.growth, worlds)
    return times === null ? null : times - 1
  }
  return countIn(worlds.with, measure)
}

function change(measure: Measure, worlds: Worlds): number | null {
  return quotient(evaluateMeasure(measure, worlds), evaluateMeasure({ without: measure }, worlds))
}

function quotient(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b
}

type Count = Exclude<Measure, { ratio: unknown } | { without: unknown } | { times: unknown } | { growth: unknown }>

function countIn(world: World, measure: Count): number {
  if ('profiles' in measure) return profilesIn(world, measure)
  if ('events' in measure) return eventsIn(world, measure.events, measure.within, () => 1)
  if ('sum' in measure) return sumIn(world, measure)
  if ('messages' in measure) return messagesIn(world, measure)
  if ('goal' in measure) {
    const goal = world.figures.goals[known('goal', measure.goal, Object.keys(world.figures.goals))]!
    return measure.value ? goal.value : goal.conversions
  }
  if ('instances' in measure) return world.figures.instances[measure.instances]
  return assertNever(measure, 'measure')
}

function profilesIn({ document, events, figures }: World, { profiles, endingAgo }: Extract<Measure, { profiles: unknown }>): number {
  const program = segmentProgram([{ name: 'measured', condition: profiles }], document.segments ?? {}, document.timeZone)
  const walk = new MembershipWalk(program, events, [figures.until - (endingAgo === undefined ? 0 : exactMs(endingAgo))])
  walk.run(0, profileCountOf(events))
  return walk.tally.counts().get(1)?.[0] ?? 0
}

function sumIn(world: World, { sum, of, within }: Extract<Measure, { sum: unknown }>): number {
  const column = world.events.properties.get(sum)
  const numbers = column?.values.map((value) => (typeof value === 'number' ? value : 0)) ?? []
  return column ? eventsIn(world, of, within, (row) => numbers[column.codes[row]!]!) : 0
}

function eventsIn({ events, figures }: World, name: string, within: string | undefined, weight: (row: number) => number): number {
  const after = within === undefined ? -Infinity : figures.until - exactMs(within)
  let sum = 0
  for (const row of rowsOf(events, name)) if (events.at[row]! > after && events.at[row]! <= figures.until) sum += weight(row)
  return sum
}

function* rowsOf({ names, nameCodes }: EventDataset, name: string): Generator<number> {
  const code = names.indexOf(name)
  if (code < 0) return
  for (let row = 0; row < nameCodes.length; row++) if (nameCodes[row] === code) yield row
}

function messagesIn({ document, figures, responses }: World, { messages, steps }: Extract<Measure, { messages: unknown }>): number {
  const all = Object.keys(document.steps).filter((id) => document.steps[id]!.kind === 'message')
  const asked = steps?.map((id) => known('message step', id, all)) ?? all
  if (messages === 'sent') return asked.reduce((sum, id) => sum + figures.steps[id]!.sent, 0)
  return (responses?.messages ?? []).reduce((sum, row) => sum + (asked.includes(row.step) ? row[messages] : 0), 0)
}

function known(what: string, id: string, all: readonly string[]): string {
  if (all.includes(id)) return id
  const near = nearest(id, all)
  throw new RehearsalError('E_MEASURE', `the journey has no ${what} "${id}" to measure`, near === undefined ? `it has ${all.join(', ') || 'none'}` : `did you mean "${near}"?`)
}
