import type { JourneyDocument } from '../model/journey.ts'
import { RehearsalError } from '../errors.ts'
import { schemaProblemsInWords } from '../schema-words.ts'
import { scenarioSchema, type Scenario } from './scenario.ts'

const NEWEST = 1
const HELP = 'a scenario looks like {"format":"scenario","formatVersion":1,"webhooks":{"<step>":{"answer":"error"}},"responses":[{"channel":"push","basis":"assumed","opened":0.05}]}'

/**
 * Reads the text of a `*.scenario.json`; `name` is the file's, for the messages. Throws E_SCENARIO with the JSON path of every problem:
 * unusable if it is no JSON or of a newer version.
 */
export function readScenario(text: string, name: string): Scenario {
  const refused = (message: string, help: string, unusable = false, cause?: unknown) => new RehearsalError('E_SCENARIO', `${name}: ${message}`, help, { unusable, cause })
  let value: unknown
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch (cause) {
    throw refused(text.trim() === '' ? 'the file is empty' : `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, HELP, true, cause)
  }
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined
  if (typeof version === 'number' && version > NEWEST) {
    throw refused(`this scenario is written in format version ${version}; this Rehearsal reads version ${NEWEST}`, 'update Rehearsal, or save the scenario in the older format', true)
  }
  const parsed = scenarioSchema.safeParse(value)
  if (!parsed.success) throw refused(schemaProblemsInWords(parsed.error), HELP)
  return parsed.data
}

/** Keys of `webhooks` that no webhook step of these journeys answers to: they change nothing, and are most likely misspelt. */
export function unheardWebhooks({ webhooks = {} }: Scenario, documents: readonly JourneyDocument[]): string[] {
  const steps = documents.flatMap(({ id, steps: all }) => Object.entries(all).flatMap(([stepId, { kind }]) => (kind === 'webhook' ? [stepId, `${id}/${stepId}`] : [])))
  return Object.keys(webhooks).filter((key) => !steps.includes(key))
}
