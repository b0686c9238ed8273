import type { Target } from '../../target.ts'
import { POSTHOG_API } from './api.ts'
import { POSTHOG_CAPABILITIES } from './capabilities.ts'
import { fromPostHog } from './from-platform.ts'
import { POSTHOG_FIELDS, posthogSettingsSchema, type PostHogSettings } from './settings.ts'
import { toPostHog } from './to-platform.ts'

export const POSTHOG: Target<PostHogSettings> = {
  id: 'posthog',
  name: 'PostHog Workflows',
  settingsSchema: posthogSettingsSchema,
  fields: POSTHOG_FIELDS,
  secret: { label: 'Personal API key', help: 'In PostHog under Settings, Personal API keys, for this project only. It can switch on workflows that send real messages.', scopes: ['hog_flow:read', 'hog_flow:write'] },
  capabilities: POSTHOG_CAPABILITIES,
  toPlatform: toPostHog,
  fromPlatform: (found) => fromPostHog(found),
  api: POSTHOG_API,
}
