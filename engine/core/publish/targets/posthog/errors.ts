import type { Answer, PlatformCall } from '../../call.ts'
import { PlatformRefusal, type RefusedPart } from '../../refusal.ts'

/** What PostHog says with a status other than 2xx: one thing at a time, and where. */
export interface Complaint { readonly code: string; readonly detail: string; readonly attr: string | null }

export function complaintOf(body: Answer['body']): Complaint {
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { code: text(given['code']), detail: text(given['detail']) || (typeof body === 'string' ? body : ''), attr: text(given['attr']) || null }
}

/** Throws what an answer other than 2xx means. */
export function refuse({ status, body }: Answer, call: PlatformCall): never {
  const { code, detail, attr } = complaintOf(body)
  const options = { status }
  const said = detail === '' ? '' : `: ${detail}`
  if (status === 401) throw new PlatformRefusal('E_PLATFORM_AUTH', `PostHog does not know this key${said}`, 'Make a personal API key under Settings, and put it into the connection.', options)
  if (status === 403 && code === 'immutable') throw new PlatformRefusal('E_PLATFORM_STATE', `PostHog keeps this workflow from being changed${said}`, 'It is managed by code: change it there, or publish under another id.', options)
  if (status === 403) {
    const scope = /scope '([^']+)'/.exec(detail)?.[1] ?? (call.method === 'GET' ? 'hog_flow:read' : 'hog_flow:write')
    throw new PlatformRefusal('E_PLATFORM_SCOPE', `PostHog does not allow this key to do that${said}`, `Give the key the scope ${scope}, for this project.`, options)
  }
  if (status === 404) throw new PlatformRefusal('E_PLATFORM_GONE', 'PostHog does not find it', 'Check the project; the workflow may have been deleted there.', options)
  if (status === 409) throw new PlatformRefusal('E_PLATFORM_CONFLICT', `somebody else changed it in the meantime${said}`, 'Compare with what is there now, and publish again.', options)
  if (status === 429) throw new PlatformRefusal('E_PLATFORM_LIMIT', 'PostHog asks to slow down', 'Wait a moment, and go on.', options)
  if (status >= 500) throw new PlatformRefusal('E_PLATFORM_FAILED', `PostHog failed (${status})${said}`, 'Try again; if it stays, look at its status page.', options)
  const message = detail || `it answers ${status}`
  throw new PlatformRefusal('E_PLATFORM_INVALID', message, code === 'unique' ? 'Another workflow has this key: change the id of the journey.' : 'Change what is named, and publish again.', { status, parts: [partOf(message, attr, call)] })
}

/** `actions__3__config` is the fourth action that was sent; else the sentence may name one. */
function partOf(message: string, attr: string | null, { body }: PlatformCall): RefusedPart {
  const actions = typeof body === 'object' && body !== null && !Array.isArray(body) && Array.isArray(body['actions']) ? body['actions'] : []
  const ids = actions.map((action) => (typeof action === 'object' && action !== null && !Array.isArray(action) && typeof action['id'] === 'string' ? action['id'] : ''))
  const index = /^actions__(\d+)/.exec(attr ?? '')?.[1]
  const named = index === undefined ? ids.filter((id) => id !== '' && new RegExp(`(^|[^\\w-])${id.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}($|[^\\w-])`).test(message)).sort((a, b) => b.length - a.length)[0] : ids[Number(index)]
  const path = attr === null ? null : `$${attr.split('__').map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')}`
  return { path, stepId: named === undefined || named === 'trigger_node' || named === 'exit_node' ? null : named.split('--')[0]!, message }
}
