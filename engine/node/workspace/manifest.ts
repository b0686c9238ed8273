import * as z from 'zod'
import { DATABASE_FILE } from './folder.ts'

export const WORKSPACE_FILE_FORMAT = 'rehearsal-workspace'
export const WORKSPACE_FILE_VERSION = 1
export const MANIFEST = 'manifest.json'
/** A manifest of a million files is a joke on somebody. */
export const LARGEST_MANIFEST = 16_000_000

const bytes = z.int().min(0)
/** The database, or a file of a dataset: nothing else, no way out of the folder, no name a system takes for something special. */
const path = z.string().regex(new RegExp(`^(${DATABASE_FILE.replace('.', '\\.')}|datasets/[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}/[A-Za-z0-9_-][A-Za-z0-9._-]{0,59})$`))

/** The first entry of the archive: what is in it, each file with its size and SHA-256. */
export const manifestSchema = z.strictObject({
  format: z.literal(WORKSPACE_FILE_FORMAT),
  formatVersion: z.int().min(1),
  name: z.string().min(1).max(200),
  madeAt: z.number(),
  madeBy: z.string().max(60),
  journeys: bytes,
  runs: bytes,
  datasets: z.array(z.strictObject({ name: z.string(), events: z.number(), bytes, folder: z.string() })).max(100_000),
  files: z.array(z.strictObject({ path, bytes, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).min(1).max(1_000_000),
})

export type Manifest = z.infer<typeof manifestSchema>

/** Bytes on the disk once it is unpacked. */
export function unpackedBytes({ files }: Manifest): number {
  return files.reduce((sum, one) => sum + one.bytes, 0)
}
