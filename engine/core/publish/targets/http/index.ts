import { ABILITIES, type Capabilities } from '../../capabilities.ts'
import type { Target } from '../../target.ts'
import { HTTP_API } from './api.ts'
import { fromPlatform } from './from-platform.ts'
import { HTTP_FIELDS, httpSettingsSchema, type HttpSettings } from './settings.ts'
import { toPlatform } from './to-platform.ts'

/** A service of one's own decides what it can: what its mapping names under `cannot` is refused before anything is sent. */
const ANY = { can: 'partly', inWords: 'As far as the service can; what it cannot is named in the mapping.' } as const

const CAPABILITIES: Capabilities = {
  abilities: Object.fromEntries(ABILITIES.map((ability) => [ability, ANY])) as Capabilities['abilities'], // as: every ability is there
  concurrency: 'token',
  createTwiceIsOnce: false,
  versions: false,
  transitions: { draft: ['activate', 'archive'], active: ['pause', 'stop'], paused: ['resume', 'stop'], stopped: ['archive'] },
  tellsInFlight: true,
  tellsStatistics: false,
  inFlightInWords: 'That depends on the service.',
}

/** A service of one's own, by a mapping that a person writes. */
export const HTTP: Target<HttpSettings> = {
  id: 'http',
  name: 'HTTP service',
  settingsSchema: httpSettingsSchema,
  fields: HTTP_FIELDS,
  secret: { label: 'Secret', help: 'What the service asks for: an API key or a token.', scopes: [] },
  capabilities: CAPABILITIES,
  toPlatform,
  fromPlatform,
  api: HTTP_API,
}
