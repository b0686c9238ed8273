import * as z from 'zod'

/** Platforms whose way of running a journey is imitated, in the order in which they are shown. */
export const DIALECT_IDS = ['braze', 'salesforce', 'klaviyo', 'dittofeed', 'onesignal', 'posthog', 'adobe'] as const

export const dialectIdSchema = z.enum(DIALECT_IDS)

export type DialectId = (typeof DIALECT_IDS)[number]

export function isDialectId(text: string): text is DialectId {
  return (DIALECT_IDS as readonly string[]).includes(text)
}
