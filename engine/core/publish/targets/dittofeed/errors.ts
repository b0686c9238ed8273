import type { Answer, PlatformCall } from '../../call.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'

/**
 * Throws what an answer other than 2xx means. Dittofeed says what is wrong with a journey as one of a union of types, bare or under `variant`
 * (packages/isomorphic-lib/src/types.ts, JourneyUpsertValidationError), and what is wrong with the shape of a request in Fastify's words.
 */
export function refuse({ status, body }: Answer, call: PlatformCall): never {
  const options = { status }
  if (status === 401) throw new PlatformRefusal('E_PLATFORM_AUTH', 'Dittofeed does not know this key, or it is not of this workspace', 'Make an admin API key under Settings, and check the workspace id.', options)
  if (status === 403) throw new PlatformRefusal('E_PLATFORM_SCOPE', 'Dittofeed does not allow this key to do that', 'Use an admin API key: write keys may send events only.', options)
  if (status === 404) throw new PlatformRefusal('E_PLATFORM_GONE', 'Dittofeed does not find it', 'It may have been deleted there: check, and publish anew.', options)
  if (status === 409) throw new PlatformRefusal('E_PLATFORM_CONFLICT', 'somebody else changed it at the same time', 'Compare with what is there now, and publish again.', options)
  if (status === 429) throw new PlatformRefusal('E_PLATFORM_LIMIT', 'Dittofeed asks to slow down', 'Wait a moment, and go on.', options)
  if (status >= 500) throw new PlatformRefusal('E_PLATFORM_FAILED', `Dittofeed failed (${status})`, 'Try again; if it stays, look at its logs.', options)
  throw refusedJourney(status, body, call)
}

type Members = Readonly<Record<string, unknown>>

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {} // as: any object is a record of unknowns
}

function refusedJourney(status: number, body: unknown, call: PlatformCall): PlatformRefusal {
  const given = members(body)
  const said = typeof given['type'] === 'string' ? given : members(given['variant'])
  const message = String(said['message'] ?? given['message'] ?? (typeof body === 'string' && body !== '' ? body : `it answers ${status}`))
  switch (said['type']) {
    case 'StatusTransitionError': return new PlatformRefusal('E_PLATFORM_STATE', message, 'A journey that was started can be paused and resumed, not taken back to a draft.', { status })
    case 'UniqueConstraintViolation': return new PlatformRefusal('E_PLATFORM_INVALID', message, 'Names are given once in a workspace: rename the journey here, or the other one there.', { status, parts: [{ path: '$.name', stepId: null, message }] })
    case 'IdError': return new PlatformRefusal('E_PLATFORM_INVALID', message, 'Check the ids in the connection.', { status, parts: [{ path: '$.id', stepId: null, message }] })
    case 'ConstraintViolation': {
      const violations = Array.isArray(said['violations']) ? said['violations'].map(members) : []
      const parts = violations.map((violation): RefusedPart => part(String(violation['message'] ?? violation['type'] ?? ''), call))
      return new PlatformRefusal('E_PLATFORM_INVALID', parts.map((one) => one.message).join('; ') || message, 'Change what is named, and publish again.', { status, parts })
    }
    default: return new PlatformRefusal('E_PLATFORM_INVALID', message, 'Change what is named, and publish again.', { status, parts: [part(message, call)] })
  }
}

/** Dittofeed names nodes in its sentences, and points into what it was sent: `body/definition/nodes/3/variant`. */
function part(message: string, { body }: PlatformCall): RefusedPart {
  const nodes = members(members(body)['definition'])['nodes']
  const ids = Array.isArray(nodes) ? nodes.map((node) => String(members(node)['id'] ?? '')) : []
  const pointer = /body((?:\/[\w-]+)+)/.exec(message)?.[1]
  const index = /\/nodes\/(\d+)/.exec(pointer ?? '')?.[1]
  const stepId = index === undefined ? (ids.filter((id) => id !== '' && mentions(message, id)).sort((a, b) => b.length - a.length)[0] ?? null) : (ids[Number(index)] ?? null)
  return { path: pointer === undefined ? null : `$${pointer.split('/').slice(1).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')}`, stepId: stepId?.split('--')[0] ?? null, message }
}

/** Whether the id stands in the sentence as a word. */
function mentions(sentence: string, id: string): boolean {
  const at = sentence.indexOf(id)
  return at >= 0 && !/[\w-]/.test(sentence.charAt(at - 1)) && !/[\w-]/.test(sentence.charAt(at + id.length))
}
