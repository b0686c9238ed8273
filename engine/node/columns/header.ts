import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import * as z from 'zod'
import { importOptionsSchema, mappingSchema } from '../../api/dataset-methods.ts'
import { RehearsalError } from '../../core/errors.ts'

/** Goes up with every change of the files below or of the import rules: older caches are then imported anew. */
export const cacheFormatVersion = 2
/** What the files looked like was the same before: such datasets of a workspace are still opened. */
const readableVersions = [1, cacheFormatVersion] as const

const blockSchema = z.strictObject({
  file: z.string(),
  bytes: z.number(),
  crc: z.number(),
  sections: z.array(z.strictObject({ name: z.string(), kind: z.enum(['u8', 'u16', 'u32', 'f64']), start: z.number(), length: z.number() })),
})
const columnSchema = z.strictObject({ name: z.string(), block: blockSchema })
const count = z.int().min(0)

/** What an import found besides the rows themselves. */
export const importFactsSchema = z.strictObject({
  files: z.array(z.string()),
  mapping: mappingSchema,
  setName: z.string().nullable(),
  /** How the files were read, and what was kept of them. */
  options: importOptionsSchema.optional(),
  /** Attributes that came from a file of people: without instants (`export`), or each with its own (`dated`). */
  attributesAsOf: z.enum(['export', 'dated']).optional(),
  rejected: count,
  rejectedByReason: z.record(z.string(), count),
  /** Detected ways of writing instants, with the number of rows of each. */
  timestampFormats: z.array(z.strictObject({ format: z.string(), rows: count })),
})

const headerSchema = z.strictObject({
  cacheFormatVersion: z.literal(readableVersions),
  digest: z.string(),
  events: count,
  profiles: count,
  firstAt: z.number(),
  lastAt: z.number(),
  names: z.array(z.string()),
  rows: blockSchema,
  properties: z.array(columnSchema),
  attributes: z.array(columnSchema),
  facts: importFactsSchema,
})

export type ImportFacts = z.infer<typeof importFactsSchema>
export type DatasetHeader = z.infer<typeof headerSchema>

const headerFile = 'dataset.json'

export function damaged(directory: string, what: string): RehearsalError {
  return new RehearsalError('E_CACHE_DAMAGED', `The imported data in ${directory} is damaged: ${what}.`, 'Import the file again.')
}

export function writeHeader(directory: string, header: DatasetHeader): void {
  const text = JSON.stringify(header)
  writeFileSync(join(directory, headerFile), `${crc32(text)}\n${text}\n`)
}

/** The header of a dataset on disk. Throws E_CACHE_DAMAGED if it is missing, cut, changed or of another version. */
export function readHeader(directory: string): DatasetHeader {
  let lines: string[]
  try {
    lines = readFileSync(join(directory, headerFile), 'utf8').split('\n')
  } catch {
    throw damaged(directory, `${headerFile} is missing`)
  }
  const [crc, text] = lines
  if (text === undefined || lines.length !== 3 || crc !== String(crc32(text))) throw damaged(directory, `${headerFile} is not as it was written`)
  const header = headerSchema.safeParse(JSON.parse(text))
  if (!header.success) throw damaged(directory, 'it was written by another version')
  return header.data
}
