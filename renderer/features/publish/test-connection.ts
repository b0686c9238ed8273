import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { ask } from './asked.ts'
import { readConnections, useConnectionsStore } from './connections-store.ts'

/** Asks the platform who we are there; what it says is kept with the connection. */
export async function testConnection(id: string): Promise<void> {
  const setJob = (jobId: string | undefined) =>
    useConnectionsStore.setState(({ testing: { [id]: _over, ...testing } }) => ({ testing: jobId === undefined ? testing : { ...testing, [id]: jobId } }))
  await ask(
    (jobId) => engine.call('connections.test', { jobId, id }),
    (asked) => {
      setJob(asked.state === 'asking' ? asked.jobId : undefined)
      if (asked.state === 'failed') notify(errorInWords(asked.error), 'error')
    },
  )
  await readConnections()
}
