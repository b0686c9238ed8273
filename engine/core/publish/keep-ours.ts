import { canonicalJson } from '../json.ts'
import { danglingReferences } from '../lint/rules/dangling-references.ts'
import { journeySchema, type JourneyDocument } from '../model/journey.ts'

/**
 * Their journey with everything of ours that the platform has no place for: names, stages, notes, what got lost. What they left as we had sent it stays as
 * ours says it, and what they changed is theirs. `sent`: ours as the platform gave it back before they touched it. Theirs alone, if steps there are called
 * otherwise, or if both together make no whole journey, such as where a kept step leads to one that they took out.
 */
export function withWhatIsOurs(ours: JourneyDocument, sent: JourneyDocument, theirs: JourneyDocument): JourneyDocument {
  if (!Object.keys(sent.steps).every((id) => Object.hasOwn(ours.steps, id))) return theirs
  const merged = journeySchema.safeParse(merge(ours, sent, theirs))
  if (!merged.success) return theirs
  const brokenBefore = danglingReferences(theirs).length + danglingReferences(ours).length
  return danglingReferences(merged.data).length > brokenBefore ? theirs : merged.data
}

function merge(ours: unknown, sent: unknown, theirs: unknown): unknown {
  if (isSame(theirs, sent)) return ours
  if (isRecord(ours) && isRecord(sent) && isRecord(theirs) && isOneKind(ours, sent)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    return Object.fromEntries(keys.flatMap((key) => {
      const value = mergeMember(key, ours, sent, theirs)
      return value === undefined ? [] : [[key, value]]
    }))
  }
  if (Array.isArray(ours) && Array.isArray(sent) && Array.isArray(theirs) && ours.length === sent.length && sent.length === theirs.length) {
    return theirs.map((one, index) => merge(ours[index], sent[index], one))
  }
  return theirs
}

function mergeMember(key: string, ours: Members, sent: Members, theirs: Members): unknown {
  if (Object.hasOwn(theirs, key)) return Object.hasOwn(sent, key) && Object.hasOwn(ours, key) ? merge(ours[key], sent[key], theirs[key]) : isSame(theirs[key], sent[key]) ? undefined : theirs[key]
  return Object.hasOwn(sent, key) ? undefined : ours[key]
}

/** Whether both are of one shape, and one does not say in other words what the other says, as a condition may. */
function isOneKind(ours: Members, sent: Members): boolean {
  if (['format', 'kind'].some((key) => Object.hasOwn(ours, key) && ours[key] === sent[key])) return true
  return Object.keys(sent).every((key) => Object.hasOwn(ours, key)) || Object.keys(ours).every((key) => Object.hasOwn(sent, key))
}

type Members = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other))
}
