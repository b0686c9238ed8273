import * as z from 'zod'

// What the lists of methods are written with. Instants are epoch ms UTC.

export const id = z.string().min(1)
export const instant = z.number()
/** Chosen by the caller, so that progress can be followed and the work cancelled before the method answers. */
export const jobId = id
export const empty = z.strictObject({})

/** One method: what it takes and what it answers. */
export const method = <In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) => ({ input, output })
