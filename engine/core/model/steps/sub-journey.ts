import * as z from 'zod'
import { commonStepFields, idSchema } from '../ids.ts'
import { withTarget, type StepKind } from './step-kind.ts'

const schema = z.strictObject({
  kind: z.literal('journey'),
  ...commonStepFields,
  journey: idSchema,
  wait: z.boolean().optional(),
  next: idSchema.optional(),
})
export type SubJourneyStep = z.infer<typeof schema>

export const subJourney: StepKind<typeof schema> = {
  kind: 'journey',
  label: 'Journey',
  family: 'logic',
  schema,
  ports: (step) => [{ id: 'next', label: 'Then', target: step.next }],
  connect: (step, _portId, target) => withTarget(step, 'next', target),
  summary: (step) => (step.wait === false ? `Start ${step.journey}` : `Go through ${step.journey}`),
  blank: () => ({ kind: 'journey', journey: 'other-journey' }),
  portsThatTakeTime: () => [],
}
