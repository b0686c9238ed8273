import { RehearsalError } from '../../../errors.ts'
import { durationOfMs } from '../../../model/duration.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument, Trigger } from '../../../model/journey.ts'
import { isTimeZone } from '../../../model/time-zone.ts'
import { freeId } from '../../../model/ids.ts'
import { unmarked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { whereOfAttributes } from './conditions.ts'
import { readDescription, type JourneyMeta } from './journey-meta.ts'
import { allNodes, NodeReader } from './nodes-in.ts'
import { eventAttributesRead, readJourney, SegmentReader, type ReadJourney } from './reading.ts'
import { madeByHand, type OneSignalSettings } from './settings.ts'

/** Throws E_TARGET_INPUT for what is no journey of OneSignal. */
export function fromPlatform(found: readonly Found[], settings: OneSignalSettings): Incoming {
  const there = found.find(({ kind }) => kind === 'journey')
  const parsed = readJourney.safeParse(there?.body)
  if (!there || !parsed.success) {
    throw new RehearsalError('E_TARGET_INPUT', `this is no journey of OneSignal${parsed.success ? '' : `: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`}`, 'Give what GET /apps/{app_id}/journeys/{journey_id} answers, or what was exported here.', { unusable: true })
  }
  const journey = parsed.data
  const problems = new ProblemList('OS')
  const segments = new SegmentReader(found, madeByHand(settings), problems)
  const marker = unmarked(journey.name)
  const meta = readDescription(journey.description ?? '')
  const reader = new NodeReader(journey.nodes, found, segments, problems)
  const gate = reader.gate(journey.nodes)
  const { steps, first } = reader.read(gate ? gate.nodes : journey.nodes)
  const end = freeId('end', (id) => steps.has(id))
  const { entry, activeFrom } = entryOf(journey, meta, first ?? end, segments, problems)
  const { goals, exits } = leaving(journey, meta, segments, problems)
  const zone = allNodes(journey.nodes).map((node) => node['time_zone']).find((name): name is string => typeof name === 'string' && isTimeZone(name))
  const id = marker?.journeyId ?? there.id
  const name = marker ? marker.name : journey.name
  const seconds = journey.reentry_rules?.duration_seconds
  const document: JourneyDocument = {
    format: 'journey', formatVersion: 1, id,
    ...(marker && (name === id || name === '') ? {} : { name }),
    ...(meta.description === undefined ? {} : { description: meta.description }),
    ...(zone === undefined || zone === 'UTC' ? {} : { timeZone: zone }),
    ...(activeFrom === undefined ? {} : { activeFrom }),
    ...(typeof journey.schedule?.stop_at === 'string' ? { activeUntil: journey.schedule.stop_at } : {}),
    ...(segments.segments.size === 0 ? {} : { segments: Object.fromEntries(segments.segments) }),
    entries: [gate && entry.where === undefined ? { ...entry, where: gate.where } : entry],
    ...(typeof seconds === 'number' ? { reentry: { kind: 'afterExit', cooldown: durationOfMs(seconds * 1000) } } : {}),
    ...(goals.length === 0 ? {} : { goals }),
    ...(exits.length === 0 ? {} : { exits }),
    steps: Object.fromEntries(first === undefined ? [...steps, [end, { kind: 'exit' }]] : steps),
  }
  return { document, notes: problems.all }
}

function entryOf(journey: ReadJourney, meta: JourneyMeta, next: string, segments: SegmentReader, problems: ProblemList): { entry: Entry; activeFrom: string | undefined } {
  const { audience, schedule } = journey
  const id = meta.entry ?? 'entry'
  const starts = schedule?.start_at ?? undefined
  if (audience?.kind === 'segment') {
    const [included, ...more] = audience.included_segment_ids ?? []
    const [excluded, ...others] = audience.excluded_segment_ids ?? []
    if (more.length > 0 || others.length > 0) problems.note(51, ['entries', 0], 'OneSignal lets in people of several segments', 'Here it is the first; make one segment of them.')
    const where = excluded === undefined ? {} : { where: { not: segments.condition(excluded) } }
    if (audience.future_additions_only !== true && starts !== undefined && included !== undefined) {
      return { entry: { id, trigger: { kind: 'schedule', at: starts, audience: segments.condition(included) }, ...where, next }, activeFrom: undefined }
    }
    if (audience.future_additions_only !== true) problems.note(52, ['entries', 0], 'OneSignal also lets in who is in the segment already when the journey starts', 'Here only those come in who join it later.')
    return { entry: { id, trigger: { kind: 'segment', segment: segments.segment(included ?? 'segment'), change: 'enter' }, ...where, next }, activeFrom: starts }
  }
  const name = audience?.name ?? 'event'
  if (!audience) problems.note(53, ['entries', 0], 'The OneSignal journey does not say who comes in', 'Say here who does.')
  const where = whereOfAttributes(eventAttributesRead(audience?.attributes))
  if (where === null) problems.note(50, ['entries', 0], `OneSignal compares a property of "${name}" in a way a journey has no word for`, 'Say here what it asks for.')
  const trigger: Trigger = name.startsWith('$api:') && name.length > 5 ? { kind: 'api', name: name.slice(5) } : { kind: 'event', event: name }
  return { entry: { id, trigger, ...(where === undefined || where === null ? {} : { where }), next }, activeFrom: starts }
}

function leaving(journey: ReadJourney, meta: JourneyMeta, segments: SegmentReader, problems: ProblemList): { goals: Goal[]; exits: ExitCriterion[] } {
  const { rules, tag_on_early_exit: tags } = journey.early_exit ?? {}
  if (rules?.when_not_in_audience) problems.note(54, ['exits'], 'In OneSignal people leave as soon as they are no longer who the journey is for', 'Add an exit for that.')
  if (rules?.on_session) problems.note(55, ['exits'], 'In OneSignal people leave when they open the app', 'Add an exit for the event that says so.')
  if (tags && Object.keys(tags).length > 0) problems.note(56, ['exits'], 'OneSignal tags people who leave early', 'Nothing here does; publishing would take it out there.')
  const event = rules?.on_event?.name
  const goals: Goal[] = event !== undefined && meta.goal !== null ? [{ id: meta.goal, event, endsJourney: true }] : []
  const byEvent = event !== undefined && meta.goal === null ? [event] : []
  const bySegment = (rules?.on_segment?.included_segment_ids ?? []).map((id) => segments.segment(id))
  // In the order they were written in, then those added over there.
  const exits = meta.exits.flatMap(({ by, id }): ExitCriterion[] => {
    const one = (by === 'event' ? byEvent : bySegment).shift()
    return one === undefined ? [] : [by === 'event' ? { id, event: one } : { id, segment: one }]
  })
  const ids = new Set(exits.map(({ id }) => id))
  const free = (stem: string) => {
    const id = freeId(stem, (taken) => ids.has(taken))
    ids.add(id)
    return id
  }
  return { goals, exits: [...exits, ...byEvent.map((name): ExitCriterion => ({ id: free('left'), event: name })), ...bySegment.map((segment): ExitCriterion => ({ id: free(segment), segment }))] }
}
