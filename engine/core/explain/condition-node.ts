import * as z from 'zod'

// A condition as it was judged for one profile at one instant: the same tree as in the document, each part with what it wanted and what
// it found. Instants are epoch ms; spans ISO 8601, as in documents.

const scalar = z.union([z.string(), z.number(), z.boolean()])
const op = z.string()
const holds = z.boolean()

const compared = z.strictObject({
  kind: z.enum(['attribute', 'property', 'score']),
  holds,
  name: z.string(),
  op,
  /** Null: the op takes no value. */
  wanted: z.union([scalar, z.array(scalar)]).nullable(),
  /** Null: missing. */
  actual: z.json(),
})

const near = z.strictObject({ kind: z.literal('near'), holds, latitude: z.number(), longitude: z.number(), radiusM: z.number(), distanceM: z.number().nullable() })
/** Local times `HH:MM`. */
const localTime = z.strictObject({ kind: z.literal('localTime'), holds, from: z.string(), to: z.string(), actual: z.string() })
/** 1 (Monday) to 7. */
const weekday = z.strictObject({ kind: z.literal('weekday'), holds, days: z.array(z.int()), actual: z.int() })

const did = z.strictObject({
  kind: z.literal('did'),
  holds,
  event: z.string(),
  /** What the events had to be like, in words; null: any. */
  where: z.string().nullable(),
  within: z.string().nullable(),
  endingAgo: z.string().nullable(),
  notFollowedBy: z.strictObject({ event: z.string(), where: z.string().nullable(), within: z.string() }).nullable(),
  measure: z.enum(['count', 'sum', 'avg', 'max', 'min', 'distinct']),
  /** Of `sum` and its kin the property they are made of; of a count the one it is made per value of, if it is. */
  property: z.string().nullable(),
  op,
  wanted: z.number(),
  /** Null: of nothing there is no such figure. */
  actual: z.number().nullable(),
  /** Of a count per value: the value that came nearest. */
  value: z.json(),
  /** When those counted happened, the newest first, five at the most. */
  found: z.array(z.number()),
  /** The newest that would count but for the window; null: there is none. */
  lastOutside: z.number().nullable(),
})

const sequence = z.strictObject({
  kind: z.literal('sequence'),
  holds,
  /** `at` null: this one did not come in its turn. */
  items: z.array(z.strictObject({ event: z.string(), where: z.string().nullable(), at: z.number().nullable() })),
  within: z.string().nullable(),
  endingAgo: z.string().nullable(),
})

export type ComparedNode = z.infer<typeof compared>
export type DidNode = z.infer<typeof did>
export type SequenceNode = z.infer<typeof sequence>

/** One part of a judged condition. */
export type ConditionNode =
  | { kind: 'all' | 'any'; holds: boolean; of: ConditionNode[] }
  | { kind: 'not'; holds: boolean; of: ConditionNode }
  | { kind: 'segment'; holds: boolean; id: string; name: string; of: ConditionNode }
  | ComparedNode
  | z.infer<typeof near>
  | z.infer<typeof localTime>
  | z.infer<typeof weekday>
  | DidNode
  | SequenceNode

const node: z.ZodType<ConditionNode> = z.lazy(() => conditionNodeSchema)

export const conditionNodeSchema: z.ZodType<ConditionNode> = z.union([
  z.strictObject({ kind: z.enum(['all', 'any']), holds, of: z.array(node) }),
  z.strictObject({ kind: z.literal('not'), holds, of: node }),
  z.strictObject({ kind: z.literal('segment'), holds, id: z.string(), name: z.string(), of: node }),
  compared,
  near,
  localTime,
  weekday,
  did,
  sequence,
])
