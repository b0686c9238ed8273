import type { JsonValue } from '../../json.ts'
import { knownZone, zoneNamed, type Zone } from '../../model/calendar.ts'
import type { HistoryEvent } from '../../simulate/reference/evaluate.ts'
import type { Draft } from './draft.ts'
import type { Played } from './play.ts'

/** What conditions are judged by at an instant, as far as a draft that was not yet played tells: messages and updates are those of the last play. */
export interface ViewAt { history: readonly HistoryEvent[]; attributes: ReadonlyMap<string, JsonValue>; now: number; zone: Zone }

/** Everything up to and including an instant. */
export function viewAt(draft: Draft, played: Played | null, journeyZone: string, now: number): ViewAt {
  const sent = played?.history.filter((event) => event.sentByRun && event.at <= now) ?? []
  const own = draft.events.filter(({ at }) => at <= now)
  const history = sent.length === 0 ? own : [...own, ...sent].sort((a, b) => a.at - b.at) // stable: messages after the events of their instant
  const attributes = new Map(Object.entries(draft.attributes))
  const set = (name: string, value: JsonValue | undefined) => void (value === undefined || value === null ? attributes.delete(name) : attributes.set(name, value))
  const changes = [
    ...own.filter(({ name }) => name === '$set').flatMap(({ at, properties }) => Object.entries(properties).map(([name, value]) => ({ at, name, value: value as JsonValue | undefined }))),
    // Changes by steps: those of `$set` events are in the list as well, with the same values.
    ...(played?.changes.filter(({ at }) => at <= now) ?? []),
  ].sort((a, b) => a.at - b.at)
  for (const { name, value } of changes) set(name, value)
  const zoneName = attributes.get('timeZone')
  return { history, attributes, now, zone: (typeof zoneName === 'string' ? zoneNamed(zoneName) : undefined) ?? knownZone(journeyZone) }
}
