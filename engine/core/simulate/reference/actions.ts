import type { Deal, JourneyProgram } from '../../compile/program.ts'
import type { JsonValue } from '../../json.ts'
import { drawnBucket, drawOf } from '../draw.ts'
import type { HistoryEvent } from './evaluate.ts'
import { hashBucket, variantOfBucket } from '../hash.ts'
import { renderValue } from '../liquid.ts'
import type { MessageDecision } from './observer.ts'
import { happening, operationOf, type RunningJourney } from './context.ts'
import type { ReferenceInstance } from './instance.ts'
import { decideMessage } from './policies.ts'
import { webhookAnswer } from '../scenario.ts'

/** What a step deals by: of splits, and of messages with variants. */
export function dealOf(program: JourneyProgram, step: number): Deal {
  const { operation } = program.steps[step]!
  const deal = operation.kind === 'split' || operation.kind === 'message' ? operation.deal : null
  if (!deal) throw new Error(`step ${step} deals nothing`)
  return deal
}

/** The variant the hash gives the profile: the same one whenever it is asked. */
export function variantOf(deal: Deal, profileId: string): number {
  return variantOfBucket(deal.weights)[hashBucket(deal.seed, profileId)]!
}

/** Is that the variant the instance goes by now? */
export function isDealt(run: RunningJourney, instance: ReferenceInstance, step: number, variant: number): boolean {
  const dealt = dealOf(run.program, step)
  return (dealt.redrawn === undefined ? variantOf(dealt, run.profileId) : instance.taken.get(dealt.index)) === variant
}

/** Deals the instance its variant: once, or anew at each visit. */
export function deal(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const dealt = dealOf(run.program, step)
  if (dealt.redrawn === undefined && instance.taken.has(dealt.index)) return
  const variant = dealt.redrawn === undefined ? variantOf(dealt, run.profileId) : redrawn(run, instance, step, dealt, dealt.redrawn)
  if (instance.taken.get(dealt.index) === variant) return
  instance.taken.set(dealt.index, variant)
  instance.path.push(`${run.program.steps[step]!.id}=${dealt.variantIds[variant]!}`)
  run.recorder.dealt(run, instance, dealt, variant)
}

function redrawn(run: RunningJourney, instance: ReferenceInstance, step: number, { weights }: Deal, place: string): number {
  const visit = instance.visits.get(step) ?? 0
  instance.visits.set(step, visit + 1)
  return variantOfBucket(weights)[drawnBucket(run.seed, run.profileId, place, instance.startedAt, visit)]!
}

/** Decides over a message, at its arrival and at each release. */
export function decide(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const decision = decideMessage(run, instance, step)
  instance.decision = decision
  if (decision.kind !== 'park') return
  instance.dueAt = decision.until
  tellDecision(run, instance, step, decision)
}

/** Told once it takes effect, so that observers hear of messages nothing can hold back, too. */
function tellDecision(run: RunningJourney, instance: ReferenceInstance, step: number, decision: MessageDecision): void {
  run.observer?.decided({ ...happening(run, instance), step, decision })
}

export function send(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const { channel } = operationOf(run.program, step, 'message')
  tellDecision(run, instance, step, { kind: 'send' })
  // Without a prototype: a condition may ask for a property called anything.
  const properties = { __proto__: null, stepId: run.program.steps[step]!.id, channel, journeyId: run.program.journeyId } as HistoryEvent['properties']
  run.send({ name: '$sent', at: run.now, properties, sentByRun: true })
  instance.lastMessage = step
  run.recorder.sent(run, instance, step, channel)
  run.awaitReactions(instance, step)
}

export function suppress(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const { decision } = instance
  if (decision.kind !== 'suppress' && decision.kind !== 'end') throw new Error(`message ${step} is not to be suppressed`)
  tellDecision(run, instance, step, decision)
  run.recorder.suppressed(run, instance, step, operationOf(run.program, step, 'message').channel, decision.reason)
}

/** Sets attributes; texts with Liquid see the profile as it was before, and the event at hand. */
export function update(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const { set } = operationOf(run.program, step, 'update')
  const profile = { ...Object.fromEntries(run.attributes), id: run.profileId }
  const scope = { profile, event: eventScope(instance.hand), journey: { id: run.program.journeyId }, nowMs: run.now }
  const values = set.map(({ value, liquid }) => (liquid ? renderValue(String(value), scope) : value))
  set.forEach(({ attribute }, index) => run.change(attribute, values[index]))
}

function eventScope(event: HistoryEvent | undefined): Record<string, JsonValue> {
  if (!event) return {}
  const known = Object.entries(event.properties).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null)
  return { name: event.name, at: event.at, ...Object.fromEntries(known) }
}

/** Takes the webhook's scripted answer: a success may set attributes. */
export function call(run: RunningJourney, instance: ReferenceInstance, step: number): void {
  const { journeyId, steps } = run.program
  const stepId = steps[step]!.id
  const visit = instance.visits.get(step) ?? 0
  instance.visits.set(step, visit + 1)
  const { answer, errorShare, set = {} } = webhookAnswer(run.scenario, journeyId, stepId) ?? {}
  const isDrawn = errorShare !== undefined && drawOf(run.seed, run.profileId, `${journeyId}/${stepId}`, instance.startedAt, visit) < errorShare
  instance.webhookFailed = answer === 'error' || isDrawn
  if (!instance.webhookFailed) for (const [attribute, value] of Object.entries(set)) run.change(attribute, value as JsonValue) // as: z.json() is JSON
}
