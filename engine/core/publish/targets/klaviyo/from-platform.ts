import { RehearsalError } from '../../../errors.ts'
import type { JsonValue } from '../../../json.ts'
import { durationOfMs } from '../../../model/duration.ts'
import { freeId } from '../../../model/ids.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument, Reentry, Segment, Trigger } from '../../../model/journey.ts'
import { at, listAt, numberAt, textAt, wordList } from '../../json-at.ts'
import { unmarked } from '../../marker.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { ActionReader } from './actions-in.ts'
import { conditionOf, referred, whereOfMetric, type Reader } from './conditions-in.ts'
import type { KlaviyoSettings } from './settings.ts'

const UNITS_MS: Readonly<Record<string, number>> = wordList({ hour: 3_600_000, day: 86_400_000, week: 604_800_000 })

/** Throws E_TARGET_INPUT for what is no flow of Klaviyo. */
export function fromPlatform(found: readonly Found[], _settings: KlaviyoSettings): Incoming {
  const there = found.find(({ kind }) => kind === 'journey')
  const attributes = at(there?.body, 'data', 'attributes')
  const definition = at(attributes, 'definition')
  if (!there || textAt(there.body, 'data', 'type') !== 'flow' || !Array.isArray(at(definition, 'actions')) || !Array.isArray(at(definition, 'triggers'))) {
    throw new RehearsalError('E_TARGET_INPUT', 'this is no flow of Klaviyo with its definition', 'Give what GET /api/flows/{id}?additional-fields[flow]=definition answers, or what was exported here.', { unusable: true })
  }
  const problems = new ProblemList('KL')
  const segments = new Map<string, Segment>()
  const reader = readerOf(found, segments, problems)
  const name = textAt(attributes, 'name') ?? ''
  const marker = unmarked(name)
  const actions = new ActionReader(listAt(definition, 'actions'), there.nodeIds ?? {}, found, reader, problems)
  const begin = textAt(definition, 'entry_action_id')
  const gate = actions.gate(begin)
  const { steps, first } = actions.read(gate ? gate.next : begin)
  const end = freeId('end', (id) => steps.has(id))
  const entry = entryOf(listAt(definition, 'triggers'), first ?? end, reader, problems)
  const { goals, exits } = leaving(at(definition, 'profile_filter'), reader, problems)
  const id = marker?.journeyId ?? there.id
  const called = marker ? marker.name : name
  const reentry = reentryOf(at(definition, 'reentry_criteria'))
  const document: JourneyDocument = {
    format: 'journey', formatVersion: 1, id,
    ...(marker && (called === id || called === '') ? {} : { name: called }),
    ...(segments.size === 0 ? {} : { segments: Object.fromEntries(segments) }),
    entries: [gate && entry.where === undefined ? { ...entry, id: gate.entryId || entry.id, where: gate.where } : entry],
    ...(reentry ? { reentry } : {}),
    ...(goals.length === 0 ? {} : { goals }),
    ...(exits.length === 0 ? {} : { exits }),
    steps: Object.fromEntries(first === undefined ? [...steps, [end, { kind: 'exit' }]] : steps),
  }
  return { document, notes: problems.all }
}

function readerOf(found: readonly Found[], segments: Map<string, Segment>, problems: ProblemList): Reader {
  const byId = (kind: Found['kind']) => new Map(found.filter((one) => one.kind === kind).map((one) => [one.id, one]))
  const metrics = byId('event')
  const groups = byId('segment')
  const known = new Map<string, string>()
  const reader: Reader = {
    event: (id) => {
      const metric = metrics.get(id)
      if (!metric) problems.note(44, ['entries'], `The metric ${id} was not read`, 'Give the event its name here.')
      return metric?.name ?? (id.startsWith('event/') ? id.slice('event/'.length) : id || 'event')
    },
    segment: (id) => {
      const already = known.get(id)
      if (already !== undefined) return already
      const group = groups.get(id)
      const marker = group ? unmarked(group.name) : null
      const ours = marker?.key.startsWith('segment/') ? marker.key.slice('segment/'.length) : null
      const own = ours ?? freeId(group?.name.trim() || id || 'segment', (taken) => segments.has(taken))
      known.set(id, own)
      const name = marker?.name ?? group?.name
      // A place of its own before its condition is read, so that segments stand in the order they are met.
      const when = group ? conditionOf(at(group.body, 'data', 'attributes', 'definition'), reader) : undefined
      if (!when) problems.note(45, ['segments', own], `What the list or segment "${group?.name ?? id}" asks for was not read`, 'Say it here.')
      segments.set(own, { ...(name === undefined || name === own ? {} : { name }), when: when ?? { attribute: `klaviyo group ${group?.name ?? id}`, op: 'eq', value: true } })
      return own
    },
    unknown: (what) => problems.note(53, ['steps'], `Klaviyo asks for ${what}, which a journey has no words for`, 'It is left out here; publishing would take it out there.'),
  }
  return reader
}

function entryOf(triggers: readonly JsonValue[], next: string, reader: Reader, problems: ProblemList): Entry {
  const [first, ...more] = triggers
  const type = textAt(first, 'type')
  const trigger = ((): Trigger => {
    if (type === 'metric') {
      const event = reader.event(referred(at(first, 'id')))
      return event.startsWith('$api:') && event.length > 5 ? { kind: 'api', name: event.slice(5) } : { kind: 'event', event }
    }
    if (type !== 'segment' && type !== 'list') problems.note(54, ['entries', 0], `Klaviyo starts the flow by "${type ?? 'nothing'}", which a journey does not know`, 'Say here who comes in.')
    if (type === 'list') problems.note(55, ['entries', 0], 'Klaviyo starts the flow when somebody is added to a list', 'Here it is a segment: say what it asks for.')
    return { kind: 'segment', segment: reader.segment(referred(at(first, 'id'))), change: 'enter' }
  })()
  if (more.length > 0) problems.note(56, ['entries', 0], 'Klaviyo starts the flow in several ways', 'Here it is the first of them.')
  const where = conditionOf(at(first, 'trigger_filter'), reader)
  return { id: 'entry', trigger, ...(where === undefined ? {} : { where }), next }
}

/** The filter of a flow is looked at before each action: what must not have happened since it began ends it. */
function leaving(filter: JsonValue | undefined, reader: Reader, problems: ProblemList): { goals: Goal[]; exits: ExitCriterion[] } {
  const goals: Goal[] = []
  const exits: ExitCriterion[] = []
  for (const group of listAt(filter, 'condition_groups')) {
    const [one, ...more] = listAt(group, 'conditions')
    const isOut = textAt(one, 'type') === 'profile-metric' && textAt(one, 'timeframe_filter', 'operator') === 'flow-start' && textAt(one, 'measurement_filter', 'operator') === 'equals' && numberAt(one, 'measurement_filter', 'value') === 0
    if (more.length === 0 && isOut) {
      const where = whereOfMetric(listAt(one, 'metric_filters'), reader)
      const said = { event: reader.event(referred(at(one, 'metric_id'))), ...(where === undefined ? {} : { where }) }
      // Goals come before exits; so that the order stays, what follows an exit is one.
      if (exits.length === 0) goals.push({ id: `goal-${goals.length + 1}`, ...said, endsJourney: true })
      else exits.push({ id: `exit-${exits.length + 1}`, ...said })
    } else if (more.length === 0 && textAt(one, 'type') === 'profile-group-membership' && at(one, 'is_member') === false && listAt(one, 'group_ids').length === 1) {
      exits.push({ id: `exit-${exits.length + 1}`, segment: reader.segment(referred(listAt(one, 'group_ids')[0])) })
    } else problems.note(57, ['exits'], 'Klaviyo asks before each action for something that a journey has no exit for', 'Say it here as a segment that people leave by; publishing would take it out there.')
  }
  return { goals, exits }
}

function reentryOf(criteria: JsonValue | undefined): Reentry | undefined {
  const duration = numberAt(criteria, 'duration')
  if (duration === null) return { kind: 'always' }
  const unit = UNITS_MS[textAt(criteria, 'unit') ?? '']
  return unit === undefined ? undefined : { kind: 'always', limit: { count: 1, within: durationOfMs(duration * unit) } }
}
