import * as z from 'zod'
import { jsonPath } from './json.ts'
import { nearest } from './lint/nearest.ts'

/** What is wrong with one place of a value that was read by a schema. */
export interface SchemaProblem { path: readonly PropertyKey[]; message: string }

type Issue = z.core.$ZodIssue
type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

const KINDS: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', record: 'an object', array: 'a list', tuple: 'a list', null: 'null' }
const FORMATS: Readonly<Record<string, string>> = { date: 'a date such as 2026-12-31', datetime: 'an instant such as 2026-12-31T09:00:00Z', url: 'an address such as https://example.com/hook' }
/** Letters of a value that a message shows. */
const SHOWN = 40
/** Problems named in one refusal; a person mends the first ones first. */
const MOST_NAMED = 5

// Wherever a schema has no words of its own these are used, in place of those of the library.
z.config({ customError: inWords })

/** Every problem of a value with its place: each unknown key by itself, and of several forms that may stand somewhere those of the one that was meant. */
export function schemaProblems({ issues }: z.core.$ZodError): SchemaProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, []))
}

/** The same in one line, the first few of them. */
export function schemaProblemsInWords(error: z.core.$ZodError): string {
  return problemsInWords(schemaProblems(error).map(({ path, message }) => ({ path: jsonPath(path), message })))
}

/** Problems with their JSON paths in one line, the first few of them. */
export function problemsInWords(problems: readonly { path: string; message: string }[]): string {
  const named = problems.slice(0, MOST_NAMED).map(({ path, message }) => `${message} (${path})`)
  return [...named, ...(problems.length > MOST_NAMED ? [`and ${problems.length - MOST_NAMED} more`] : [])].join('; ')
}

function problemsOf(issue: Issue, before: readonly PropertyKey[]): SchemaProblem[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key) }))
  const meant = issue.code === 'invalid_union' ? meantAlternative(issue.errors) : undefined
  return meant?.flatMap((inner) => problemsOf(inner, path)) ?? [{ path, message: issue.message }]
}

/** What is wrong with the one form the author meant: the one whose keys fit best. Undefined if two fit alike or none is an object. */
function meantAlternative(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const misfit = (issue: Issue) => {
    if (issue.path.length > 0) return issue.path.length === 1 && isMissing(issue) ? 1 : 0
    return issue.code === 'unrecognized_keys' ? issue.keys.length : Infinity
  }
  const ranked = alternatives.map((issues) => ({ issues, misfits: issues.reduce((sum, issue) => sum + misfit(issue), 0) })).sort((a, b) => a.misfits - b.misfits)
  const [best, next] = ranked
  return best && best.misfits < (next?.misfits ?? Infinity) ? best.issues : undefined
}

function isMissing({ message }: Issue): boolean {
  return message.endsWith(' is missing')
}

/** The message of an issue; undefined leaves it to the library. */
function inWords(issue: RawIssue): string | undefined {
  const key = issue.path?.at(-1)
  if (issue.input === undefined && key !== undefined && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code ?? '')) return `"${String(key)}" is missing`
  switch (issue.code) {
    case 'invalid_type': return expected([kindOf(issue.expected)], issue.input)
    case 'invalid_value': return oneOf(issue.values, issue.input)
    case 'invalid_format': return FORMATS[issue.format] === undefined ? undefined : `expected ${FORMATS[issue.format]}`
    case 'invalid_union': return unionInWords(issue)
    case 'invalid_key':
    case 'invalid_element': return issue.issues[0]?.message
    case 'unrecognized_keys': return issue.keys.map(unknownKey).join('; ')
    case 'not_multiple_of': return `must be a multiple of ${issue.divisor}`
    case 'too_small': return issue.origin === 'number' || issue.origin === 'int' ? `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}` : atLeast(Number(issue.minimum), issue.origin)
    case 'too_big': return issue.origin === 'number' || issue.origin === 'int' ? `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}` : `may have up to ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`
    default: return undefined
  }
}

function unknownKey(key: string): string {
  return `unknown key "${key}"`
}

function expected(kinds: readonly string[], found: unknown): string {
  return found === undefined ? `expected ${kinds.join(' or ')}, but there is nothing` : `expected ${kinds.join(' or ')}, not ${shown(found)}`
}

function kindOf(name: string): string {
  return KINDS[name] ?? name
}

function oneOf(values: readonly unknown[], found: unknown): string {
  const like = typeof found === 'string' ? nearest(found, values.filter((value) => typeof value === 'string')) : undefined
  const given = typeof found === 'string' ? quoted(found) : shown(found)
  return `expected ${values.length > 1 ? 'one of ' : ''}${values.map((value) => JSON.stringify(value)).join(', ')}, not ${given}${like === undefined || values.length === 1 ? '' : `; did you mean "${like}"?`}`
}

/** Of forms that differ in their kind all are named; else the one that was meant says what is wrong with it. */
function unionInWords({ errors, input }: { errors: readonly (readonly Issue[])[]; input?: unknown }): string {
  const kinds = errors.map((issues) => issues.flatMap((issue) => (issue.code === 'invalid_type' && issue.path.length === 0 ? [kindOf(issue.expected)] : []))[0])
  if (kinds.length > 0 && kinds.every((kind) => kind !== undefined)) return expected([...new Set(kinds)], input)
  return meantAlternative(errors)?.[0]?.message ?? 'this is none of the forms that may stand here'
}

function atLeast(least: number, origin: string): string {
  if (least === 1) return origin === 'string' ? 'must not be empty' : 'needs an entry'
  return `needs at least ${least} ${origin === 'string' ? 'characters' : 'entries'}`
}

/** A value, briefly. A text that is no name among others may be a secret, and is not repeated. */
function shown(value: unknown): string {
  if (typeof value === 'string') return 'text'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}

function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
}
