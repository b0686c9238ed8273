import type { Explanation } from '../../../engine/api/contract.ts'
import { propertiesThatHold } from '../../../engine/core/explain/properties-that-hold.ts'
import type { Listen, StandingEntry, StandingInstance } from '../../../engine/core/explain/standing.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'

type Properties = Record<string, JsonValue>

/** Properties of an event so that what listens for it takes it: those its condition asks for, and the key of the start it belongs to. */
export function propertiesFor(listen: Listen, { instance, step, journey }: StandingInstance, document: JourneyDocument, explanation: Explanation): Properties {
  if (journey !== document.id) return {}
  return { ...keyOfStart(document, instance, explanation), ...propertiesThatHold(whereOf(listen, step.id, document)) }
}

/** The same for the event that starts the journey; with a re-entry key, one that is not under way yet. */
export function propertiesOfStart({ id, journey }: StandingEntry, document: JourneyDocument, explanation: Explanation): Properties {
  if (journey !== document.id) return {}
  const { reentry, entries } = document
  const starts = explanation.journeys.find((one) => one.id === document.id)?.instances.length ?? 0
  const key = reentry?.kind === 'always' && reentry.key !== undefined ? { [reentry.key]: String(starts + 1) } : {}
  return { ...key, ...propertiesThatHold(entries.find((entry) => entry.id === id)?.where) }
}

function whereOf({ does, of }: Listen, stepId: string, { goals = [], exits = [], steps }: JourneyDocument) {
  if (does === 'goal') return goals.find(({ id }) => id === of)?.where
  const step = steps[stepId]
  const one = does === 'exit' ? exits.find(({ id }) => id === of) : step?.kind === 'waitFor' ? step.branches.find(({ id }) => id === of) : undefined
  return one !== undefined && 'where' in one ? one.where : undefined
}

function keyOfStart({ reentry, id }: JourneyDocument, instance: number, { happenings }: Explanation): Properties {
  if (reentry?.kind !== 'always' || reentry.key === undefined) return {}
  const start = happenings.find((happened) => happened.what === 'start' && happened.journey === id && happened.instance === instance)
  const value = start?.what === 'start' && start.cause.kind === 'event' ? start.cause.event.properties[reentry.key] : undefined
  return value === undefined ? {} : { [reentry.key]: value }
}
