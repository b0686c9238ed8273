/** A call that is on its way when somebody cancels is waited for so long: its answer is worth more than the seconds. */
const GRACE_MS = 10_000

/**
 * A signal for calls that change something: cancelling takes effect between two of them, at once while one only waits for its turn (`isWaiting`), and in the
 * middle of one only if it takes longer than people wait.
 */
export function betweenCalls(signal: AbortSignal, isWaiting: () => boolean): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const cancel = () => {
    if (isWaiting()) return controller.abort()
    timer = setTimeout(() => controller.abort(), GRACE_MS)
  }
  if (signal.aborted) cancel()
  else signal.addEventListener('abort', cancel, { once: true })
  return {
    signal: controller.signal,
    end() {
      signal.removeEventListener('abort', cancel)
      clearTimeout(timer)
    },
  }
}
