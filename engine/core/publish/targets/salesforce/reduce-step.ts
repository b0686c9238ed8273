import { exactMs } from '../../../model/duration.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { DelayStep } from '../../../model/steps/delay.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { SplitStep } from '../../../model/steps/split.ts'
import type { UpdateStep } from '../../../model/steps/update.ts'
import type { WaitForStep } from '../../../model/steps/wait-for.ts'
import type { WebhookStep } from '../../../model/steps/webhook.ts'
import type { ProblemList } from '../../problem-list.ts'
import { writeCondition, type FilterScope } from './conditions.ts'
import { isWritable } from './filter-xml.ts'
import { CHANNEL_FIELDS, engagementOf } from './sayable.ts'
import { toPersonalization } from './texts.ts'
import { windowsZoneOf } from './time-zones.ts'
import { hoursWithin, nearestWait } from './waits.ts'

/** What a step is judged by. */
export interface StepScope { readonly document: JourneyDocument; readonly filter: FilterScope; readonly reached: ReadonlySet<string>; readonly problems: ProblemList }

/** The step without what Salesforce cannot say, which is told. What makes it impossible stays, and is told as an error. */
export function reduceStep(id: string, step: Step, scope: StepScope): Step {
  const { problems } = scope
  const at = (...path: readonly PropertyKey[]) => ['steps', id, ...path]
  switch (step.kind) {
    case 'message': return reduceMessage(step, at, problems)
    case 'delay': return reduceDelay(step, at, scope)
    case 'waitFor': return reduceWait(step, at, problems)
    case 'split': return reduceSplit(step, at, problems)
    case 'update': return reduceUpdate(step, at, problems)
    case 'webhook': return reduceWebhook(step, at, problems)
    case 'exit': return step
    case 'journey':
      problems.error(20, at(), 'Salesforce does not start a journey from another one', 'End the path with a webhook that fires the entry event of the other journey, or publish both as one.')
      return step
    case 'branch': {
      if (step.branches.length === 0) problems.error(21, at('branches'), 'a decision split needs a path', 'Add a branch, or lead to the next step directly.')
      const engagement = engagementOf(step, scope.document)
      if (engagement && !scope.reached.has(engagement.stepId)) problems.error(48, at('branches', 0, 'when'), `nobody comes to the email “${engagement.stepId}” that it asks about`, 'Lead people to the email first.')
      if (engagement) return step
      for (const [index, { when }] of step.branches.entries()) {
        const written = writeCondition(when, scope.filter)
        if ('because' in written) problems.error(22, at('branches', index, 'when'), `Salesforce cannot decide by this: ${written.because}`, 'Keep what it asks for in an attribute of the profile, and ask for that.')
      }
      return step
    }
  }
}

type At = (...path: readonly PropertyKey[]) => PropertyKey[]

function reduceMessage(step: MessageStep, at: At, problems: ProblemList): MessageStep {
  const fields = CHANNEL_FIELDS[step.channel]
  if (!fields) {
    problems.error(23, at('channel'), `Journey Builder has no activity for ${step.channel} that could be sent to it`, 'Use push, email or SMS, or a webhook to whatever sends it.')
    return step
  }
  const { onSuppressed, variants, template, ...rest } = step
  if (onSuppressed !== undefined) problems.loss(24, at('onSuppressed'), 'a message that is not sent has no way of its own: everybody goes on', 'Branch on the consent before the message.')
  if (variants) problems.loss(25, at('variants'), `only the first of ${variants.length} texts is sent`, 'Use an A/B split with a message on each path.')
  const merged = variants ? { ...template, ...variants[0]!.template } : template
  if (variants && merged !== template) problems.loss(25, at('template'), 'it is the first of several texts', 'Use an A/B split with a message on each path.')
  if (!merged) return rest
  const kept = Object.fromEntries(
    Object.entries(merged).filter(([name, value]) => {
      if (fields.includes(name) && typeof value === 'string') return true
      problems.loss(26, at('template', name), `${step.channel} has no place for “${name}” there`, fields.includes(name) ? 'Make it a text.' : 'Put it into the text, or add it in Content Builder.')
      return false
    }),
  )
  if (Object.keys(kept).length === 0 && Object.keys(merged).length > 0) problems.loss(26, at('template'), `nothing of the text has a place in ${step.channel} there`, 'Write a text of its fields.')
  for (const [name, value] of Object.entries(kept)) {
    if (!toPersonalization(String(value)).isWhole) problems.loss(27, at('template', name), 'only {{ profile.… }} and {{ event.… }} are turned into personalization: the rest is sent as it is written', 'Write it as AMPscript in Content Builder, or take it out of the text.')
  }
  return { ...rest, template: kept }
}

function reduceDelay(step: DelayStep, at: At, { document, problems }: StepScope): DelayStep {
  if (step.for !== undefined) {
    const wait = nearestWait(step.for)
    if (wait !== step.for) problems.loss(28, at('for'), 'a wait is a whole number of minutes, at least one', `It becomes ${wait}.`)
    return { ...step, for: wait }
  }
  if (step.bestTime) {
    const { within } = step.bestTime
    const whole = `PT${hoursWithin(within)}H`
    problems.loss(29, at('bestTime'), 'Einstein Send Time Optimization decides by its own model, and has to be switched on in the account', `It chooses among the next ${hoursWithin(within)} hours.`)
    return { ...step, bestTime: { within: exactMs(whole) === exactMs(within) ? within : whole } }
  }
  const { time, weekday } = step.until!
  if (weekday !== undefined) problems.error(30, at('until', 'weekday'), 'a wait until a weekday is not possible', 'Wait for a number of days, or until a date.')
  if (windowsZoneOf(document.timeZone ?? 'UTC') === undefined) problems.loss(31, at('until'), `the time zone ${document.timeZone ?? ''} has no counterpart here: the time is taken as UTC`, 'Set the time zone of the wait in Journey Builder.')
  if (time === undefined || time.length <= 5) return step
  problems.loss(32, at('until', 'time'), 'times of day are whole minutes', `It becomes ${time.slice(0, 5)}.`)
  return { ...step, until: { ...step.until, time: time.slice(0, 5) } }
}

function reduceWait(step: WaitForStep, at: At, problems: ProblemList): WaitForStep {
  const [first] = step.branches
  const help = 'Wait for a time and branch then, or wait for one event with a longest wait.'
  if (!first || step.branches.length > 1) problems.error(33, at('branches'), `a wait ends with one event, not ${step.branches.length === 0 ? 'none' : `one of ${step.branches.length}`}`, help)
  else if (!('event' in first)) problems.error(34, at('branches', 0, 'segment'), 'a wait does not end when somebody comes into a segment', help)
  else if (first.event.startsWith('$')) problems.error(35, at('branches', 0, 'event'), `nothing can wait for ${first.event}`, 'Wait for a time, then branch on whether the email was opened or clicked: that becomes an engagement split.')
  if (!step.timeout) problems.error(36, at(), 'a wait for an event needs a longest wait', 'Give it a timeout.')
  if (!first || !('event' in first) || !step.timeout || step.branches.length > 1) return step
  problems.loss(37, at(), 'that a wait can end with an event is documented, how its two ways out are told apart is not', 'Look at the wait in Journey Builder before you activate the journey.')
  const { where, ...branch } = first
  if (where !== undefined) problems.loss(38, at('branches', 0, 'where'), 'any such event ends the wait, whatever it carries', 'Fire an event of its own for it.')
  const { look, ...rest } = step
  if (look !== undefined && look !== 'arrival') problems.loss(39, at('look'), 'what happened before the wait began is not looked at', 'Branch on an attribute before the wait.')
  const after = nearestWait(step.timeout.after)
  if (after !== step.timeout.after) problems.loss(28, at('timeout', 'after'), 'a wait is a whole number of minutes, at least one', `It becomes ${after}.`)
  return { ...rest, ...(look === 'arrival' ? { look } : {}), branches: [branch], timeout: { ...step.timeout, after } }
}

const MOST_PATHS = 10

function reduceSplit(step: SplitStep, at: At, problems: ProblemList): SplitStep {
  const { key, ...rest } = step
  if (key !== undefined) problems.loss(40, at('key'), 'a random split draws anew for everybody who enters: it cannot deal by a key', 'Branch on an attribute that says which variant somebody has.')
  const walked = step.variants.filter(({ weight }) => weight > 0)
  if (walked.length < 2) problems.error(41, at('variants'), 'a random split needs two paths that people take', 'Give two variants a weight, or take the split out.')
  if (walked.length > MOST_PATHS) problems.error(42, at('variants'), `a random split has at most ${MOST_PATHS} paths`, 'Divide it among several.')
  if (walked.length < 2 || walked.length > 100) return rest
  const percents = percentagesOf(step)
  if (percents.isExact) return rest
  problems.loss(43, at('variants'), `paths are whole percents: ${percents.of.map((percent) => `${percent} %`).join(', ')}`, 'Choose weights that are.')
  return { ...rest, variants: step.variants.map((variant, index) => ({ ...variant, weight: percents.of[index]! })) }
}

/** Whole percents that add up to 100, in the order of the variants; those with a weight have at least one. */
export function percentagesOf({ variants }: Pick<SplitStep, 'variants'>): { of: number[]; isExact: boolean } {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  const exact = variants.map(({ weight }) => Number(((100 * weight) / total).toFixed(9)))
  if (exact.every(Number.isInteger) && exact.reduce((sum, one) => sum + one, 0) === 100) return { of: exact, isExact: true }
  const of = exact.map((percent, index) => (variants[index]!.weight > 0 ? Math.max(1, Math.floor(percent)) : 0))
  for (let rest = 100 - of.reduce((sum, one) => sum + one, 0); rest !== 0; rest -= Math.sign(rest)) {
    // Where most is missing (or, above 100, least would be missed), the first of equals.
    const place = of.reduce((best, percent, index) => {
      if (percent === 0 || (rest < 0 && percent === 1)) return best
      return best < 0 || (exact[index]! - percent - (exact[best]! - of[best]!)) * rest > 0 ? index : best
    }, -1)
    of[place]! += Math.sign(rest)
  }
  return { of, isExact: false }
}

function reduceUpdate(step: UpdateStep, at: At, problems: ProblemList): UpdateStep {
  const kept = Object.entries(step.set).filter(([name, value]) => {
    if (value !== null && typeof value !== 'object') return true
    problems.loss(44, at('set', name), value === null ? 'an attribute cannot be taken away' : 'an attribute holds one value', 'Set a text, a number, or yes or no.')
    return false
  })
  if (kept.length === 0) problems.error(49, at('set'), 'it sets nothing that Salesforce could set, and an update of nothing is not published', 'Set an attribute, or take the step out.')
  for (const [name, value] of kept) {
    if (typeof value === 'string' && value.replace(/\{\{\s*(?:profile|event)\.[A-Za-z_]\w*\s*\}\}/g, '').includes('{')) {
      problems.loss(45, at('set', name), 'only {{ profile.… }} and {{ event.… }} are filled in: the rest is set as it is written', 'Work it out before, and set the result.')
    }
  }
  return { ...step, set: Object.fromEntries(kept) }
}

function reduceWebhook(step: WebhookStep, at: At, problems: ProblemList): WebhookStep {
  const { onError, ...rest } = step
  if (onError !== undefined) problems.loss(46, at('onError'), 'a REST activity has no way out for errors', 'Have the service answer with success, and branch on an attribute.')
  if (!isWritable(step.url)) problems.error(47, at('url'), 'the address holds characters that no address has', 'Write it again.')
  return rest
}
