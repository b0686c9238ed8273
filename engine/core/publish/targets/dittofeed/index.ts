import type { Target } from '../../target.ts'
import { DITTOFEED_API } from './api.ts'
import { DITTOFEED_CAPABILITIES } from './capabilities.ts'
import { fromDittofeed } from './from-platform.ts'
import { DITTOFEED_FIELDS, dittofeedSettingsSchema, type DittofeedSettings } from './settings.ts'
import { toDittofeed } from './to-platform.ts'

export const DITTOFEED: Target<DittofeedSettings> = {
  id: 'dittofeed',
  name: 'Dittofeed',
  settingsSchema: dittofeedSettingsSchema,
  fields: DITTOFEED_FIELDS,
  secret: { label: 'Admin API key', help: 'In Dittofeed under Settings, Admin API keys. It may read and change everything in the workspace.', scopes: [] },
  capabilities: DITTOFEED_CAPABILITIES,
  toPlatform: toDittofeed,
  fromPlatform: fromDittofeed,
  api: DITTOFEED_API,
}
