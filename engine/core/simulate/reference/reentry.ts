import type { ProgramReentry } from '../../compile/program.ts'
import { canonicalJson } from '../../json.ts'
import type { HistoryEvent } from './evaluate.ts'
import type { Refusal } from './observer.ts'

/** What re-entry goes by: the instants of all starts of the profile in the journey, of the last end, and the keys of the instances under way. */
export interface PastStarts { starts: readonly number[]; lastEnd: number; activeKeys: readonly (string | undefined)[] }

/** Why a start at `now` is refused; undefined: it is admitted. */
export function refusalOf(reentry: ProgramReentry, past: PastStarts, key: string | undefined, now: number): Refusal | undefined {
  if (reentry.kind === 'once') return past.starts.length > 0 ? 'once' : undefined
  if (reentry.kind === 'afterExit') {
    if (past.activeKeys.length > 0) return 'active'
    if (now < past.lastEnd + reentry.cooldownMs) return 'cooldown'
  } else if (key !== undefined && past.activeKeys.includes(key)) return 'key'
  const { limit } = reentry
  if (limit && past.starts.filter((start) => now - limit.withinMs < start && start <= now).length >= limit.count) return 'limit'
  return undefined
}

/** The event's value of the re-entry key, as JSON, so that equal values are equal texts; undefined if there is no key, event or value. */
export function keyOf(reentry: ProgramReentry, event: HistoryEvent | undefined): string | undefined {
  if (reentry.kind !== 'always' || reentry.key === null) return undefined
  const value = event?.properties[reentry.key]
  return value === undefined || value === null ? undefined : canonicalJson(value)
}

/** An instance with a key does not hear events that carry another value of it. */
export function concerns(reentry: ProgramReentry, { key }: { key: string | undefined }, event: HistoryEvent): boolean {
  const other = keyOf(reentry, event)
  return key === undefined || other === undefined || other === key
}
