import { getLocation, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser'
import * as z from 'zod'
import { jsonPath } from '../../../json.ts'
import { schemaProblems } from '../../../schema-words.ts'
import { problemInWords } from '../../../liquid/liquid-problem.ts'
import { readText } from '../../../liquid/read-text.ts'
import { ABILITIES } from '../../capabilities.ts'

/** A text, or its lines: JSON has no other way to write several. */
const liquid = z.union([z.string(), z.array(z.string())]).transform((text) => (typeof text === 'string' ? text : text.join('\n')))
const pointer = z.string().regex(/^(\/.*)?$/, 'expected a JSON pointer such as /id, or "" for the whole answer')
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
const path = z.string().startsWith('/', 'expected a path that begins with /, from the base address on')
/** What would hold a secret is no part of a mapping, which is kept in plain text; what says how a request is framed is not its business. */
const OTHERS_HEADERS = /^(?:(?:proxy-)?authorization|cookie|(?:x-)?api-?key|(?:x-)?(?:auth|access)-token|host|connection|content-length|transfer-encoding|upgrade|te|trailer)$/i
const headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'expected the name of a header'), liquid)
  .superRefine((given, context) => {
    const message = 'this header is not the mapping’s to set: a secret is given apart from the settings, and sent in the header that is named there'
    for (const name of Object.keys(given)) if (OTHERS_HEADERS.test(name)) context.addIssue({ code: 'custom', path: [name], message })
  })
  .optional()
const call = z.strictObject({ method, path, headers, body: liquid.optional() })
const status = z.enum(['draft', 'processing', 'active', 'paused', 'stopped', 'archived'])

/** What a person writes so that journeys can be sent to a service of their own. Texts are Liquid. */
export const mappingSchema = z.strictObject({
  /** The journey as the service takes it: JSON, from `journey`, `steps`, `name`. */
  body: liquid,
  /** The way back: a journey document as JSON, from `answer`. */
  import: liquid.optional(),
  /** Members the service adds to what it was sent. */
  added: z.array(z.string()).default([]),
  /** What the service cannot do: a journey that needs it is refused before anything is sent. */
  cannot: z.array(z.enum(ABILITIES)).default([]),
  probe: z.strictObject({ method, path, headers, account: pointer.optional() }),
  list: z.strictObject({ method, path, headers, items: pointer, id: pointer, name: pointer, status: pointer.optional(), updatedAt: pointer.optional() }),
  /** By `journeyId`, our id. */
  lookUp: z.strictObject({ method, path, headers }),
  /** By `id`, the service's id. */
  read: z.strictObject({ method, path, headers }),
  /** `isOnce`: sent twice it makes one journey all the same, because the id is ours. */
  create: call.extend({ isOnce: z.boolean().default(false) }),
  update: call,
  setStatus: call,
  /** Where what is needed stands in an answer. */
  answer: z.strictObject({ id: pointer, name: pointer.optional(), status: pointer.optional(), token: pointer.optional(), updatedAt: pointer.optional(), inFlight: pointer.optional() }),
  /** From the service's words for what a journey does to ours. */
  statuses: z.record(z.string(), status).default({}),
})

export type Mapping = z.infer<typeof mappingSchema>

/** A mapping, or what is wrong with it, with the line and the column where that is known. */
export type ReadMapping = { readonly mapping: Mapping } | { readonly problems: readonly string[] }

/** Reads a mapping: strict JSON, its schema, and every Liquid text in it. */
export function readMapping(text: string): ReadMapping {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (first) return { problems: [`not JSON: ${printParseErrorCode(first.error).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} at ${place(text, first.offset)}`] }
  const parsed = mappingSchema.safeParse(JSON.parse(text))
  if (!parsed.success) return { problems: schemaProblems(parsed.error).map(({ path, message }) => `${jsonPath(path)}: ${message}`) }
  const problems = liquidTexts(parsed.data).flatMap(([where, written]) => {
    const { problem } = readText(written)
    return problem ? [`${where}, line ${problem.line} column ${problem.column}: ${problemInWords(problem)}`] : []
  })
  return problems.length > 0 ? { problems } : { mapping: parsed.data }
}

function liquidTexts(mapping: Mapping): [where: string, text: string][] {
  const calls = (['probe', 'list', 'lookUp', 'read', 'create', 'update', 'setStatus'] as const).flatMap((name): [string, string][] => {
    const { path: at, headers: given = {} } = mapping[name]
    const body = 'body' in mapping[name] ? (mapping[name] as { body?: string }).body : undefined // as: asked for
    return [[`${name}.path`, at], ...Object.entries(given).map(([header, text]): [string, string] => [`${name}.headers.${header}`, text]), ...(body === undefined ? [] : ([[`${name}.body`, body]] as [string, string][]))]
  })
  return [['body', mapping.body], ...(mapping.import === undefined ? [] : ([['import', mapping.import]] as [string, string][])), ...calls]
}

/** Where an offset is, as people count. */
export function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length} column ${before.at(-1)!.length + 1}`
}

/** Where in rendered JSON the first error is, and inside which value; undefined if there is none. */
export function jsonError(text: string): string | undefined {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (!first) return undefined
  const inside = jsonPath(getLocation(text, first.offset).path)
  return `${printParseErrorCode(first.error).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} at ${place(text, first.offset)}${inside === '$' ? '' : `, in ${inside}`}`
}
