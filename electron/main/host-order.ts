/** What main tells the engine host. `connect` comes with the port of a window; after `close` the host ends by itself. */
export type HostOrder = { type: 'connect' } | { type: 'close' }
