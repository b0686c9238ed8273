import { timeOfDayMs } from '../../../model/calendar.ts'
import { exactMs } from '../../../model/duration.ts'
import type { BranchStep } from '../../../model/steps/branch.ts'
import type { DelayStep } from '../../../model/steps/delay.ts'
import type { SplitStep } from '../../../model/steps/split.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { UpdateStep } from '../../../model/steps/update.ts'
import { assertNever } from '../../../errors.ts'
import type { Block, Sequence } from '../../series-parallel.ts'
import { reactionOf } from './conditions.ts'
import { messageNodes } from './messages-out.ts'
import { isMessage, names, waitSeconds } from './node-parts.ts'
import { percentages } from './percentages.ts'
import { nodeId } from './node-names.ts'
import type { NodeCondition, OneSignalNode } from './shapes.ts'
import { waitNodes } from './waits-out.ts'
import { conditionId, segmentId, type Writing } from './writing.ts'

const MOST_WAYS = 25
const LONGEST_TAG = 1024

/** A sequence of steps as nodes, nested as OneSignal nests them. */
export function nodesOf(writing: Writing, steps: Readonly<Record<string, Step>>, sequence: Sequence): OneSignalNode[] {
  const within = (inner: Sequence | undefined) => nodesOf(writing, steps, inner ?? [])
  return sequence.flatMap((block) => nodesOfBlock(writing, block, steps[block.stepId]!, within))
}

function nodesOfBlock(writing: Writing, block: Block, step: Step, within: (inner: Sequence | undefined) => OneSignalNode[]): OneSignalNode[] {
  const { stepId, copy, branches } = block
  const { made } = writing
  switch (step.kind) {
    case 'message': return messageNodes(writing, stepId, step, copy)
    case 'delay': return delayNodes(writing, stepId, step, copy)
    case 'waitFor': return waitNodes(writing, block, step, within)
    case 'branch': return branchNodes(writing, block, step, within)
    case 'split': return splitNodes(writing, block, step, within)
    case 'update': return updateNodes(writing, stepId, step, copy)
    case 'webhook': {
      const webhook = made.get(`step/${stepId}`)
      return webhook === undefined ? [] : [{ kind: 'send_webhook', ...names(stepId, null, copy, step.name), webhook_id: webhook }]
    }
    case 'journey':
    case 'exit': return branches.size === 0 ? [] : within(branches.values().next().value)
    default: return assertNever(step, 'kind of step')
  }
}

function delayNodes({ document, problems }: Writing, stepId: string, step: DelayStep, copy: number): OneSignalNode[] {
  const name = names(stepId, null, copy, step.name)
  if (step.for !== undefined) return [{ kind: 'wait', ...name, duration_seconds: waitSeconds(problems, exactMs(step.for), ['steps', stepId, 'for']) }]
  if (step.bestTime) {
    problems.loss(23, ['steps', stepId, 'bestTime'], 'OneSignal waits until around the time of day somebody was last active, however long that takes', 'It has no limit within which the best time has to come.')
    return [{ kind: 'time_window', ...name, relative_to: 'last_active_time' }]
  }
  const { time, weekday, date } = step.until ?? {}
  if (date !== undefined || time === undefined) {
    problems.error(22, ['steps', stepId, 'until'], 'OneSignal cannot wait for a date', 'Wait for a time of day, or start the journey on that date.')
    return []
  }
  const minutes = Math.floor(timeOfDayMs(time) / 60_000)
  if (timeOfDayMs(time) % 60_000 !== 0) problems.loss(24, ['steps', stepId, 'until', 'time'], 'OneSignal knows hours and minutes only; the seconds are cut', 'Choose a whole minute.')
  // A window of one minute: whoever comes before or after it waits until it opens.
  const at = (minute: number) => ({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 })
  return [{
    kind: 'time_window', ...name, relative_to: 'schedule_in_timezone', time_zone: document.timeZone ?? 'UTC', use_user_time_zone: true,
    windows: [{ start: at(minutes), end: at(minutes + 1), ...(weekday === undefined ? {} : { day_of_week: weekday }) }],
  }]
}

function branchNodes(writing: Writing, { stepId, copy, branches }: Block, step: BranchStep, within: (inner: Sequence | undefined) => OneSignalNode[]): OneSignalNode[] {
  let otherwise = within(branches.get('else'))
  for (let index = step.branches.length - 1; index >= 0; index--) {
    const branch = step.branches[index]!
    const condition = nodeCondition(writing, stepId, step, index)
    if (!condition) continue
    const first = index === 0
    otherwise = [{
      kind: 'yes_no', ...names(stepId, first ? null : `or${index + 1}`, copy, first ? step.name : undefined, [branch.id]),
      branches: [{ condition, nodes: within(branches.get(branch.id)) }, { nodes: otherwise }],
    }]
  }
  return otherwise
}

function nodeCondition(writing: Writing, stepId: string, step: BranchStep, index: number): NodeCondition | null {
  const { when, id } = step.branches[index]!
  const path = ['steps', stepId, 'branches', index, 'when']
  const reaction = reactionOf(when)
  if (reaction && isMessage(writing, reaction.stepId)) return { kind: 'on_notification_action', action: reaction.action, client_node_id: nodeId({ stepId: reaction.stepId, part: null, copy: 1 }) }
  if ('segment' in when) return { kind: 'segment_membership', included_segment_ids: [segmentId(writing, when.segment, stepId)] }
  if ('not' in when && 'segment' in when.not) return { kind: 'segment_membership', excluded_segment_ids: [segmentId(writing, when.not.segment, stepId)] }
  const segment = conditionId(writing, when, stepId, id, `${step.name || stepId}: ${id}`, path)
  return segment === null ? null : { kind: 'segment_membership', included_segment_ids: [segment] }
}

function splitNodes({ problems }: Writing, { stepId, copy, branches }: Block, step: SplitStep, within: (inner: Sequence | undefined) => OneSignalNode[]): OneSignalNode[] {
  if (step.key !== undefined) problems.loss(51, ['steps', stepId, 'key'], 'OneSignal deals people out anew in each split; the key is not kept', 'Who gets one variant here may get another elsewhere.')
  for (const field of ['goal', 'autoWinner'] as const) if (step[field] !== undefined) problems.note(52, ['steps', stepId, field], 'OneSignal does not judge the variants of a split by a goal', 'Compare them here, or in its statistics.')
  const weights = percentages(step.variants.map(({ weight }) => weight))
  if (!weights || step.variants.length > MOST_WAYS) {
    problems.error(50, ['steps', stepId, 'variants'], weights ? `OneSignal splits into up to ${MOST_WAYS} ways` : 'Nobody would take any of the ways: all weights are 0', 'Use fewer variants, and give one a weight.')
    return []
  }
  if (step.variants.length === 1) return within(branches.get(step.variants[0]!.id))
  const meta = step.variants.map(({ id, name }) => (name === undefined ? id : `${escapeEquals(id)}=${escapeEquals(name)}`))
  return [{
    kind: 'split_range', ...names(stepId, null, copy, step.name, meta), randomize_on_entry: false,
    branches: step.variants.map(({ id }, index) => ({ weight: weights[index]!, nodes: within(branches.get(id)) })),
  }]
}

function escapeEquals(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('=', '\\e')
}

function updateNodes({ problems }: Writing, stepId: string, step: UpdateStep, copy: number): OneSignalNode[] {
  const assignments: Record<string, string> = {}
  for (const [name, value] of Object.entries(step.set)) {
    const text = value === null ? '' : typeof value === 'object' ? null : String(value)
    if (text === null || text.length > LONGEST_TAG || name.length > 255 || (typeof value === 'string' && /\{\{|\{%/.test(value))) {
      problems.loss(60, ['steps', stepId, 'set', name], 'OneSignal cannot set this: a tag is a text of its own, up to 1,024 characters', 'Set a text, a number, true or false, or send it from your own system.')
    } else {
      Object.defineProperty(assignments, name, { value: text, enumerable: true, configurable: true, writable: true })
    }
  }
  return Object.keys(assignments).length === 0 ? [] : [{ kind: 'tag', ...names(stepId, null, copy, step.name), assignments }]
}
