import { lower } from '../compile/lower.ts'
import { toMachine } from '../compile/to-machine.ts'
import { RehearsalError } from '../errors.ts'
import { canonicalJson } from '../json.ts'
import { readJourney } from '../lint/read-journey.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { readLiteral } from './literal.ts'

/** Journeys read back. `isChanged`: a machine is not what its journey gives, so that somebody changed it (or another version wrote it). */
export interface ReadBack { documents: JourneyDocument[]; isChanged: boolean }

/** Is the text a module or the JSON of an XState machine rather than a journey? */
export function isMachineText(text: string): boolean {
  const json = /^\s*[{[]/.test(text)
  if (!json) return /\bxstate\b|\bcreateMachine\b|\bexport const machines\b/.test(text)
  const value = parsed(text)
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value] // as: a list of anything
  return isObject(first) && 'states' in first && !('format' in first)
}

/**
 * The journeys in a module that `export --to xstate` wrote, or in the JSON of its machines. Throws E_MACHINE for any other text, and for a
 * machine that lost the journey it was made of.
 */
export function journeysFromMachine(text: string): ReadBack {
  const machines = machinesIn(text)
  if (!machines) throw notOurs('this is no machine that Rehearsal exported')
  const documents = machines.map((machine, index) => documentOf(machine, machines.length > 1 ? `machine ${index + 1}` : 'the machine'))
  return { documents, isChanged: isChanged(machines, documents) }
}

/** The one journey in it, or the one with that id. Throws E_MACHINE as `journeysFromMachine`, and when there is no such one. */
export function journeyFromMachine(text: string, id?: string): JourneyDocument {
  const { documents } = journeysFromMachine(text)
  if (id === undefined && documents.length === 1) return documents[0]!
  const found = documents.find((document) => document.id === id)
  if (found) return found
  const ids = documents.map((document) => `"${document.id}"`).join(', ')
  throw new RehearsalError('E_MACHINE', id === undefined ? `this module holds ${documents.length} journeys: ${ids}` : `this module holds no journey "${id}", but ${ids}`, 'say which one is meant', { unusable: true })
}

function machinesIn(text: string): unknown[] | undefined {
  const value = /^\s*[{[]/.test(text) ? parsed(text) : literalIn(text)
  if (Array.isArray(value)) return value.length > 0 ? value : undefined
  return isObject(value) ? [value] : undefined
}

function literalIn(text: string): unknown {
  const start = /^export const machines\b[^=]*=\s*/m.exec(text)
  return start ? readLiteral(text, start.index + start[0].length)?.value : undefined
}

function documentOf(machine: unknown, which: string): JourneyDocument {
  const meta = isObject(machine) ? machine.meta : undefined
  const journey = isObject(meta) ? meta.journey : undefined
  if (journey === undefined) throw notOurs(`${which} carries no journey (meta.journey)`)
  const { document, diagnostics } = readJourney(JSON.stringify(journey))
  if (document) return document
  const [first] = diagnostics
  throw new RehearsalError('E_MACHINE', `${which} carries a journey that cannot be read: ${first!.message} (${first!.path})`, first!.help, { unusable: true })
}

function isChanged(machines: readonly unknown[], documents: readonly JourneyDocument[]): boolean {
  try {
    const plain = (machine: unknown) => {
      const { id, initial, states } = machine as Record<string, unknown> // as: `documentOf` has found it to be an object
      return canonicalJson({ id, initial, states })
    }
    return lower(documents).journeys.some((program, index) => canonicalJson(toMachine(program)) !== plain(machines[index]))
  } catch (cause) {
    if (cause instanceof RehearsalError) return true // a machine alone, without those it leads to
    throw cause
  }
}

function notOurs(what: string): RehearsalError {
  return new RehearsalError(
    'E_MACHINE',
    what,
    'only what `rehearse export --to xstate` wrote can be read back: the module, or its `machines` as JSON with their "meta" kept; other machines have to be drawn as a journey',
    { unusable: true },
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
