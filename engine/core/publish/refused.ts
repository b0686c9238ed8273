import type { JsonValue } from '../json.ts'
import type { Answer } from './call.ts'
import { PlatformRefusal, type RefusedPart } from './refusal.ts'

/** What an answer that is no success means, in words of the platform. `scope`: what the secret has to be allowed for the call; `partsOf` reads what is wrong with what was sent. */
export function refusalOf(answer: Answer, platform: string, scope: string, partsOf: (body: JsonValue) => readonly RefusedPart[]): PlatformRefusal {
  const parts = partsOf(answer.body)
  const said = parts.map(({ message }) => message).filter((message) => message !== '').slice(0, 3).join('; ') || `it answered ${answer.status}`
  const options = { status: answer.status, parts }
  if (answer.status === 401) return new PlatformRefusal('E_PLATFORM_AUTH', `${platform} does not know the key: ${said}`, 'Check the key of the connection, and that it was not revoked.', options)
  if (answer.status === 403) return new PlatformRefusal('E_PLATFORM_SCOPE', `${platform} does not let this key do that: ${said}`, `The key needs ${scope}.`, options)
  if (answer.status === 404) return new PlatformRefusal('E_PLATFORM_GONE', `${platform} does not have it any more: ${said}`, 'Look for it there; plan again to make it anew.', options)
  if (answer.status === 409) return new PlatformRefusal('E_PLATFORM_CONFLICT', `Somebody else changed it at ${platform} meanwhile: ${said}`, 'Plan again to see what they changed.', options)
  if (answer.status === 429) return new PlatformRefusal('E_PLATFORM_LIMIT', `${platform} takes no more calls for now: ${said}`, 'Wait a while, and resume.', options)
  if (answer.status >= 500) return new PlatformRefusal('E_PLATFORM_FAILED', `${platform} failed: ${said}`, 'Try again later.', options)
  return new PlatformRefusal('E_PLATFORM_INVALID', `${platform} refuses what it was sent: ${said}`, 'Change what it names, and plan again.', options)
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}
