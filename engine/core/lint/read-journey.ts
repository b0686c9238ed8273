import { getLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import type { z } from 'zod'
import { jsonPath } from '../json.ts'
import { FORMAT_VERSION, journeySchema, type JourneyDocument } from '../model/journey.ts'
import type { Diagnostic } from './diagnostics.ts'
import { lintJourney } from './lint-journey.ts'

/** What came of reading a journey file. Without `document` it is not one; `unusable` tells files that can never be (exit code 2). */
export interface ReadJourney { document?: JourneyDocument; diagnostics: Diagnostic[]; unusable: boolean }

/** Reads the text of a `*.journey.json`: strict JSON, no key twice, the schema with every unknown key named, then the lint rules. */
export function readJourney(text: string): ReadJourney {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const errors: ParseError[] = []
  const tree = source.trim() === '' ? undefined : parseTree(source, errors, { disallowComments: true, allowTrailingComma: false })
  const broken = errors[0]
  if (!tree || broken) {
    const message = broken ? `not JSON: ${words(printParseErrorCode(broken.error))} at ${position(source, broken.offset)}` : 'the file is empty'
    return unusable({ code: 'J001', severity: 'error', message, help: 'a journey file is JSON; open the file in an editor and mend the place, or take an older copy', path: broken ? atOffset(source, broken.offset) : '$' })
  }
  const value: unknown = JSON.parse(source)
  const newer = newerVersion(value)
  if (newer) return unusable(newer)
  const twice = [...repeatedKeys(tree, [])].map(({ path, offset }): Diagnostic => ({
    code: 'J004',
    severity: 'error',
    message: `the key "${String(path.at(-1))}" stands twice at ${position(source, offset)}, so one of them would be lost`,
    help: 'rename one of them, or delete it',
    path: jsonPath(path),
  }))
  const parsed = journeySchema.safeParse(value)
  if (!parsed.success) return { diagnostics: [...twice, ...parsed.error.issues.flatMap(schemaFinding)], unusable: false }
  if (twice.length > 0) return { diagnostics: twice, unusable: false }
  const document = value as JourneyDocument // as: just parsed; the schema changes nothing, and this keeps the author's key order
  return { document, diagnostics: lintJourney(document), unusable: false }
}

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

function schemaFinding(issue: z.core.$ZodIssue): Diagnostic[] {
  const finding = (message: string, path: readonly PropertyKey[], help: string): Diagnostic => ({
    code: 'J002', severity: 'error', message, help, path: jsonPath(path),
    ...(path[0] === 'steps' && typeof path[1] === 'string' ? { stepId: path[1] } : {}),
  })
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => finding(`unknown key "${key}"`, [...issue.path, key], 'remove it or correct its spelling; the format page lists every key'))
  }
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message)
  return [finding(missing ? `"${String(issue.path.at(-1))}" is missing` : issue.message, issue.path, 'see the format page for what may stand here')]
}

function* repeatedKeys(node: Node, path: PropertyKey[]): Generator<{ path: PropertyKey[]; offset: number }> {
  if (node.type === 'array') for (const [index, child] of (node.children ?? []).entries()) yield* repeatedKeys(child, [...path, index])
  if (node.type !== 'object') return
  const seen = new Set<string>()
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? []
    const name = String(key?.value)
    if (seen.has(name)) yield { path: [...path, name], offset: property.offset }
    seen.add(name)
    if (child) yield* repeatedKeys(child, [...path, name])
  }
}

function atOffset(text: string, offset: number): string {
  return jsonPath(getLocation(text, offset).path)
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}`
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
