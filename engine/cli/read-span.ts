import { parseDuration } from '../core/model/duration.ts'
import { usage } from './arguments.ts'

const SHORT = /^(\d+)(ms|s|m|min|h|d|w)$/i
const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

/** A span from the command line, in ms: `30m`, `12h`, `7d`, `2w`, or ISO 8601 such as `PT30M`. Throws E_USAGE, also for 0 and for months. */
export function readSpan(text: string, option: string): number {
  const short = SHORT.exec(text.trim())
  const iso = parseDuration(text.trim().toUpperCase())
  const ms = short ? Number(short[1]) * UNITS_MS[short[2]!.toLowerCase()]! : iso?.kind === 'exact' ? iso.ms : NaN
  if (!Number.isSafeInteger(ms) || ms < 1) throw usage(`--${option} "${text}" is no span of time`, 'write 30m, 12h, 7d or 2w, or an ISO 8601 duration such as PT30M')
  return ms
}
