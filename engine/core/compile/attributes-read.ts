import { predicatesOf } from './columns-needed.ts'
import type { RunProgram } from './program.ts'

/**
 * The attributes of profiles on which a run's figures depend: those its conditions, consents and break-downs name, and the zone of local clocks.
 * `known` are those of the dataset; a template may ask for any of them.
 */
export function attributesRead(program: RunProgram, breakDown: readonly string[], known: Iterable<string>): string[] {
  const read = new Set(['timeZone', ...breakDown])
  let all = false
  for (const journey of program.journeys) {
    for (const predicate of predicatesOf(journey)) if (predicate.kind === 'attribute') read.add(predicate.name)
    for (const attribute of Object.values(journey.policies.consent)) read.add(attribute)
    for (const { operation } of journey.steps) if (operation.kind === 'update') all ||= operation.set.some(({ liquid }) => liquid)
  }
  return [...known].filter((name) => all || read.has(name)).sort()
}
