import * as z from 'zod'
import type { SettingField } from '../../target.ts'

export const klaviyoSettingsSchema = z.strictObject({
  baseUrl: z.url().optional(),
  fromEmail: z.string().regex(/^\s*$|^[^\s@]+@[^\s@]+$/, 'expected an address such as hello@example.com').optional(),
  fromLabel: z.string().optional(),
})

export type KlaviyoSettings = z.infer<typeof klaviyoSettingsSchema>

export const KLAVIYO_FIELDS: readonly SettingField[] = [
  { id: 'fromEmail', label: 'Sender address', help: 'Whom e-mails of the flow come from. Left empty, Klaviyo takes the default of the account.', kind: 'text', isRequired: false },
  { id: 'fromLabel', label: 'Sender name', help: 'What people read as the sender.', kind: 'text', isRequired: false },
  { id: 'baseUrl', label: 'Address of the API', help: 'Leave it as it is, unless your calls go through a proxy.', kind: 'url', isRequired: false, initial: 'https://a.klaviyo.com' },
]
