import type { JourneyDocument } from '../model/journey.ts'
import { DIALECT_IDS, type DialectId } from './dialect-id.ts'
import { dialectOf } from './dialects.ts'
import type { DialectRule, Effect } from './rule.ts'

/** A dialect as it matters to one journey. */
export interface DialectView {
  id: DialectId
  name: string
  rules: (Pick<DialectRule, 'topic' | 'says' | 'source'> & { guess: string | null; effects: Effect[] })[]
  leftOut: string[]
}

/** Every dialect, with what each of its rules does to the journey; rules that do something come first. */
export function dialectsFor(document: JourneyDocument): DialectView[] {
  return DIALECT_IDS.map((id) => {
    const { name, rules, leftOut } = dialectOf(id)
    const views = rules.map(({ topic, says, source, guess, effects }) => ({ topic, says, source, guess: guess ?? null, effects: [...effects(document)] }))
    return { id, name, rules: [...views.filter(({ effects }) => effects.length > 0), ...views.filter(({ effects }) => effects.length === 0)], leftOut: [...leftOut] }
  })
}
