import { RehearsalError } from '../errors.ts'
import { jsonPath } from '../json.ts'
import { problemsInWords, schemaProblems } from '../schema-words.ts'
import { checkPopulation } from './check-spec.ts'
import { POPULATION_FORMAT_VERSION, populationSchema, type PopulationDocument } from './spec.ts'

/** A problem of a spec, with its place as a JSON path. */
export interface SpecFinding { path: string; message: string; help: string }

export interface CheckedSpec { spec: PopulationDocument | undefined; problems: SpecFinding[]; /** It cannot be read at all: no JSON, or of a newer version. */ unusable: boolean }

const HELP = 'a population looks like {"format":"population","formatVersion":1,"id":"shop","from":"2026-01-05","days":28,"states":{"visit":{}},"tracks":{"visits":{"starts":[{"to":"visit","weight":1}],"between":"P2D"}}}'

/** Reads the text of a `*.population.json` and says what is wrong with it; never throws for what the text says. */
export function checkPopulationText(text: string): CheckedSpec {
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return { spec: undefined, problems: [{ path: '$', message: text.trim() === '' ? 'the file is empty' : `not JSON: ${why}`, help: HELP }], unusable: true }
  }
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined
  if (typeof version === 'number' && version > POPULATION_FORMAT_VERSION) {
    const message = `this population is written in format version ${version}; this Rehearsal reads version ${POPULATION_FORMAT_VERSION}`
    return { spec: undefined, problems: [{ path: '$.formatVersion', message, help: 'update Rehearsal, or save the population in the older format' }], unusable: true }
  }
  const parsed = populationSchema.safeParse(value)
  if (!parsed.success) return { spec: undefined, problems: schemaProblems(parsed.error).map(({ path, message }) => ({ path: jsonPath(path), message, help: HELP })), unusable: false }
  const problems = checkPopulation(parsed.data).map(({ path, message, help }) => ({ path: jsonPath(path), message, help }))
  return { spec: problems.length === 0 ? (value as PopulationDocument) : undefined, problems, unusable: false } // as: just parsed; documents keep the author's order of keys
}

/** Reads the text of a `*.population.json`; `name` is the file's, for the message. Throws E_POPULATION with the JSON path of every problem. */
export function readPopulation(text: string, name: string): PopulationDocument {
  const { spec, problems, unusable } = checkPopulationText(text)
  if (spec) return spec
  throw refusedFor(problems, name, unusable)
}

/** Throws E_POPULATION if a spec that fits the schema has problems all the same. */
export function assertPopulation(spec: PopulationDocument, name: string): void {
  const problems = checkPopulation(spec)
  if (problems.length > 0) throw refusedFor(problems.map(({ path, message, help }) => ({ path: jsonPath(path), message, help })), name, false)
}

function refusedFor(problems: readonly SpecFinding[], name: string, unusable: boolean): RehearsalError {
  return new RehearsalError('E_POPULATION', `${name}: ${problemsInWords(problems)}`, problems[0]!.help, { unusable })
}
