import type { JsonValue } from '../../../json.ts'
import { assertNever } from '../../../errors.ts'
import { exactMs } from '../../../model/duration.ts'
import type { JourneyDocument } from '../../../model/journey.ts'
import type { BranchStep } from '../../../model/steps/branch.ts'
import type { DelayStep } from '../../../model/steps/delay.ts'
import type { MessageStep } from '../../../model/steps/message.ts'
import type { Step } from '../../../model/steps/registry.ts'
import type { SplitStep } from '../../../model/steps/split.ts'
import type { UpdateStep } from '../../../model/steps/update.ts'
import type { WaitForStep } from '../../../model/steps/wait-for.ts'
import type { WebhookStep } from '../../../model/steps/webhook.ts'
import { percentsOf } from '../../percents.ts'
import type { ProblemList } from '../../problem-list.ts'
import { filtersOf } from './conditions.ts'
import { durationThere, LONGEST_MS, msOf } from './durations.ts'
import { CHANNELS, inHogThere, messageInputs, type Channel, type TextScope } from './messages.ts'
import { actionOf, PART } from './payload.ts'
import type { PostHogSettings } from './settings.ts'
import { bodyThere, valueThere } from './values.ts'

/** What the steps of one journey are mapped with. */
export interface Mapping {
  readonly document: JourneyDocument
  readonly settings: PostHogSettings
  readonly problems: ProblemList
  /** Steps that people may come to with an event at hand that they waited for. */
  readonly afterWait: ReadonlySet<string>
  /** Where a way leads, as PostHog writes it. */
  to(target: string | undefined): string
}

/** Actions and the ways between them. */
export interface Piece { readonly actions: readonly JsonValue[]; readonly edges: readonly JsonValue[] }

type Path = readonly PropertyKey[]

/** The actions of one step: the first bears its id, what follows are parts of it. */
export function pieceOf(id: string, step: Step, mapping: Mapping): Piece {
  switch (step.kind) {
    case 'delay': return one(id, step, ...delayAction(id, step, mapping), mapping.to(step.next))
    case 'message': return messagePiece(id, step, mapping)
    case 'waitFor': return waitPiece(id, step, mapping)
    case 'branch': return branchPiece(id, step, mapping)
    case 'split': return splitPiece(id, step, mapping)
    case 'update': return one(id, step, 'function', updateConfig(id, step, mapping), mapping.to(step.next), { on_error: 'continue' })
    case 'webhook': return one(id, step, 'function', webhookConfig(id, step, mapping), mapping.to(step.next), { on_error: 'continue' })
    case 'journey':
      mapping.problems.error(40, ['steps', id], 'a workflow starts no other', 'Send an event with a webhook that the other one begins with.')
      return standIn(id, step, mapping.to(step.next))
    case 'exit': return { actions: [action(id, step, 'exit', step.outcome === undefined ? {} : { reason: step.outcome })], edges: [] }
    default: return assertNever(step, 'step')
  }
}

function action(id: string, { name, note }: { name?: string | undefined; note?: string | undefined }, type: string, config: JsonValue, more: Readonly<Record<string, JsonValue>> = {}): JsonValue {
  return actionOf(id, name ?? id, type, config, { description: note ?? '', ...more })
}

function one(id: string, step: Step, type: string, config: JsonValue, to: string, more: Readonly<Record<string, JsonValue>> = {}): Piece {
  return { actions: [action(id, step, type, config, more)], edges: [{ from: id, to, type: 'continue' }] }
}

/** Stands where a step has no counterpart, so that people under way keep their place: the shortest delay there is. */
function standIn(id: string, step: Step, to: string): Piece {
  return one(id, step, 'delay', { delay_duration: '1s' }, to)
}

function scopeOf(id: string, { problems, settings, afterWait }: Mapping): TextScope {
  return { problems, settings, isAfterWait: afterWait.has(id) }
}

/** A span as PostHog takes it; what it cuts or rounds is told. */
function span(duration: string, path: Path, problems: ProblemList): string {
  const ms = exactMs(duration)
  const there = durationThere(ms)
  if (ms > LONGEST_MS) problems.error(41, path, 'nothing there lasts longer than 30 days: it would be cut to that without a word', 'Put several delays one after another.')
  else if (msOf(there) !== ms) problems.loss(42, path, `it becomes ${there}`, 'Choose a whole number of seconds.')
  return there
}

function zone(document: JourneyDocument): { timezone: string; use_person_timezone: boolean; fallback_timezone: string } {
  const timezone = document.timeZone ?? 'UTC'
  return { timezone, use_person_timezone: true, fallback_timezone: timezone }
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function delayAction(id: string, step: DelayStep, { document, problems }: Mapping): [type: string, config: JsonValue] {
  const path = ['steps', id] as const
  if (step.for !== undefined) return ['delay', { delay_duration: span(step.for, [...path, 'for'], problems) }]
  if (step.bestTime) {
    problems.loss(43, path, 'it does not wait for the best time: the message goes at once', 'Wait until a time of day that suits most.')
    return ['delay', { delay_duration: '1s' }]
  }
  const { time, weekday, date } = step.until!
  if (date !== undefined) {
    problems.loss(44, [...path, 'until'], 'it waits 30 days for a date at most', 'Begin the workflow within 30 days of it.')
    return ['delay', { delay_until: { expression: `'${date}${time === undefined ? '' : `T${time}`}'`, ...zone(document) }, max_delay_duration: '30d' }]
  }
  problems.note(45, [...path, 'until', 'time'], 'it is a window of one minute there: who comes within it goes on at once', 'Nothing to do, as a rule.')
  if (time !== undefined && time.length > 5 && !time.endsWith(':00')) problems.loss(46, [...path, 'until', 'time'], `times of day are whole minutes there: it becomes ${time.slice(0, 5)}`, 'Write it without seconds.')
  const from = (time ?? '00:00').slice(0, 5)
  return ['wait_until_time_window', { ...zone(document), day: weekday === undefined ? 'any' : [DAYS[weekday - 1]!], time: [from, minuteAfter(from)] }]
}

function minuteAfter(clock: string): string {
  const minutes = (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + 1) % 1440
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function messagePiece(id: string, step: MessageStep, mapping: Mapping): Piece {
  const { problems } = mapping
  const path = ['steps', id] as const
  const to = mapping.to(step.next)
  if (!Object.hasOwn(CHANNELS, step.channel)) {
    problems.loss(47, path, `PostHog sends no ${step.channel} messages: nobody gets this one`, 'Use push, email or SMS, or a webhook to what sends it.')
    return standIn(id, step, to)
  }
  const channel = step.channel as Channel // as: just looked at
  const [type, template_id] = CHANNELS[channel]
  if (step.onSuppressed !== undefined) problems.loss(48, [...path, 'onSuppressed'], 'a message that is not sent has no way of its own: everybody goes on', 'Branch on the consent before the message.')
  const config = (template: MessageStep['template'], at: Path): JsonValue => ({ template_id, message_category_type: 'marketing', inputs: messageInputs(channel, template ?? {}, at, scopeOf(id, mapping)) })
  if (!step.variants) return one(id, step, type, config(step.template, [...path, 'template']), to, { on_error: 'continue' })
  const percents = percentsOf(step.variants.map(({ weight }) => weight))
  if (!percents) problems.error(49, [...path, 'variants'], 'no text is sent to anybody', 'Give one a weight.')
  tellOfChance(mapping, [...path, 'variants'], 'text')
  return {
    actions: [
      action(id, step, 'random_cohort_branch', { cohorts: step.variants.map((variant, index) => ({ percentage: percents?.[index] ?? 0, name: variant.id })) }),
      ...step.variants.map((variant, index) =>
        actionOf(`${id}${PART}${variant.id}`, `${step.name ?? id}: ${variant.id}`, type, config(variant.template ?? step.template, [...path, 'variants', index, 'template']), { on_error: 'continue' })),
    ],
    edges: [
      ...step.variants.map((variant, index) => ({ from: id, to: `${id}${PART}${variant.id}`, type: 'branch', index })),
      ...step.variants.map((variant) => ({ from: `${id}${PART}${variant.id}`, to, type: 'continue' })),
    ],
  }
}

/** Who gets what is drawn anew at each pass there, and dealt for good here. */
function tellOfChance({ document, problems }: Mapping, path: Path, what: string): void {
  if ((document.reentry?.kind ?? 'once') !== 'once') problems.loss(50, path, `it is drawn by chance at every pass: who comes again may get another ${what}`, 'Let people in once, or branch on an attribute.')
}

function splitPiece(id: string, step: SplitStep, mapping: Mapping): Piece {
  const { problems } = mapping
  const percents = percentsOf(step.variants.map(({ weight }) => weight))
  if (!percents) problems.error(49, ['steps', id, 'variants'], 'nobody takes any of the ways', 'Give one a weight.')
  if (step.key !== undefined) problems.loss(51, ['steps', id, 'key'], 'it is drawn by chance, and not dealt by a key', 'Branch on an attribute that says which way somebody takes.')
  else tellOfChance(mapping, ['steps', id, 'key'], 'way')
  return {
    actions: [action(id, step, 'random_cohort_branch', { cohorts: step.variants.map(({ id: variantId, name }, index) => ({ percentage: percents?.[index] ?? 0, name: name ?? variantId })) })],
    edges: step.variants.map(({ next }, index) => ({ from: id, to: mapping.to(next), type: 'branch', index })),
  }
}

function branchPiece(id: string, step: BranchStep, mapping: Mapping): Piece {
  const { problems, document, afterWait } = mapping
  if (step.branches.length === 0) {
    problems.error(52, ['steps', id, 'branches'], 'a branch there asks something', 'Add a condition, or lead to the next step directly.')
    return standIn(id, step, mapping.to(step.else))
  }
  const conditions = step.branches.map((branch, index): JsonValue => {
    const path = ['steps', id, 'branches', index, 'when'] as const
    const properties = filtersOf(branch.when, path, { document, problems })
    if (afterWait.has(id) && properties.some((one) => (one as { type: string }).type === 'event')) problems.loss(53, path, 'the event is the one that started it, not the one that was waited for', 'Keep what it asks for in a property of the person.')
    return { name: wayName(branch.id, 'segment' in branch.when ? branch.when.segment : undefined), filters: { properties } }
  })
  return {
    actions: [action(id, step, 'conditional_branch', { conditions })],
    edges: [...step.branches.map(({ next }, index) => ({ from: id, to: mapping.to(next), type: 'branch', index })), { from: id, to: mapping.to(step.else), type: 'continue' }],
  }
}

/** `vip [valued customers]`: a way, and the segment whose conditions stand in its place. */
function wayName(id: string, segment: string | undefined): string {
  return segment === undefined ? id : `${id} [${segment}]`
}

function waitPiece(id: string, step: WaitForStep, mapping: Mapping): Piece {
  const { problems, document } = mapping
  const path = ['steps', id] as const
  const scope = { document, problems }
  const [first] = step.branches
  if (!first) problems.error(54, [...path, 'branches'], 'it waits for nothing', 'Use a delay.')
  const ends = new Set(step.branches.map(({ next }) => mapping.to(next)))
  if (ends.size > 1) problems.error(55, [...path, 'branches'], 'a wait there has one way out, whatever ended it: these lead to different steps', 'Lead all of them to one step, and branch there on an attribute.')
  if (!step.timeout) problems.loss(56, [...path, 'timeout'], 'a wait there has an end: after 30 days people leave', 'Say how long people wait at most.')
  else if (exactMs(step.timeout.after) === 0) problems.error(57, [...path, 'timeout', 'after'], 'it waits for no time at all', 'Give it some time, or branch instead.')
  const look = step.look ?? 'arrival'
  if (look !== 'arrival' && step.branches.some((branch) => 'event' in branch)) problems.loss(58, [...path, 'look'], 'what happened before people came to this step does not count', 'Keep it in a property of the person, and branch before the wait.')
  const ofSegments = step.branches.flatMap((branch, index) => ('segment' in branch ? [[branch, index] as const] : []))
  if (ofSegments.length > 1) problems.error(59, [...path, 'branches'], 'a wait there asks one thing of people, and this one asks several', 'Make one segment of them.')
  const [ofSegment] = ofSegments
  const condition: JsonValue = ofSegment
    ? { name: wayName(ofSegment[0].id, ofSegment[0].segment), filters: { properties: filtersOf({ segment: ofSegment[0].segment }, [...path, 'branches', ofSegment[1], 'segment'], scope) } }
    : { filters: null }
  const events = step.branches.flatMap((branch, index): JsonValue[] =>
    'event' in branch ? [{ name: branch.id, filters: eventFilters(branch.event, branch.where, [...path, 'branches', index], mapping) }] : [])
  return {
    actions: [action(id, step, 'wait_until_condition', { condition, events, max_wait_duration: step.timeout ? span(step.timeout.after, [...path, 'timeout', 'after'], problems) : '30d' })],
    edges: [{ from: id, to: mapping.to(first?.next), type: 'branch', index: 0 }, { from: id, to: mapping.to(step.timeout?.next), type: 'continue' }],
  }
}

/** Events that only this app makes: nothing there bears such a name. */
export function eventFilters(event: string, where: Parameters<typeof filtersOf>[0], path: Path, { document, problems }: Mapping): JsonValue {
  if (event === '*' || /^\$(sent|opened|clicked|dismissed|converted)$/.test(event)) problems.error(60, [...path, 'event'], `PostHog knows no event "${event}"`, 'Name an event that your program sends.')
  const properties = filtersOf(where, [...path, 'where'], { document, problems })
  return { events: [{ id: event, name: event, type: 'events', order: 0, ...(properties.length === 0 ? {} : { properties }) }] }
}

function updateConfig(id: string, step: UpdateStep, mapping: Mapping): JsonValue {
  const values = Object.entries(step.set).flatMap(([name, value]): [string, string][] => {
    const path = ['steps', id, 'set', name]
    const there = valueThere(value as JsonValue, path, scopeOf(id, mapping)) // as: z.json() is JSON
    if (value === null) mapping.problems.loss(61, path, 'it is set to nothing there, rather than taken away', 'Ask for "is missing" with care.')
    if (there === undefined) mapping.problems.error(62, path, 'a property there is set to a text, a number, true or false', 'Set each of its parts by itself.')
    return there === undefined ? [] : [[name, there]]
  })
  return { template_id: 'template-posthog-update-person-properties', inputs: { distinct_id: { value: '{event.distinct_id}' }, set_properties: { value: Object.fromEntries(values) } } }
}

function webhookConfig(id: string, step: WebhookStep, mapping: Mapping): JsonValue {
  if (step.onError !== undefined) mapping.problems.loss(39, ['steps', id, 'onError'], 'a call that fails has no way of its own: everybody goes on', 'Let the program that is called send an event when it fails, and wait for that.')
  const scope = scopeOf(id, mapping)
  return {
    template_id: 'template-webhook',
    inputs: {
      url: { value: inHogThere(step.url, ['steps', id, 'url'], scope) }, method: { value: step.method ?? 'POST' },
      ...(step.body === undefined ? {} : { body: { value: bodyThere(step.body as JsonValue, ['steps', id, 'body'], scope) } }), // as: z.json() is JSON
    },
  }
}
