import type { Condition } from '../../../model/condition.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { Port } from '../../../model/steps/step-kind.ts'
import { portsOf, type Step } from '../../../model/steps/registry.ts'

/** Channels with an activity of their own, and the fields of a template that it has a place for. */
export const CHANNEL_FIELDS: Readonly<Record<string, readonly string[]>> = { email: ['title', 'preheader', 'body'], sms: ['body'], push: ['title', 'body'] }

/** Whether a step becomes an activity. Exits are the end of a path there, and what is impossible is told as an error. */
export function hasActivity(step: Step): boolean {
  switch (step.kind) {
    case 'message': return Object.hasOwn(CHANNEL_FIELDS, step.channel)
    case 'delay': return step.until?.weekday === undefined
    case 'waitFor': return step.timeout !== undefined && step.branches.length === 1 && 'event' in step.branches[0]! && !step.branches[0].event.startsWith('$')
    case 'branch': return step.branches.length > 0
    case 'split': return walkable(step).length > 1
    case 'update':
    case 'webhook': return true
    case 'journey':
    case 'exit': return false
  }
}

/** The ways out that people can take: nobody is dealt to a variant without weight. */
export function walkable(step: Step): Port[] {
  const ports = portsOf(step)
  return step.kind === 'split' ? ports.filter(({ id }) => step.variants.find((variant) => variant.id === id)!.weight > 0) : ports
}

/** Steps that somebody can come to, in the order they are come to. */
export function reachable(document: JourneyDocument): string[] {
  const found = new Set<string>()
  const waiting = document.entries.map(({ next }) => next)
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const step = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined
    if (!step || found.has(id)) continue
    found.add(id)
    for (const { target } of walkable(step)) if (target !== undefined) waiting.push(target)
  }
  return [...found]
}

/** Whether a branch asks only if an email of this journey was opened or clicked: an engagement split asks that. */
export function engagementOf(step: Step, document: Pick<JourneyDocument, 'steps'>): { stepId: string; statsTypeId: 2 | 3 } | undefined {
  if (step.kind !== 'branch' || step.branches.length !== 1) return undefined
  return engagementIn(step.branches[0]!.when, document)
}

function engagementIn(when: Condition, { steps }: Pick<JourneyDocument, 'steps'>): { stepId: string; statsTypeId: 2 | 3 } | undefined {
  if (!('did' in when) || (when.did !== '$opened' && when.did !== '$clicked') || Object.keys(when).length !== 2) return undefined
  const where = when.where
  if (!where || !('property' in where) || where.property !== 'stepId' || where.op !== 'eq' || typeof where.value !== 'string') return undefined
  const email = Object.hasOwn(steps, where.value) ? steps[where.value] : undefined
  if (email?.kind !== 'message' || email.channel !== 'email') return undefined
  return { stepId: where.value, statsTypeId: when.did === '$opened' ? 2 : 3 }
}
