import * as z from 'zod'
import { conditionSchema } from '../condition.ts'
import { conditionInWords } from '../condition-in-words.ts'
import { commonStepFields, idSchema, MOST_WAYS, TOO_MANY_WAYS } from '../ids.ts'
import { replaceById, withTarget, type StepKind } from './step-kind.ts'
import { branchIdSchema } from './wait-for.ts'

const schema = z.strictObject({
  kind: z.literal('branch'),
  ...commonStepFields,
  branches: z.array(z.strictObject({ id: branchIdSchema, when: conditionSchema, next: idSchema.optional() })).max(MOST_WAYS, TOO_MANY_WAYS),
  else: idSchema.optional(),
})
export type BranchStep = z.infer<typeof schema>

export const branch: StepKind<typeof schema> = {
  kind: 'branch',
  label: 'Branch',
  family: 'logic',
  schema,
  ports: (step) => [
    ...step.branches.map(({ id, next }) => ({ id, label: id, target: next })),
    { id: 'else', label: 'Everyone else', target: step.else },
  ],
  connect: (step, portId, target) =>
    portId === 'else'
      ? withTarget(step, 'else', target)
      : { ...step, branches: replaceById(step.branches, portId, (one) => withTarget(one, 'next', target)) },
  summary: (step) => {
    const [first, ...others] = step.branches
    if (!first) return 'Everyone takes the same way'
    return `If ${conditionInWords(first.when)}${others.length > 0 ? `, or ${others.length} more` : ''}`
  },
  blank: () => ({ kind: 'branch', branches: [{ id: 'yes', when: { all: [] } }] }),
  portsThatTakeTime: () => [],
}
