import { hashSeed } from '../../../simulate/hash.ts'

/** Longest key of an event definition and of a journey (mcdev: confirmed for events). */
const LONGEST_KEY = 200
/** Longest name Journey Builder takes (a guess: the specification does not tell). */
export const LONGEST_NAME = 200

/** A key that the platform takes for an id of ours: the id itself if it can be one, else what is readable of it and a hash. */
export function keyFor(id: string, reserved: readonly string[] = []): string {
  const isKey = /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id) && id.length <= LONGEST_KEY && !reserved.includes(id)
  if (isKey) return id
  const readable = id.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40)
  return [readable, hashSeed(id).toString(16).padStart(8, '0')].filter((part) => part !== '').join('-')
}

/** The key of the event definition of an event; no special characters may stand in it. */
export function eventKeyFor(event: string): string {
  return `APIEvent-${keyFor(event)}`
}

/** A message of a step in Content Builder. */
export function assetKeyFor(journeyId: string, stepId: string): string {
  return `rehearsal-${keyFor(journeyId)}-${keyFor(stepId)}`.slice(0, 100)
}

export function shortName(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`
}
