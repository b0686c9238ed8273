import { isOwnEvent } from '../simulate/own-events.ts'

export const SESSION_START = '$session_start'

/** Whether an event is something a person did: not one of those nobody does (`$sent`, `$set`, `$api:…`), nor the mark of a session. */
export function isActivity(name: string): boolean {
  return !isOwnEvent(name) && name !== SESSION_START
}

/** By event code: 1 for what a person did. */
export function activityCodes(names: readonly string[]): Uint8Array {
  return Uint8Array.from(names, (name) => (isActivity(name) ? 1 : 0))
}
