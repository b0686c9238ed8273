import type { EngineConnection, MethodInput, MethodName, MethodOutput } from '../../engine/api/contract.ts'
import type { DesktopEngine } from '../../engine/api/desktop.ts'
import { useConnectionState } from './connection-state.ts'

declare global {
  interface Window {
    /** The engine, only in the desktop app. */
    readonly rehearsal?: DesktopEngine
  }
}

/** The engine through the desktop app's preload bridge. A restart of the engine is its own event, so the connection is always open. */
export function desktopConnection(bridge: DesktopEngine): EngineConnection {
  useConnectionState.setState({ state: 'open', lostAt: null })
  return {
    call: <M extends MethodName>(name: M, input: MethodInput<M>) => {
      const method = bridge[name] as unknown as (input: MethodInput<M>) => Promise<MethodOutput<M>> // as: the member of that name
      return method(input)
    },
    on: (name, listener) => bridge.on(name, listener),
  }
}
