import { exactMs } from '../../../model/duration.ts'
import type { WaitForStep } from '../../../model/steps/wait-for.ts'
import type { Block, Sequence } from '../../series-parallel.ts'
import { attributesOf, reactionTo } from './conditions.ts'
import { isMessage, names, waitSeconds } from './node-parts.ts'
import { nodeId } from './node-names.ts'
import type { NodeCondition, OneSignalNode } from './shapes.ts'
import { segmentId, tagSegmentId, type Writing } from './writing.ts'

const MOST_WAYS = 25

/**
 * A wait as nodes. When its time runs out OneSignal lets people go on behind the wait, together with everybody; there is no branch for them. Where they have a way
 * of their own, each of the other branches sets a tag, and a chain of branches behind the wait asks for it: who has none, ran out of time.
 */
export function waitNodes(writing: Writing, { stepId, copy, branches }: Block, step: WaitForStep, within: (inner: Sequence | undefined) => OneSignalNode[]): OneSignalNode[] {
  const { problems } = writing
  if (step.branches.length > MOST_WAYS) problems.error(30, ['steps', stepId, 'branches'], `OneSignal waits for up to ${MOST_WAYS} things at once`, 'Wait for fewer.')
  if (step.branches.length === 0) {
    if (!step.timeout) return []
    return [{ kind: 'wait', ...names(stepId, 'limit', copy, step.name), duration_seconds: waitSeconds(problems, exactMs(step.timeout.after), ['steps', stepId, 'timeout', 'after']) }, ...within(branches.get('timeout'))]
  }
  if (step.look !== undefined && step.look !== 'arrival') problems.loss(33, ['steps', stepId, 'look'], 'OneSignal does not look back: only what comes after somebody arrives counts', 'Put a branch before the wait that asks what somebody did already.')
  const reactions = step.branches.filter((branch) => 'event' in branch && reactionTo(branch.event, branch.where)).length
  if (reactions > 1) problems.error(35, ['steps', stepId, 'branches'], 'OneSignal waits for one reaction to a message at a time', 'Wait for one, or put two waits in a row.')

  const conditions = step.branches.map((_, index) => waitCondition(writing, stepId, step, index))
  const expiration = step.timeout ? { duration_seconds: waitSeconds(problems, exactMs(step.timeout.after), ['steps', stepId, 'timeout', 'after']), exits: false } : null
  const meta = step.branches.map(({ id }) => id)
  const late = step.timeout ? within(branches.get('timeout')) : []
  if (late.length === 0) {
    return [{ kind: 'wait_until', ...names(stepId, null, copy, step.name, meta), branches: conditions.map((condition, index) => ({ condition, nodes: within(branches.get(meta[index]!)) })), expiration }]
  }
  problems.loss(31, ['steps', stepId, 'timeout'], 'In OneSignal people whose time ran out are told from the others by a tag, and by segments of who bears it', 'Segments may learn of a tag late; who is asked too soon takes the way of those who ran out of time. Let both ways meet behind the wait to do without.')
  const tag = `rehearsal_${stepId}`.slice(0, 255)
  let chain = late
  for (let index = meta.length - 1; index >= 0; index--) {
    const included = [tagSegmentId(writing, tag, meta[index]!.slice(0, 1024), stepId, meta[index]!)]
    chain = [{
      kind: 'yes_no', client_node_id: nodeId({ stepId, part: `got${index + 1}`, copy }),
      branches: [{ condition: { kind: 'segment_membership', included_segment_ids: included }, nodes: within(branches.get(meta[index]!)) }, { nodes: chain }],
    }]
  }
  return [
    { kind: 'tag', client_node_id: nodeId({ stepId, part: 'clear', copy }), assignments: { [tag]: '' } },
    {
      kind: 'wait_until', ...names(stepId, null, copy, step.name, meta), expiration,
      branches: conditions.map((condition, index) => ({ condition, nodes: [{ kind: 'tag', client_node_id: nodeId({ stepId, part: `is${index + 1}`, copy }), assignments: { [tag]: meta[index]!.slice(0, 1024) } }] })),
    },
    ...chain,
  ]
}

function waitCondition(writing: Writing, stepId: string, step: WaitForStep, index: number): NodeCondition {
  const branch = step.branches[index]!
  if ('segment' in branch) return { kind: 'segment_membership', included_segment_ids: [segmentId(writing, branch.segment, stepId)] }
  const reaction = reactionTo(branch.event, branch.where)
  if (reaction && isMessage(writing, reaction.stepId)) return { kind: 'on_notification_action', action: reaction.action, client_node_id: nodeId({ stepId: reaction.stepId, part: null, copy: 1 }) }
  const attributes = attributesOf(branch.where)
  const path = ['steps', stepId, 'branches', index, 'where']
  if (typeof attributes === 'string') writing.problems.loss(32, path, `OneSignal waits for any "${branch.event}": ${attributes}`, 'Ask for properties of the event only, all of which have to fit.')
  eventName(writing, branch.event, ['steps', stepId, 'branches', index, 'event'])
  return { kind: 'event_trigger', name: branch.event.slice(0, 255), ...(typeof attributes === 'string' || attributes.length === 0 ? {} : { attributes: [attributes] }) }
}

/** Names of events may have up to 255 characters. */
export function eventName({ problems }: Writing, name: string, path: readonly PropertyKey[]): void {
  if (name.length > 255) problems.error(34, path, 'OneSignal knows names of events of up to 255 characters', 'Use a shorter name.')
}
