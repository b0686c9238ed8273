import type { JsonValue } from '../../../../engine/core/json.ts'
import type { Conversation, PlatformCall } from '../../../../engine/core/publish/call.ts'

/** Carries a conversation out over HTTP, without waiting: for stubs on this computer. `token`: what the secret is sent as. */
export async function converse<T>(conversation: Conversation<T>, url: string, token: string): Promise<{ result: T; calls: PlatformCall[] }> {
  const calls: PlatformCall[] = []
  let next = conversation.next()
  while (!next.done) {
    const call = next.value
    calls.push(call)
    const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : ''
    const answer = await fetch(`${url}${call.path}${query}`, {
      method: call.method,
      headers: { authorization: `Bearer ${token}`, ...(call.body === undefined ? {} : { 'content-type': 'application/json' }), ...call.headers },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await answer.text()
    next = conversation.next({ status: answer.status, headers: Object.fromEntries(answer.headers), body: parsed(text) })
  }
  return { result: next.value, calls }
}

function parsed(text: string): JsonValue {
  if (text === '') return null
  try {
    return JSON.parse(text) as JsonValue // as: JSON
  } catch {
    return text
  }
}
