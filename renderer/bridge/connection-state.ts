import { create } from 'zustand'

/** `lost`: it was there and is being looked for again. */
export type ConnectionState = 'connecting' | 'open' | 'lost'

/** Whether the engine can be reached, and since when it cannot (epoch ms). `isStoreGone`: it can, and its workspace was taken away while it was open. */
export const useConnectionState = create<{ state: ConnectionState; lostAt: number | null; isStoreGone: boolean }>()(() => ({ state: 'connecting', lostAt: null, isStoreGone: false }))
