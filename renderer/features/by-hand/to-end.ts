import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { changeScratch, useScratchStore } from './scratch-store.ts'
import { questionOf } from './rehearse-scratch.ts'
import { handText } from './texts.ts'
import { whatIsNext } from './what-is-next.ts'

/** Timers and events that are followed: a journey with a loop may never come to rest. */
const MOST_ROUNDS = 200

/** Lets time pass until nothing more is due, as one step that can be taken back. Schedules, which ask for ever, are not waited for once nobody is under way. */
export async function runToEnd(): Promise<void> {
  const { origin, now } = useScratchStore.getState()
  if (origin === null || now === null) return
  let at = now
  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const { standing } = await connection.call('people.rehearse', { ...questionOf(origin, at), standing: true })
      const next = whatIsNext(at, standing)
      if (next === undefined || (next.what === 'schedule' && standing?.instances.length === 0 && round > 0)) break
      at = { ...at, clock: next.at }
    }
  } catch (cause) {
    return notify(errorInWords(asCallError(cause)), 'error')
  }
  if (useScratchStore.getState().now === now) changeScratch(handText('toEnd'), (scratch) => ({ ...scratch, clock: at.clock }))
}
