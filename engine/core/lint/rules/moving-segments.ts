import { jsonPath } from '../../json.ts'
import type { Condition } from '../../model/condition.ts'
import { exactMs } from '../../model/duration.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { nameOf, named, reachableFrom } from '../flow.ts'

/** A journey that people enter by a segment, again and again, and that changes an attribute this segment is made of. */
export function movingSegments(document: JourneyDocument): Diagnostic[] {
  const { entries, segments = {}, reentry } = document
  if (reentry === undefined || reentry.kind === 'once' || reentry.limit) return []
  if (reentry.kind === 'afterExit' && reentry.cooldown !== undefined && exactMs(reentry.cooldown) > 0) return []
  return entries.flatMap((entry, index): Diagnostic[] => {
    if (entry.trigger.kind !== 'segment' || !Object.hasOwn(segments, entry.trigger.segment)) return []
    const id = entry.trigger.segment
    const made = new Set(attributesOf(segments[id]!.when, segments, [id]))
    for (const stepId of reachableFrom(document, [entry.next])) {
      const step = document.steps[stepId]!
      const attribute = step.kind === 'update' ? Object.keys(step.set).find((name) => made.has(name)) : undefined
      if (attribute === undefined) continue
      return [
        {
          code: 'J028',
          severity: 'info',
          message: `"${nameOf(document, stepId)}" sets ${named([attribute])}, which decides who is in the segment ${named([segments[id]!.name ?? id])} that starts this journey`,
          help: 'check that nobody goes in and out for ever: a cooldown, a limit or re-entry "once" stops it',
          path: jsonPath(['entries', index, 'trigger', 'segment']),
        },
      ]
    }
    return []
  })
}

function attributesOf(condition: Condition, segments: NonNullable<JourneyDocument['segments']>, within: readonly string[]): string[] {
  if ('all' in condition || 'any' in condition) return ('all' in condition ? condition.all : condition.any).flatMap((one) => attributesOf(one, segments, within))
  if ('not' in condition) return attributesOf(condition.not, segments, within)
  if ('attribute' in condition) return [condition.attribute]
  if ('score' in condition) return [`score:${condition.score}`]
  if (!('segment' in condition) || within.includes(condition.segment) || !Object.hasOwn(segments, condition.segment)) return []
  return attributesOf(segments[condition.segment]!.when, segments, [...within, condition.segment])
}
