import type { JsonValue } from '../../../json.ts'
import { nameOf, reachableFrom, stepAt } from '../../../lint/flow.ts'
import type { Entry, JourneyDocument } from '../../../model/journey.ts'
import { asFound, referencesIn } from '../../as-found.ts'
import { isExit } from '../../exits.ts'
import { idOfName } from '../../../model/id-of-name.ts'
import { journeyTitle } from '../../journey-title.ts'
import { noteWhatIsKept } from '../../kept-here.ts'
import { marked } from '../../marker.ts'
import { nameBasedId } from '../../name-based-id.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Resource } from '../../resource.ts'
import type { Outgoing } from '../../target.ts'
import { draftOf } from './conditions.ts'
import { eventThere } from './events.ts'
import { fromDittofeed } from './from-platform.ts'
import { graphProblems } from './lint.ts'
import { mappingOf, type Mapping } from './mapping.ts'
import { EXIT, PART, RESERVED_IDS } from './payload.ts'
import { tellWhatIsLost } from './policies.ts'
import { repetition } from './repetition.ts'
import type { DittofeedSettings } from './settings.ts'
import { nodesOf } from './steps.ts'

/** A journey as Dittofeed takes it: its segments and templates, then itself. */
export function toDittofeed(document: JourneyDocument, settings: DittofeedSettings): Outgoing {
  const problems = new ProblemList('DF')
  const resources = new Map<string, Resource>()
  const [entry] = document.entries
  if (!entry || document.entries.length > 1) problems.error(1, ['entries'], entry ? `a journey there begins in one way, and this one in ${document.entries.length}` : 'nobody comes in', 'Keep one entry here, and publish a journey for each of the others.')
  if (!entry) return { resources: [], problems: problems.all }
  const mapping = mappingOf(document, entry, settings, problems, resources)
  const entryNode = entryNodeOf(entry, mapping)
  const reached = reachableFrom(document, [entry.next])
  const nodes: JsonValue[] = [...gateOf(entry, mapping)]
  for (const [id, step] of Object.entries(document.steps)) {
    if (!reached.has(id)) problems.note(2, ['steps', id], 'nobody comes to it, so it is not sent', 'Lead a way to it, or take it out.')
    else if (step.kind !== 'exit') {
      if (RESERVED_IDS.includes(id) || id.includes(PART)) problems.error(3, ['steps', id], `"${id}" is no id for a step there`, `Call it otherwise: ${RESERVED_IDS.join(', ')} and ids with "${PART}" have a meaning of their own.`)
      nodes.push(...nodesOf(id, step, mapping))
    }
  }
  tellWhatIsLost(document, problems)
  const { canRunMultiple } = repetition(document, mapping)
  const kept = reachedNodes(entryNode, nodes)
  const sent = new Set(kept.map(({ id }) => id))
  for (const id of reached) {
    if (!isExit(document, id) && stepAt(document, id) && !sent.has(id)) problems.note(2, ['steps', id], 'nobody comes to it there, so it is not sent', 'See what was lost on the way to it.')
  }
  const asked = referencesIn([entryNode, ...kept])
  const needed = [...resources.values()].filter(({ key }) => asked.has(key))
  const title = journeyTitle(document)
  // The names of what it needs tell whose they are; where it needs nothing, its own has to.
  const name = needed.length > 0 || idOfName(title, '') === document.id ? title : marked(title, document.id, 'journey')
  const body: JsonValue = { workspaceId: settings.workspaceId, id: nameBasedId(document.id, 'journey'), name, canRunMultiple, definition: { entryNode, nodes: kept, exitNode: { type: EXIT } } }
  const all: Resource[] = [...needed, { key: 'journey', kind: 'journey', name, body, needs: needed.map(({ key }) => key), stepIds: [] }]
  const found = asFound(all, new Map())
  for (const { nodeId, message, help, number } of graphProblems(found)) problems.error(number, pathOfNode(document, nodeId), message, help)
  if (!problems.hasErrors) noteWhatIsKept(problems, document, fromDittofeed(found, settings).document, { platform: 'Dittofeed', number: 90 })
  return { resources: all, problems: problems.all }
}

/** Nodes to which a way leads there, in their order: where a way was lost, what it alone led to is lost with it. */
function reachedNodes(entryNode: JsonValue, nodes: readonly JsonValue[]): { [key: string]: JsonValue; id: string }[] {
  const all = nodes as { [key: string]: JsonValue; id: string }[] // as: made here, each with its id
  const byId = new Map(all.map((node) => [node.id, node]))
  const reached = new Set<string>()
  const visit = [...waysIn(entryNode)]
  for (let id = visit.pop(); id !== undefined; id = visit.pop()) {
    const node = byId.get(id)
    if (!node || reached.has(id)) continue
    reached.add(id)
    visit.push(...waysIn(node))
  }
  return all.filter(({ id }) => reached.has(id))
}

const WAYS = new Set(['child', 'trueChild', 'falseChild', 'timeoutChild'])

function waysIn(node: JsonValue): string[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(waysIn)
  return Object.entries(node).flatMap(([key, value]) => {
    if (typeof value === 'string') return WAYS.has(key) ? [value] : []
    // Children of a wait or a chance are listed by the node they lead to.
    return key === 'children' || key === 'segmentChildren' ? (value as { id: string }[]).map(({ id }) => id) : waysIn(value) // as: made here
  })
}

/** The step that a node was made of, as a path; the journey itself for a node of no step. */
export function pathOfNode(document: JourneyDocument, nodeId: string | null): PropertyKey[] {
  if (nodeId === null) return []
  const stepId = nodeId in document.steps ? nodeId : nodeId.split(PART)[0]!
  return Object.hasOwn(document.steps, stepId) ? ['steps', stepId] : ['entries', 0]
}

function entryNodeOf(entry: Entry, mapping: Mapping): JsonValue {
  const { document, problems } = mapping
  const path = ['entries', 0, 'trigger'] as const
  const { trigger } = entry
  const next = stepAt(document, entry.next)
  if (next?.kind === 'exit') problems.error(5, ['entries', 0, 'next'], 'the entry leads to the end: nothing would happen', 'Lead it to a step.')
  const child = entry.where !== undefined && Object.keys(entry.where).length > 0 ? gateId(entry) : mapping.to(entry.next)
  switch (trigger.kind) {
    case 'event':
    case 'api': {
      const name = trigger.kind === 'event' ? trigger.event : `$api:${trigger.name}`
      const event = eventThere(name)
      if (event === null || name === '$opened' || name === '$clicked' || name === '$sent') problems.error(6, path, `"${name}" cannot begin a journey there`, 'Begin with an event that your program sends.')
      const { key } = repetition(document, mapping)
      return { type: 'EventEntryNode', event: event ?? name, ...(key === null ? {} : { key }), child }
    }
    case 'segment': {
      if (trigger.change === 'leave') problems.error(7, path, 'a journey there does not begin when somebody leaves a segment', 'Make a segment of the opposite, and begin when somebody comes into it.')
      else problems.loss(8, [...path, 'change'], 'who is in the segment when the journey is switched on comes in, too', 'Narrow the segment down to those it is meant for before you switch it on.')
      const segment = mapping.ownSegment(trigger.segment, [...path, 'segment'], [])
      return { type: 'EntryNode', segment: segment ?? '', child, ...(repetition(document, mapping).canRunMultiple ? { reEnter: true } : {}) }
    }
    case 'schedule': {
      problems.error(9, path, 'a journey there does not begin at a time', 'Begin with a segment, or send an event when it is time.')
      return { type: 'EventEntryNode', event: `at ${nameOf(document, entry.id)}`, child }
    }
  }
}

function gateId(entry: Entry): string {
  return `${entry.id}${PART}where`
}

/** What an entry asks of people is asked by a first node: who does not pass leaves at once. */
function gateOf(entry: Entry, mapping: Mapping): JsonValue[] {
  const { where } = entry
  if (where === undefined || Object.keys(where).length === 0) return []
  if ((mapping.document.reentry?.kind ?? 'once') === 'once') mapping.problems.loss(10, ['entries', 0, 'where'], 'who does not pass has used up the one time they may come in', 'Let people come in again, or ask in a branch.')
  const segment = mapping.segment(`segment/~${entry.id}/where`, `Who comes in by ${entry.id}`, draftOf(where, ['entries', 0, 'where'], mapping), [])
  return [{ id: gateId(entry), type: 'SegmentSplitNode', variant: { type: 'Boolean', segment, trueChild: mapping.to(entry.next), falseChild: EXIT } }]
}
