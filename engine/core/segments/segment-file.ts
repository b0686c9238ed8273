import * as z from 'zod'
import { RehearsalError } from '../errors.ts'
import { conditionSchema, type Condition } from '../model/condition.ts'
import { schemaProblemsInWords } from '../schema-words.ts'

const NEWEST = 1
const HELP = 'a segment looks like {"format":"segment","formatVersion":1,"id":"buyers","name":"Buyers","when":{"did":"purchase"}}'

const segmentFileSchema = z.strictObject({
  format: z.literal('segment', 'this is no segment: "format" must be "segment"'),
  formatVersion: z.literal(NEWEST),
  /** Left out: made from the name. */
  id: z.string().min(1).optional(),
  name: z.string().min(1),
  description: z.string().optional(),
  when: conditionSchema,
})

/** A segment as a file holds it (`*.segment.json`). */
export type SegmentFile = z.infer<typeof segmentFileSchema>

/**
 * Reads the text of a `*.segment.json`; `name` is the file's, for the messages. Throws E_SEGMENT with the JSON path of every problem: unusable
 * if it is no JSON or of a newer version.
 */
export function readSegmentFile(text: string, name: string): SegmentFile {
  const value = parsedJson(text, name)
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined
  if (typeof version === 'number' && version > NEWEST) {
    throw refused(`${name}: this segment is written in format version ${version}; this Rehearsal reads version ${NEWEST}`, 'update Rehearsal, or save the segment in the older format', true)
  }
  return parsedBy(segmentFileSchema, value, name, HELP)
}

/** Reads a condition alone, or the condition of a segment file. Errors as `readSegmentFile`. */
export function readCondition(text: string, name: string): Condition {
  const value = parsedJson(text, name)
  if (typeof value === 'object' && value !== null && 'format' in value) return readSegmentFile(text, name).when
  return parsedBy(conditionSchema, value, name, 'a condition looks like {"did":"purchase","within":"P30D"}')
}

export function segmentFile({ id, name, description, when }: { id: string; name: string; description: string; when: Condition }): SegmentFile {
  return { format: 'segment', formatVersion: NEWEST, id, name, ...(description === '' ? {} : { description }), when }
}

function parsedJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (cause) {
    throw refused(`${name}: ${text.trim() === '' ? 'there is nothing in it' : `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`}`, HELP, true, cause)
  }
}

function parsedBy<T>(schema: z.ZodType<T>, value: unknown, name: string, help: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw refused(`${name}: ${schemaProblemsInWords(parsed.error)}`, help)
}

function refused(message: string, help: string, unusable = false, cause?: unknown): RehearsalError {
  return new RehearsalError('E_SEGMENT', message, help, { unusable, cause })
}
