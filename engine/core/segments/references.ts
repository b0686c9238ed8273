import { conditionsOf } from '../lint/conditions-of.ts'
import { jsonPath } from '../json.ts'
import type { Condition } from '../model/condition.ts'
import type { JourneyDocument } from '../model/journey.ts'

/** Ids of the segments that a condition refers to directly, each once, in the order they stand. */
export function referencesOf(condition: Condition): string[] {
  const found = new Set<string>()
  withReferences(condition, (id) => {
    found.add(id)
    return id
  })
  return [...found]
}

/** The condition with other ids in its references. */
export function withReferences(condition: Condition, rename: (id: string) => string): Condition {
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed)
    if (typeof value !== 'object' || value === null) return value
    // Only a reference has a member of this name: values in conditions are texts, numbers, booleans or lists of them.
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'segment' && typeof member === 'string' ? rename(member) : renamed(member)]))
  }
  return renamed(condition) as Condition // as: only ids were changed
}

/** JSON paths of every place in a document that refers to one of its segments: triggers, exits, waits and conditions. */
export function placesOf(document: JourneyDocument, segmentId: string): string[] {
  const places: (string | number)[][] = []
  document.entries.forEach(({ trigger }, index) => {
    if (trigger.kind === 'segment' && trigger.segment === segmentId) places.push(['entries', index, 'trigger', 'segment'])
  })
  document.exits?.forEach((exit, index) => {
    if ('segment' in exit && exit.segment === segmentId) places.push(['exits', index, 'segment'])
  })
  for (const [stepId, step] of Object.entries(document.steps)) {
    if (step.kind !== 'waitFor') continue
    step.branches.forEach((branch, index) => {
      if ('segment' in branch && branch.segment === segmentId) places.push(['steps', stepId, 'branches', index, 'segment'])
    })
  }
  for (const { condition, path } of conditionsOf(document)) if ('segment' in condition && condition.segment === segmentId) places.push([...path, 'segment'])
  return places.map(jsonPath)
}
