import { RehearsalError } from '../../../errors.ts'
import { jsonPath, type JsonValue } from '../../../json.ts'
import { isAlways } from '../../../model/condition.ts'
import { freeId } from '../../../model/ids.ts'
import { journeySchema, type Entry, type ExitCriterion, type Goal, type JourneyDocument, type Reentry } from '../../../model/journey.ts'
import { connectPort, portsOf, stepSchema, type Step } from '../../../model/steps/registry.ts'
import { journeyTitle } from '../../journey-title.ts'
import type { TargetProblem } from '../../problem.ts'
import type { Found } from '../../resource.ts'
import type { Incoming } from '../../target.ts'
import { readCondition } from './conditions.ts'
import { isObject, listOf, memberOf, says, textOf, type JsonObject } from './json-shape.ts'
import { keyFor, shortName } from './names.ts'
import { readActivity, type ReadScope } from './read-activity.ts'
import type { SalesforceSettings } from './settings.ts'
import { outcomeKeysOf, writeActivity, writeAsset } from './write-activity.ts'
import { ENTRY_MODES, entryModeOf, writeExits, writeGoals, writeScopeOf, writeTriggers } from './write-journey.ts'

/** What an activity leads to, by outcome: another activity, or a step that is none. */
interface Outcomes { readonly next: ReadonlyMap<string, string>; readonly ends: ReadonlyMap<string, string> }

/**
 * Reads a journey specification. What runs there wins: what we kept in its metadata is used only where it says the same.
 */
export function fromPlatform(found: readonly Found[], settings: SalesforceSettings): Incoming {
  const journey = found.find(({ kind, body }) => kind === 'journey' && isObject(body) && Array.isArray(body['activities']))
  if (!journey || !isObject(journey.body)) throw new RehearsalError('E_TARGET_INPUT', 'there is no journey specification in it', 'Export the journey with GET /interaction/v1/interactions/<id>?extras=activities, or with Rehearsal.', { unusable: true })
  return new Reading(journey.body, found, settings).incoming()
}

class Reading {
  readonly #body: JsonObject
  readonly #found: readonly Found[]
  readonly #settings: SalesforceSettings
  readonly #kept: Partial<JourneyDocument>
  readonly #notes: TargetProblem[] = []
  readonly #activities: readonly JsonObject[]
  readonly #ids = new Map<string, string>()
  readonly #keys = new Map<string, string>()
  readonly #messages: ReadonlyMap<string, JsonValue>

  constructor(body: JsonObject, found: readonly Found[], settings: SalesforceSettings) {
    this.#body = body
    this.#found = found
    this.#settings = settings
    this.#messages = new Map(found.filter(({ kind }) => kind === 'template').map((one) => [one.id, one.body]))
    this.#kept = keptDocument(memberOf(body, 'metaData', 'rehearsal'))
    this.#activities = listOf(body['activities'])
    const taken = new Set(Object.keys(this.#kept.steps ?? {}))
    for (const activity of this.#activities) {
      const key = textOf(activity['key'])
      const said = memberOf(activity, 'metaData', 'rehearsal', 'id')
      const id = freeId(typeof said === 'string' && said !== '' && keyFor(said) === key ? said : key === '' ? 'step' : key, (one) => taken.has(one))
      taken.add(id)
      if (this.#ids.has(key)) continue
      this.#ids.set(key, id)
      this.#keys.set(id, key)
    }
  }

  incoming(): Incoming {
    // Twice: what an activity is depends on the document, such as whether an engagement split asks for an email of it.
    const first = this.#document({})
    this.#notes.length = 0
    const document = this.#document(first.steps)
    const parsed = journeySchema.safeParse(document)
    if (!parsed.success) throw new RehearsalError('E_TARGET_INPUT', `the journey cannot be read: ${parsed.error.issues[0]?.message ?? ''}`, 'Open it in Journey Builder, save it, and try again.', { unusable: true })
    const unique = new Map(this.#notes.map((note) => [`${note.code} ${note.path} ${note.message}`, note]))
    return { document: parsed.data, notes: [...unique.values()] }
  }

  #document(steps: Readonly<Record<string, Step>>): JourneyDocument {
    const key = textOf(this.#body['key'])
    const name = textOf(this.#body['name'])
    const { id: keptId, name: keptName, description: keptDescription, steps: keptSteps, entries, reentry, goals, exits, ...rest } = this.#kept
    const id = keptId !== undefined && keyFor(keptId) === key ? keptId : key === '' ? 'journey' : key
    const isNamed = name === shortName(journeyTitle({ id, name: keptName }))
    const description = textOf(this.#body['description'])
    const base: JourneyDocument = {
      ...rest,
      format: 'journey',
      formatVersion: 1,
      id,
      ...(isNamed ? (keptName === undefined ? {} : { name: keptName }) : name === '' ? {} : { name }),
      ...(keptDescription !== undefined && keptDescription === description ? { description: keptDescription } : description === '' ? {} : { description }),
      entries: entries ?? [],
      steps: { ...keptSteps, ...steps },
    }
    const read = this.#steps(base)
    const whole: JourneyDocument = { ...base, steps: { ...keptSteps, ...read } }
    const withEntries = { ...whole, entries: this.#entries(whole) }
    const readReentry = this.#reentry(reentry)
    const withGoals = { ...withEntries, ...(goals ? { goals } : {}), ...(exits ? { exits } : {}) }
    const isKept = says(this.#body['goals'], writeGoals(withGoals, writeScopeOf(withGoals, this.#settings))) && says(this.#body['exits'], writeExits(withGoals, writeScopeOf(withGoals, this.#settings)))
    return { ...(isKept ? withGoals : { ...withEntries, ...this.#goals(), ...this.#exits() }), ...(readReentry ? { reentry: readReentry } : {}) }
  }

  #steps(base: JourneyDocument): Record<string, Step> {
    const scope = writeScopeOf(base, this.#settings)
    const read = this.#activities.map((activity): [string, Step] => {
      const key = textOf(activity['key'])
      const id = this.#ids.get(key)!
      const outcomes = outcomesOf(activity)
      const kept = stepSchema.safeParse(memberOf(activity, 'metaData', 'rehearsal', 'step'))
      if (kept.success) {
        const step = this.#named(this.#connected(kept.data, outcomeKeysOf(kept.data, scope), outcomes), activity)
        if (this.#saysTheSame(id, step, activity, base)) return [id, step]
      }
      const found = readActivity(activity, this.#readScope(id))
      if (!found) this.#note(60, id, `an activity of the type ${textOf(activity['type'])} has no counterpart here: people go past it`, 'Rebuild it with steps of your own.')
      const step: Step = found?.step ?? { kind: 'branch', branches: [], name: textOf(activity['name']) || textOf(activity['type']) }
      const ports = found?.ports ?? new Map([...outcomes.next.keys(), ...outcomes.ends.keys()].slice(0, 1).map((outcome) => ['else', outcome]))
      const stage = kept.success ? kept.data.stage : undefined
      return [id, this.#connected(stage === undefined ? step : { ...step, stage }, ports, outcomes)]
    })
    return Object.fromEntries(read)
  }

  /** Whether the step, written again, is what is there: the activity and, of a message, its text. */
  #saysTheSame(id: string, step: Step, activity: JsonObject, base: JourneyDocument): boolean {
    const { name: _name, description: _description, metaData: _metaData, ...ours } = writeActivity(id, step, writeScopeOf(base, this.#settings), (target) => this.#keys.get(target))
    const outcomes = (ours['outcomes'] as JsonObject[]).map(({ metaData: _outcomeMetaData, ...outcome }) => outcome) // as: so it is written
    if (!says(activity, { ...ours, outcomes })) return false
    if (step.kind !== 'message') return true
    const assetId = memberOf(activity, 'configurationArguments', 'assetId') ?? memberOf(activity, 'configurationArguments', 'triggeredSend', 'emailId')
    const asset = this.#asset(textOf(assetId))
    return says(memberOf(asset, 'views'), writeAsset(id, step, base)['views']!)
  }

  #asset(id: string): JsonValue | undefined {
    return this.#messages.get(id)
  }

  /** The name and the note as they are there, unless they are ours. */
  #named(step: Step, activity: JsonObject): Step {
    const name = textOf(activity['name'])
    const note = textOf(activity['description'])
    const { name: ownName, note: ownNote, ...rest } = step
    const isNamed = shortName(ownName ?? '') === name
    const isNoted = (ownNote ?? '') === note
    return {
      ...rest,
      ...(isNamed ? (ownName === undefined ? {} : { name: ownName }) : name === '' ? {} : { name }),
      ...(isNoted ? (ownNote === undefined ? {} : { note: ownNote }) : note === '' ? {} : { note }),
    } as Step // as: the same kind, with two texts of every step
  }

  #connected(step: Step, ports: ReadonlyMap<string, string>, { next, ends }: Outcomes): Step {
    return portsOf(step).concat({ id: 'suppressed', label: '', target: undefined }).reduce((changed, { id: port }) => {
      const outcome = ports.get(port)
      if (outcome === undefined) return changed
      const target = next.has(outcome) ? this.#ids.get(next.get(outcome)!) : ends.get(outcome)
      if (next.has(outcome) && target === undefined) this.#notes.push(note(66, '$.steps', null, `a path leads to “${next.get(outcome)}”, which is not there: it ends`, 'Lead it to a step.'))
      return connectPort(changed, port, target)
    }, step)
  }

  #readScope(id: string): ReadScope {
    return {
      attributeSet: this.#settings.attributeSet,
      asset: (assetId) => this.#asset(assetId),
      stepOf: (key) => this.#ids.get(key),
      eventOf: (key) => this.#eventOf(key),
      note: (number, message, help) => this.#note(number, id, message, help),
    }
  }

  #eventOf(key: string): string {
    const definition = this.#found.find(({ kind, body }) => (kind === 'source' || kind === 'event') && memberOf(body, 'eventDefinitionKey') === key)
    return textOf(memberOf(definition?.body, 'name')) || key.replace(/^APIEvent-/, '')
  }

  #entries(document: JourneyDocument): Entry[] {
    const [trigger, ...others] = listOf(this.#body['triggers'])
    const pointedAt = new Set(this.#activities.flatMap((activity) => [...outcomesOf(activity).next.values()]))
    const first = this.#activities.find((activity) => !pointedAt.has(textOf(activity['key']))) ?? this.#activities[0]
    const root = first ? this.#ids.get(textOf(first['key'])) : undefined
    const kept = document.entries
    if (kept[0] && says(this.#body['triggers'], triggersAlone(document, this.#settings))) return kept.map((entry, index) => (index === 0 && root !== undefined ? { ...entry, next: root } : entry))
    if (!trigger) return []
    if (others.length > 0) this.#notes.push(note(67, '$.entries', null, `it has ${others.length + 1} entry sources: only the first is kept`, 'Add entries for the others.'))
    if (textOf(trigger['type']) !== 'APIEvent') this.#notes.push(note(68, '$.entries[0].trigger', null, `people enter by ${textOf(trigger['type'])}, which is read as an event of that name`, 'Choose the event or the segment that is meant.'))
    const key = textOf(memberOf(trigger, 'metaData', 'eventDefinitionKey') ?? memberOf(trigger, 'metaData', 'r__event_key') ?? trigger['eventDefinitionKey'])
    const criteria = textOf(memberOf(trigger, 'configurationArguments', 'criteria'))
    const where = criteria === '' ? undefined : readCondition(criteria, this.#settings)
    if (criteria !== '' && where === undefined) this.#notes.push(note(63, '$.entries[0].where', null, 'what the entry asks for has no words here: everybody enters', 'Write its condition again.'))
    return [{ id: 'entry', trigger: { kind: 'event', event: (key === '' ? '' : this.#eventOf(key)) || textOf(trigger['name']) || 'entry' }, ...(isAlways(where) ? {} : { where }), next: root ?? kept[0]?.next ?? 'end' }]
  }

  #reentry(kept: Reentry | undefined): Reentry | undefined {
    const mode = textOf(this.#body['entryMode'])
    if (mode === entryModeOf(kept ? { reentry: kept } : {})) return kept
    const kind = (Object.keys(ENTRY_MODES) as Reentry['kind'][]).find((one) => ENTRY_MODES[one] === mode) // as: the keys of a constant
    if (kind === undefined && mode !== 'NotSet') this.#notes.push(note(69, '$.reentry', null, `the entry mode ${mode || '(none)'} is not known here: everybody enters once`, 'Choose how often people may enter.'))
    return kind === undefined || kind === 'once' ? undefined : { kind }
  }

  #goals(): { goals?: Goal[] } {
    const goals = listOf(this.#body['goals']).flatMap((goal, index): Goal[] => {
      const event = this.#happened(goal)
      if (event === undefined) this.#notes.push(note(70, jsonPath(['goals', index]), null, `what the goal “${textOf(goal['name'])}” asks for is no event: it is left out`, 'Add a goal for the event that is meant.'))
      return event === undefined ? [] : [{ id: textOf(goal['name']) || `goal-${index + 1}`, event, ...(listOf(this.#body['exits']).some((exit) => exit['key'] === 'EXIT-GOAL') ? { endsJourney: true } : {}) }]
    })
    return goals.length === 0 ? {} : { goals }
  }

  #exits(): { exits?: ExitCriterion[] } {
    const exits = listOf(this.#body['exits']).filter((exit) => exit['key'] !== 'EXIT-GOAL').flatMap((exit, index): ExitCriterion[] => {
      const event = this.#happened(exit)
      if (event === undefined) this.#notes.push(note(71, jsonPath(['exits', index]), null, `what the exit “${textOf(exit['name'])}” asks for is no event: it is left out`, 'Add a segment that asks for it, and an exit by that.'))
      return event === undefined ? [] : [{ id: textOf(exit['name']) || `exit-${index + 1}`, event }]
    })
    return exits.length === 0 ? {} : { exits }
  }

  /** The event whose attribute a goal or an exit asks for, if that is all it asks for. */
  #happened(criteria: JsonObject): string | undefined {
    const condition = readCondition(textOf(memberOf(criteria, 'configurationArguments', 'criteria')), this.#settings)
    if (!condition || !('attribute' in condition) || condition.op !== 'exists') return undefined
    const attribute = condition.attribute.startsWith('Contact.') ? condition.attribute : `Contact.Attribute.${this.#settings.attributeSet}.${condition.attribute}`
    const [before = '', after = ''] = this.#settings.eventAttribute.split('{event}')
    return attribute.length > before.length + after.length && attribute.startsWith(before) && attribute.endsWith(after) ? attribute.slice(before.length, attribute.length - after.length) : undefined
  }

  #note(number: number, stepId: string, message: string, help: string): void {
    this.#notes.push(note(number, jsonPath(['steps', stepId]), stepId, message, help))
  }
}

function triggersAlone(document: JourneyDocument, settings: SalesforceSettings): JsonValue {
  return writeTriggers(document, writeScopeOf(document, settings)).map(({ name: _name, description: _description, outcomes: _outcomes, ...trigger }) => trigger)
}

/** Where outcomes lead; those of ours that lead to no activity say so in their metadata. */
function outcomesOf(activity: JsonObject): Outcomes {
  const next = new Map<string, string>()
  const ends = new Map<string, string>()
  for (const outcome of listOf(activity['outcomes'])) {
    const to = textOf(outcome['next'])
    const end = memberOf(outcome, 'metaData', 'rehearsal', 'to')
    if (to !== '') next.set(textOf(outcome['key']), to)
    else if (typeof end === 'string') ends.set(textOf(outcome['key']), end)
  }
  return { next, ends }
}

/** What we kept beside the activities, if it is still what we would keep. */
function keptDocument(kept: JsonValue | undefined): Partial<JourneyDocument> {
  const parsed = journeySchema.safeParse(kept)
  return parsed.success ? parsed.data : {}
}

function note(number: number, path: string, stepId: string | null, message: string, help: string): TargetProblem {
  return { code: `SF${number}`, severity: 'note', path, stepId, message, help }
}
