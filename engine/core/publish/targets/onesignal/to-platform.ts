import { instantOfBound, knownZone } from '../../../model/calendar.ts'
import { exactMs } from '../../../model/duration.ts'
import type { Condition } from '../../../model/condition.ts'
import type { Entry, JourneyDocument } from '../../../model/journey.ts'
import { scheduleInstants } from '../../../model/recurrence.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { JsonValue } from '../../../json.ts'
import { asFound, referencesIn } from '../../as-found.ts'
import { journeyTitle } from '../../journey-title.ts'
import { noteWhatIsKept } from '../../kept-here.ts'
import { marked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import { neededBy } from '../../needed-by.ts'
import type { Resource } from '../../resource.ts'
import { runningSteps } from '../../running-steps.ts'
import { nested } from '../../series-parallel.ts'
import type { Outgoing } from '../../target.ts'
import { attributesOf, filtersOf } from './conditions.ts'
import { fromPlatform } from './from-platform.ts'
import { describedWith } from './journey-meta.ts'
import { nodeId } from './node-names.ts'
import { nodesOf } from './nodes-out.ts'
import { madeByHand, type OneSignalSettings } from './settings.ts'
import type { NodeCondition, OneSignalNode } from './shapes.ts'
import { eventName } from './waits-out.ts'
import { conditionId, segmentId, segmentOf, type Writing } from './writing.ts'

/** Blocks that doubling may add: a journey with more is no longer the one that was drawn. */
const MOST_DOUBLES = 40
const SHORTEST_REENTRY_S = 600
const LONGEST_DESCRIPTION = 1024

export function toPlatform(document: JourneyDocument, settings: OneSignalSettings): Outgoing {
  const problems = new ProblemList('OS')
  const writing: Writing = { document, settings, made: madeByHand(settings), problems, resources: new Map() }
  const entry = document.entries[0]
  if (document.entries.length !== 1 || !entry) problems.error(1, ['entries'], `A OneSignal journey has one way in; this one has ${document.entries.length}`, 'Make a journey for each entry.')
  const running = runningSteps(document.steps, entry?.next ?? '', (id, step) => isLeftOut(writing, id, step), (id, port) => hasPort(writing, id, port))
  for (const id of running.unreached) problems.note(8, ['steps', id], 'Nobody comes to this step in OneSignal, so it is not sent', 'It stays in the journey here.')
  const unreached = new Set(running.unreached)
  // It has no way out, so that nothing below would come to it.
  for (const [id, step] of Object.entries(running.steps)) if (!unreached.has(id) && step.kind === 'waitFor' && step.branches.length === 0 && !step.timeout) problems.error(30, ['steps', id], 'The wait waits for nothing and never ends', 'Give it an event, a segment or a limit.')
  for (const id of Object.keys(document.steps)) noteExit(problems, id, document.steps[id]!)
  const nesting = nested(running.steps, running.start, MOST_DOUBLES)
  if (!nesting.ok) {
    for (const id of nesting.stepIds) {
      if (nesting.why === 'loop') problems.error(5, ['steps', id], 'OneSignal journeys do not go back: this step is on a loop', 'Let people leave instead, and come in again by re-entry.')
      else problems.error(6, ['steps', id], `Ways meet here across branches, and drawing that without crossing takes more than ${MOST_DOUBLES} steps twice`, 'Let ways meet only behind the branch they come from, or give each its own steps.')
    }
  } else {
    for (const [id, count] of nesting.doubled) problems.note(7, ['steps', id], `The step stands ${count} times in OneSignal, once for each way that comes to it`, 'People get the same; its figures are added up when they are read back.')
  }
  const { audience, schedule, gate } = audienceOf(writing)
  const inner = nesting.ok ? nodesOf(writing, running.steps, nesting.sequence) : []
  const nodes: OneSignalNode[] = gate === null || !entry ? inner : [{ kind: 'yes_no', client_node_id: nodeId({ stepId: entry.id, part: 'gate', copy: 1 }), branches: [{ condition: gate, nodes: inner }, { nodes: [] }] }]
  if (nesting.ok && nodes.length === 0) problems.error(18, ['entries'], 'Nothing happens in this journey that OneSignal could do, and a journey without a node is not switched on there', 'Put a message, a wait or another step behind the entry.')
  const { earlyExit, meta } = leaving(writing)
  const body = {
    name: journeyName(document),
    description: describedWith(document.description, [`entry=${entry?.id ?? ''}`, ...meta], LONGEST_DESCRIPTION),
    audience, early_exit: earlyExit, reentry_rules: reentryOf(writing), schedule, nodes,
  } as unknown as JsonValue // as: plain data; optional members are left out, never undefined
  keptHere(writing)
  const others = neededBy(referencesIn(body), writing.resources)
  const resources: Resource[] = [...others, { key: 'journey', kind: 'journey', name: journeyName(document), body, needs: [...referencesIn(body)], stepIds: [] }]
  // A step that stands several times comes back as one, so that this explains no difference.
  if (!problems.hasErrors) noteWhatIsKept(problems, document, fromPlatform(asFound(resources, new Map()), settings).document, { platform: 'OneSignal', number: 99, explainsNothing: 'OS07' })
  return { resources, problems: problems.all }
}

function journeyName(document: JourneyDocument): string {
  return marked(journeyTitle(document), document.id, 'journey', 300)
}

function isLeftOut({ made, problems }: Writing, id: string, step: Step): boolean {
  const path = ['steps', id]
  if (step.kind === 'journey') problems.loss(80, path, 'OneSignal journeys do not start one another: the step is left out', 'Send an event that starts the other journey from your own system.')
  else if (step.kind === 'webhook' && !made.has(`step/${id}`)) problems.loss(70, path, 'Webhooks cannot be made through the API: the step is left out', `Make the webhook in the OneSignal dashboard, and give its id in the connection's settings: step/${id} = <uuid>.`)
  else if (step.kind === 'message' && (step.channel === 'whatsapp' || step.channel === 'widget')) problems.loss(10, path, `OneSignal has no ${step.channel === 'widget' ? 'widgets' : 'WhatsApp messages'} in journeys: the step is left out`, 'Choose push, e-mail, SMS or an in-app message.')
  else if (step.kind === 'message' && step.channel === 'inApp' && !made.has(`step/${id}`)) problems.loss(11, path, 'In-app messages cannot be made through the API: the step is left out', `Make the message in the OneSignal dashboard, and give its id in the connection's settings: step/${id} = <uuid>.`)
  else return (step.kind === 'delay' && step.for !== undefined && exactMs(step.for) === 0) || (step.kind === 'update' && Object.keys(step.set).length === 0)
  return true
}

function hasPort({ problems }: Writing, id: string, port: string): boolean {
  if (port === 'suppressed') problems.loss(16, ['steps', id, 'onSuppressed'], 'OneSignal does not tell whether a message was held back; everybody takes the one way on', 'Ask behind the message who opened it, if that will do.')
  else if (port === 'error') problems.loss(71, ['steps', id, 'onError'], 'OneSignal does not tell whether a webhook failed; everybody takes the one way on', 'Watch for failures in the system that is called.')
  else return true
  return false
}

function noteExit(problems: ProblemList, id: string, step: Step): void {
  if (step.kind === 'exit') problems.note(85, ['steps', id], 'In OneSignal a journey ends where its last node stands; how it ended is kept here only', 'Set a tag before it, if somebody has to know there.')
  if (step.kind === 'webhook') for (const field of ['url', 'method', 'body'] as const) if (step[field] !== undefined) problems.note(72, ['steps', id, field], 'What is called is what the webhook made in OneSignal says', 'Keep both alike.')
}

/** `gate`: what is asked of people once they are in, since the audience cannot ask for it. */
function audienceOf(writing: Writing): { audience: JsonValue; schedule: JsonValue; gate: NodeCondition | null } {
  const { document, problems } = writing
  const entry = document.entries[0]
  const zone = document.timeZone ?? 'UTC'
  const iso = (ms: number) => new Date(ms).toISOString()
  const bounds = {
    ...(document.activeFrom === undefined ? {} : { start_at: iso(instantOfBound(document.activeFrom, zone)) }),
    ...(document.activeUntil === undefined ? {} : { stop_at: iso(instantOfBound(document.activeUntil, zone)) }),
  }
  if (document.activeUntil !== undefined) problems.loss(97, ['activeUntil'], 'OneSignal stops the journey then, for people under way too', 'Here they go on to the end. Archive it by hand later, to let them.')
  let schedule: JsonValue = Object.keys(bounds).length === 0 ? null : bounds
  const none = { audience: { kind: 'event_trigger', name: 'none' }, schedule, gate: null }
  if (!entry) return none
  const { trigger, where } = entry
  const path = ['entries', 0, 'trigger']
  if (trigger.kind === 'event' || trigger.kind === 'api') {
    const name = trigger.kind === 'event' ? trigger.event : `$api:${trigger.name}`
    eventName(writing, name, [...path, trigger.kind === 'event' ? 'event' : 'name'])
    const attributes = attributesOf(where)
    const gate = typeof attributes === 'string' ? gateOf(writing, entry) : null
    if (typeof attributes === 'string' && gate === null) problems.loss(3, ['entries', 0, 'where'], `Everybody with the event comes in: ${attributes}`, 'Ask for properties of the event that all have to fit, or for segments and attributes.')
    return { audience: { kind: 'event_trigger', name: name.slice(0, 255), ...(typeof attributes === 'string' || attributes.length === 0 ? {} : { attributes: [attributes] }) } as JsonValue, schedule, gate } // as: plain data
  }
  const gate = where === undefined || Object.keys(where).length === 0 ? null : gateOf(writing, entry)
  if (where !== undefined && Object.keys(where).length > 0 && gate === null) problems.loss(3, ['entries', 0, 'where'], 'OneSignal asks nothing more of who comes in by a segment', 'Put it into the segment.')
  if (trigger.kind === 'segment') {
    if (trigger.change === 'leave') problems.error(2, path, 'OneSignal lets people in when they join a segment, not when they leave it', 'Make a segment of those who are not in it, and let joining that start the journey.')
    return { audience: { kind: 'segment', included_segment_ids: [segmentId(writing, trigger.segment, null)], future_additions_only: true } as JsonValue, schedule, gate } // as: plain data
  }
  if (trigger.at === undefined || trigger.every !== undefined) {
    problems.error(2, path, 'OneSignal starts a journey at one time, not again and again', 'Start it by an event that your own system sends on that schedule.')
    return none
  }
  if (trigger.audience === undefined || Object.keys(trigger.audience).length === 0) {
    problems.error(2, path, 'OneSignal needs a segment of who comes in', 'Give the schedule an audience.')
    return none
  }
  problems.loss(4, path, 'OneSignal starts at that time, and lets in whoever joins the segment later, too', 'Stop the journey by hand once those of that time have come in.')
  for (const bound of ['activeFrom', 'activeUntil'] as const) if (document[bound] !== undefined) problems.loss(98, [bound], 'The journey starts at the time of its schedule, and has no other bounds in OneSignal', 'Leave it out.')
  const at = scheduleInstants({ at: trigger.at, every: null }, knownZone(zone), 0, Number.MAX_SAFE_INTEGER)[0] ?? 0
  schedule = { start_at: iso(at) }
  const only = trigger.audience
  const audience = 'segment' in only ? segmentId(writing, only.segment as string, null) : conditionId(writing, only as Parameters<typeof conditionId>[1], entry.id, 'audience', `${journeyTitle(document)}: audience`, [...path, 'audience']) // as: not empty, so a condition
  return { audience: { kind: 'segment', included_segment_ids: audience === null ? [] : [audience], future_additions_only: false } as JsonValue, schedule, gate } // as: plain data
}

/** The condition of an entry as one on segments, to be asked behind the door; null where it cannot be. */
function gateOf(writing: Writing, { id, where }: Entry): NodeCondition | null {
  const { document, problems } = writing
  const condition = where as Condition // as: it is not empty
  const isSegment = 'segment' in condition
  if (!isSegment && typeof filtersOf(condition, (other) => segmentOf(writing, other)) === 'string') return null
  problems.loss(9, ['entries', 0, 'where'], 'OneSignal asks for this once people are in: who does not fit leaves at once, and counts as having been in', 'With re-entry they may come in again, and be asked again.')
  const segment = isSegment ? segmentId(writing, condition.segment, null) : conditionId(writing, condition, id, 'gate', `${journeyTitle(document)}: who stays`, ['entries', 0, 'where'])
  return segment === null ? null : { kind: 'segment_membership', included_segment_ids: [segment] }
}

/** Who leaves early: one event without a condition, and whoever joins one of some segments. */
function leaving(writing: Writing): { earlyExit: JsonValue; meta: string[] } {
  const { document, problems } = writing
  const meta: string[] = []
  let event: string | null = null
  const take = (name: string, path: readonly PropertyKey[], what: string, where: object | undefined) => {
    const whole = where === undefined || Object.keys(where).length === 0
    if (!whole) problems.loss(91, path, 'OneSignal ends a journey at an event whatever its properties, so nobody leaves by this', 'Send an event of its own for what should end the journey.')
    else if (event !== null && event !== name) problems.loss(91, path, `OneSignal ends a journey at one event, which is "${event}"; nobody leaves by "${name}"`, 'Send one event for all that should end the journey.')
    else if (event !== null) problems.note(93, path, `"${name}" ends the journey already`, 'Nothing to do.')
    else {
      event = name
      eventName(writing, name, path)
      meta.push(what)
    }
  }
  document.goals?.forEach((goal, index) => {
    const path = ['goals', index]
    if (!goal.endsJourney) return problems.note(90, path, 'OneSignal counts no conversions; the goal is measured here only', 'Nothing to do.')
    take(goal.event, path, `goal=${goal.id}`, goal.where)
    if (goal.window !== undefined) problems.loss(92, [...path, 'window'], 'OneSignal ends the journey at the event however late it comes', 'Leave the window out.')
    if (goal.value !== undefined) problems.note(90, [...path, 'value'], 'OneSignal sums up no values', 'Nothing to do.')
  })
  const segments: JsonValue[] = []
  document.exits?.forEach((exit, index) => {
    if ('event' in exit) return take(exit.event, ['exits', index], `exit=${exit.id}`, exit.where)
    segments.push(segmentId(writing, exit.segment, null) as JsonValue) // as: a text, or a reference
    meta.push(`left=${exit.id}`)
  })
  const rules = { ...(event === null ? {} : { on_event: { name: (event as string).slice(0, 255) } }), ...(segments.length === 0 ? {} : { on_segment: { included_segment_ids: segments } }) } // as: `take` may have set it
  return { earlyExit: Object.keys(rules).length === 0 ? null : { rules }, meta }
}

function reentryOf({ document, problems }: Writing): JsonValue {
  const { reentry } = document
  if (!reentry || reentry.kind === 'once') return null
  if (reentry.limit) problems.loss(95, ['reentry', 'limit'], 'OneSignal does not count how often somebody comes in', 'Choose a longer cooldown.')
  if (reentry.kind === 'always') {
    problems.loss(95, ['reentry'], 'OneSignal lets somebody in again ten minutes after leaving, never twice at a time', 'Choose re-entry after leaving.')
    return { duration_seconds: SHORTEST_REENTRY_S }
  }
  const seconds = Math.ceil(exactMs(reentry.cooldown ?? 'PT0S') / 1000)
  if (seconds < SHORTEST_REENTRY_S || seconds * 1000 !== exactMs(reentry.cooldown ?? 'PT0S')) problems.loss(95, ['reentry', 'cooldown'], 'OneSignal lets nobody in again within ten minutes, and counts whole seconds', 'Choose a cooldown of ten minutes or longer.')
  return { duration_seconds: Math.max(seconds, SHORTEST_REENTRY_S) }
}

/** What OneSignal has no place for at all. */
function keptHere({ document, problems, resources }: Writing): void {
  const { policies } = document
  const WORDS = {
    quietHours: 'OneSignal has no quiet hours of a journey; messages go out at any hour',
    caps: 'OneSignal caps messages for the whole app only, in the dashboard; this cap does not hold there',
    consent: 'OneSignal sends to whoever is subscribed, whatever this attribute says',
    holdout: 'OneSignal holds nobody out; everybody gets the messages',
  } as const
  const HELP = { quietHours: 'Put a delay until the morning before each message.', caps: 'Set a cap in the dashboard.', consent: 'Keep subscriptions there in step with it, or branch on a segment of who consents.', holdout: 'Put a split before everything else, one way of which ends.' } as const
  for (const field of ['quietHours', 'caps', 'consent', 'holdout'] as const) if (policies?.[field] !== undefined && Object.keys(policies[field]).length > 0) problems.loss(96, ['policies', field], WORDS[field], HELP[field])
  for (const id of Object.keys(document.segments ?? {})) {
    if (!resources.has(`segment/${id}`) && !problems.all.some(({ code, path }) => code === 'OS42' && path.includes(id))) problems.note(43, ['segments', id], 'No node asks for this segment by itself, so it is not made in OneSignal', 'Nothing to do.')
  }
}
