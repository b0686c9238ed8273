import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'

/** Changes the journey's own fields (name, goals, exits, segments, stages, policies …). */
export function changeJourney(name: string, change: (document: JourneyDocument) => JourneyDocument, coalesce?: string): Command {
  return { name, ...(coalesce === undefined ? {} : { coalesce }), run: change }
}

/** A copy with `key` set, or without it when the value is undefined: optional fields are left out, never undefined. */
export function withField<T extends object, K extends keyof T>(owner: T, key: K, value: T[K] | undefined): T {
  if (value === undefined) {
    if (!(key in owner)) return owner
    const { [key]: _removed, ...rest } = owner
    return rest as T // as: T without one optional member
  }
  return owner[key] === value ? owner : { ...owner, [key]: value }
}
