import type { Target } from '../../target.ts'
import { KLAVIYO_API } from './api.ts'
import { KLAVIYO_CAPABILITIES } from './capabilities.ts'
import { fromPlatform } from './from-platform.ts'
import { KLAVIYO_FIELDS, klaviyoSettingsSchema, type KlaviyoSettings } from './settings.ts'
import { toPlatform } from './to-platform.ts'

/** Klaviyo Flows, revision 2026-07-15. */
export const KLAVIYO: Target<KlaviyoSettings> = {
  id: 'klaviyo',
  name: 'Klaviyo',
  settingsSchema: klaviyoSettingsSchema,
  fields: KLAVIYO_FIELDS,
  secret: { label: 'Private API key', help: 'In Klaviyo under Settings, API keys. Give it these scopes and no others.', scopes: ['flows:read', 'flows:write', 'segments:read', 'segments:write', 'templates:read', 'templates:write', 'metrics:read', 'lists:read', 'accounts:read'] },
  capabilities: KLAVIYO_CAPABILITIES,
  toPlatform,
  fromPlatform,
  api: KLAVIYO_API,
}
