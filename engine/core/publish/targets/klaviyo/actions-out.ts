import { assertNever } from '../../../errors.ts'
import type { JsonValue } from '../../../json.ts'
import { exactMs } from '../../../model/duration.ts'
import type { Condition } from '../../../model/condition.ts'
import type { BranchStep } from '../../../model/steps/branch.ts'
import type { DelayStep } from '../../../model/steps/delay.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { UpdateStep } from '../../../model/steps/update.ts'
import type { WaitForStep } from '../../../model/steps/wait-for.ts'
import { actionId } from './action-ids.ts'
import { filterOf, groupsOf, metricFilters, profileMetric, type Groups } from './conditions.ts'
import { ACTION_TYPES, messageData } from './messages-out.ts'
import { chained, liveOnes, type Chained } from './shares.ts'
import { metric, referring, segment, triggerMetric, type Writing } from './writing.ts'

type Action = { readonly [key: string]: JsonValue }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The action that people come to first in a step; null for the end. */
export function firstAction(writing: Writing, target: string | undefined): string | null {
  const step = target !== undefined && Object.hasOwn(writing.steps, target) ? writing.steps[target]! : undefined
  if (target === undefined || !step || step.kind === 'exit') return null
  if (step.kind === 'message' && step.variants) return step.variants.length > 1 ? actionId(target, 't1', chainExtra(liveOnes(step.variants), 0)) : actionId(target, 'm', [step.variants[0]!.id])
  if (step.kind === 'branch' && step.branches.length === 1) return actionId(target, 'b', [step.branches[0]!.id])
  if (step.kind === 'split') return actionId(target, 's1', chainExtra(liveOnes(step.variants), 0))
  return actionId(target)
}

/** What a step does, as actions with links. */
export function actionsOf(writing: Writing, stepId: string, step: Step): Action[] {
  const to = (target: string | undefined) => firstAction(writing, target)
  switch (step.kind) {
    case 'delay': return delayActions(writing, stepId, step, to(step.next))
    case 'waitFor': return waitActions(writing, stepId, step)
    case 'branch': return branchActions(writing, stepId, step)
    case 'update': return [{ temporary_id: actionId(stepId), type: 'update-profile', links: { next: to(step.next) }, data: { profile_operations: operations(writing, stepId, step), status: 'draft' } }]
    case 'webhook': {
      const { problems } = writing
      if (step.method !== undefined && step.method.toUpperCase() !== 'POST') problems.loss(70, ['steps', stepId, 'method'], 'Klaviyo calls webhooks by POST only', 'Let the address take a POST.')
      const body = step.body === undefined ? null : typeof step.body === 'string' ? step.body : JSON.stringify(step.body)
      if (/\{\{|\{%/.test(step.url + (body ?? ''))) problems.loss(72, ['steps', stepId], 'Placeholders of webhooks are not put into Klaviyo\'s words', 'Write them in Klaviyo.')
      return [{ temporary_id: actionId(stepId), type: 'send-webhook', links: { next: to(step.next) }, data: { status: 'draft', message: { name: step.name || stepId, url: step.url, ...(body === null ? {} : { body }) } } }]
    }
    case 'message': {
      const type = ACTION_TYPES[step.channel]!
      const send = (id: string, variantId: string | null, template: typeof step.template, path: readonly PropertyKey[]): Action => ({ temporary_id: id, type, links: { next: to(step.next) }, data: messageData(writing, stepId, variantId, step, template ?? {}, path) })
      if (!step.variants) return [send(actionId(stepId), null, step.template, ['steps', stepId, 'template'])]
      if (step.variants.length === 1) {
        const { id, template } = step.variants[0]!
        return [send(actionId(stepId, 'm', [id]), id, template, ['steps', stepId, 'variants', 0, 'template'])]
      }
      const live = liveOnes(step.variants)
      const sends = live.map(({ id, template }, index) => send(actionId(stepId, `m${index + 1}`), id, template, ['steps', stepId, 'variants', step.variants!.findIndex((one) => one.id === id), 'template']))
      return [...chain(writing, stepId, 't', ['steps', stepId, 'variants'], step.variants, sends.map(({ temporary_id: id }) => id as string)), ...sends] // as: given above
    }
    case 'split': {
      const { problems } = writing
      if (step.key !== undefined) problems.loss(51, ['steps', stepId, 'key'], 'Klaviyo deals people out anew in each split; the key is not kept', 'Who gets one variant here may get another elsewhere.')
      for (const field of ['goal', 'autoWinner'] as const) if (step[field] !== undefined) problems.note(52, ['steps', stepId, field], 'Klaviyo does not judge the ways of a split by a goal', 'Compare them here, or in its statistics.')
      return chain(writing, stepId, 's', ['steps', stepId, 'variants'], step.variants, liveOnes(step.variants).map(({ next }) => to(next)))
    }
    case 'journey':
    case 'exit': return []
    default: return assertNever(step, 'kind of step')
  }
}

function chainExtra(variants: readonly { id: string; name?: string | undefined }[], index: number): string[] {
  const said = ({ id, name }: { id: string; name?: string | undefined }) => [id, ...(name === undefined ? [] : [`=${name}`])]
  // The last action of a chain names the last two.
  return index === variants.length - 2 ? [...said(variants[index]!), ...said(variants[index + 1]!)] : said(variants[index] ?? { id: '' })
}

/** A random split of several ways: the first against the others, the second against those left, and so on, in whole per cents. */
function chain({ problems }: Writing, stepId: string, part: 's' | 't', path: readonly PropertyKey[], variants: readonly { id: string; weight: number; name?: string | undefined }[], targets: readonly (string | null)[]): Action[] {
  const live = liveOnes(variants)
  const shares: Chained | null = chained(live.map(({ weight }) => weight))
  if (!shares) {
    problems.error(50, path, live.length === 0 ? 'Nobody would take any of the ways: all weights are 0' : 'Klaviyo splits in whole per cents, and one of the ways would get none', 'Give each way a larger share.')
    return []
  }
  if (!shares.isExact) problems.loss(53, path, `Klaviyo splits in whole per cents; the shares become ${shares.shares.map((share) => `${Math.round(share * 10_000) / 100} %`).join(', ')}`, 'Choose shares that come out whole, one after the other.')
  const ids = shares.percentages.map((_, index) => actionId(stepId, `${part}${index + 1}`, chainExtra(live, index)))
  return shares.percentages.map((percentage, index): Action => ({
    temporary_id: ids[index]!, type: 'conditional-split',
    links: { next_if_true: targets[index] ?? null, next_if_false: index + 1 < ids.length ? ids[index + 1]! : (targets[index + 1] ?? null) },
    data: { profile_filter: filterOf([[{ type: 'profile-sample', percentage }]]) },
  }))
}

function delayActions(writing: Writing, stepId: string, step: DelayStep, next: string | null): Action[] {
  const action = (type: string, data: JsonValue): Action => ({ temporary_id: actionId(stepId), type, links: { next }, data })
  if (step.for !== undefined) return [action('time-delay', timeDelay(writing, exactMs(step.for), ['steps', stepId, 'for']))]
  const { time, weekday, date } = step.until ?? {}
  if (date !== undefined || time === undefined) {
    writing.problems.error(21, ['steps', stepId, 'until'], 'Klaviyo cannot wait for a date', 'Wait for a time of day.')
    return []
  }
  return [action('target-date', { timezone: 'profile', target_time: time.length === 5 ? `${time}:00` : time, ...(weekday === undefined ? {} : { target_days: [WEEKDAYS[weekday - 1]!] }) })]
}

/** In the largest unit that needs no other, or with the next smaller one beside it. */
function timeDelay({ problems }: Writing, ms: number, path: readonly PropertyKey[]): JsonValue {
  const minutes = Math.max(1, Math.round(ms / MINUTE))
  if (minutes * MINUTE !== ms) problems.loss(20, path, 'Klaviyo waits whole minutes, and one at least; it is rounded', 'Choose a whole minute.')
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (rest === 0 && days > 0) return { unit: 'days', value: days, secondary_value: hours, timezone: 'profile' }
  if (days === 0 && hours > 0) return { unit: 'hours', value: hours, secondary_value: rest, timezone: 'profile' }
  return { unit: 'minutes', value: minutes, timezone: 'profile' }
}

/** A wait as the whole time of it, and then a look at what happened meanwhile, way by way. */
function waitActions(writing: Writing, stepId: string, step: WaitForStep): Action[] {
  const { problems } = writing
  if (!step.timeout) {
    problems.error(30, ['steps', stepId], 'Klaviyo flows do not wait for something to happen, and this wait has no end', 'Give it a limit: Klaviyo waits that long, and looks then.')
    return []
  }
  const ms = exactMs(step.timeout.after)
  problems.loss(31, ['steps', stepId], 'Klaviyo flows do not wait for something to happen: everybody waits the whole time, and only then is it looked at what they did', 'Messages behind it come later than rehearsed. Rehearse it as Klaviyo would run it, or make the wait short.')
  if (step.look !== undefined && step.look !== 'arrival') problems.loss(33, ['steps', stepId, 'look'], 'Klaviyo looks back over the time of the wait only', 'Put a branch before the wait that asks what somebody did already.')
  const late = firstAction(writing, step.timeout.next)
  const ids = step.branches.map(({ id }, index) => actionId(stepId, `w${index + 1}`, [id]))
  const quantity = Math.max(1, Math.ceil(ms / HOUR))
  const checks = step.branches.map((branch, index): Action => {
    const links = { next_if_true: firstAction(writing, branch.next), next_if_false: ids[index + 1] ?? late }
    return { temporary_id: ids[index]!, type: 'conditional-split', links, data: { profile_filter: filterOf([[happened(writing, stepId, branch, index, quantity)]]) } }
  })
  return [{ temporary_id: actionId(stepId), type: 'time-delay', links: { next: ids[0] ?? late }, data: timeDelay(writing, ms, ['steps', stepId, 'timeout', 'after']) }, ...checks]
}

function happened(writing: Writing, stepId: string, branch: WaitForStep['branches'][number], index: number, hours: number): JsonValue {
  if ('segment' in branch) return { type: 'profile-group-membership', is_member: true, group_ids: [segment(writing, branch.segment, stepId)] }
  const filters = metricFilters(branch.where)
  if (typeof filters === 'string') writing.problems.loss(32, ['steps', stepId, 'branches', index, 'where'], `Klaviyo looks for any "${branch.event}": ${filters}`, 'Compare properties of the event only.')
  return profileMetric(metric(writing, branch.event, stepId), { type: 'numeric', operator: 'greater-than-or-equal', value: 1 }, { type: 'date', operator: 'in-the-last', unit: 'hour', quantity: hours }, typeof filters === 'string' ? [] : filters)
}

function branchActions(writing: Writing, stepId: string, step: BranchStep): Action[] {
  const [first, ...more] = step.branches
  const otherwise = firstAction(writing, step.else)
  if (first && more.length === 0) {
    const profile = groupsOf(first.when, referring(writing, stepId))
    const on = { next_if_true: firstAction(writing, first.next), next_if_false: otherwise }
    const id = firstAction(writing, stepId)
    if (typeof profile !== 'string') return [{ temporary_id: id, type: 'conditional-split', links: on, data: { profile_filter: filterOf(profile) } }]
    const trigger = asksOfEventsOnly(first.when) ? groupsWithEvent(writing, stepId, first.when) : null
    if (trigger !== null && typeof trigger !== 'string') return [{ temporary_id: id, type: 'trigger-split', links: on, data: { trigger_filter: filterOf(trigger), trigger_id: triggerMetric(writing, stepId)!, trigger_type: 'metric' } }]
  }
  const branches = step.branches.map(({ id, when, next }, index): JsonValue => {
    const groups = groupsWithEvent(writing, stepId, when)
    if (typeof groups === 'string') writing.problems.error(40, ['steps', stepId, 'branches', index, 'when'], `Klaviyo cannot branch on this: ${groups}`, 'Ask for attributes, segments, counts of events within whole hours, days or weeks, or properties of the event that began the flow.')
    return { branch_id: `b${index + 1}`, order: index, is_else: false, name: id, branch_filter: filterOf(typeof groups === 'string' ? [] : groups), links: { next: firstAction(writing, next) } }
  })
  return [{ temporary_id: firstAction(writing, stepId), type: 'multi-branch-split', links: null, data: { name: step.name || stepId, branches: [...branches, { branch_id: 'else', order: branches.length, is_else: true, name: 'else', branch_filter: null, links: { next: otherwise } }] } }]
}

function groupsWithEvent(writing: Writing, stepId: string, when: Condition): Groups | string {
  return groupsOf(when, { ...referring(writing, stepId), triggerMetric: triggerMetric(writing, stepId) })
}

function asksOfEventsOnly(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(asksOfEventsOnly)
  if ('any' in condition) return condition.any.every(asksOfEventsOnly)
  return 'not' in condition ? asksOfEventsOnly(condition.not) : 'property' in condition
}

/** What an update sets there; null for a value that Klaviyo cannot be given. */
export function operation(name: string, value: JsonValue): JsonValue | null {
  if (value === null) return { operator: 'delete', property_key: name }
  if (typeof value === 'object' || (typeof value === 'string' && /\{\{|\{%/.test(value))) return null
  const property_type = typeof value === 'number' ? 'numeric' : typeof value === 'boolean' ? 'boolean' : 'string'
  return { operator: 'update', property_type, property_key: name, property_value: value }
}

function operations({ problems }: Writing, stepId: string, step: UpdateStep): JsonValue[] {
  return Object.entries(step.set).flatMap(([name, value]) => {
    const one = operation(name, value)
    if (one === null) problems.loss(60, ['steps', stepId, 'set', name], 'Klaviyo cannot set this in a flow: only a text without placeholders, a number, true and false', 'Send it from your own system.')
    return one === null ? [] : [one]
  })
}
