import * as z from 'zod'
import { spanSchema } from './duration.ts'

export type Scalar = string | number | boolean

export const COMPARISON_OPS = [
  'eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'notIn', 'contains', 'startsWith', 'exists', 'missing', 'between',
] as const
export type ComparisonOp = (typeof COMPARISON_OPS)[number]

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'expected text, a number, true or false' })
const comparisonValue = z.union([scalar, z.array(scalar)], { error: 'expected text, a number, true, false, or a list of them' })
const comparison = { op: z.enum(COMPARISON_OPS), value: comparisonValue.optional() }

interface Comparison { op: ComparisonOp; value?: Scalar | Scalar[] | undefined }

function checkComparison({ op, value }: Comparison, context: z.core.$RefinementCtx): void {
  const problem = comparisonProblem(op, value)
  if (problem) context.addIssue({ code: 'custom', message: problem, path: ['value'], input: value })
}

function comparisonProblem(op: ComparisonOp, value: Comparison['value']): string | undefined {
  if (op === 'exists' || op === 'missing') return value === undefined ? undefined : `"${op}" takes no value; remove it`
  if (op === 'in' || op === 'notIn') return Array.isArray(value) ? undefined : `"${op}" needs a list of values`
  if (op === 'between') {
    const pair = Array.isArray(value) && value.length === 2 && typeof value[0] === typeof value[1] && typeof value[0] !== 'boolean'
    return pair ? undefined : '"between" needs a list of two numbers or two texts: the lower and the upper end'
  }
  if (value === undefined || Array.isArray(value)) return `"${op}" needs one value`
  if (op === 'startsWith' && typeof value !== 'string') return '"startsWith" needs a text'
  if (['lt', 'lte', 'gt', 'gte'].includes(op) && typeof value === 'boolean') return `"${op}" cannot compare true and false; use eq or ne`
  return undefined
}

const COUNT_OPS = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const
const countSchema = z.strictObject({ op: z.enum(COUNT_OPS), value: z.int().min(0) })
const numberComparison = { op: z.enum(COUNT_OPS), value: z.number() }
const aggregateSchema = z.strictObject({ property: z.string().min(1), ...numberComparison })
const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a local time such as 09:00')

/** Names of the sums over past events that a `did` may carry instead of `count`. */
export const AGGREGATES = ['sum', 'avg', 'max', 'min', 'distinct'] as const
export type Aggregate = (typeof AGGREGATES)[number]

const where = z.lazy(() => whereSchema)

const didItem = z.strictObject({ did: z.string().min(1), where: where.optional() })

const didSchema = z
  .strictObject({
    did: z.string().min(1),
    where: where.optional(),
    within: spanSchema.optional(),
    endingAgo: spanSchema.optional(),
    count: countSchema.optional(),
    per: z.string().min(1).optional(),
    sum: aggregateSchema.optional(),
    avg: aggregateSchema.optional(),
    max: aggregateSchema.optional(),
    min: aggregateSchema.optional(),
    distinct: aggregateSchema.optional(),
    notFollowedBy: z.strictObject({ did: z.string().min(1), where: where.optional(), within: spanSchema }).optional(),
  })
  .superRefine((did, context) => {
    const aggregates = AGGREGATES.filter((name) => did[name] !== undefined)
    if (did.per !== undefined && did.count === undefined) context.addIssue({ code: 'custom', message: '"per" needs "count" beside it', path: ['per'] })
    if (aggregates.length > 1) context.addIssue({ code: 'custom', message: `use one of ${aggregates.join(', ')}, not several`, path: [aggregates[1]!] })
    if (aggregates.length > 0 && did.count !== undefined) context.addIssue({ code: 'custom', message: `"count" does not go with "${aggregates[0]}"`, path: ['count'] })
  })

const localTimeSchema = z
  .strictObject({ from: clockSchema, to: clockSchema })
  .refine(({ from, to }) => from !== to, 'from and to are the same time, which is no stretch of the day; make them differ')

const forms = {
  all: z.strictObject({ all: z.array(z.lazy(() => conditionSchema)) }),
  any: z.strictObject({ any: z.array(z.lazy(() => conditionSchema)) }),
  not: z.strictObject({ not: z.lazy(() => conditionSchema) }),
  segment: z.strictObject({ segment: z.string().min(1) }),
  attribute: z.strictObject({ attribute: z.string().min(1), ...comparison }).superRefine(checkComparison),
  property: z.strictObject({ property: z.string().min(1), ...comparison }).superRefine(checkComparison),
  did: didSchema,
  sequence: z.strictObject({ sequence: z.array(didItem).min(1), within: spanSchema.optional(), endingAgo: spanSchema.optional() }),
  score: z.strictObject({ score: z.string().min(1), ...comparison }).superRefine(checkComparison),
  near: z.strictObject({
    near: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), radiusM: z.number().min(0) }),
  }),
  localTime: z.strictObject({ localTime: localTimeSchema }),
  weekday: z.strictObject({ weekday: z.array(z.int().min(1).max(7)).min(1) }),
} as const

export type ConditionForm = keyof typeof forms

type WithWhere = { where?: Where | undefined }
export type DidItem = { did: string } & WithWhere
export type CountComparison = z.infer<typeof countSchema>
export type AggregateComparison = z.infer<typeof aggregateSchema>
export type AllCondition = { all: Condition[] }
export type AnyCondition = { any: Condition[] }
export type NotCondition = { not: Condition }
export type SegmentCondition = { segment: string }
export type AttributeCondition = { attribute: string } & Comparison
export type PropertyCondition = { property: string } & Comparison
export type ScoreCondition = { score: string } & Comparison
export type DidCondition = DidItem & {
  within?: string | undefined
  endingAgo?: string | undefined
  count?: CountComparison | undefined
  per?: string | undefined
  notFollowedBy?: (DidItem & { within: string }) | undefined
} & { [A in Aggregate]?: AggregateComparison | undefined }
export type SequenceCondition = { sequence: DidItem[]; within?: string | undefined; endingAgo?: string | undefined }
export type NearCondition = { near: { latitude: number; longitude: number; radiusM: number } }
export type LocalTimeCondition = { localTime: { from: string; to: string } }
export type WeekdayCondition = { weekday: number[] }

/** A condition of the format page, section 3: the same forms wherever one may stand. */
export type Condition =
  | AllCondition | AnyCondition | NotCondition | SegmentCondition | AttributeCondition | PropertyCondition | DidCondition
  | SequenceCondition | ScoreCondition | NearCondition | LocalTimeCondition | WeekdayCondition

/** A `where`: a condition, or `{}` for "always". */
export type Where = Condition | Record<string, never>

const FORM_NAMES = Object.keys(forms) as ConditionForm[] // as: the keys of a constant

/** Which form a condition has: the one naming key it carries. Undefined for `{}` or an unknown form. */
export function conditionForm(condition: object): ConditionForm | undefined {
  return FORM_NAMES.find((form) => form in condition)
}

/** Deeper in one another than any condition a person reads; whoever walks through one may go by recursion. */
const DEEPEST = 200
// How deep the parser is: it is one call, in which nothing waits.
let depth = 0

/** Picks the form by its naming key first, so that an error speaks of the form the author meant. */
export const conditionSchema: z.ZodType<Condition> = z.unknown().transform((input, context) => {
  if (depth >= DEEPEST) {
    context.addIssue({ code: 'custom', message: `conditions are nested more than ${DEEPEST} deep; name a part of them as a segment`, input })
    return z.NEVER
  }
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input)
  const form = isObject ? conditionForm(input) : undefined
  if (form === undefined) {
    context.addIssue({ code: 'custom', message: `expected a condition: an object with one of ${FORM_NAMES.join(', ')}`, input })
    return z.NEVER
  }
  depth++
  const parsed = forms[form].safeParse(input)
  depth--
  if (parsed.success) return parsed.data as Condition // as: each form's schema and type are the same shape
  for (const issue of parsed.error.issues) context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]) // as: an issue is what addIssue takes
  return z.NEVER
})

export const whereSchema: z.ZodType<Where> = z.unknown().transform((input, context) => {
  if (typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0) return {}
  const parsed = conditionSchema.safeParse(input)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]) // as above
  return z.NEVER
})

/** True for a `where` that always holds: absent or `{}`. */
export function isAlways(condition: Where | undefined): condition is undefined | Record<string, never> {
  return condition === undefined || Object.keys(condition).length === 0
}
