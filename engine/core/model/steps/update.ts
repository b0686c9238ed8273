import * as z from 'zod'
import { commonStepFields, idSchema } from '../ids.ts'
import { withTarget, type StepKind } from './step-kind.ts'

const schema = z.strictObject({
  kind: z.literal('update'),
  ...commonStepFields,
  set: z.record(z.string().min(1), z.json()),
  next: idSchema.optional(),
})
export type UpdateStep = z.infer<typeof schema>

export const update: StepKind<typeof schema> = {
  kind: 'update',
  label: 'Update profile',
  family: 'logic',
  schema,
  ports: (step) => [{ id: 'next', label: 'Then', target: step.next }],
  connect: (step, _portId, target) => withTarget(step, 'next', target),
  summary: (step) => {
    const parts = Object.entries(step.set).map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    return parts.length === 0 ? 'Set nothing yet' : `Set ${parts.join(', ')}`
  },
  blank: () => ({ kind: 'update', set: {} }),
  portsThatTakeTime: () => [],
}
