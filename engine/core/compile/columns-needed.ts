import type { Scenario } from '../simulate/scenario.ts'
import type { JourneyProgram, Predicate, RunProgram } from './program.ts'

/** The columns a run reads: names of event properties and profile attributes. `all`: a template may ask for any of them. */
export interface ColumnsNeeded { properties: string[]; attributes: string[]; all: boolean }

/** What a run reads of a dataset, so that only those columns are loaded. `$set` rows carry attributes as properties, hence both. */
export function columnsNeeded(program: RunProgram, breakDown: readonly string[] = [], scenario?: Scenario): ColumnsNeeded {
  const properties = new Set<string>(breakDown)
  const attributes = new Set<string>(['timeZone', ...breakDown])
  for (const { set } of Object.values(scenario?.webhooks ?? {})) for (const name of Object.keys(set ?? {})) attributes.add(name)
  let all = false
  for (const journey of program.journeys) {
    for (const predicate of predicatesOf(journey)) {
      if (predicate.kind === 'property') properties.add(predicate.name)
      if (predicate.kind === 'attribute') attributes.add(predicate.name)
      if (predicate.kind === 'near') for (const name of ['latitude', 'longitude']) properties.add(name)
      if (predicate.kind === 'did' && predicate.measure.kind === 'count' && predicate.measure.per !== null) properties.add(predicate.measure.per)
      if (predicate.kind === 'did' && predicate.measure.kind !== 'count') properties.add(predicate.measure.property)
    }
    for (const { value } of journey.goals) if (value !== null) properties.add(value)
    if (journey.reentry.kind === 'always' && journey.reentry.key !== null) properties.add(journey.reentry.key)
    for (const attribute of Object.values(journey.policies.consent)) attributes.add(attribute)
    if (journey.policies.caps.length > 0) properties.add('channel') // of `$sent` rows
    for (const { operation } of journey.steps) {
      if (operation.kind !== 'update') continue
      for (const { attribute, liquid } of operation.set) {
        attributes.add(attribute)
        all ||= liquid
      }
    }
  }
  for (const attribute of attributes) properties.add(attribute)
  return { properties: [...properties], attributes: [...attributes], all }
}

/** Does anything in it ask for the messages that the run has sent? */
export function readsSent(program: JourneyProgram): boolean {
  if (program.policies.caps.length > 0) return true
  return [...predicatesOf(program)].some((predicate) => {
    if (predicate.kind === 'did') return predicate.event === '$sent' || predicate.notFollowedBy?.event === '$sent'
    return predicate.kind === 'sequence' && predicate.items.some(({ event }) => event === '$sent')
  })
}

/** Every predicate of a journey, nested ones too. */
export function* predicatesOf(program: JourneyProgram): Generator<Predicate> {
  for (const { trigger, where } of program.entries) {
    yield* nested(where)
    if (trigger.kind === 'segment') yield* nested(trigger.segment)
    if (trigger.kind === 'schedule') yield* nested(trigger.audience)
  }
  for (const { where } of program.goals) yield* nested(where)
  for (const exit of program.exits) yield* nested(exit.kind === 'event' ? exit.where : exit.segment)
  for (const { operation } of program.steps) {
    if (operation.kind === 'waitFor' || operation.kind === 'poll') for (const branch of operation.branches) yield* nested(branch.kind === 'event' ? branch.where : branch.segment)
    if (operation.kind === 'branch') for (const { when } of operation.branches) yield* nested(when)
  }
}

/** A predicate and all it is made of. */
export function* nested(predicate: Predicate): Generator<Predicate> {
  yield predicate
  switch (predicate.kind) {
    case 'all':
    case 'any':
      for (const one of predicate.of) yield* nested(one)
      break
    case 'not':
    case 'segment':
      yield* nested(predicate.of)
      break
    case 'did':
      yield* nested(predicate.where)
      if (predicate.notFollowedBy) yield* nested(predicate.notFollowedBy.where)
      break
    case 'sequence':
      for (const { where } of predicate.items) yield* nested(where)
      break
    case 'attribute':
    case 'property':
    case 'near':
    case 'localTime':
    case 'weekday':
      break
  }
}
