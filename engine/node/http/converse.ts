import type { Conversation } from '../../core/publish/call.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import type { PlatformClient } from './platform-client.ts'

/** Lists come in pages of fifty and more: a platform that has this many, or says that there is always a next one, is not read to the end. */
const MOST_CALLS = 1000

/** Holds a conversation that only reads; nothing of it is written down. Throws as the client does, and what the conversation refuses. */
export async function converse<T>(conversation: Conversation<T>, client: PlatformClient, { signal }: { readonly signal: AbortSignal }): Promise<T> {
  let turn = conversation.next()
  for (let calls = 0; !turn.done; calls++) {
    if (calls === MOST_CALLS) throw new PlatformRefusal('E_PLATFORM_FAILED', `There is no end to what was asked for after ${MOST_CALLS} calls.`, 'Look at the platform: it may have far more journeys than can be listed, or answer in circles.')
    const call = turn.value
    if (call.repeat !== 'read') throw new Error(`${call.method} ${call.path} changes something and needs the ledger`)
    const answer = await client.send(call, { signal })
    turn = conversation.next(answer)
  }
  return turn.value
}
