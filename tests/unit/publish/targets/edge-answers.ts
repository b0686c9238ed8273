import type { JsonValue } from '../../../../engine/core/json.ts'
import type { Answer, Conversation, PlatformCall } from '../../../../engine/core/publish/call.ts'

/** An answer as a platform gives it. */
export function answer(status: number, body: JsonValue = null): Answer {
  return { status, headers: {}, body }
}

/** Leads a conversation to its end with these answers, in order; what it asked, and what came of it. Throws what it throws. */
export function answered<T>(conversation: Conversation<T>, answers: readonly Answer[]): { calls: PlatformCall[]; result: T } {
  const calls: PlatformCall[] = []
  let step = conversation.next()
  while (!step.done) {
    calls.push(step.value)
    const next = answers[calls.length - 1]
    if (!next) throw new Error(`nothing answers ${step.value.method} ${step.value.path}`)
    step = conversation.next(next)
  }
  return { calls, result: step.value }
}
