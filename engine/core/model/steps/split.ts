import * as z from 'zod'
import { exactDurationSchema } from '../duration.ts'
import { commonStepFields, idSchema, MOST_WAYS, nameSchema, TOO_MANY_WAYS } from '../ids.ts'
import { replaceById, withTarget, type StepKind } from './step-kind.ts'

const schema = z.strictObject({
  kind: z.literal('split'),
  ...commonStepFields,
  variants: z.array(z.strictObject({ id: idSchema, name: nameSchema.optional(), weight: z.number().min(0), next: idSchema.optional() })).min(1).max(MOST_WAYS, TOO_MANY_WAYS),
  key: idSchema.optional(),
  goal: idSchema.optional(),
  autoWinner: z.strictObject({ after: exactDurationSchema, metric: z.string().min(1), minimum: z.int().min(0) }).optional(),
})
export type SplitStep = z.infer<typeof schema>

export const split: StepKind<typeof schema> = {
  kind: 'split',
  label: 'A/B split',
  family: 'logic',
  schema,
  ports: (step) => step.variants.map((variant) => ({ id: variant.id, label: variant.name ?? variant.id, target: variant.next })),
  connect: (step, portId, target) => ({ ...step, variants: replaceById(step.variants, portId, (variant) => withTarget(variant, 'next', target)) }),
  summary: (step) => {
    const total = step.variants.reduce((sum, variant) => sum + variant.weight, 0)
    return step.variants.map((variant) => `${variant.name ?? variant.id} ${total > 0 ? Math.round((1000 * variant.weight) / total) / 10 : 0} %`).join(' · ')
  },
  blank: () => ({ kind: 'split', variants: [{ id: 'a', name: 'A', weight: 1 }, { id: 'b', name: 'B', weight: 1 }] }),
  portsThatTakeTime: () => [],
}
