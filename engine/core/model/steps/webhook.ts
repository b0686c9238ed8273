import * as z from 'zod'
import { commonStepFields, idSchema } from '../ids.ts'
import { withTarget, type StepKind } from './step-kind.ts'

const schema = z.strictObject({
  kind: z.literal('webhook'),
  ...commonStepFields,
  url: z.string().min(1),
  method: z.string().min(1).optional(),
  body: z.json().optional(),
  next: idSchema.optional(),
  onError: idSchema.optional(),
})
export type WebhookStep = z.infer<typeof schema>

export const webhook: StepKind<typeof schema> = {
  kind: 'webhook',
  label: 'Webhook',
  family: 'logic',
  schema,
  ports: (step) => [
    { id: 'next', label: 'Then', target: step.next },
    ...(step.onError === undefined ? [] : [{ id: 'error', label: 'On error', target: step.onError }]),
  ],
  connect: (step, portId, target) => withTarget(step, portId === 'error' ? 'onError' : 'next', target),
  summary: (step) => `${step.method ?? 'POST'} ${step.url}`,
  blank: () => ({ kind: 'webhook', url: 'https://example.com/hook', method: 'POST' }),
  portsThatTakeTime: () => [],
}
