import * as z from 'zod'
import { conditionForm, whereSchema, type Condition } from '../../../../engine/core/model/condition.ts'
import { asGroup, fitsPlace, withoutNot, type ConditionKind, type ConditionPlace } from './condition-forms.ts'

const clipSchema = z.strictObject({ format: z.literal('journey-condition'), condition: whereSchema })

// The last copy, for browsers that refuse to let a page read the clipboard.
let lastCopy: Condition | undefined

/** Copies a condition as JSON text, so that it can be pasted in another place, journey or window. */
export async function copyCondition(condition: Condition): Promise<void> {
  lastCopy = condition
  await navigator.clipboard?.writeText(JSON.stringify({ format: 'journey-condition', condition }, null, 2)).catch(() => undefined)
}

/** The condition on the clipboard; undefined if there is none. */
export async function copiedCondition(): Promise<Condition | undefined> {
  const text = await navigator.clipboard?.readText().catch(() => undefined)
  return (text === undefined ? undefined : conditionOfText(text)) ?? lastCopy
}

/** The condition that a copied text holds, alone or wrapped as a copy is; undefined if it holds none. */
export function conditionOfText(text: string): Condition | undefined {
  try {
    const parsed = clipSchema.safeParse(JSON.parse(text))
    // An empty condition is always true, which is nothing to paste.
    return parsed.success && Object.keys(parsed.data.condition).length > 0 ? (parsed.data.condition as Condition) : undefined // as: {} was ruled out
  } catch {
    return undefined
  }
}

/** True if every part of it can be judged there: what an event says, only where there is an event. */
export function canStandIn(condition: Condition, place: ConditionPlace): boolean {
  const group = asGroup(condition)
  if (group) return group.items.every((item) => canStandIn(item, place))
  const { inner } = withoutNot(condition)
  const form = conditionForm(inner)
  return form === undefined || form === 'not' ? true : fitsPlace(form satisfies string as ConditionKind, place) // as: forms are kinds, but for "not"
}
