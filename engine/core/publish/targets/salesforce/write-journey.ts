import { canonicalJson, type JsonValue } from '../../../json.ts'
import { isAlways, type Condition } from '../../../model/condition.ts'
import type { Goal, JourneyDocument, Reentry } from '../../../model/journey.ts'
import { connectPort, portsOf, type Step } from '../../../model/steps/registry.ts'
import { withoutTargets } from '../../../diff/parts.ts'
import { journeyTitle } from '../../journey-title.ts'
import { reference, type Resource } from '../../resource.ts'
import { writeCondition, type FilterScope } from './conditions.ts'
import { writeFilter } from './filter-xml.ts'
import type { JsonObject } from './json-shape.ts'
import { eventKeyFor, keyFor, shortName } from './names.ts'
import { entryEventOf, filterScopeOf } from './reduce-document.ts'
import { readActivity, type ReadScope } from './read-activity.ts'
import { hasActivity, reachable } from './sayable.ts'
import type { SalesforceSettings } from './settings.ts'
import { outcomeKeysOf, SCHEMA_KEY, templateKeyOf, writeActivity, writeAsset, type WriteScope } from './write-activity.ts'

export const ENTRY_MODES: Readonly<Record<Reentry['kind'], string>> = { once: 'OnceAndDone', afterExit: 'SingleEntryAcrossAllVersions', always: 'MultipleEntries' }

export function writeScopeOf(document: JourneyDocument, settings: SalesforceSettings): WriteScope {
  return { document, settings, filter: filterScopeOf(document, settings) }
}

/** Steps that become activities, the one people enter at first. */
export function activityIdsOf(document: JourneyDocument): string[] {
  return reachable(document).filter((id) => hasActivity(document.steps[id]!))
}

/** A journey that Salesforce can say, as what is made there. */
export function writeJourney(document: JourneyDocument, settings: SalesforceSettings): Resource[] {
  const scope = writeScopeOf(document, settings)
  const ids = activityIdsOf(document)
  const isActivity = new Set(ids)
  const keyOf = (id: string) => (isActivity.has(id) ? keyFor(id) : undefined)
  const activities = ids.map((id) => withWhatIsKept(id, document.steps[id]!, scope, keyOf))
  const { steps, layout: _layout, ...rest } = document
  const kept = { ...rest, steps: Object.fromEntries(Object.entries(steps).filter(([id]) => !isActivity.has(id))) }
  const body: JsonObject = {
    key: keyFor(document.id),
    name: shortName(journeyTitle(document)),
    description: document.description ?? '',
    workflowApiVersion: 1,
    definitionType: 'Multistep',
    entryMode: entryModeOf(document),
    triggers: writeTriggers(document, scope),
    goals: writeGoals(document, scope),
    exits: writeExits(document, scope),
    activities,
    // Metadata may hold anything; that it comes back unchanged was not tried. What stands there changes nothing that runs.
    metaData: { rehearsal: kept as unknown as JsonValue }, // as: a document is plain JSON
  }
  const dependencies = [...eventResources(document), ...messageResources(document, ids)]
  const needsSchema = JSON.stringify([body['triggers'], activities, body['goals'], body['exits']]).includes(JSON.stringify(reference(SCHEMA_KEY)))
  const schema: Resource[] = needsSchema ? [{ key: SCHEMA_KEY, kind: 'source', name: 'Contact schema', body: null, needs: [], stepIds: [] }] : []
  return [...schema, ...dependencies, { key: 'journey', kind: 'journey', name: shortName(journeyTitle(document)), body, needs: [...schema, ...dependencies].map(({ key }) => key), stepIds: [] }]
}

/** The activity, with what its own members do not say of the step, if there is anything. */
function withWhatIsKept(id: string, step: Step, scope: WriteScope, keyOf: (id: string) => string | undefined): JsonObject {
  const activity = writeActivity(id, step, scope, keyOf)
  const outcomes = (activity['outcomes'] as JsonObject[]).map((outcome) => { // as: so it is written
    const port = [...outcomeKeysOf(step, scope)].find(([, key]) => key === outcome['key'])?.[0]
    const end = port === undefined || outcome['next'] !== undefined ? undefined : portsOf(step).find(({ id: one }) => one === port)?.target
    return end === undefined ? outcome : { ...outcome, metaData: { ...(outcome['metaData'] as JsonObject), rehearsal: { to: end } } } // as: so it is written
  })
  const own = keptOf(step, scope)
  const read = readActivity(activity, readBackScope(id, step, scope))
  const isWhole = read !== undefined && canonicalJson(withoutTargets(read.step)) === canonicalJson(own)
  const kept = { ...(keyFor(id) === id ? {} : { id }), ...(isWhole ? {} : { step: own as unknown as JsonValue }) } // as: a step is plain JSON
  return { ...activity, outcomes, ...(Object.keys(kept).length === 0 ? {} : { metaData: { ...(activity['metaData'] as JsonObject), rehearsal: kept } }) } // as: so it is written
}

/** The step without where those of its ways lead that are outcomes: nobody walks the others, and nothing else says where they lead. */
function keptOf(step: Step, scope: WriteScope): Step {
  return [...outcomeKeysOf(step, scope).keys()].reduce((changed, port) => connectPort(changed, port, undefined), step)
}

/** How an activity of ours is read: its messages stand beside it. */
function readBackScope(ownId: string, step: Step, { document, settings }: WriteScope): ReadScope {
  return {
    attributeSet: settings.attributeSet,
    asset: () => (step.kind === 'message' ? writeAsset(ownId, step, document) : undefined),
    stepOf: (key) => Object.keys(document.steps).find((id) => keyFor(id) === key),
    eventOf: (key) => key.replace(/^APIEvent-/, ''),
    note: () => {},
  }
}

export function writeTriggers(document: JourneyDocument, { filter }: Pick<WriteScope, 'filter'>): JsonObject[] {
  const [entry] = document.entries
  if (!entry) return []
  const event = entryEventOf(document)
  return [
    {
      key: 'TRIGGER',
      name: shortName(event),
      description: '',
      type: 'APIEvent',
      outcomes: [],
      arguments: {},
      configurationArguments: isAlways(entry.where) ? {} : { schemaVersionId: reference(SCHEMA_KEY), criteria: xmlOf(entry.where as Condition, filter) }, // as: not empty, so a condition
      metaData: { eventDefinitionKey: eventKeyFor(event), chainType: 'None', category: 'Event' },
    },
  ]
}

export function entryModeOf({ reentry }: Pick<JourneyDocument, 'reentry'>): string {
  return ENTRY_MODES[reentry?.kind ?? 'once']
}

/** One goal. Whoever reaches one that ends the journey also meets an exit of the same criteria. */
export function writeGoals({ goals = [] }: JourneyDocument, scope: Pick<WriteScope, 'filter' | 'settings'>): JsonObject[] {
  const [goal] = goals
  return goal ? [criteriaEvent('GOAL', goal.id, eventCriteria(goal, scope), { conversionUnit: 'percentage', conversionValue: '0' })] : []
}

/** That there may be several, each by itself, is a guess: the specification only says that it is a list. */
export function writeExits({ goals = [], exits = [] }: JourneyDocument, scope: Pick<WriteScope, 'filter' | 'settings'>): JsonObject[] {
  const [goal] = goals
  const ofGoal = goal?.endsJourney === true ? [criteriaEvent('EXIT-GOAL', goal.id, eventCriteria(goal, scope))] : []
  const own = exits.map((exit, index) => criteriaEvent(`EXIT-${index + 1}`, exit.id, 'segment' in exit ? xmlOf({ segment: exit.segment }, { ...scope.filter, eventKey: null }) : eventCriteria(exit, scope)))
  return [...ofGoal, ...own]
}

function criteriaEvent(key: string, name: string, criteria: string, metaData: JsonObject = {}): JsonObject {
  return { key, name: shortName(name), description: '', type: 'ContactEvent', outcomes: [], arguments: {}, configurationArguments: { schemaVersionId: reference(SCHEMA_KEY), criteria }, metaData: { ...metaData, chainType: 'None', category: 'Event' } }
}

function eventCriteria({ event, where }: Pick<Goal, 'event' | 'where'> & { window?: unknown }, { settings, filter }: Pick<WriteScope, 'filter' | 'settings'>): string {
  const happened: Condition = { attribute: settings.eventAttribute.replaceAll('{event}', event), op: 'exists' }
  return xmlOf(isAlways(where) ? happened : { all: [happened, where as Condition] }, { ...filter, eventKey: null }) // as: not empty, so a condition
}

function xmlOf(condition: Condition, filter: FilterScope): string {
  const written = writeCondition(condition, filter)
  return 'xml' in written ? written.xml : writeFilter({ operator: 'AND', members: [] })
}

/** Event definitions: of the entry, and of what waits wait for. */
function eventResources(document: JourneyDocument): Resource[] {
  const [entry] = document.entries
  const waited = activityIdsOf(document).flatMap((id) => {
    const step = document.steps[id]!
    const branch = step.kind === 'waitFor' ? step.branches[0] : undefined
    return branch && 'event' in branch ? [{ event: branch.event, stepId: id }] : []
  })
  const source: Resource[] = entry ? [{ key: `source/${entry.id}`, kind: 'source', name: shortName(entryEventOf(document)), body: eventDefinition(entryEventOf(document)), needs: [], stepIds: [] }] : []
  // An event that people enter by is there already.
  const others = [...new Set(waited.map(({ event }) => event))].filter((event) => !entry || eventKeyFor(event) !== eventKeyFor(entryEventOf(document)))
  return [...source, ...others.map((event): Resource => ({ key: `event/${event}`, kind: 'event', name: shortName(event), body: eventDefinition(event), needs: [], stepIds: waited.filter((one) => one.event === event).map(({ stepId }) => stepId) }))]
}

function eventDefinition(event: string): JsonObject {
  const field = (name: string, isKey: boolean) => ({ name, dataType: 'Text', maxLength: 254, isPrimaryKey: isKey, isNullable: !isKey })
  return {
    type: 'APIEvent', name: shortName(event), description: '', mode: 'Production', eventDefinitionKey: eventKeyFor(event), isVisibleInPicker: true, category: 'Event',
    // Without a data extension of one's own the platform makes one of these fields.
    schema: { fields: [field('ContactKey', true), field('EmailAddress', false)], sendableCustomObjectField: 'ContactKey', sendableSubscriberField: '_SubscriberKey' },
  }
}

function messageResources(document: JourneyDocument, ids: readonly string[]): Resource[] {
  return ids.flatMap((id): Resource[] => {
    const step = document.steps[id]!
    if (step.kind !== 'message') return []
    const body = writeAsset(id, step, document)
    return [{ key: templateKeyOf(id), kind: 'template', name: String(body['name']), body, needs: [], stepIds: [id] }]
  })
}
