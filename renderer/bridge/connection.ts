import type { EngineConnection } from '../../engine/api/contract.ts'

let current: EngineConnection | undefined

/** The engine this window talks to. Throws before a door has given one. */
export const connection: EngineConnection = {
  call: (name, input) => engine().call(name, input),
  on: (name, listener) => engine().on(name, listener),
}

export function useConnection(next: EngineConnection): void {
  current = next
}

function engine(): EngineConnection {
  if (!current) throw new Error('no engine is connected')
  return current
}
