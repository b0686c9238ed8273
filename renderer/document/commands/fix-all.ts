import type { Diagnostic, DiagnosticCode } from '../../../engine/core/lint/diagnostics.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { editText } from '../edit-texts.ts'
import { fixProblem } from './fix.ts'

type Lint = (document: JourneyDocument) => readonly Diagnostic[]

/** More than any journey has; a fix that brings its own finding back cannot go on for ever. */
const MOST = 1000

/**
 * Codes whose fixes need no second thought: they correct a name, or take away or fill in what changes nothing for anybody. The others move
 * people or messages to another time or way, and are made one code at a time by a person who means it.
 */
const SAFE: ReadonlySet<DiagnosticCode> = new Set(['J004', 'J010', 'J011', 'J012', 'J013', 'J017', 'J032', 'J044', 'J053', 'J060', 'J061', 'J062', 'J063', 'J070'])

/** True if the finding has a fix that may be made together with others. */
export function isSafeFix({ fix, code }: Diagnostic): boolean {
  return fix !== undefined && SAFE.has(code)
}

/**
 * The document with the fixes of all wanted findings made, and how many there were. They are made one after another; after each the journey is
 * checked again, so that none is made of a finding which another fix already did away with.
 */
export function fixedAll(document: JourneyDocument, lint: Lint, wanted: (diagnostic: Diagnostic) => boolean): { document: JourneyDocument; count: number } {
  const tried = new Set<string>()
  let fixed = document
  let count = 0
  while (tried.size < MOST) {
    const next = lint(fixed).find((one) => one.fix !== undefined && wanted(one) && !tried.has(keyOf(one)))
    if (!next) break
    tried.add(keyOf(next))
    const after = fixProblem(next).run(fixed)
    if (after === fixed) continue
    fixed = after
    count += 1
  }
  return { document: fixed, count }
}

/** Makes all wanted fixes as one undo step, named after how many they were; undefined if there are none. */
export function fixAll(document: JourneyDocument, lint: Lint, wanted: (diagnostic: Diagnostic) => boolean): Command | undefined {
  const { document: fixed, count } = fixedAll(document, lint, wanted)
  if (count === 0) return undefined
  // What was worked out from this document is not put over another.
  return { name: editText('fixProblems', { count }), run: (current) => (current === document ? fixed : current) }
}

function keyOf({ code, path, message }: Diagnostic): string {
  return `${code} ${path} ${message}`
}
