import * as z from 'zod'
import type { SettingField } from '../../target.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const LINE = /^\s*(segment|step)\/(.+?)\s*=\s*(\S+)\s*$/

export const onesignalSettingsSchema = z.strictObject({
  baseUrl: z.url().optional(),
  appId: z.string().regex(UUID, 'expected the App ID, such as 0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a01'),
  /** Lines `segment/<id> = <uuid>` and `step/<id> = <uuid>`: what a person made in the dashboard, since the API cannot. */
  made: z
    .string()
    .optional()
    .refine((text) => wrongLine(text ?? '') === undefined, { error: (issue) => `"${wrongLine(String(issue.input))}" is not of the form segment/<id> = <uuid> or step/<id> = <uuid>` }),
})

export type OneSignalSettings = z.infer<typeof onesignalSettingsSchema>

export const ONESIGNAL_FIELDS: readonly SettingField[] = [
  { id: 'appId', label: 'App ID', help: 'In the dashboard under Settings, Keys & IDs.', kind: 'text', isRequired: true },
  { id: 'baseUrl', label: 'Address of the API', help: 'Leave it as it is, unless your calls go through a proxy.', kind: 'url', isRequired: false, initial: 'https://api.onesignal.com' },
  {
    id: 'made', label: 'Made in the dashboard', kind: 'longText', isRequired: false,
    help: 'In-app messages, webhooks and segments on behaviour cannot be made through the API. Make them in the dashboard and give their ids here, one a line: step/<id of the step> = <uuid>, or segment/<id of the segment> = <uuid>.',
  },
]

/** Ids of what was made by hand, by `segment/<id>` and `step/<id>`. */
export function madeByHand(settings: OneSignalSettings): ReadonlyMap<string, string> {
  return new Map(lines(settings.made ?? '').flatMap((line): [string, string][] => {
    const [, kind, id, uuid] = LINE.exec(line) ?? []
    return kind === undefined || id === undefined || uuid === undefined ? [] : [[`${kind}/${id}`, uuid]]
  }))
}

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

function wrongLine(text: string): string | undefined {
  return lines(text).find((line) => !UUID.test(LINE.exec(line)?.[3] ?? ''))
}
