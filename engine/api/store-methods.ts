import * as z from 'zod'
import { empty, instant, method } from './method.ts'

/** What was put right when the workspace was opened. Paths are relative to its folder. */
const restorationSchema = z.strictObject({
  at: instant,
  /** `foreign`: another program's database stood in its place; `missing`: there was none; `asked`: a person wanted that state back. */
  why: z.enum(['damaged', 'foreign', 'missing', 'asked']),
  /** The backup that is in its place now. */
  backup: z.string(),
  backupMadeAt: instant,
  /** A copy of what was there before; null if there was nothing. */
  setAside: z.string().nullable(),
})

/** How the workspace itself is. */
export const storeMethods = {
  'store.state': method(
    empty,
    z.strictObject({
      /** Why nothing in it can be changed; null where everything can. */
      readOnly: z.strictObject({ code: z.string(), message: z.string(), help: z.string() }).nullable(),
      /** Told until `store.noted`. */
      restored: restorationSchema.nullable(),
    }),
  ),
  /** A person has read what was put right. */
  'store.noted': method(empty, empty),
}
