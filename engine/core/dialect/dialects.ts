import type { DialectId } from './dialect-id.ts'
import { ADOBE } from './platforms/adobe.ts'
import { BRAZE } from './platforms/braze.ts'
import { DITTOFEED } from './platforms/dittofeed.ts'
import { KLAVIYO } from './platforms/klaviyo.ts'
import { ONESIGNAL } from './platforms/onesignal.ts'
import { POSTHOG } from './platforms/posthog.ts'
import { SALESFORCE } from './platforms/salesforce.ts'
import type { Dialect } from './rule.ts'

const DIALECTS = { braze: BRAZE, salesforce: SALESFORCE, klaviyo: KLAVIYO, dittofeed: DITTOFEED, onesignal: ONESIGNAL, posthog: POSTHOG, adobe: ADOBE } as const satisfies Record<DialectId, Dialect>

export function dialectOf(id: DialectId): Dialect {
  return DIALECTS[id]
}
