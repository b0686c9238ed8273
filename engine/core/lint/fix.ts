import { canonicalJson } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import type { Diagnostic, Edit, Fix } from './diagnostics.ts'

type Path = Edit['path']

/**
 * The document with the fix of that finding made; parts it does not touch stay the same objects. Undefined if the finding has no fix,
 * or if what it would change is no longer as it was when the finding was made.
 */
export function applyFix(document: JourneyDocument, { fix }: Diagnostic): JourneyDocument | undefined {
  if (!fix || !fix.edits.every((edit) => sameJson(valueAt(document, edit.path), edit.was))) return undefined
  return fix.edits.reduce((changed, { path, value }) => withValue(changed, path, value) as JourneyDocument, document) // as: rules offer edits that keep to the schema, and a test holds them to it
}

/** A fix made of these edits; without `value` what stands at the path is taken away. */
export function fixWith(document: JourneyDocument, label: string, ...edits: readonly { path: Path; value?: unknown }[]): { fix: Fix } {
  return {
    fix: {
      label,
      edits: edits.map(({ path, value }) => {
        const was = valueAt(document, path)
        return { path, ...(was === undefined ? {} : { was }), ...(value === undefined ? {} : { value }) }
      }),
    },
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((owner, key) => {
    if (Array.isArray(owner)) return owner[Number(key)]
    return isRecord(owner) && Object.hasOwn(owner, key) ? owner[key] : undefined
  }, value)
}

function withValue(owner: unknown, [key, ...below]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(owner)) {
    const place = Number(key)
    const item = withValue(owner[place], below, value)
    return item === undefined ? owner.toSpliced(place, 1) : owner.with(place, item)
  }
  const record = isRecord(owner) ? owner : {}
  const member = withValue(Object.hasOwn(record, key) ? record[key] : undefined, below, value)
  if (member !== undefined) return { ...record, [key]: member }
  const { [key]: _removed, ...rest } = record
  return rest
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
}
