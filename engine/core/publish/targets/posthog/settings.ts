import * as z from 'zod'
import type { SettingField } from '../../target.ts'

/** A field left empty in a form is a field not there. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((given) => (given === '' || given === null ? undefined : given), schema.optional())
const number = z.union([z.int(), z.string().trim().regex(/^\d+$/, 'expected a number').transform(Number)], { error: 'expected a number' })

export const posthogSettingsSchema = z.strictObject({
  baseUrl: z.url('expected an address such as https://us.posthog.com').default('https://us.posthog.com'),
  projectId: z.union([z.string().regex(/^[\w@-]+$/, 'expected the number of a project'), z.int().transform(String)]),
  emailIntegrationId: optional(number),
  pushIntegrationIds: optional(z.union([z.string().regex(/^\s*\d+(\s*,\s*\d+)*\s*$/, 'expected numbers, with commas between them').transform((text) => text.split(',').map(Number)), z.array(z.int()), z.int().transform((one) => [one])])),
  smsIntegrationId: optional(number),
  smsFrom: optional(z.string()),
  emailProperty: z.string().min(1).default('email'),
  phoneProperty: z.string().min(1).default('phone'),
})

export type PostHogSettings = z.infer<typeof posthogSettingsSchema>

const WHERE_NUMBERS_ARE = 'Its number stands in the address when you open it under Settings, Integrations.'

export const POSTHOG_FIELDS: readonly SettingField[] = [
  { id: 'baseUrl', label: 'Address', help: 'https://us.posthog.com or https://eu.posthog.com, or your own.', kind: 'url', isRequired: true, initial: 'https://us.posthog.com' },
  { id: 'projectId', label: 'Project', help: 'Its number: under Settings, Project, or in the address after /project/.', kind: 'text', isRequired: true },
  { id: 'emailIntegrationId', label: 'Sender of emails', help: `Number of the email channel that messages are sent with. ${WHERE_NUMBERS_ARE}`, kind: 'number', isRequired: false },
  { id: 'pushIntegrationIds', label: 'Push channels', help: `Numbers of the Firebase and Apple channels, with commas between them. ${WHERE_NUMBERS_ARE}`, kind: 'text', isRequired: false },
  { id: 'smsIntegrationId', label: 'SMS account', help: `Number of the Twilio account. ${WHERE_NUMBERS_ARE}`, kind: 'number', isRequired: false },
  { id: 'smsFrom', label: 'SMS number', help: 'The number that text messages come from, such as +15551234567.', kind: 'text', isRequired: false },
  { id: 'emailProperty', label: 'Property with the email address', help: 'Of the person.', kind: 'text', isRequired: false, initial: 'email' },
  { id: 'phoneProperty', label: 'Property with the phone number', help: 'Of the person.', kind: 'text', isRequired: false, initial: 'phone' },
]
