import { RehearsalError } from '../../errors.ts'
import { withRefusedReferences } from '../refused-references.ts'
import type { SettingField, Target, TargetId } from '../target.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from './any-target.ts'
import { DITTOFEED } from './dittofeed/index.ts'
import { HTTP } from './http/index.ts'
import { KLAVIYO } from './klaviyo/index.ts'
import { ONESIGNAL } from './onesignal/index.ts'
import { POSTHOG } from './posthog/index.ts'
import { SALESFORCE } from './salesforce/index.ts'

/** Hides what the settings are. They reach a target only through its own schema, so that it is always given its own. */
function any<S>(target: Target<S>): AnyTarget {
  const whole = target as unknown as AnyTarget // as: see above
  return { ...whole, toPlatform: (document, settings) => withRefusedReferences(document, whole.toPlatform(document, settings)) }
}

/** Every platform that journeys can be published to, in the order people are shown them. */
export const TARGETS: readonly AnyTarget[] = [any(DITTOFEED), any(POSTHOG), any(ONESIGNAL), any(KLAVIYO), any(SALESFORCE), any(HTTP)]

/** Throws E_TARGET for a platform that is not among them. */
export function targetOf(id: TargetId): AnyTarget {
  const target = TARGETS.find((one) => one.id === id)
  if (!target) throw new RehearsalError('E_TARGET', `there is no target "${id}"`, `targets are ${TARGETS.map((one) => one.id).join(', ')}`)
  return target
}

/** What can stand in a field nobody has filled in, most likely first. */
function standIns({ kind, initial, choices }: SettingField): readonly unknown[] {
  if (initial !== undefined) return kind === 'number' ? [initial, Number(initial)] : [initial]
  if (kind === 'choice') return choices?.map(({ value }) => value) ?? []
  if (kind === 'url') return ['https://example.com']
  if (kind === 'number') return [1, '1']
  return ['example', '00000000-0000-4000-8000-000000000000', '1', '{}']
}

/**
 * Settings for looking at what a target would be sent without an account there: initial values, and where a field has none, a value of its kind.
 * `filled`: labels of the fields that hold such a value.
 */
export function settingsWithoutAccount(target: AnyTarget): { settings: TargetSettings; filled: readonly string[] } {
  const fields = target.fields.filter(({ initial, isRequired }) => isRequired || initial !== undefined)
  const tried = new Map(fields.map((field) => [field.id, 0]))
  // Every round takes the next value of a field that was refused, so it ends.
  for (;;) {
    const given = Object.fromEntries(fields.map((field) => [field.id, standIns(field)[tried.get(field.id)!]]))
    const parsed = target.settingsSchema.safeParse(given)
    if (parsed.success) return { settings: parsed.data, filled: fields.filter(({ initial }) => initial === undefined).map(({ label }) => label) }
    const refused = fields.filter((field) => parsed.error.issues.some(({ path }) => path[0] === field.id) && tried.get(field.id)! < standIns(field).length)
    if (refused.length === 0) return { settings: settingsOf(target, given), filled: [] }
    for (const { id } of refused) tried.set(id, tried.get(id)! + 1)
  }
}
