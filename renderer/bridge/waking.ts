const LOOK_EVERY_MS = 5000
/** Timers of a busy page come a little late, those of a machine that slept by as long as it did. */
const SLEPT_MS = 10_000

/** Calls `woke` whenever the page may have missed something: it is shown again, the network is back, or its clock jumped ahead, as it does when the machine slept. */
export function onWaking(woke: () => void): void {
  const { document } = globalThis
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && woke())
  globalThis.addEventListener('online', woke)
  let seenAt = Date.now()
  setInterval(() => {
    const lateMs = Date.now() - seenAt - LOOK_EVERY_MS
    seenAt = Date.now()
    // Browsers slow down the timers of a hidden page; it is asked once it is shown.
    if (lateMs > SLEPT_MS && document.visibilityState === 'visible') woke()
  }, LOOK_EVERY_MS)
}
