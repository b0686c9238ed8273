import * as z from 'zod'
import type { SettingField } from '../../target.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'expected an id such as 024f3d0a-8eee-11ed-a1eb-0242ac120002')
/** A field left empty in a form is a field not there. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((given) => (given === '' ? undefined : given), schema.optional())

export const dittofeedSettingsSchema = z.strictObject({
  baseUrl: z.url('expected an address such as https://app.dittofeed.com').default('https://app.dittofeed.com'),
  workspaceId: uuid,
  emailFrom: optional(z.string()),
  eventKey: optional(z.string()),
  subscriptionGroupId: optional(uuid),
})

export type DittofeedSettings = z.infer<typeof dittofeedSettingsSchema>

export const DITTOFEED_FIELDS: readonly SettingField[] = [
  { id: 'baseUrl', label: 'Address', help: 'Where your Dittofeed answers; your own, if you host it yourself.', kind: 'url', isRequired: true, initial: 'https://app.dittofeed.com' },
  { id: 'workspaceId', label: 'Workspace id', help: 'Under Settings, Workspace, or in the address of the dashboard.', kind: 'text', isRequired: true },
  { id: 'emailFrom', label: 'Sender of emails', help: 'An address of a domain your email provider knows. Only journeys that send email need it.', kind: 'text', isRequired: false },
  {
    id: 'eventKey', label: 'Property that tells the person', kind: 'text', isRequired: false,
    help: 'A property that all your events carry with the person in it, such as userId. Dittofeed finds by it whose journey an event belongs to; without one, a journey that begins with an event can wait for no other.',
  },
  { id: 'subscriptionGroupId', label: 'Subscription group', help: 'Id of the group that every message asks before it is sent. Empty: none. A group is for one channel; use one connection for each.', kind: 'text', isRequired: false },
]
