import * as z from 'zod'
import type { JsonValue } from '../../../json.ts'

/** A workflow of PostHog: what of it is read here. More members are let through; what is not known is told when it is imported. */

const propertyFilter = z.looseObject({ key: z.string(), operator: z.string().nullish(), type: z.string().nullish(), value: z.json().optional() })
const eventFilter = z.looseObject({ id: z.string().nullish(), name: z.string().nullish(), properties: z.array(propertyFilter).nullish() })
export const filtersSchema = z.looseObject({ properties: z.array(propertyFilter).nullish(), events: z.array(eventFilter).nullish(), actions: z.array(z.unknown()).nullish() })
const condition = z.looseObject({ name: z.string().nullish(), filters: filtersSchema.nullish() })

const input = z.looseObject({ value: z.json().optional(), templating: z.string().nullish() })

const action = z.looseObject({ id: z.string(), name: z.string().nullish(), description: z.string().nullish(), type: z.string(), on_error: z.string().nullish(), filters: z.unknown().optional(), config: z.record(z.string(), z.unknown()) })
const edge = z.looseObject({ from: z.string(), to: z.string(), type: z.enum(['continue', 'branch']), index: z.number().nullish() })

export const flowBody = z.looseObject({
  key: z.string().nullish(), name: z.string().nullish(), description: z.string().nullish(), exit_condition: z.string().nullish(),
  conversion: z.looseObject({ window: z.string().nullish(), window_minutes: z.number().nullish(), filters: z.array(propertyFilter).nullish(), events: z.array(condition).nullish() }).nullish(),
  trigger_masking: z.looseObject({ hash: z.string().nullish(), ttl: z.number().nullish(), threshold: z.number().nullish() }).nullish(),
  actions: z.array(action), edges: z.array(edge),
})

export const triggerConfig = z.looseObject({ type: z.string(), filters: filtersSchema.nullish(), inputs: z.record(z.string(), input).nullish() })
export const delayConfig = z.looseObject({
  delay_duration: z.string().nullish(), max_delay_duration: z.string().nullish(),
  delay_until: z.looseObject({ expression: z.string(), offset: z.string().nullish(), timezone: z.string().nullish(), fallback_timezone: z.string().nullish() }).nullish(),
})
export const waitConfig = z.looseObject({ condition: condition.nullish(), events: z.array(condition).nullish(), max_wait_duration: z.string() })
export const windowConfig = z.looseObject({ timezone: z.string().nullish(), fallback_timezone: z.string().nullish(), day: z.union([z.string(), z.array(z.string())]), time: z.union([z.string(), z.array(z.string())]) })
export const branchConfig = z.looseObject({ conditions: z.array(condition) })
export const cohortConfig = z.looseObject({ cohorts: z.array(z.looseObject({ percentage: z.number(), name: z.string().nullish() })) })
export const functionConfig = z.looseObject({ template_id: z.string(), inputs: z.record(z.string(), input) })

export type Flow = z.infer<typeof flowBody>
export type Action = Flow['actions'][number]
export type Edge = Flow['edges'][number]
export type Filters = z.infer<typeof filtersSchema>
export type PropertyFilter = z.infer<typeof propertyFilter>
export type Inputs = z.infer<typeof functionConfig>['inputs']

export const TRIGGER_ID = 'trigger_node'
export const EXIT_ID = 'exit_node'
/** Between the id of a step and what one of several actions made of it stands for. */
export const PART = '--'

/** An action as it is sent. The times are PostHog's own, and have to be there. */
export function actionOf(id: string, name: string, type: string, config: JsonValue, more: Readonly<Record<string, JsonValue>> = {}): JsonValue {
  return { id, name, description: '', type, config, created_at: 0, updated_at: 0, filters: null, ...more }
}
