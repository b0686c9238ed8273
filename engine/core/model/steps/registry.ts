import * as z from 'zod'
import { branch, type BranchStep } from './branch.ts'
import { delay, type DelayStep } from './delay.ts'
import { exit, type ExitStep } from './exit.ts'
import { message, type MessageStep } from './message.ts'
import { split, type SplitStep } from './split.ts'
import type { Port, StepKind } from './step-kind.ts'
import { subJourney, type SubJourneyStep } from './sub-journey.ts'
import { update, type UpdateStep } from './update.ts'
import { waitFor, type WaitForStep } from './wait-for.ts'
import { webhook, type WebhookStep } from './webhook.ts'

export type Step = MessageStep | DelayStep | WaitForStep | BranchStep | SplitStep | UpdateStep | WebhookStep | SubJourneyStep | ExitStep
export type StepKindName = Step['kind']

/** Every kind of step, in the order the palette shows them. A new kind is one file and one line here. */
export const STEP_KINDS = { message, delay, waitFor, branch, split, update, webhook, journey: subJourney, exit } as const

export const stepSchema = z.discriminatedUnion(
  'kind',
  [message.schema, delay.schema, waitFor.schema, branch.schema, split.schema, update.schema, webhook.schema, subJourney.schema, exit.schema],
  { error: () => `expected a step: an object whose "kind" is one of ${Object.keys(STEP_KINDS).join(', ')}` },
)

/** The kind of a step, typed loosely: each member takes exactly the steps of its own kind. */
export function kindOf(step: Step): StepKind<z.ZodType<Step>> {
  return STEP_KINDS[step.kind] as unknown as StepKind<z.ZodType<Step>> // as: the tag picks the definition written for this step
}

/** Ways out of a step, in canvas order. */
export function portsOf(step: Step): Port[] {
  return kindOf(step).ports(step)
}

/** One line in words about a step. */
export function summaryOf(step: Step): string {
  return kindOf(step).summary(step)
}

/** A copy of `step` whose port leads to `target`; undefined disconnects it. */
export function connectPort(step: Step, portId: string, target: string | undefined): Step {
  return kindOf(step).connect(step, portId, target)
}
