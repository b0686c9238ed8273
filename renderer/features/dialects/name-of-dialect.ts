import type { DialectId } from '../../../engine/core/dialect/dialect-id.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { dialectText } from './texts.ts'

const NAMES: Record<DialectId, string> = {
  braze: 'Braze', salesforce: 'Salesforce', klaviyo: 'Klaviyo', dittofeed: 'Dittofeed', onesignal: 'OneSignal', posthog: 'PostHog', adobe: 'Adobe Journey Optimizer',
}

/** What people call the platform, short. */
export function nameOfDialect(id: DialectId): string {
  return NAMES[id]
}

/** "as Braze would run it", wherever a run is told of. */
export function asItWouldRun({ id }: NonNullable<SimulationResult['dialect']>): string {
  return dialectText('badge', { platform: nameOfDialect(id) })
}
