import { posthogSettingsSchema } from '../../../../engine/core/publish/targets/posthog/settings.ts'

/** As a form gives them: numbers may come as text. */
export const POSTHOG_SETTINGS = posthogSettingsSchema.parse({ projectId: '4711', emailIntegrationId: '1', pushIntegrationIds: '6', smsIntegrationId: 7, smsFrom: '+15550100' })
