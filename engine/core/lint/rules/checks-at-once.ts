import { canonicalJson, jsonPath } from '../../json.ts'
import type { Condition } from '../../model/condition.ts'
import { freeId } from '../../model/ids.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { portsOf, type Step } from '../../model/steps/registry.ts'
import type { WaitForStep } from '../../model/steps/wait-for.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { named, nameOf, stepAt, stepsOf } from '../flow.ts'
import { isOwnEvent, isReaction } from '../lint-context.ts'

/**
 * A branch that asks what people did at the very instant a message goes out to them: nobody can have answered yet. (Splits without a
 * delay before them are the most common trap of this kind.) And a wait for a reaction that looks back: it finds the answer to an earlier one.
 */
export function checksAtOnce(document: JourneyDocument): Diagnostic[] {
  return stepsOf(document).flatMap(([messageId, step]): Diagnostic[] => (step.kind === 'message' ? after(document, messageId, step.next) : []))
}

function after(document: JourneyDocument, messageId: string, next: string | undefined): Diagnostic[] {
  const found: Diagnostic[] = []
  const seen = new Set<string>()
  const queue = next === undefined ? [] : [next]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = stepAt(document, id)
    if (!step || seen.has(id)) continue
    seen.add(id)
    const check = step.kind === 'branch' ? branchFinding(document, messageId, id, step) : step.kind === 'waitFor' ? waitFinding(document, messageId, id, step) : undefined
    if (check) found.push(check)
    // Another message has its own findings; what comes after a check is asked at the same instant, but one finding is enough.
    else if (passesAtOnce(step)) for (const { target } of portsOf(step)) if (target !== undefined) queue.push(target)
  }
  return found
}

function passesAtOnce(step: Step): boolean {
  return step.kind === 'update' || step.kind === 'webhook' || step.kind === 'split' || step.kind === 'branch' || (step.kind === 'journey' && step.wait === false)
}

function branchFinding(document: JourneyDocument, messageId: string, stepId: string, step: Extract<Step, { kind: 'branch' }>): Diagnostic | undefined {
  const asked = [...new Set(step.branches.flatMap(({ when }) => eventsAsked(when, document, [])))]
  const reactions = asked.filter(isReaction)
  const events = reactions.length > 0 ? reactions : asked.filter((name) => !isOwnEvent(name))
  if (events.length === 0) return undefined
  const message = nameOf(document, messageId)
  const pause = freeId(`after-${messageId}`, (id) => Object.hasOwn(document.steps, id))
  const { next } = document.steps[messageId] as Extract<Step, { kind: 'message' }> // as: the caller starts at messages
  return {
    code: 'J026',
    severity: reactions.length > 0 ? 'warning' : 'info',
    message: `"${step.name ?? stepId}" asks for ${named(events)} at the very instant "${message}" is sent`,
    help: reactions.length > 0 ? 'nobody can have reacted yet: put a delay before it, or wait for the event instead' : 'if it is to see what the message brings about, put a delay before it, or wait for the event instead',
    path: jsonPath(['steps', stepId]),
    stepId,
    ...fixWith(document, `Wait 1 day after "${message}"`, { path: ['steps', pause], value: { kind: 'delay', for: 'P1D', next } }, { path: ['steps', messageId, 'next'], value: pause }),
  }
}

function waitFinding(document: JourneyDocument, messageId: string, stepId: string, step: WaitForStep): Diagnostic | undefined {
  if (step.look === undefined || step.look === 'arrival') return undefined
  const reaction = step.branches.find((branch) => 'event' in branch && isReaction(branch.event) && !canonicalJson(branch.where ?? {}).includes('"stepId"'))
  if (!reaction || !('event' in reaction)) return undefined
  return {
    code: 'J026',
    severity: 'warning',
    message: `"${step.name ?? stepId}" looks back for ${named([reaction.event])} right after "${nameOf(document, messageId)}" is sent, so it can only find the reaction to an earlier message`,
    help: 'let it look at what comes after its arrival, or name the message in the filter of the branch (stepId)',
    path: jsonPath(['steps', stepId, 'look']),
    stepId,
    ...fixWith(document, 'Look only at what comes after', { path: ['steps', stepId, 'look'] }),
  }
}

/** Names of events that a condition looks for in the history; reactions also where a segment asks for them. */
function eventsAsked(condition: Condition, document: JourneyDocument, within: readonly string[]): string[] {
  if ('all' in condition || 'any' in condition) return ('all' in condition ? condition.all : condition.any).flatMap((one) => eventsAsked(one, document, within))
  if ('not' in condition) return eventsAsked(condition.not, document, within)
  if ('did' in condition) return [condition.did]
  if ('sequence' in condition) return condition.sequence.map(({ did }) => did)
  if (!('segment' in condition) || within.includes(condition.segment)) return []
  const segment = document.segments && Object.hasOwn(document.segments, condition.segment) ? document.segments[condition.segment] : undefined
  return segment ? eventsAsked(segment.when, document, [...within, condition.segment]).filter(isReaction) : []
}
