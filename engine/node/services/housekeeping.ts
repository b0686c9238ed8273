import type { LogFile } from '../log/log-file.ts'
import type { RetentionService } from './retention.ts'

/** The first look waits until a window has what it needs. */
const FIRST_MS = 20_000
const EVERY_MS = 86_400_000

/** Takes away what was kept long enough, soon and then once a day. Returns what ends it. */
export function keepHouse(retention: RetentionService, log: LogFile): () => void {
  const look = () => {
    try {
      retention.apply()
    } catch (error) {
      log.write('housekeeping-failed', { name: error instanceof Error ? error.name : 'unknown' })
    }
  }
  const first = setTimeout(look, FIRST_MS).unref()
  const daily = setInterval(look, EVERY_MS).unref()
  return () => {
    clearTimeout(first)
    clearInterval(daily)
  }
}
