import { whereSchema, type Condition, type DidCondition } from '../../../../engine/core/model/condition.ts'

/** The forms with fields of their own; everything else is edited as JSON. */
export type EditableForm = 'all' | 'any' | 'not' | 'segment' | 'attribute' | 'property' | 'did' | 'json'

const SIMPLE_DID = new Set(['did', 'where', 'within', 'count', 'per'])

/** Which fields a condition is edited with. */
export function editableForm(condition: Condition): EditableForm {
  if ('all' in condition) return 'all'
  if ('any' in condition) return 'any'
  if ('not' in condition) return 'not'
  if ('segment' in condition) return 'segment'
  if ('attribute' in condition) return 'attribute'
  if ('property' in condition) return 'property'
  if ('did' in condition && Object.keys(condition).every((key) => SIMPLE_DID.has(key))) return 'did'
  return 'json'
}

/** A first condition of a form, valid as it stands. */
export function blankCondition(form: EditableForm, offers: { event?: string | undefined; attribute?: string | undefined; property?: string | undefined; segment?: string | undefined }): Condition {
  switch (form) {
    case 'all':
      return { all: [] }
    case 'any':
      return { any: [] }
    case 'not':
      return { not: blankCondition('did', offers) }
    case 'segment':
      return { segment: offers.segment ?? 'segment' }
    case 'attribute':
      return { attribute: offers.attribute ?? 'country', op: 'exists' }
    case 'property':
      return { property: offers.property ?? 'price', op: 'exists' }
    case 'did':
      return { did: offers.event ?? 'event', within: 'P7D' }
    case 'json':
      return { sequence: [{ did: offers.event ?? 'event' }], within: 'P1D' }
  }
}

/** A copy with one field set or, with undefined, left out. */
export function withDid(did: DidCondition, change: Partial<DidCondition>): DidCondition {
  const merged = { ...did, ...change }
  if (merged.count === undefined) delete merged.per
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as DidCondition // as: only undefined members were dropped
}

/** Why a condition is none; undefined if it is one. */
export function conditionProblem(value: unknown): string | undefined {
  const parsed = whereSchema.safeParse(value)
  return parsed.success ? undefined : parsed.error.issues.map(({ message }) => message).join('; ')
}
