import { setTimeout as sleep } from 'node:timers/promises'
import { cancelled } from './failures.ts'

/** Waits, ms. Throws CANCELLED at once when `signal` says so. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw cancelled()
  if (ms <= 0) return
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    throw cancelled()
  }
}
