import { create } from 'zustand'

/** `lost`: it was there and is being looked for again. */
export type ConnectionState = 'connecting' | 'open' | 'lost'

/** Whether the engine can be reached, and since when it cannot (epoch ms). */
export const useConnectionState = create<{ state: ConnectionState; lostAt: number | null }>()(() => ({ state: 'connecting', lostAt: null }))
