import type { CallError, EngineConnection } from '../../engine/api/contract.ts'
import { useConnectionState } from './connection-state.ts'
import { desktopConnection } from './desktop-connection.ts'
import { webSocketConnection } from './web-socket-connection.ts'

let current: EngineConnection | undefined

/** The engine this window talks to; the first call opens the door. */
export const connection: EngineConnection = {
  call: (name, input) => engine().call(name, input).catch(noteGone),
  on: (name, listener) => engine().on(name, listener),
}

/** Whatever is called says so; one place tells the person. */
function noteGone(cause: unknown): never {
  if ((cause as Partial<CallError> | null)?.code === 'E_STORE_GONE') useConnectionState.setState({ isStoreGone: true }) // as: nothing else is looked at
  throw cause
}

/** Joins the window to its engine: the desktop's own bridge where there is one, else the WebSocket of the page's own server. */
export async function connect(): Promise<EngineConnection> {
  const joined = engine()
  await joined.call('app.info', {})
  return joined
}

function engine(): EngineConnection {
  const bridge = globalThis.window.rehearsal
  current ??= bridge === undefined ? webSocketConnection(engineAddress(globalThis.location)) : desktopConnection(bridge)
  return current
}

function engineAddress({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/engine`
}
