/** Long enough for a window that has just been opened to be drawn, in ms. */
const REST_MS = 400
/** It is done after so long even if the window has no moment to spare, in ms. */
const AT_MOST_MS = 2_000

/** Does something that nobody waits for, once the window has had a rest; the function that is returned calls it off. */
export function whenIdle(does: () => void): () => void {
  let idle: number | undefined
  const timer = setTimeout(() => (idle = requestIdleCallback(does, { timeout: AT_MOST_MS })), REST_MS)
  return () => {
    clearTimeout(timer)
    if (idle !== undefined) cancelIdleCallback(idle)
  }
}
