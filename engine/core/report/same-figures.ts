import { canonicalJson } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Step } from '../model/steps/registry.ts'

/**
 * True if both documents give the same figures on the same data: they differ at most in names, notes and layout. Names of stages and of steps
 * are looked up as they are now, so a rename does not make figures stale.
 */
export function giveSameFigures(a: JourneyDocument, b: JourneyDocument): boolean {
  return a === b || sameParts(a, b) || meaningOf(a) === meaningOf(b)
}

const WORDS: ReadonlySet<string> = new Set(['name', 'description', 'layout'] satisfies (keyof JourneyDocument)[])

// Edits share what they leave alone, so moving a card is told apart without writing the document out.
function sameParts(a: JourneyDocument, b: JourneyDocument): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof JourneyDocument> // as: the schema is strict, there are no others
  return [...keys].every((key) => WORDS.has(key) || a[key] === b[key])
}

// A document is never changed in place, so its meaning is written down once.
const meanings = new WeakMap<JourneyDocument, string>()

function meaningOf(document: JourneyDocument): string {
  const known = meanings.get(document)
  if (known !== undefined) return known
  const { name: _name, description: _description, layout: _layout, stages, steps, ...rest } = document
  const meaning = canonicalJson({
    ...rest,
    stages: stages?.map(({ id }) => id),
    steps: Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, withoutWords(step)])),
  })
  meanings.set(document, meaning)
  return meaning
}

function withoutWords(step: Step): object {
  const { name: _name, note: _note, ...rest } = step
  return rest
}
