import { getLocation, parseTree, printParseErrorCode, visit, type Node, type ParseErrorCode } from 'jsonc-parser'
import { jsonPath } from '../json.ts'
import { schemaProblems, type SchemaProblem } from '../schema-words.ts'
import { FORMAT_VERSION, journeySchema, type JourneyDocument } from '../model/journey.ts'
import type { Diagnostic } from './diagnostics.ts'
import type { LintContext } from './lint-context.ts'
import { lintJourney } from './lint-journey.ts'

/** What came of reading a journey file. Without `document` it is not one; `unusable` tells files that can never be (exit code 2). */
export interface ReadJourney { document?: JourneyDocument; diagnostics: Diagnostic[]; unusable: boolean }

/** Deeper than any journey a person draws; every reader of a document may recurse this far. */
const DEEPEST = 200
const STRICT_JSON = { disallowComments: true, allowTrailingComma: false }
const NOT_JSON_HELP = 'a journey file is JSON; open the file in an editor and mend the place, or take an older copy'

/** Reads the text of a `*.journey.json`: strict JSON, no key twice, the schema with every unknown key named, then the lint rules, with what is known beside it. */
export function readJourney(text: string, context: LintContext = {}): ReadJourney {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const read = valueOf(source)
  if ('problem' in read) return unusable(read.problem)
  const { value, properties } = read
  const newer = newerVersion(value)
  if (newer) return unusable(newer)
  // The tree of a large journey takes longer than all else; it is made only where a key was lost on the way.
  const keys = propertiesOf(value) === properties ? [] : troublesomeKeys(parseTree(source, [], STRICT_JSON)!, source)
  const parsed = journeySchema.safeParse(value)
  if (!parsed.success) return { diagnostics: [...keys, ...schemaProblems(parsed.error).map(schemaFinding)], unusable: false }
  if (keys.length > 0) return { diagnostics: keys, unusable: false }
  const document = value as JourneyDocument // as: just parsed; the schema changes nothing, and this keeps the author's key order
  return { document, diagnostics: lintJourney(document, context), unusable: false }
}

/** What the text says, and how many properties it writes down, those that stand twice counted twice; or why it is no JSON we can read, with the place. */
function valueOf(source: string): { value: unknown; properties: number } | { problem: Diagnostic } {
  const broken = (message: string, path: string): { problem: Diagnostic } => ({ problem: { code: 'J001', severity: 'error', message, help: NOT_JSON_HELP, path } })
  if (source.trim() === '') return broken('the file is empty', '$')
  const { tooDeep, properties } = scanned(source, DEEPEST)
  if (tooDeep !== undefined) return broken(`nested more than ${DEEPEST} levels deep at ${position(source, tooDeep)}`, '$')
  try {
    return { value: JSON.parse(source), properties }
  } catch {
    const { code, offset } = firstError(source)
    return broken(`not JSON: ${words(printParseErrorCode(code))} at ${position(source, offset)}`, atOffset(source, offset))
  }
}

/** How many properties a value has, all the way down; NaN if one is called `__proto__`. */
function propertiesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) for (const item of value) count += propertiesOf(item)
  else {
    for (const [key, member] of Object.entries(value)) count += key === '__proto__' ? Number.NaN : 1 + propertiesOf(member)
  }
  return count
}

/** Where the text first stops being JSON. Stops there: after it megabytes of errors may follow. */
function firstError(source: string): { code: ParseErrorCode; offset: number } {
  let first: { code: ParseErrorCode; offset: number } | undefined
  const stop = new Error('found')
  try {
    visit(source, { onError: (code, offset) => { first = { code, offset }; throw stop } }, STRICT_JSON)
  } catch (error) {
    if (error !== stop) throw error
  }
  return first ?? { code: 1, offset: 0 } // 1: invalid symbol, for what only JSON.parse refuses
}

/** Offset of the first bracket below that many open ones, if there is one, and the number of properties. Brackets and colons in texts do not count. */
function scanned(source: string, levels: number): { tooDeep?: number; properties: number } {
  let depth = 0
  let properties = 0
  let inText = false
  for (let offset = 0; offset < source.length; offset++) {
    const unit = source.charCodeAt(offset)
    if (inText) {
      if (unit === BACKSLASH) offset++
      else if (unit === QUOTE) inText = false
    } else if (unit === QUOTE) inText = true
    else if (unit === COLON) properties++
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      if (++depth > levels) return { tooDeep: offset, properties }
    } else if (unit === OPEN_LIST + 2 || unit === OPEN_OBJECT + 2) depth--
  }
  return { properties }
}

const QUOTE = 34
const COLON = 58
const BACKSLASH = 92
const OPEN_LIST = 91
const OPEN_OBJECT = 123

function unusable(diagnostic: Diagnostic): ReadJourney {
  return { diagnostics: [diagnostic], unusable: true }
}

function newerVersion(value: unknown): Diagnostic | undefined {
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined
  if (typeof version !== 'number' || version <= FORMAT_VERSION) return undefined
  return {
    code: 'J003',
    severity: 'error',
    message: `this journey is written in format version ${version}; this version of Rehearsal reads up to ${FORMAT_VERSION}`,
    help: 'update Rehearsal, or save the journey from the newer one in the older format',
    path: '$.formatVersion',
  }
}

function schemaFinding({ path, message }: SchemaProblem): Diagnostic {
  const help = message.startsWith('unknown key') ? 'remove it or correct its spelling; the format page lists every key' : 'see the format page for what may stand here'
  return { code: 'J002', severity: 'error', message, help, path: jsonPath(path), ...(path[0] === 'steps' && typeof path[1] === 'string' ? { stepId: path[1] } : {}) }
}

/** Keys that would be lost between the file and the schema: those that stand twice, and `__proto__`, which JavaScript reads as no key. */
function troublesomeKeys(node: Node, source: string, path: PropertyKey[] = [], found: Diagnostic[] = []): Diagnostic[] {
  // One path for all: a large journey has a million places.
  const inside = (child: Node, key: PropertyKey): void => {
    path.push(key)
    troublesomeKeys(child, source, path, found)
    path.pop()
  }
  if (node.type === 'array') node.children?.forEach(inside)
  if (node.type !== 'object') return found
  const seen = new Set<string>()
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? []
    const name = String(key?.value)
    const at = () => ({ severity: 'error', path: jsonPath([...path, name]) }) as const
    if (name === '__proto__') {
      found.push({ ...at(), code: 'J002', message: `nothing may be called "__proto__", at ${position(source, property.offset)}`, help: 'choose another name' })
    } else if (seen.has(name)) {
      found.push({
        ...at(),
        code: 'J004',
        message: `the key "${name}" stands twice at ${position(source, property.offset)}, so one of them would be lost`,
        help: 'rename one of them, or delete it',
      })
    }
    seen.add(name)
    if (child) inside(child, name)
  }
  return found
}

function atOffset(text: string, offset: number): string {
  const { path } = getLocation(text, offset)
  return jsonPath(path.at(-1) === '' ? path.slice(0, -1) : path) // before a key was read, the location names an empty one
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
