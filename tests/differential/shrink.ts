import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { scenarioSchema } from '../../engine/core/simulate/scenario.ts'
import type { PlainRun } from './oracle/run-by-the-page.ts'

type Json = unknown
const TRIES = 4_000

/** The smallest run found that still `fails`: events, profiles, options, steps and every part of the document are left out one after the other. */
export function shrink(run: PlainRun, fails: (run: PlainRun) => boolean): PlainRun {
  let smallest = run
  let tries = 0
  for (let shrunk = true; shrunk; ) {
    shrunk = false
    for (const candidate of smaller(smallest)) {
      if (++tries > TRIES) return smallest
      if (!fails(candidate)) continue
      smallest = candidate
      shrunk = true
      break
    }
  }
  return smallest
}

function* smaller(run: PlainRun): Generator<PlainRun> {
  for (let size = Math.ceil(run.events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < run.events.length; at += size) yield { ...run, events: run.events.toSpliced(at, size) }
  }
  for (const index of run.profiles.keys()) yield { ...run, profiles: run.profiles.toSpliced(index, 1) }
  for (const index of run.documents.keys()) if (run.documents.length > 1) yield { ...run, documents: run.documents.toSpliced(index, 1) }
  for (const key of Object.keys(run.options) as (keyof PlainRun['options'])[]) { // as: keys of this very object
    const { [key]: _removed, ...options } = run.options
    yield { ...run, options }
  }
  for (const [index, document] of run.documents.entries()) {
    const replaced = (by: JourneyDocument): PlainRun => ({ ...run, documents: run.documents.with(index, by) })
    for (const id of Object.keys(document.steps)) {
      yield replaced(withoutStep(document, id))
      yield replaced(pastStep(document, id))
    }
    for (const simpler of simplified(document)) yield replaced(simpler as JourneyDocument) // as: `fails` refuses what is not valid
  }
  for (const less of simplified(run.options.scenario ?? {})) {
    const { success, data: scenario } = scenarioSchema.safeParse(less)
    if (success) yield { ...run, options: { ...run.options, scenario } }
  }
  for (const [index, event] of run.events.entries()) {
    for (const properties of simplified(event.properties ?? {})) {
      yield { ...run, events: run.events.with(index, { ...event, properties: properties as Record<string, never> }) } // as: a map with one member less
    }
  }
}

/** The journey with everything that led to a step leading to what comes after it. */
function pastStep(document: JourneyDocument, id: string): JourneyDocument {
  const step = document.steps[id]!
  const after = 'next' in step ? step.next : undefined
  if (after === undefined || after === id) return withoutStep(document, id)
  const { [id]: _removed, ...steps } = document.steps
  const relink = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(relink)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ['next', 'else', 'onError', 'onSuppressed'].includes(key) && one === id ? after : relink(one)]))
  }
  return { ...document, entries: relink(document.entries) as JourneyDocument['entries'], steps: relink(steps) as JourneyDocument['steps'] } // as: only names of steps were changed
}

function withoutStep(document: JourneyDocument, id: string): JourneyDocument {
  const { [id]: _removed, ...steps } = document.steps
  const unlink = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(unlink)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).filter(([key, target]) => !(['next', 'else', 'onError', 'onSuppressed'].includes(key) && target === id)).map(([key, one]) => [key, unlink(one)]))
  }
  return { ...document, steps: unlink(steps) as JourneyDocument['steps'] } // as: only optional members were taken out
}

/** Copies of a JSON value with one array item or member left out, or a condition replaced by a part of it. */
function* simplified(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1)
    for (const [index, one] of value.entries()) for (const less of simplified(one)) yield value.with(index, less)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const entries = Object.entries(value)
  for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key))
  for (const [key, one] of entries) {
    if (key === 'all' || key === 'any') yield* one as Json[] // as: a list of conditions
    if (key === 'not') yield one
    for (const less of simplified(one)) yield { ...value, [key]: less }
  }
}
