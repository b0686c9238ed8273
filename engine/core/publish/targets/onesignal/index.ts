import type { Target } from '../../target.ts'
import { ONESIGNAL_API } from './api.ts'
import { ONESIGNAL_CAPABILITIES } from './capabilities.ts'
import { fromPlatform } from './from-platform.ts'
import { ONESIGNAL_FIELDS, onesignalSettingsSchema, type OneSignalSettings } from './settings.ts'
import { toPlatform } from './to-platform.ts'

/** OneSignal Journeys (API in beta). */
export const ONESIGNAL: Target<OneSignalSettings> = {
  id: 'onesignal',
  name: 'OneSignal',
  settingsSchema: onesignalSettingsSchema,
  fields: ONESIGNAL_FIELDS,
  secret: { label: 'App API key', help: 'In the dashboard under Settings, Keys & IDs. Make one of its own for this, so that it can be revoked alone.', scopes: ['view, create and update journeys', 'view, create and update segments', 'view, create and update templates'] },
  capabilities: ONESIGNAL_CAPABILITIES,
  toPlatform,
  fromPlatform,
  api: ONESIGNAL_API,
}
