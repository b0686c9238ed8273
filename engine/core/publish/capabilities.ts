import * as z from 'zod'

/** `partly` comes with words. `isUndocumented`: it was not found in the platform's documentation, so that it is not asked for there; by hand it may be possible. */
const ability = z.strictObject({ can: z.enum(['yes', 'partly', 'no']), inWords: z.string(), isUndocumented: z.boolean().optional() })

/** What can be asked of a platform, by the words of a journey. */
export const ABILITIES = [
  'eventTrigger', 'segmentTrigger', 'scheduleTrigger', 'apiTrigger', 'delay', 'delayUntil', 'bestTime', 'waitForEvent', 'waitForSegment', 'branch', 'split',
  'push', 'email', 'sms', 'inApp', 'webPush', 'whatsapp', 'widget', 'update', 'webhook', 'subJourney', 'goals', 'exits', 'reentry', 'quietHours', 'caps', 'holdout', 'loops', 'merges',
] as const

/** What a platform can do. Sources are named where the mapping of the target is written. */
export const capabilitiesSchema = z.strictObject({
  abilities: z.record(z.enum(ABILITIES), ability),
  /** By what it is told apart that somebody else wrote meanwhile. `none`: what is there is compared before each write, and a moment remains in which it is not seen. */
  concurrency: z.enum(['token', 'none']),
  /** Whether making a journey twice makes one. */
  createTwiceIsOnce: z.boolean(),
  /** Whether it keeps versions of a journey itself. */
  versions: z.boolean(),
  /** What follows on what a person does; a pair that is not there cannot be done. */
  transitions: z.partialRecord(z.enum(['draft', 'processing', 'active', 'paused', 'stopped', 'archived']), z.array(z.enum(['activate', 'pause', 'resume', 'stop', 'archive']))),
  tellsInFlight: z.boolean(),
  tellsStatistics: z.boolean(),
  /** What happens there to people under way when a journey is changed or paused, in words. */
  inFlightInWords: z.string(),
})

export type Capabilities = z.infer<typeof capabilitiesSchema>
export type Ability = (typeof ABILITIES)[number]
