import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { usePublishStore } from './publish-store.ts'

export type Connection = MethodOutput<'connections.list'>[number]

interface ConnectionsState {
  /** Null until they were read. */
  connections: readonly Connection[] | null
  error: CallError | null
  /** Jobs of tests under way, by connection. */
  testing: Readonly<Record<string, string>>
}

/** Accounts at platforms, as the workspace has them. */
export const useConnectionsStore = create<ConnectionsState>()(() => ({ connections: null, error: null, testing: {} }))

export async function readConnections(): Promise<void> {
  try {
    const connections = await engine.call('connections.list', {})
    useConnectionsStore.setState({ connections: connections.toSorted((a, b) => a.name.localeCompare(b.name)), error: null })
  } catch (cause) {
    useConnectionsStore.setState({ error: asCallError(cause) })
  }
}

/** The connection a plan is made for: the one that was chosen, else the only one there is. */
export function useChosenConnection(): Connection | undefined {
  const chosen = usePublishStore((state) => state.connectionId)
  return useConnectionsStore(({ connections }) => connections?.find(({ id }) => id === chosen) ?? (connections?.length === 1 ? connections[0] : undefined))
}

export function useConnection(id: string): Connection | undefined {
  return useConnectionsStore(({ connections }) => connections?.find((one) => one.id === id))
}
