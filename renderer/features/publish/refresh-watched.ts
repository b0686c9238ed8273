import { connection as engine } from '../../bridge/connection.ts'
import { useWatchedStore } from './watched-store.ts'

/** Reads again what is interrupted and what waits. */
export async function refreshWatched(): Promise<void> {
  await Promise.all([readInterrupted(), readWaiting()])
}

async function readInterrupted(): Promise<void> {
  const interrupted = await engine.call('publish.interrupted', {}).catch(() => undefined)
  if (interrupted !== undefined) useWatchedStore.setState({ interrupted })
}

/** Reads again what agents propose. */
export async function readWaiting(): Promise<void> {
  const waiting = await engine.call('proposals.list', { state: 'waiting' }).catch(() => undefined)
  if (waiting !== undefined) useWatchedStore.setState({ waiting })
}
