import type { Target } from '../../target.ts'
import { SALESFORCE_API } from './api.ts'
import { SALESFORCE_CAPABILITIES } from './capabilities.ts'
import { fromPlatform } from './from-platform.ts'
import { SALESFORCE_FIELDS, salesforceSettingsSchema, type SalesforceSettings } from './settings.ts'
import { toPlatform } from './to-platform.ts'

/** Salesforce Marketing Cloud Engagement: Journey Builder by its journey specification. */
export const SALESFORCE: Target<SalesforceSettings> = {
  id: 'salesforce',
  name: 'Salesforce Marketing Cloud',
  settingsSchema: salesforceSettingsSchema,
  fields: SALESFORCE_FIELDS,
  secret: {
    label: 'Client secret',
    help: 'Of the installed package, beside its client id. Give the package no more than the scopes that are named.',
    scopes: ['Automation | Journeys | Read, Write, Execute/Activate', 'Channels | Saved Content | Read, Write', 'Contacts | Audiences | Read'],
  },
  capabilities: SALESFORCE_CAPABILITIES,
  toPlatform,
  fromPlatform,
  api: SALESFORCE_API,
}
