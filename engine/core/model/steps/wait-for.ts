import * as z from 'zod'
import { whereSchema } from '../condition.ts'
import { durationInWords, exactDurationSchema, exactMs } from '../duration.ts'
import { commonStepFields, idSchema, MOST_WAYS, TOO_MANY_WAYS } from '../ids.ts'
import { replaceById, withTarget, type StepKind } from './step-kind.ts'

/** A branch id may not be one of these: they name ports of their own. */
export const RESERVED_BRANCH_IDS = ['timeout', 'else']
export const branchIdSchema = idSchema.refine((id) => !RESERVED_BRANCH_IDS.includes(id), 'no branch may be called timeout or else; choose another id')

const eventBranch = z.strictObject({ id: branchIdSchema, event: idSchema, where: whereSchema.optional(), next: idSchema.optional() })
const segmentBranch = z.strictObject({ id: branchIdSchema, segment: idSchema, next: idSchema.optional() })

const schema = z.strictObject({
  kind: z.literal('waitFor'),
  ...commonStepFields,
  branches: z.array(z.union([eventBranch, segmentBranch], { error: 'expected a branch: {id, event, where?, next?} or {id, segment, next?}' })).max(MOST_WAYS, TOO_MANY_WAYS),
  timeout: z.strictObject({ after: exactDurationSchema, next: idSchema.optional() }).optional(),
  look: z.union([z.literal('arrival'), z.literal('entry'), exactDurationSchema], { error: 'expected "arrival", "entry" or a duration such as P1D' }).optional(),
})
export type WaitForStep = z.infer<typeof schema>
export type WaitForBranch = WaitForStep['branches'][number]

function awaited(branch: WaitForBranch): string {
  return 'event' in branch ? branch.event : `segment ${branch.segment}`
}

export const waitFor: StepKind<typeof schema> = {
  kind: 'waitFor',
  label: 'Wait for',
  family: 'time',
  schema,
  ports: (step) => [
    ...step.branches.map((branch) => ({ id: branch.id, label: awaited(branch), target: branch.next })),
    ...(step.timeout ? [{ id: 'timeout', label: `After ${durationInWords(step.timeout.after)}`, target: step.timeout.next }] : []),
  ],
  connect: (step, portId, target) =>
    portId === 'timeout' && step.timeout
      ? { ...step, timeout: withTarget(step.timeout, 'next', target) }
      : { ...step, branches: replaceById(step.branches, portId, (branch) => withTarget(branch, 'next', target)) },
  summary: (step) => {
    const what = step.branches.map(awaited).join(' or ') || 'nothing'
    return step.timeout ? `Wait up to ${durationInWords(step.timeout.after)} for ${what}` : `Wait for ${what}`
  },
  blank: () => ({ kind: 'waitFor', branches: [{ id: 'happened', event: 'event' }], timeout: { after: 'P1D' } }),
  portsThatTakeTime: (step) => [
    ...((step.look ?? 'arrival') === 'arrival' ? step.branches.filter((branch) => 'event' in branch).map((branch) => branch.id) : []),
    ...(step.timeout && exactMs(step.timeout.after) > 0 ? ['timeout'] : []),
  ],
}
