import type { JsonValue } from '../../../json.ts'
import { assertNever } from '../../../errors.ts'
import { exactMs } from '../../../model/duration.ts'
import type { BranchStep } from '../../../model/steps/branch.ts'
import type { DelayStep } from '../../../model/steps/delay.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { SplitStep } from '../../../model/steps/split.ts'
import type { WaitForStep } from '../../../model/steps/wait-for.ts'
import { percentsOf } from '../../percents.ts'
import { draftOf, ONCE_OR_MORE, ownSegment, propertyTests } from './conditions.ts'
import { eventThere } from './events.ts'
import { CHANNEL_TYPES, PART } from './payload.ts'
import { templateDefinition, webhookDefinition } from './templates.ts'
import type { Mapping } from './mapping.ts'

/** The nodes of one step: the first bears its id, what follows are parts of it. */
export function nodesOf(id: string, step: Step, mapping: Mapping): JsonValue[] {
  const { problems } = mapping
  switch (step.kind) {
    case 'delay': return [delayNode(id, step, mapping)]
    case 'message': return messageNodes(id, step, mapping)
    case 'waitFor': return [waitNode(id, step, mapping)]
    case 'branch': return splitNodes(id, step, mapping)
    case 'split': return [cohortNode(id, step, mapping)]
    case 'webhook': {
      if (step.onError !== undefined) problems.loss(40, ['steps', id, 'onError'], 'a call that fails has no way of its own: everybody goes on', 'Let the program that is called send an event when it fails, and wait for that.')
      const templateId = mapping.template(`template/${id}/-`, step.name ?? id, webhookDefinition(step, ['steps', id], problems), id)
      return [{ id, type: 'MessageNode', ...nameOf(step), variant: { type: 'Webhook', templateId }, skipOnFailure: true, child: mapping.to(step.next) }]
    }
    case 'update':
      problems.loss(41, ['steps', id], 'a journey there changes no attributes: a moment’s delay stands in its place', 'Use a webhook to a program of yours that sends the new values.')
      return [standIn(id, mapping.to(step.next))]
    case 'journey':
      problems.error(42, ['steps', id], 'a journey there starts no other', 'Send an event with a webhook that the other journey begins with.')
      return [standIn(id, mapping.to(step.next))]
    case 'exit': return []
    default: return assertNever(step, 'step')
  }
}

function nameOf({ name }: { name?: string | undefined }): { name?: string } {
  return name === undefined ? {} : { name }
}

/** Stands where a step has no counterpart, so that people under way keep their place: the shortest delay there is. */
function standIn(id: string, child: string): JsonValue {
  return { id, type: 'DelayNode', variant: { type: 'Second', seconds: 1 }, child }
}

function delayNode(id: string, step: DelayStep, { document, problems, to }: Mapping): JsonValue {
  const child = to(step.next)
  if (step.for !== undefined) return { id, type: 'DelayNode', variant: { type: 'Second', seconds: exactMs(step.for) / 1000 }, child }
  if (step.bestTime) {
    problems.loss(43, ['steps', id], 'it does not wait for the best time: the message goes at once', 'Wait until a time of day that suits most.')
    return standIn(id, child)
  }
  const { time, weekday, date } = step.until!
  if (date !== undefined || time === undefined) {
    problems.error(44, ['steps', id, 'until', 'date'], 'it cannot wait until a date', 'Wait for a number of days, or begin the journey in time.')
    return standIn(id, child)
  }
  const [hour, minute, second] = time.split(':').map(Number)
  if (second !== undefined && second !== 0) problems.loss(45, ['steps', id, 'until', 'time'], `times of day are whole minutes there: it becomes ${time.slice(0, 5)}`, 'Write it without seconds.')
  return {
    id, type: 'DelayNode', child,
    // Sunday is 0 there.
    variant: { type: 'LocalTime', hour: hour!, minute: minute!, ...(weekday === undefined ? {} : { allowedDaysOfWeek: [weekday % 7] }), defaultTimezone: document.timeZone ?? 'UTC' },
  }
}

function messageNodes(id: string, step: MessageStep, mapping: Mapping): JsonValue[] {
  const { problems, settings, document } = mapping
  const child = mapping.to(step.next)
  const path = ['steps', id] as const
  if (!Object.hasOwn(CHANNEL_TYPES, step.channel)) {
    problems.loss(46, path, `Dittofeed sends no ${step.channel} messages: nobody gets this one`, 'Use push, email or SMS, or a webhook to what sends it.')
    return [standIn(id, child)]
  }
  const channel = step.channel as keyof typeof CHANNEL_TYPES // as: just looked at
  if (step.onSuppressed !== undefined) problems.loss(47, [...path, 'onSuppressed'], 'a message that is not sent has no way of its own: everybody goes on', 'Branch on the consent before the message.')
  const node = (nodeId: string, key: string, label: string, definition: JsonValue): JsonValue => ({
    id: nodeId, type: 'MessageNode', ...nameOf(step), ...(settings.subscriptionGroupId === undefined ? {} : { subscriptionGroupId: settings.subscriptionGroupId }),
    variant: { type: CHANNEL_TYPES[channel], templateId: mapping.template(key, label, definition, id) }, skipOnFailure: true, child,
  })
  const definition = (template: MessageStep['template'], at: readonly PropertyKey[]) => templateDefinition(channel, template ?? {}, at, settings, problems)
  const label = step.name ?? id
  if (!step.variants) return [node(id, `template/${id}/-`, label, definition(step.template, [...path, 'template']))]
  const percents = percentsOf(step.variants.map(({ weight }) => weight))
  if (!percents) problems.error(48, [...path, 'variants'], 'no text is sent to anybody', 'Give one a weight.')
  if (step.variants.length < 2) problems.error(49, [...path, 'variants'], 'a choice of one text is none', 'Make it the text of the message, or add another.')
  tellOfChance(document, [...path, 'variants'], 'text', problems)
  return [
    { id, type: 'RandomCohortNode', children: step.variants.map((variant, index) => ({ id: `${id}${PART}${variant.id}`, percent: percents?.[index] ?? 0, name: variant.id })) },
    ...step.variants.map((variant, index) =>
      node(`${id}${PART}${variant.id}`, `template/${id}/${variant.id}`, `${label}: ${variant.id}`, definition(variant.template ?? step.template, [...path, 'variants', index, 'template']))),
  ]
}

/** Who gets what is drawn anew at each pass there, and dealt for good here. */
function tellOfChance(document: Mapping['document'], path: readonly PropertyKey[], what: string, problems: Mapping['problems']): void {
  if ((document.reentry?.kind ?? 'once') !== 'once') problems.loss(50, path, `it is drawn by chance at every pass: who comes again may get another ${what}`, 'Let people in once, or branch on an attribute.')
}

function cohortNode(id: string, step: SplitStep, mapping: Mapping): JsonValue {
  const { problems, document } = mapping
  const path = ['steps', id] as const
  const percents = percentsOf(step.variants.map(({ weight }) => weight))
  if (!percents) problems.error(48, [...path, 'variants'], 'nobody takes any of the ways', 'Give one a weight.')
  if (step.variants.length < 2) problems.error(51, [...path, 'variants'], 'a split there has two ways or more', 'Add one, or take the split out.')
  if (step.key !== undefined) problems.loss(52, [...path, 'key'], 'it is drawn by chance, and not dealt by a key', 'Branch on an attribute that says which way somebody takes.')
  else tellOfChance(document, [...path, 'key'], 'way', problems)
  return { id, type: 'RandomCohortNode', children: step.variants.map(({ id: variantId, name, next }, index) => ({ id: mapping.to(next), percent: percents?.[index] ?? 0, name: name ?? variantId })) }
}

function splitNodes(id: string, step: BranchStep, mapping: Mapping): JsonValue[] {
  if (step.branches.length === 0) {
    mapping.problems.error(53, ['steps', id, 'branches'], 'a branch there asks something', 'Add a condition, or lead to the next step directly.')
    return [standIn(id, mapping.to(step.else))]
  }
  const idOf = (index: number) => (index === 0 ? id : `${id}${PART}${step.branches[index]!.id}`)
  return step.branches.map((branch, index) => {
    const path = ['steps', id, 'branches', index, 'when'] as const
    const label = step.branches.length === 1 ? (step.name ?? id) : `${step.name ?? id}: ${branch.id}`
    // A segment that is called as the branch is asked itself; all else gets a segment of its own, whose key tells the branch.
    const isOwn = 'segment' in branch.when && branch.when.segment === branch.id && ownSegment(mapping.document, branch.id) !== undefined
    const segment = isOwn ? mapping.ownSegment(branch.id, path, [id])! : mapping.segment(`segment/~${id}/${branch.id}`, label, draftOf(branch.when, path, mapping), [id])
    return {
      id: idOf(index), type: 'SegmentSplitNode', ...(index === 0 ? nameOf(step) : {}),
      variant: { type: 'Boolean', segment, trueChild: mapping.to(branch.next), falseChild: index + 1 < step.branches.length ? idOf(index + 1) : mapping.to(step.else) },
    }
  })
}

/** Longer than any campaign: what stands for a wait without an end. */
const ENDLESS_SECONDS = 365 * 86_400

function waitNode(id: string, step: WaitForStep, mapping: Mapping): JsonValue {
  const { problems } = mapping
  const path = ['steps', id] as const
  if (step.branches.length === 0) problems.error(54, [...path, 'branches'], 'it waits for nothing', 'Use a delay.')
  if (!step.timeout) problems.loss(55, [...path, 'timeout'], 'a wait there has an end: after 365 days people leave', 'Say how long people wait at most.')
  else if (exactMs(step.timeout.after) === 0) problems.error(56, [...path, 'timeout', 'after'], 'it waits for no time at all', 'Give it some time, or branch instead.')
  tellOfLook(id, step, mapping)
  const segmentChildren = step.branches.map((branch, index) => {
    const at = [...path, 'branches', index]
    const label = `${step.name ?? id}: ${branch.id}`
    const key = `segment/~${id}/${branch.id}`
    if ('segment' in branch) {
      if (mapping.begins === 'event') problems.error(57, at, 'a journey that begins with an event can wait for events only', 'Begin with a segment, or wait for the event that brings people into this one.')
      const segment = ownSegment(mapping.document, branch.segment)
      if (!segment || branch.segment === branch.id) return { id: mapping.to(branch.next), segmentId: mapping.ownSegment(branch.segment, [...at, 'segment'], [id]) ?? '' }
      problems.note(58, [...at, 'segment'], `a segment of its own is made for this way: it asks the same as "${segment.name ?? branch.segment}"`, 'Call the way as the segment, and they are one.')
      return { id: mapping.to(branch.next), segmentId: mapping.segment(key, label, draftOf(segment.when, ['segments', branch.segment, 'when'], mapping), [id]) }
    }
    return { id: mapping.to(branch.next), segmentId: mapping.segment(key, label, awaited(branch.event, branch.where, at, mapping), [id]) }
  })
  return { id, type: 'WaitForNode', timeoutSeconds: step.timeout ? exactMs(step.timeout.after) / 1000 : ENDLESS_SECONDS, timeoutChild: mapping.to(step.timeout?.next), segmentChildren }
}

type EventBranch = Extract<WaitForStep['branches'][number], { event: string }>

/** The segment of those who did the event: since the journey began, if it begins with an event, else ever. */
function awaited(name: string, where: EventBranch['where'], path: readonly PropertyKey[], mapping: Mapping): JsonValue {
  const { problems, eventKey } = mapping
  const event = eventThere(name)
  if (event === null) problems.error(59, [...path, 'event'], `nobody can wait for "${name}" there`, 'Wait for an event that your program sends.')
  const properties = propertyTests(where, [...path, 'where'], mapping)
  const asked = { event: event ?? name, ...ONCE_OR_MORE, ...(properties.length === 0 ? {} : { properties }) }
  if (mapping.begins === 'segment') {
    problems.loss(17, [...path, 'event'], `it asks whether somebody ever did "${name}", not whether they do it now`, 'Begin the journey with an event.')
    return { entryNode: { id: '1', type: 'Performed', ...asked }, nodes: [] }
  }
  if (eventKey === null) problems.error(18, [...path, 'event'], 'a journey that begins with an event needs a property by which later events find it', 'Name it in the connection ("Property that tells the person"), or as the key by which runs are told apart.')
  for (const [index, property] of properties.entries()) {
    const { type } = (property as { operator: { type: string } }).operator // as: written by propertyTests
    if (type === 'NotExists') problems.error(19, [...path, 'where'], `it cannot wait for an event without a property (${index + 1})`, 'Ask for what the event carries.')
  }
  return { entryNode: { id: '1', type: 'KeyedPerformed', key: eventKey ?? '', ...asked }, nodes: [] }
}

/** Events count from the beginning of the journey on. At its first step that is the arrival, too. */
function tellOfLook(id: string, step: WaitForStep, mapping: Mapping): void {
  const path = ['steps', id, 'look'] as const
  if (!step.branches.some((branch) => 'event' in branch)) return
  const look = step.look ?? 'arrival'
  if (mapping.begins === 'segment') {
    if (look !== 'arrival') mapping.problems.loss(17, path, 'it asks whether somebody ever did it, however long ago', 'Begin the journey with an event.')
    return
  }
  const [entry] = mapping.document.entries
  const isFirst = entry?.next === id && !step.branches.some((branch) => 'event' in branch && branch.event === mapping.triggerEvent)
  if (look === 'entry' || (look === 'arrival' && isFirst)) return
  mapping.problems.loss(80, path, 'what happened since the journey began counts, also before people came to this step', 'Look back to the entry here, too, and rehearse what that changes.')
}
