import { z } from 'zod'

/** Any non-empty text names a step, entry, goal or variant. */
export const idSchema = z.string().min(1, 'an id must not be empty')

/** What every step may carry besides its own fields. */
export const commonStepFields = { name: z.string().optional(), stage: z.string().optional(), note: z.string().optional() }

/** A free id with this stem: `wait`, `wait-2`, `wait-3` … */
export function freeId(stem: string, taken: (id: string) => boolean): string {
  if (!taken(stem)) return stem
  for (let number = 2; ; number++) if (!taken(`${stem}-${number}`)) return `${stem}-${number}`
}
