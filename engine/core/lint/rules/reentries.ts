import { jsonPath } from '../../json.ts'
import { durationInWords, exactMs } from '../../model/duration.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { eventOf, named } from '../flow.ts'

/** Limits that are never reached, keys that no start carries, and passes that pile up. */
export function reentries(document: JourneyDocument): Diagnostic[] {
  const { reentry, entries } = document
  const report = (message: string, help: string, key: string, fix: ReturnType<typeof fixWith> | object = {}): Diagnostic[] => [
    { code: 'J044', severity: 'info', message, help, path: jsonPath(['reentry', key]), ...fix },
  ]
  if (reentry?.kind === 'afterExit' && reentry.limit && reentry.cooldown !== undefined) {
    const { count, within } = reentry.limit
    if (exactMs(reentry.cooldown) * count < exactMs(within)) return []
    return report(
      `the limit of ${count} starts within ${durationInWords(within)} is never reached: the cooldown of ${durationInWords(reentry.cooldown)} already allows fewer`,
      'remove the limit, or shorten the cooldown',
      'limit',
      fixWith(document, 'Remove the limit', { path: ['reentry', 'limit'] }),
    )
  }
  if (reentry?.kind !== 'always') return []
  const { key } = reentry
  const keyless = entries.filter((entry) => eventOf(entry) === undefined)
  if (key !== undefined) {
    if (keyless.length === 0) return []
    return report(
      `the entries ${named(keyless.map(({ id }) => id))} bring no event, so they carry no ${named([key])} and are never held back by it`,
      'use the key with entries by events only, or choose re-entry "after exit" for them',
      'key',
    )
  }
  const byEvent = entries.filter(({ trigger }) => trigger.kind === 'event')
  if (reentry.limit || byEvent.length === 0) return []
  return report(
    `every ${named(byEvent.map((entry) => eventOf(entry)!))} starts another pass beside those under way, each with all its messages`,
    'name the property that tells them apart, such as the order id, as the key; or set a limit; or choose re-entry "after exit"',
    'kind',
  )
}
