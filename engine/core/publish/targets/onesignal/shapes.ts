import * as z from 'zod'

/**
 * What we send and read, written from OneSignal's reference pages (create, update and view journey, journey nodes and conditions; create segment; create
 * template), as of November 2026. The API is a beta, so more may come back than stands here: what is read is read loosely, what is sent is checked strictly.
 */
const id = z.union([z.string().min(1), z.strictObject({ $ref: z.string() })])

const OPERATORS = ['equal', 'not_equal', 'less', 'less_or_equal', 'greater_or_equal', 'greater', 'is', 'is_not', 'exists', 'not_exists', 'before', 'after'] as const
const eventAttribute = z.strictObject({ key: z.string(), operator: z.enum(OPERATORS), value: z.string().optional() })
const attributes = z.array(z.array(eventAttribute)).max(1)
const name = z.string().min(1).max(255)

const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('segment'), included_segment_ids: z.array(id).min(1), excluded_segment_ids: z.array(id).optional(), future_additions_only: z.boolean() }),
  z.strictObject({ kind: z.literal('event_trigger'), name, attributes: attributes.optional() }),
])

const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('segment_membership'), included_segment_ids: z.array(id).optional(), excluded_segment_ids: z.array(id).optional() }),
  z.strictObject({ kind: z.literal('on_notification_action'), action: z.enum(['received', 'clicked', 'opened']), client_node_id: z.string().optional(), sending_node_id: z.string().optional() }),
  z.strictObject({ kind: z.literal('event_trigger'), name, attributes: attributes.optional() }),
])

const SHORTEST_WAIT_S = 60
const LONGEST_WAIT_S = 31_556_952
const waitSeconds = z.int().min(SHORTEST_WAIT_S).max(LONGEST_WAIT_S)
const timePoint = z.strictObject({ hour: z.int().min(0).max(23), minute: z.int().min(0).max(59) })
const timeWindow = z.strictObject({ start: timePoint, end: timePoint, day_of_week: z.int().min(1).max(7).optional() })

const common = { id: z.string().optional(), client_node_id: z.string().optional(), annotation: z.string().max(255).optional() }
const branchId = { id: z.string().optional() }
const nodes: z.ZodType<OneSignalNode[]> = z.lazy(() => z.array(node))

const node: z.ZodType<OneSignalNode> = z.lazy(() => z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wait'), ...common, duration_seconds: waitSeconds }),
  z.strictObject({ kind: z.literal('time_window'), ...common, relative_to: z.enum(['schedule_in_timezone', 'last_active_time']), windows: z.array(timeWindow).min(1).optional(), time_zone: z.string().optional(), use_user_time_zone: z.boolean().optional() }),
  z.strictObject({ kind: z.enum(['send_push', 'send_email', 'send_sms']), ...common, template_id: id }),
  z.strictObject({ kind: z.literal('send_iam'), ...common, iam_id: z.string(), user_ttl_seconds: z.int().optional() }),
  z.strictObject({ kind: z.literal('send_webhook'), ...common, webhook_id: z.string() }),
  z.strictObject({ kind: z.literal('tag'), ...common, assignments: z.record(z.string().max(255), z.string().max(1024)) }),
  z.strictObject({
    kind: z.literal('split_range'), ...common, randomize_on_entry: z.boolean().optional(),
    branches: z.array(z.strictObject({ ...branchId, weight: z.number().min(0).max(100), nodes })).min(2).max(25).refine((all) => Math.abs(all.reduce((sum, { weight }) => sum + weight, 0) - 100) < 1e-6, 'weights must sum to 100'),
  }),
  z.strictObject({ kind: z.literal('yes_no'), ...common, branches: z.tuple([z.strictObject({ ...branchId, condition, nodes }), z.strictObject({ ...branchId, nodes })]) }),
  z.strictObject({
    kind: z.literal('wait_until'), ...common, branches: z.array(z.strictObject({ ...branchId, condition, nodes })).min(1).max(25),
    expiration: z.strictObject({ duration_seconds: waitSeconds, exits: z.boolean() }).nullable().optional(),
  }),
])) as z.ZodType<OneSignalNode> // as: the interface below spells out what it yields

/** A journey as it is sent. */
export const journeyBodySchema = z.strictObject({
  name: z.string().min(1).max(300),
  description: z.string().max(1024),
  audience,
  early_exit: z.strictObject({ rules: z.strictObject({ on_event: z.strictObject({ name }).optional(), on_segment: z.strictObject({ included_segment_ids: z.array(id).min(1) }).optional() }) }).nullable(),
  reentry_rules: z.strictObject({ duration_seconds: z.int().min(600) }).nullable(),
  schedule: z.strictObject({ start_at: z.string().optional(), stop_at: z.string().optional() }).nullable(),
  nodes,
})

const relation = z.enum(['=', '!=', '>', '<', 'exists', 'not_exists', 'in_array', 'not_in_array'])
export const filterSchema = z.union([z.strictObject({ operator: z.literal('OR') }), z.strictObject({ field: z.literal('tag'), key: z.string().min(1), relation, value: z.string().optional() })])
export const segmentBodySchema = z.strictObject({ name: z.string().min(1), filters: z.array(filterSchema).min(1) })

const texts = z.strictObject({ en: z.string() })
export const templateBodySchema = z.union([
  z.strictObject({ app_id: z.string(), name: z.string(), contents: texts, headings: texts.optional(), url: z.string().optional(), big_picture: z.string().optional(), ios_attachments: z.strictObject({ image: z.string() }).optional() }),
  z.strictObject({ app_id: z.string(), name: z.string(), isEmail: z.literal(true), email_subject: z.string(), email_body: z.string() }),
  z.strictObject({ app_id: z.string(), name: z.string(), isSMS: z.literal(true), contents: texts }),
])

export type EventAttribute = z.infer<typeof eventAttribute>
export type NodeCondition = z.infer<typeof condition>
export type Filter = z.infer<typeof filterSchema>
export type Id = z.infer<typeof id>

interface Common { id?: string | undefined; client_node_id?: string | undefined; annotation?: string | undefined }
export interface Branch { id?: string | undefined; condition?: NodeCondition | undefined; weight?: number | undefined; nodes: OneSignalNode[] }

export type OneSignalNode = Common & (
  | { kind: 'wait'; duration_seconds: number }
  | { kind: 'time_window'; relative_to: 'schedule_in_timezone' | 'last_active_time'; windows?: z.infer<typeof timeWindow>[] | undefined; time_zone?: string | undefined; use_user_time_zone?: boolean | undefined }
  | { kind: 'send_push' | 'send_email' | 'send_sms'; template_id: Id }
  | { kind: 'send_iam'; iam_id: string; user_ttl_seconds?: number | undefined }
  | { kind: 'send_webhook'; webhook_id: string }
  | { kind: 'tag'; assignments: Record<string, string> }
  | { kind: 'split_range'; randomize_on_entry?: boolean | undefined; branches: Branch[] }
  | { kind: 'yes_no'; branches: Branch[] }
  | { kind: 'wait_until'; branches: Branch[]; expiration?: { duration_seconds: number; exits: boolean } | null | undefined }
)

/** Bounds of a wait, in seconds: a minute and a year. */
export const WAIT_S = { shortest: SHORTEST_WAIT_S, longest: LONGEST_WAIT_S } as const
