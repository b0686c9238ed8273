import { RehearsalError } from '../../errors.ts'
import type { Target } from '../target.ts'

declare const checked: unique symbol
/** Settings that a target's own schema has read; which they are, only that target knows. */
export interface TargetSettings { readonly [checked]: true }

/** A target whose settings are its own business: they come from `settingsOf` and go back into it. */
export type AnyTarget = Target<TargetSettings>

/** Reads the settings of a connection. Throws E_SETTINGS, naming the field by what people read in the form. */
export function settingsOf(target: AnyTarget, given: Readonly<Record<string, unknown>>): TargetSettings {
  const parsed = target.settingsSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    const field = target.fields.find(({ id }) => id === path[0])
    return `${field?.label ?? (path.join('.') || target.name)}: ${message}`
  })
  throw new RehearsalError('E_SETTINGS', `${target.name}: ${problems.join('; ')}`, 'Correct the field and save again.', { unusable: true })
}
