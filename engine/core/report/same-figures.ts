import { canonicalJson } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Step } from '../model/steps/registry.ts'

/**
 * True if both documents give the same figures on the same data: they differ at most in names, notes and layout. Names of stages and of steps
 * are looked up as they are now, so a rename does not make figures stale.
 */
export function giveSameFigures(a: JourneyDocument, b: JourneyDocument): boolean {
  if (a === b) return true
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof JourneyDocument> // as: the schema is strict, there are no others
  return [...keys].every((key) => WORDS.has(key) || a[key] === b[key] || (key === 'steps' ? sameSteps(a.steps, b.steps) : key === 'stages' ? sameStages(a, b) : sameJson(a[key], b[key])))
}

const WORDS: ReadonlySet<string> = new Set(['name', 'description', 'layout'] satisfies (keyof JourneyDocument)[])

// Edits share what they leave alone, so a key that is typed compares one step, not the whole journey.
function sameSteps(a: JourneyDocument['steps'], b: JourneyDocument['steps']): boolean {
  const ids = Object.keys(a)
  return ids.length === Object.keys(b).length && ids.every((id) => Object.hasOwn(b, id) && (a[id] === b[id] || sameJson(withoutWords(a[id]!), withoutWords(b[id]!))))
}

function sameStages(a: JourneyDocument, b: JourneyDocument): boolean {
  const idsOf = ({ stages }: JourneyDocument) => stages?.map(({ id }) => id)
  return sameJson(idsOf(a), idsOf(b))
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b)
}

function withoutWords(step: Step): object {
  const { name: _name, note: _note, ...rest } = step
  return rest
}
