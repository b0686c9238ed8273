import * as z from 'zod'
import { commonStepFields } from '../ids.ts'
import type { StepKind } from './step-kind.ts'

const schema = z.strictObject({
  kind: z.literal('exit'),
  ...commonStepFields,
  outcome: z
    .string()
    .min(1)
    .refine((outcome) => !/^(goal|exit):/.test(outcome), 'an outcome must not begin with goal: or exit:, which name goals and exit criteria')
    .optional(),
})
export type ExitStep = z.infer<typeof schema>

/** The outcome of an exit step that names none, and of every port that leads nowhere. */
export const COMPLETED = 'completed'

export const exit: StepKind<typeof schema> = {
  kind: 'exit',
  label: 'Exit',
  family: 'end',
  schema,
  ports: () => [],
  connect: (step) => step,
  summary: (step) => `Leaves as ${step.outcome ?? COMPLETED}`,
  blank: () => ({ kind: 'exit', outcome: COMPLETED }),
  portsThatTakeTime: () => [],
}
