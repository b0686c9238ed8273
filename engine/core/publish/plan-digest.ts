import type { JsonValue } from '../json.ts'
import type { PublishPlan } from './plan.ts'
import type { StatusAction } from './target.ts'
import type { Found } from './resource.ts'

/** What a person consents to with a plan: where to, as whom, every payload, what is done with it, and what was there. Its digest is the plan's. */
export function consentOf({ target, connectionId, documentDigest, steps, there }: PublishPlan, baseUrl: string, settings: JsonValue): JsonValue {
  const journey = there && { platformId: there.platformId, status: there.status }
  return { target, connectionId, baseUrl, settings, documentDigest, there: journey, steps: steps.map(({ key, action, body, there, platformId }) => ({ key, action, body, there, platformId })) }
}

/** What a person consents to with a change of status: over which account, of which thing, as it is, and of those it takes the place of. */
export function actionConsentOf(action: StatusAction, publicationId: string, baseUrl: string, settings: JsonValue, journey: Found, replaced: readonly Found[]): JsonValue {
  return { action, publicationId, baseUrl, settings, journey: { id: journey.id, status: journey.status, token: journey.token, body: journey.body }, replaced: replaced.map(({ id, status }) => ({ id, status })) }
}
