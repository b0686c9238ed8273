import type { CallError } from '../../../engine/api/contract.ts'

/** Sorts before and after every id that people give: whoever is asked for one of these is told the first or the last ids there are. */
export const BEFORE_ALL = ' '
export const AFTER_ALL = '\uffff'

/** The ids that a refusal to explain somebody unknown names as the nearest; none if it is another error. */
export function idsSuggested({ code, help }: CallError): string[] {
  if (code !== 'E_PROFILE') return []
  return (help.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((quoted) => JSON.parse(quoted) as string) // as: a JSON text in quotes is a string
}

/**
 * An id like the two, somewhere between them; nobody need have it, but somebody's is near. `random` gives numbers from 0 to under 1, as
 * `Math.random`.
 */
export function idBetween(low: string, high: string, random: () => number): string {
  const start = [...low].findIndex((character, index) => character !== high[index])
  if (start < 0) return high
  const pick = (from: number, to: number) => String.fromCharCode(from + Math.floor(random() * (to - from + 1)))
  let id = low.slice(0, start) + pick(low.charCodeAt(start), high.charCodeAt(start) || low.charCodeAt(start))
  for (const character of [...high].slice(start + 1)) id += pick(...likeness(character))
  return id
}

/** The characters that stand where this one stands: a digit for a digit, a letter for a letter. */
function likeness(character: string): [from: number, to: number] {
  if (character >= '0' && character <= '9') return [48, 57]
  if (character >= 'a' && character <= 'f') return [97, 102]
  if (character >= 'a' && character <= 'z') return [97, 122]
  if (character >= 'A' && character <= 'Z') return [65, 90]
  return [character.charCodeAt(0), character.charCodeAt(0)]
}
