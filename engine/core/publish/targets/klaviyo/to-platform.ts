import type { JsonValue } from '../../../json.ts'
import { exactMs } from '../../../model/duration.ts'
import type { Where } from '../../../model/condition.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { Step } from '../../../model/steps/registry.ts'
import { asFound, referencesIn } from '../../as-found.ts'
import { journeyTitle } from '../../journey-title.ts'
import { noteWhatIsKept } from '../../kept-here.ts'
import { loopsOf } from '../../loops.ts'
import { marked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import { neededBy } from '../../needed-by.ts'
import type { Resource } from '../../resource.ts'
import { runningSteps } from '../../running-steps.ts'
import type { Outgoing } from '../../target.ts'
import { actionId } from './action-ids.ts'
import { actionsOf, firstAction, operation } from './actions-out.ts'
import { filterOf, groupsOf, metricFilters, profileMetric, unitOf, type Groups } from './conditions.ts'
import { fromPlatform } from './from-platform.ts'
import { liveOnes } from './shares.ts'
import type { KlaviyoSettings } from './settings.ts'
import { metric, referring, segment, triggerMetric, type Writing } from './writing.ts'

const HOUR = 3_600_000
const CHANNELS = { inApp: 'in-app messages', webPush: 'web pushes', whatsapp: 'WhatsApp messages that this API can make', widget: 'widgets' } as const

export function toPlatform(document: JourneyDocument, settings: KlaviyoSettings): Outgoing {
  const problems = new ProblemList('KL')
  const entry = document.entries[0]
  if (document.entries.length !== 1 || !entry) problems.error(1, ['entries'], `A Klaviyo flow has one trigger; this journey has ${document.entries.length}`, 'Make a journey for each entry.')
  const running = runningSteps(plainSteps(document.steps), entry?.next ?? '', (id, step) => isLeftOut(problems, id, step), (id, port) => hasPort(problems, id, port))
  const writing: Writing = { document, settings, problems, resources: new Map(), steps: running.steps }
  for (const id of running.unreached) problems.note(8, ['steps', id], 'Nobody comes to this step in Klaviyo, so it is not sent', 'It stays in the journey here.')
  for (const [id, step] of Object.entries(document.steps)) if (step.kind === 'exit') problems.note(85, ['steps', id], 'In Klaviyo a flow ends where no action follows; how it ended is kept here only', 'Set a property before it, if somebody has to know there.')
  const unreached = new Set(running.unreached)
  const reached = Object.fromEntries(Object.entries(running.steps).filter(([id]) => !unreached.has(id)))
  const loops = loopsOf({ steps: reached })
  for (const id of loops.flat()) problems.error(5, ['steps', id], 'Klaviyo flows do not go back: this step is on a loop', 'Let people leave instead, and come in again by re-entry.')
  const actions = loops.length > 0 ? [] : Object.entries(reached).flatMap(([id, step]) => actionsOf(writing, id, step))
  if (actions.length === 0 && !problems.hasErrors) problems.error(4, ['steps'], 'Nothing of the journey is left to do in Klaviyo', 'Add a step that Klaviyo has.')
  const { trigger, gate } = triggerOf(writing)
  const first = firstAction(writing, running.start)
  const gateId = entry && gate ? actionId(entry.id, 'gate') : null
  if (gateId !== null && actions.length > 0) actions.unshift({ temporary_id: gateId, type: 'conditional-split', links: { next_if_true: first, next_if_false: null }, data: { profile_filter: filterOf(gate!) } })
  const body: JsonValue = {
    data: {
      type: 'flow',
      attributes: {
        name: flowName(document),
        definition: { triggers: [trigger], profile_filter: leaving(writing), actions: actions as unknown as JsonValue[], entry_action_id: gateId ?? first, reentry_criteria: reentryOf(writing) }, // as: plain data
      },
    },
  }
  keptHere(writing)
  const resources: Resource[] = [...neededBy(referencesIn(body), writing.resources), { key: 'journey', kind: 'journey', name: flowName(document), body, needs: [...referencesIn(body)], stepIds: [] }]
  if (!problems.hasErrors) noteWhatIsKept(problems, document, fromPlatform(asFound(resources, new Map()), settings).document, { platform: 'Klaviyo', number: 99 })
  return { resources, problems: problems.all }
}

function flowName(document: JourneyDocument): string {
  return marked(journeyTitle(document), document.id, 'journey')
}

/** Steps that do nothing but go on, or only wait, as what they are. */
function plainSteps(steps: Readonly<Record<string, Step>>): Record<string, Step> {
  const on = (next: string | undefined) => (next === undefined ? {} : { next })
  return Object.fromEntries(Object.entries(steps).map(([id, step]): [string, Step] => {
    if (step.kind === 'split' && liveOnes(step.variants).length === 1) return [id, { kind: 'update', set: {}, ...on(liveOnes(step.variants)[0]!.next) }]
    if (step.kind === 'branch' && step.branches.length === 0) return [id, { kind: 'update', set: {}, ...on(step.else) }]
    if (step.kind === 'message' && step.variants && step.variants.length > 1 && liveOnes(step.variants).length === 1) return [id, { ...step, variants: liveOnes(step.variants) }]
    return [id, step]
  }))
}

function isLeftOut(problems: ProblemList, id: string, step: Step): boolean {
  const path = ['steps', id]
  if (step.kind === 'journey') problems.loss(80, path, 'Klaviyo flows do not start one another: the step is left out', 'Send an event that starts the other flow from your own system.')
  else if (step.kind === 'message' && step.channel in CHANNELS) problems.loss(10, path, `Klaviyo flows have no ${CHANNELS[step.channel as keyof typeof CHANNELS]}: the step is left out`, 'Choose push, e-mail or SMS.') // as: just looked at
  else if (step.kind === 'delay' && step.bestTime) problems.loss(23, path, 'Klaviyo flows do not wait for somebody\'s best time: the step is left out', 'Wait for a time of day.')
  else if (step.kind === 'update') {
    const cannot = Object.entries(step.set).filter(([name, value]) => operation(name, value) === null)
    if (cannot.length < Object.keys(step.set).length) return false
    for (const [name] of cannot) problems.loss(60, [...path, 'set', name], 'Klaviyo cannot set this in a flow: only a text without placeholders, a number, true and false', 'Send it from your own system.')
  } else return step.kind === 'delay' && step.for !== undefined && exactMs(step.for) === 0
  return true
}

function hasPort(problems: ProblemList, id: string, port: string): boolean {
  if (port === 'suppressed') problems.loss(16, ['steps', id, 'onSuppressed'], 'Klaviyo does not tell whether a message was held back; everybody takes the one way on', 'Ask behind the message who opened it, if that will do.')
  else if (port === 'error') problems.loss(71, ['steps', id, 'onError'], 'Klaviyo does not tell whether a webhook failed; everybody takes the one way on', 'Watch for failures in the system that is called.')
  else return true
  return false
}

/** `gate`: what is asked of people once they are in, since the trigger cannot ask for it. */
function triggerOf(writing: Writing): { trigger: JsonValue; gate: Groups | null } {
  const { document, problems } = writing
  const entry = document.entries[0]
  const none: JsonValue = { type: 'metric', id: null, trigger_filter: null }
  if (!entry) return { trigger: none, gate: null }
  const { trigger, where } = entry
  const path = ['entries', 0, 'trigger']
  const isOpen = where === undefined || Object.keys(where).length === 0
  if (trigger.kind === 'schedule') {
    problems.error(2, path, 'Klaviyo starts flows by what people do, not at a time', 'Start it by an event that your own system sends on that schedule.')
    return { trigger: none, gate: null }
  }
  if (trigger.kind === 'segment') {
    if (trigger.change === 'leave') problems.error(2, path, 'Klaviyo starts a flow when somebody joins a segment, not when they leave it', 'Make a segment of those who are not in it, and let joining that start the journey.')
    return { trigger: { type: 'segment', id: segment(writing, trigger.segment, null) }, gate: isOpen ? null : gateOf(writing, where, 'a flow begun by a segment has no event at hand') }
  }
  const id = triggerMetric(writing, null)!
  const ofEvent = isOpen ? [] : groupsOf(where, { metric: () => '', segment: () => '', triggerMetric: id })
  const isOfEvent = typeof ofEvent !== 'string' && ofEvent.every((group) => group.every((one) => (one as { type?: string }).type === 'metric-property')) // as: conditions have a type
  if (isOfEvent) return { trigger: { type: 'metric', id, trigger_filter: ofEvent.length > 0 ? filterOf(ofEvent) : null }, gate: null }
  return { trigger: { type: 'metric', id, trigger_filter: null }, gate: gateOf(writing, where!, typeof ofEvent === 'string' ? ofEvent : 'it asks for properties of the event and for other things') }
}

/** The condition of an entry, to be asked behind the door; null, with what is lost, where it cannot be. */
function gateOf(writing: Writing, where: Where, why: string): Groups | null {
  const groups = groupsOf(where, referring(writing, null))
  if (typeof groups === 'string') writing.problems.loss(3, ['entries', 0, 'where'], `Everybody comes in: ${why}`, 'Ask for properties of the event only, or for attributes, segments and counts of events only.')
  else writing.problems.loss(9, ['entries', 0, 'where'], 'Klaviyo asks for this once people are in: who does not fit leaves at once, and counts as having been in', 'With re-entry they may come in again, and be asked again.')
  return typeof groups === 'string' || groups.length === 0 ? null : groups
}

/** Who leaves early: the filter of the flow is looked at before each action, and whoever does not fit any more leaves. */
function leaving(writing: Writing): JsonValue {
  const { document, problems } = writing
  const groups: JsonValue[][] = []
  const never = (event: string, where: Parameters<typeof metricFilters>[0], path: readonly PropertyKey[]) => {
    const filters = metricFilters(where)
    if (typeof filters === 'string') problems.loss(91, path, `Klaviyo cannot end the flow by this: ${filters}`, 'Compare properties of the event only, or send an event of its own.')
    else groups.push([profileMetric(metric(writing, event, null), { type: 'numeric', operator: 'equals', value: 0 }, { type: 'date', operator: 'flow-start' }, filters)])
  }
  document.goals?.forEach((goal, index) => {
    const path = ['goals', index]
    if (!goal.endsJourney) return problems.note(90, path, 'Klaviyo counts no conversions of a flow by this; the goal is measured here only', 'Choose a conversion metric in its statistics.')
    if (goal.window !== undefined) problems.loss(92, [...path, 'window'], 'Klaviyo ends the flow by the event however late it comes', 'Leave the window out.')
    if (goal.value !== undefined) problems.note(90, [...path, 'value'], 'Klaviyo sums up the value that an event itself names', 'Nothing to do.')
    never(goal.event, goal.where, path)
  })
  document.exits?.forEach((exit, index) => {
    if ('event' in exit) never(exit.event, exit.where, ['exits', index])
    else groups.push([{ type: 'profile-group-membership', is_member: false, group_ids: [segment(writing, exit.segment, null)] }])
  })
  return groups.length === 0 ? null : filterOf(groups)
}

/** Once in a time that counts from coming in; null is no bound. That `alltime` goes with a duration of 1 is a guess: the schema asks for a number. */
function reentryOf({ document, problems }: Writing): JsonValue {
  const { reentry } = document
  if (!reentry || reentry.kind === 'once') return { duration: 1, unit: 'alltime' }
  if (reentry.kind === 'always') {
    if (reentry.key !== undefined) problems.loss(95, ['reentry', 'key'], 'Klaviyo does not tell apart by a property what somebody came in for', 'Somebody may be in it several times for one thing.')
    if (!reentry.limit) return null
    const ms = exactMs(reentry.limit.within)
    if (reentry.limit.count === 1 && ms > 0 && ms % HOUR === 0) return inUnits(ms)
    problems.loss(95, ['reentry', 'limit'], 'Klaviyo lets somebody in once in a time of whole hours, or without a bound', 'Choose a limit of one in whole hours, days or weeks.')
    return null
  }
  const ms = Math.max(HOUR, Math.ceil(exactMs(reentry.cooldown ?? 'PT0S') / HOUR) * HOUR)
  problems.loss(95, ['reentry'], 'In Klaviyo the time until somebody may come in again counts from when they came in, not from when they left, in whole hours', 'Choose a time that covers the journey itself, too.')
  return inUnits(ms)
}

function inUnits(ms: number): JsonValue {
  const whole = unitOf([ms])!
  return { duration: ms / whole.ms, unit: whole.unit }
}

function keptHere({ document, problems, resources }: Writing): void {
  const { policies } = document
  const WORDS = {
    quietHours: ['Klaviyo has quiet hours for SMS only, of the whole account', 'Put a delay until the morning before each message.'],
    caps: ['Klaviyo caps messages by smart sending, of the whole account, which is off for these messages', 'Switch it on in Klaviyo, message by message.'],
    consent: ['Klaviyo sends to whoever consented there, whatever this attribute says', 'Keep consent there in step with it, or branch on the attribute.'],
    holdout: ['Klaviyo holds nobody out; everybody gets the messages', 'Put a split before everything else, one way of which ends.'],
  } as const
  for (const field of ['quietHours', 'caps', 'consent', 'holdout'] as const) if (policies?.[field] !== undefined && Object.keys(policies[field]).length > 0) problems.loss(96, ['policies', field], WORDS[field][0], WORDS[field][1])
  for (const bound of ['activeFrom', 'activeUntil'] as const) if (document[bound] !== undefined) problems.loss(97, [bound], 'Klaviyo flows have no date to start or to stop at', 'Activate and stop it by hand.')
  for (const id of Object.keys(document.segments ?? {})) if (!resources.has(`segment/${id}`)) problems.note(43, ['segments', id], 'No action asks for this segment by itself, so it is not made in Klaviyo', 'Nothing to do.')
}
