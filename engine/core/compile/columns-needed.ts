import type { JourneyProgram, Predicate } from './program.ts'

/** The columns a run reads: names of event properties and profile attributes. `all`: a template may ask for any of them. */
export interface ColumnsNeeded { properties: string[]; attributes: string[]; all: boolean }

/** What a program reads of a dataset, so that only those columns are loaded. `$set` rows carry attributes as properties, hence both. */
export function columnsNeeded(program: JourneyProgram, breakDown: readonly string[] = []): ColumnsNeeded {
  const properties = new Set<string>(breakDown)
  const attributes = new Set<string>(breakDown)
  for (const predicate of predicatesOf(program)) {
    if (predicate.kind === 'property') properties.add(predicate.name)
    if (predicate.kind === 'attribute') attributes.add(predicate.name)
    if (predicate.kind === 'did' && predicate.per !== null) properties.add(predicate.per)
  }
  for (const { value } of program.goals) if (value !== null) properties.add(value)
  let all = false
  for (const { operation } of program.steps) {
    if (operation.kind !== 'update') continue
    for (const { attribute, liquid } of operation.set) {
      attributes.add(attribute)
      all ||= liquid
    }
  }
  for (const attribute of attributes) properties.add(attribute)
  return { properties: [...properties], attributes: [...attributes], all }
}

/** Every predicate of a program, nested ones too. */
export function* predicatesOf(program: JourneyProgram): Generator<Predicate> {
  for (const { where } of [...program.entries, ...program.goals, ...program.exits]) yield* nested(where)
  for (const { operation } of program.steps) {
    if (operation.kind === 'waitFor') for (const { where } of operation.branches) yield* nested(where)
    if (operation.kind === 'branch') for (const { when } of operation.branches) yield* nested(when)
  }
}

function* nested(predicate: Predicate): Generator<Predicate> {
  yield predicate
  switch (predicate.kind) {
    case 'all':
    case 'any':
      for (const one of predicate.of) yield* nested(one)
      break
    case 'not':
      yield* nested(predicate.of)
      break
    case 'did':
      yield* nested(predicate.where)
      break
    case 'attribute':
    case 'property':
      break
  }
}
