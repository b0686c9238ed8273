import * as z from 'zod'

/** Journey, segment and template as Dittofeed has them: what of them is read here. More members are let through, what is not known is told when it is imported. */

const exitNode = z.looseObject({ type: z.literal('ExitNode') })

const entryNode = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('EntryNode'), segment: z.string(), child: z.string(), reEnter: z.boolean().optional() }),
  z.looseObject({ type: z.literal('EventEntryNode'), event: z.string(), key: z.string().optional(), child: z.string() }),
])

const delayVariant = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('Second'), seconds: z.number() }),
  z.looseObject({ type: z.literal('LocalTime'), hour: z.number(), minute: z.number().optional(), allowedDaysOfWeek: z.array(z.number()).optional(), defaultTimezone: z.string().optional() }),
  z.looseObject({ type: z.literal('UserProperty'), userProperty: z.string() }),
])

const bodyNode = z.discriminatedUnion('type', [
  z.looseObject({ id: z.string(), type: z.literal('DelayNode'), variant: delayVariant, child: z.string() }),
  z.looseObject({
    id: z.string(), type: z.literal('MessageNode'), name: z.string().optional(), subscriptionGroupId: z.string().optional(), skipOnFailure: z.boolean().optional(), syncProperties: z.boolean().optional(),
    variant: z.looseObject({ type: z.enum(['Email', 'MobilePush', 'Sms', 'Webhook']), templateId: z.string() }), child: z.string(),
  }),
  z.looseObject({ id: z.string(), type: z.literal('RandomCohortNode'), children: z.array(z.looseObject({ id: z.string(), percent: z.number(), name: z.string() })) }),
  z.looseObject({ id: z.string(), type: z.literal('RateLimitNode') }),
  z.looseObject({ id: z.string(), type: z.literal('SegmentSplitNode'), name: z.string().optional(), variant: z.looseObject({ type: z.literal('Boolean'), segment: z.string(), trueChild: z.string(), falseChild: z.string() }) }),
  z.looseObject({ id: z.string(), type: z.literal('WaitForNode'), timeoutSeconds: z.number(), timeoutChild: z.string(), segmentChildren: z.array(z.looseObject({ id: z.string(), segmentId: z.string() })) }),
])

const definition = z.looseObject({ entryNode, exitNode, nodes: z.array(bodyNode) })

export const journeyBody = z.looseObject({ id: z.string().optional(), name: z.string(), canRunMultiple: z.boolean().optional(), definition })

const propertyTest = z.looseObject({ path: z.string(), operator: z.looseObject({ type: z.string(), value: z.union([z.string(), z.number()]).optional() }) })

const segmentNode = z.looseObject({
  id: z.string(), type: z.string(), children: z.array(z.string()).optional(), path: z.string().optional(), item: z.string().optional(),
  operator: z.looseObject({ type: z.string(), value: z.union([z.string(), z.number()]).optional() }).optional(),
  event: z.string().optional(), key: z.string().optional(), times: z.number().optional(), timesOperator: z.string().optional(), timeOperator: z.string().optional(), withinSeconds: z.number().optional(),
  properties: z.array(propertyTest).optional(),
})

export const segmentBody = z.looseObject({ name: z.string(), definition: z.looseObject({ entryNode: segmentNode, nodes: z.array(segmentNode) }) })

export const templateBody = z.looseObject({
  name: z.string(),
  definition: z.looseObject({ type: z.enum(['Email', 'MobilePush', 'Sms', 'Webhook']), emailContentsType: z.string().optional(), from: z.string().optional(), subject: z.string().optional(), title: z.string().optional(), body: z.unknown().optional(), imageUrl: z.string().optional() }),
})

export type Definition = z.infer<typeof definition>
export type EntryNode = z.infer<typeof entryNode>
export type BodyNode = z.infer<typeof bodyNode>
export type SegmentBody = z.infer<typeof segmentBody>
export type SegmentNode = z.infer<typeof segmentNode>
export type TemplateBody = z.infer<typeof templateBody>
export type PropertyTest = z.infer<typeof propertyTest>

/** How a way that ends the journey is written. */
export const EXIT = 'ExitNode'
/** Words of Dittofeed's own, which no node may be called. */
export const RESERVED_IDS: readonly string[] = [EXIT, 'EntryNode', 'EventEntryNode']
/** Between the id of a step and what one of several nodes made of it stands for. */
export const PART = '--'
export const CHANNEL_TYPES = { email: 'Email', push: 'MobilePush', sms: 'Sms' } as const

/** Where a node may lead. */
export function childrenOf(node: BodyNode): string[] {
  switch (node.type) {
    case 'DelayNode':
    case 'MessageNode': return [node.child]
    case 'RandomCohortNode': return node.children.map(({ id }) => id)
    case 'RateLimitNode': return []
    case 'SegmentSplitNode': return [node.variant.trueChild, node.variant.falseChild]
    case 'WaitForNode': return [node.timeoutChild, ...node.segmentChildren.map(({ id }) => id)]
  }
}
