import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod'
import { partialOf } from '../../partial-files.ts'

/** What a dataset's folder keeps in a file of its own, if it is there, whole and as the schema has it today. */
export function keptIn<Kept>(directory: string, file: string, schema: z.ZodType<Kept>): Kept | undefined {
  try {
    const kept = schema.safeParse(JSON.parse(readFileSync(join(directory, file), 'utf8')))
    return kept.success ? kept.data : undefined
  } catch {
    return undefined // not there yet, or cut: it is made anew
  }
}

/** Keeps something beside the columns of a dataset, if the folder can be written to: a cache that cannot still answers. */
export function keepIn(directory: string, file: string, value: unknown): void {
  const path = join(directory, file)
  try {
    const partial = partialOf(path)
    writeFileSync(partial, JSON.stringify(value))
    renameSync(partial, path)
  } catch {
    // As said above.
  }
}
