import { RehearsalError } from '../errors.ts'
import { schemaProblemsInWords } from '../schema-words.ts'
import { nearest } from '../lint/nearest.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { CASE_FORMAT_VERSION, caseSchema, profilesOf, type CaseFile } from './case-format.ts'

const HELP = 'a case looks like {"format":"case","formatVersion":1,"given":{"journey":"a.journey.json","events":[{"at":"2026-12-01T09:00:00Z","name":"signup"}]},"expect":{"path":["wait:timeout"]}}'

/**
 * Reads the text of a `*.case.json`; `name` is the file's, for the messages. Throws E_CASE with the JSON path of every problem: unusable
 * if it is no JSON or of a newer version.
 */
export function readCase(text: string, name: string): CaseFile {
  const refused = (message: string, help: string, unusable = false, cause?: unknown) => new RehearsalError('E_CASE', `${name}: ${message}`, help, { unusable, cause })
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (cause) {
    throw refused(text.trim() === '' ? 'the file is empty' : `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, HELP, true, cause)
  }
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined
  if (typeof version === 'number' && version > CASE_FORMAT_VERSION) {
    throw refused(`this case is written in format version ${version}; this Rehearsal reads version ${CASE_FORMAT_VERSION}`, 'update Rehearsal, or save the case in the older format', true)
  }
  const parsed = caseSchema.safeParse(value)
  if (!parsed.success) throw refused(schemaProblemsInWords(parsed.error), HELP)
  return value as CaseFile // as: just parsed; the schema changes nothing, and documents keep the author's order of keys
}

/** The journeys of a case as it names them. */
export function journeysOf({ given }: CaseFile): (string | JourneyDocument)[] {
  return Array.isArray(given.journey) ? given.journey : [given.journey]
}

/** The journeys a case runs where only one document and those beside it are at hand, but no files. Throws E_CASE if it needs others. */
export function documentsForCase(file: CaseFile, document: JourneyDocument): JourneyDocument[] {
  const named = journeysOf(file)
  const paths = named.filter((one) => typeof one === 'string')
  if (paths.length > 1) {
    throw new RehearsalError('E_CASE', `the case runs ${paths.length} journeys from files, of which only "${document.name ?? document.id}" is at hand`, 'put the other journeys into the case as documents, or run it with rehearse test')
  }
  if (paths.length === 0 && !named.some((one) => typeof one !== 'string' && one.id === document.id)) {
    throw new RehearsalError('E_CASE', `the case is about other journeys than "${document.name ?? document.id}"`, 'open the journey that the case is about, or change its "given.journey"')
  }
  return named.map((one) => (typeof one === 'string' || one.id === document.id ? document : one))
}

/** Throws E_CASE if what is expected names a step or goal that none of the journeys has: it could never be so. */
export function assertKnownNames(file: CaseFile, documents: readonly JourneyDocument[]): void {
  const steps = documents.flatMap(({ id, steps: all }) => Object.keys(all).flatMap((step) => [step, `${id}/${step}`]))
  const goals = documents.flatMap(({ goals: all = [] }) => all.map(({ id }) => id))
  const check = (what: string, given: string, known: readonly string[], isKnown: boolean) => {
    if (isKnown) return
    const near = nearest(given, known)
    throw new RehearsalError('E_CASE', `the case expects the ${what} "${given}", which no journey of it has`, near === undefined ? `${what}s are ${known.slice(0, 20).join(', ')}` : `did you mean "${near}"?`)
  }
  for (const { expect } of profilesOf(file)) {
    for (const item of expect.path ?? []) check('step', item, steps, steps.some((step) => item === step || item.startsWith(`${step}:`)))
    for (const { step } of expect.messages ?? []) check('step', step, steps, steps.includes(step))
    for (const goal of expect.goals ?? []) check('goal', goal, goals, goals.includes(goal))
  }
}
