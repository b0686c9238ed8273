import * as z from 'zod'
import '../schema-words.ts' // whoever reads by our schemas is told in our words

/** Any non-empty text names a step, entry, goal or variant. */
export const idSchema = z.string().min(1, 'an id must not be empty')

/** Ways out that a step may have: more than any platform takes, and what can be held against each other in a moment. */
export const MOST_WAYS = 1000
export const TOO_MANY_WAYS = `a step may have up to ${MOST_WAYS} ways out; divide it among several`

const LONGEST_NAME = 10_000

/** What people call something. No name that a person gave is longer, and every list and every card would have to lay it out. */
export const nameSchema = z.string().max(LONGEST_NAME, 'a name may have up to 10,000 characters')

/** What every step may carry besides its own fields. */
export const commonStepFields = { name: nameSchema.optional(), stage: z.string().optional(), note: z.string().optional() }

/** A free id with this stem: `wait`, `wait-2`, `wait-3` … */
export function freeId(stem: string, taken: (id: string) => boolean): string {
  if (!taken(stem)) return stem
  for (let number = 2; ; number++) if (!taken(`${stem}-${number}`)) return `${stem}-${number}`
}
