import { RehearsalError } from '../errors.ts'
import { fileNameOf } from '../file-name.ts'
import { isNestedDeeper, type JsonValue } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { asFound, journeyFirst } from './as-found.ts'
import { journeyTitle } from './journey-title.ts'
import type { TargetProblem } from './problem.ts'
import type { Found, Resource, ResourceKind } from './resource.ts'
import type { Incoming } from './target.ts'
import type { AnyTarget, TargetSettings } from './targets/any-target.ts'

/** What a target would be sent, as a file: what is needed first stands first, ids the platform gives are `{"$ref": key}`. */
export interface ExportedTarget { readonly fileName: string; readonly text: string; readonly problems: readonly TargetProblem[] }

/** What nests deeper is no journey of any platform. */
const DEEPEST = 1000

const KINDS: readonly string[] = ['event', 'segment', 'template', 'source', 'journey'] satisfies ResourceKind[]

/** The payloads of a journey as one JSON file. */
export function exportToTarget(document: JourneyDocument, target: AnyTarget, settings: TargetSettings): ExportedTarget {
  const { resources, problems } = target.toPlatform(document, settings)
  const things = resources.map(({ key, kind, name, body, needs }) => ({ key, kind, name, needs, body }))
  return { fileName: `${fileNameOf(journeyTitle(document), 'journey')}.${target.id}.json`, text: `${JSON.stringify({ target: target.id, resources: things }, null, 2)}\n`, problems }
}

/** Reads such a file, or what the platform's API gives for a journey. Throws E_TARGET_INPUT for what is neither. */
export function importFromTarget(text: string, target: AnyTarget, settings: TargetSettings): Incoming {
  if (isNestedDeeper(text, DEEPEST)) throw noJourney(target)
  let value: JsonValue
  try {
    value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as JsonValue // as: that is what JSON.parse gives
  } catch (cause) {
    throw new RehearsalError('E_TARGET_INPUT', `it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, `Give what the API of ${target.name} answers for a journey, or a file that was exported for it.`, { unusable: true, cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noJourney(target)
  return target.fromPlatform('target' in value && 'resources' in value ? exported(value, target) : [{ kind: 'journey', id: idIn(value), name: typeof value['name'] === 'string' ? value['name'] : '', body: value, status: null, token: null, updatedAt: null }], settings)
}

function exported(value: { [key: string]: JsonValue }, target: AnyTarget): Found[] {
  if (value['target'] !== target.id) throw new RehearsalError('E_TARGET_INPUT', `it was exported for ${JSON.stringify(value['target'])}, not for ${target.name}`, `Import it from ${String(value['target'])}.`, { unusable: true })
  const things = value['resources']
  if (!Array.isArray(things)) throw noJourney(target)
  const resources = things.map((thing): Resource => {
    if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) throw noJourney(target)
    const { key, kind, name, body = null } = thing
    if (typeof key !== 'string' || typeof kind !== 'string' || !KINDS.includes(kind) || typeof name !== 'string') throw noJourney(target)
    return { key, kind: kind as ResourceKind, name, body, needs: [], stepIds: [] } // as: one of them, as just asked
  })
  return journeyFirst(asFound(resources, new Map()))
}

function idIn(value: { [key: string]: JsonValue }): string {
  const id = value['id']
  return typeof id === 'string' || typeof id === 'number' ? String(id) : 'imported'
}

function noJourney(target: AnyTarget): RehearsalError {
  return new RehearsalError('E_TARGET_INPUT', `there is no journey of ${target.name} in it`, `Give what the API of ${target.name} answers for a journey, or a file that was exported for it.`, { unusable: true })
}
