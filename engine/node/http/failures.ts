import { RehearsalError } from '../../core/errors.ts'
import type { PlatformCall } from '../../core/publish/call.ts'

/** The failures of a client. None says anything of what was sent but method and path. */

export function unreached(platform: string, why: string): RehearsalError {
  return new RehearsalError('E_PLATFORM_UNREACHED', `${platform} was not reached: ${why}.`, 'Nothing was sent. Look at the address of the connection and at your network, and try again. A proxy is not used.')
}

export function unknown(platform: string, { method, path, repeat }: PlatformCall, why: string): RehearsalError {
  if (repeat === 'read') return new RehearsalError('E_PLATFORM_UNKNOWN', `${platform} gave no answer to ${method} ${path}: ${why}.`, 'Nothing was changed by it; try again.')
  return new RehearsalError('E_PLATFORM_UNKNOWN', `Nobody knows what came of ${method} ${path} at ${platform}: ${why}.`, 'It may have been done there or not. The platform is asked before it is sent again.')
}

export function overLimit(platform: string, ms: number): RehearsalError {
  return new RehearsalError('E_PLATFORM_LIMIT', `${platform} takes no more calls for ${spanInWords(ms)}.`, 'Its limit is used up. What was done stays; go on when there is room again.')
}

/** `where`: the host it points to, or what was wrong with it. */
export function redirected(platform: string, { method, path }: PlatformCall, where: string): RehearsalError {
  return new RehearsalError('E_PLATFORM_REDIRECT', `${platform} answers ${method} ${path} with a redirect to ${where}, which was not followed.`, 'A secret is sent to the address of the connection only. If the platform has moved, correct the address.')
}

/** A call that was refused before it was sent, for what would become of it on the way. */
export function unsendable(platform: string, why: string): RehearsalError {
  return new RehearsalError('E_PLATFORM_INVALID', `This cannot be sent to ${platform}: ${why}.`, 'Nothing was sent. Give the journey another id, or correct the mapping of the connection.')
}

export function cancelled(): RehearsalError {
  return new RehearsalError('CANCELLED', 'This was cancelled.', 'What was done until then stays; start it again.')
}

export function badSecret(platform: string): RehearsalError {
  return new RehearsalError('E_SECRET', `The secret for ${platform} holds characters that cannot be sent.`, 'Copy it again, whole and without a line break, and enter it anew.')
}

/** As long as a person counts it: `12 s`, `3 min`, `5 h`. */
export function spanInWords(ms: number): string {
  if (ms < 90_000) return `${Math.max(1, Math.ceil(ms / 1000))} s`
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`
}
