import * as z from 'zod'
import type { SettingField } from '../../target.ts'

/** How an attribute of the contact model is asked for; `{event}` stands for the name of an event. */
const EVENT_ATTRIBUTE = 'Contact.Attribute.Events.{event}'

export const salesforceSettingsSchema = z.strictObject({
  subdomain: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'expected the first part of your authentication address, such as mc563885gzs27c5t9-63k636ttgm'),
  clientId: z.string().min(1, 'expected the client id of the installed package'),
  accountId: z.string().regex(/^\d*$/, 'expected the number of a business unit (MID), or nothing').optional(),
  attributeSet: z.string().regex(/^[^.{}]+$/, 'expected the name of an attribute set, without dots').default('Profile'),
  eventAttribute: z.string().regex(/^Contact\.Attribute\.[^.]+\..*\{event\}/, `expected an attribute such as ${EVENT_ATTRIBUTE}`).default(EVENT_ATTRIBUTE),
  senderProfile: z.string().optional(),
  deliveryProfile: z.string().optional(),
  sendClassification: z.string().optional(),
  restExtension: z.string().min(1).default('rehearsal-rest'),
  /** Another address for everything: a proxy, or a stand-in on this computer. */
  baseUrl: z.url().optional(),
})

export type SalesforceSettings = z.infer<typeof salesforceSettingsSchema>

export const SALESFORCE_FIELDS: readonly SettingField[] = [
  { id: 'subdomain', label: 'Subdomain', help: 'The first part of the authentication base URI of your installed package, before .auth.marketingcloudapis.com.', kind: 'text', isRequired: true },
  { id: 'clientId', label: 'Client id', help: 'Of the installed package, under API Integration, Server-to-Server.', kind: 'text', isRequired: true },
  { id: 'accountId', label: 'Business unit (MID)', help: 'The number of the business unit, if the package belongs to several. Empty: its own.', kind: 'text', isRequired: false },
  { id: 'attributeSet', label: 'Attribute set', help: 'The attribute set of Contact Builder that holds what profiles are asked for: Contact.Attribute.<set>.<attribute>.', kind: 'text', isRequired: false, initial: 'Profile' },
  { id: 'eventAttribute', label: 'Attribute of an event', help: 'Goals and exits ask contacts, not events: the attribute that is filled once a person did the event {event}.', kind: 'text', isRequired: false, initial: EVENT_ATTRIBUTE },
  { id: 'senderProfile', label: 'Sender profile', help: 'Id of the sender profile of email. Empty: the default of the business unit.', kind: 'text', isRequired: false },
  { id: 'deliveryProfile', label: 'Delivery profile', help: 'Id of the delivery profile of email. Empty: the default of the business unit.', kind: 'text', isRequired: false },
  { id: 'sendClassification', label: 'Send classification', help: 'Id of the send classification of email. Empty: the default of the business unit.', kind: 'text', isRequired: false },
  { id: 'restExtension', label: 'REST activity', help: 'Unique key of the custom activity (application extension) that webhooks are sent with.', kind: 'text', isRequired: false, initial: 'rehearsal-rest' },
  { id: 'baseUrl', label: 'Other address', help: 'Only behind a proxy: used instead of the addresses that follow from the subdomain.', kind: 'url', isRequired: false },
]

export function restUrlOf({ subdomain, baseUrl }: SalesforceSettings): string {
  return baseUrl ?? `https://${subdomain}.rest.marketingcloudapis.com`
}

export function tokenUrlOf({ subdomain, baseUrl }: SalesforceSettings): string {
  return `${baseUrl?.replace(/\/+$/, '') ?? `https://${subdomain}.auth.marketingcloudapis.com`}/v2/token`
}
