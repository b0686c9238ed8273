import { canonicalJson } from '../json.ts'
import { explainProfile } from '../explain/explain-profile.ts'
import type { Explanation } from '../explain/explanation.ts'
import { buildDataset, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { simulateTogetherWithKernel } from '../simulate/kernel.ts'
import { simulateTogetherWithXState } from '../simulate/reference.ts'
import type { JointOutput, RunOptions } from '../simulate/run.ts'
import { caseInstant, profilesOf, type CaseFile } from './case-format.ts'
import type { CaseResult } from './case-result.ts'
import { failuresOf } from './compare-case.ts'
import { assertKnownNames } from './read-case.ts'

/**
 * Runs a test case on both engines. `documents` are its journeys, in its order, and lint without errors. What happened is read from the
 * reference engine, which tells the reasons, too; the fast engine has to have made the same figures and messages of it. Throws E_CASE for
 * an expectation that names what no journey has (`mayNameOthers`: that is not met, as where a step was deleted since), and what a run throws.
 */
export function runCase(file: CaseFile, documents: readonly JourneyDocument[], { mayNameOthers = false }: { mayNameOthers?: boolean } = {}): CaseResult {
  if (!mayNameOthers) assertKnownNames(file, documents)
  const profiles = profilesOf(file)
  const { dataset, options } = runOfCase(file)
  const told = explainCase(file, documents).map((explanation, index) => {
    const { id, expect } = profiles[index]!
    const failures = failuresOf(expect, explanation, documents.length > 1)
    return { id, passed: failures.length === 0, failures }
  })
  const difference = differenceOfEngines(documents, dataset, options)
  return { name: file.name ?? null, passed: difference === null && told.every(({ passed }) => passed), profiles: told, difference }
}

/** What happens to each person of a case, in its order. `documents` as for `runCase`. */
export function explainCase(file: CaseFile, documents: readonly JourneyDocument[]): Explanation[] {
  const { dataset, options } = runOfCase(file)
  return profilesOf(file).map(({ id }) => explainProfile({ documents, dataset, profileId: id, options }))
}

function runOfCase(file: CaseFile): { dataset: EventDataset; options: RunOptions } {
  const { given } = file
  const profiles = profilesOf(file)
  const events = profiles.flatMap(({ id, events: own }) => own.map(({ at, name, properties = {} }) => ({ profileId: id, at: caseInstant(at), name, properties })))
  const built = buildDataset(events, profiles.map(({ id, attributes = {} }) => ({ profileId: id, attributes })))
  const options: RunOptions = {
    from: given.from === undefined ? undefined : caseInstant(given.from),
    until: given.until === undefined ? undefined : caseInstant(given.until),
    seed: given.seed ?? 0,
    scenario: given.scenario,
  }
  // Schedules without a date count from the first instant of the data: where nothing happens, from the beginning of the run.
  return { dataset: events.length === 0 ? { ...built, firstAt: options.from ?? 0 } : built, options }
}

/** Where the engines part, by the first figure; null: nowhere. */
function differenceOfEngines(documents: readonly JourneyDocument[], dataset: EventDataset, options: RunOptions): string | null {
  const all = { ...options, collectMessages: true }
  const kernel = simulateTogetherWithKernel(documents, dataset, all)
  const xstate = simulateTogetherWithXState(documents, dataset, all)
  const parts = (output: JointOutput) => ({ figures: output.figures, messages: output.messages })
  return firstDifference(parts(kernel), parts(xstate), '$')
}

function firstDifference(kernel: unknown, xstate: unknown, path: string): string | null {
  if (canonicalJson(kernel) === canonicalJson(xstate)) return null
  if (typeof kernel === 'object' && typeof xstate === 'object' && kernel !== null && xstate !== null) {
    for (const key of new Set([...Object.keys(kernel), ...Object.keys(xstate)])) {
      const found = firstDifference((kernel as Record<string, unknown>)[key] ?? null, (xstate as Record<string, unknown>)[key] ?? null, `${path}.${key}`) // as: objects by their keys
      if (found !== null) return found
    }
  }
  return `at ${path} the fast engine has ${canonicalJson(kernel)}, the reference ${canonicalJson(xstate)}`
}
