import type { JsonValue } from '../../../json.ts'
import { reachableFrom, stepAt } from '../../../lint/flow.ts'
import type { Entry, JourneyDocument } from '../../../model/journey.ts'
import { journeyTitle } from '../../journey-title.ts'
import { noteWhatIsKept } from '../../kept-here.ts'
import { tellOfLostPolicies } from '../../lost-policies.ts'
import { nameBasedId } from '../../name-based-id.ts'
import { ProblemList } from '../../problem-list.ts'
import type { Outgoing } from '../../target.ts'
import { filtersOf } from './conditions.ts'
import { fromPostHog } from './from-platform.ts'
import { conversionOf, maskingOf } from './goals.ts'
import { graphProblems } from './lint.ts'
import { actionOf, EXIT_ID, PART, TRIGGER_ID } from './payload.ts'
import type { PostHogSettings } from './settings.ts'
import { eventFilters, pieceOf, type Mapping, type Piece } from './steps.ts'

/** A journey as PostHog takes it: one workflow, which holds everything it asks and says. */
export function toPostHog(document: JourneyDocument, settings: PostHogSettings): Outgoing {
  const problems = new ProblemList('PH')
  const [entry] = document.entries
  if (!entry || document.entries.length > 1) problems.error(1, ['entries'], entry ? `a workflow begins in one way, and this one in ${document.entries.length}` : 'nobody comes in', 'Keep one entry here, and publish a journey for each of the others.')
  if (!entry) return { resources: [], problems: problems.all }
  let isExitUsed = false
  const mapping: Mapping = {
    document, settings, problems, afterWait: stepsAfterWaits(document),
    to: (target) => {
      if (target === undefined) isExitUsed = true
      return target ?? EXIT_ID
    },
  }
  const pieces: Piece[] = [{ actions: [actionOf(TRIGGER_ID, entry.id, 'trigger', triggerOf(entry, mapping))], edges: [{ from: TRIGGER_ID, to: entry.next, type: 'continue' }] }]
  const reached = reachableFrom(document, [entry.next])
  for (const [id, step] of Object.entries(document.steps)) {
    if (!reached.has(id)) {
      problems.note(2, ['steps', id], 'nobody comes to it, so it is not sent', 'Lead a way to it, or take it out.')
      continue
    }
    if (id === TRIGGER_ID || id === EXIT_ID || id.includes(PART)) problems.error(3, ['steps', id], `"${id}" is no id for a step there`, `Call it otherwise: ${TRIGGER_ID}, ${EXIT_ID} and ids with "${PART}" have a meaning of their own.`)
    pieces.push(pieceOf(id, step, mapping))
  }
  if (isExitUsed) pieces.push({ actions: [actionOf(EXIT_ID, 'Exit', 'exit', {})], edges: [] })
  const { actions, edges } = whatIsReached(pieces)
  const sent = new Set(actions.map(({ id }) => id))
  for (const id of reached) {
    if (stepAt(document, id) && !sent.has(id)) problems.note(2, ['steps', id], 'nobody comes to it there, so it is not sent', 'See what was lost on the way to it.')
  }
  if ((document.exits ?? []).length > 0) problems.loss(62, ['exits'], 'nobody leaves before the end but by a goal', 'Make it a goal that ends the journey, if it is an event.')
  tellOfLostPolicies(document, problems, { night: 'Wait for a time window before messages that may fall into the night.', consent: 'Keep consent in a property of the person, and branch on it; who unsubscribed from marketing is left out there by itself.', stop: 'switched off' })
  const body: JsonValue = {
    key: keyOf(document.id), name: journeyTitle(document), description: document.description ?? '',
    ...conversionOf(document, mapping), trigger_masking: maskingOf(document, problems), variables: [],
    actions, edges,
  }
  for (const { actionId, number, message, help } of graphProblems(body)) problems.error(number, pathOfAction(document, actionId), message, help)
  if (!problems.hasErrors) noteWhatIsKept(problems, document, fromPostHog([{ kind: 'journey', id: '', name: '', body, status: null, token: null, updatedAt: null }]).document, { platform: 'PostHog', number: 90 })
  return { resources: [{ key: 'journey', kind: 'journey', name: journeyTitle(document), body, needs: [], stepIds: [] }], problems: problems.all }
}

/** Actions to which a way leads there, in their order, and the ways between them: where a way was lost, what it alone led to is lost with it. */
function whatIsReached(pieces: readonly Piece[]): { actions: { [key: string]: JsonValue; id: string }[]; edges: JsonValue[] } {
  const actions = pieces.flatMap((piece) => piece.actions) as { [key: string]: JsonValue; id: string }[] // as: made here, each with its id
  const edges = pieces.flatMap((piece) => piece.edges) as { [key: string]: JsonValue; from: string; to: string }[] // as: made here
  const outOf = new Map<string, string[]>()
  for (const { from, to } of edges) outOf.set(from, [...(outOf.get(from) ?? []), to])
  const reached = new Set<string>()
  const visit = [TRIGGER_ID]
  for (let id = visit.pop(); id !== undefined; id = visit.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    visit.push(...(outOf.get(id) ?? []))
  }
  return { actions: actions.filter(({ id }) => reached.has(id)), edges: edges.filter(({ from }) => reached.has(from)) }
}

/** The step that an action was made of, as a path; the entry for the trigger, the journey for what is its own. */
export function pathOfAction(document: JourneyDocument, actionId: string | null): PropertyKey[] {
  if (actionId === null || actionId === EXIT_ID) return []
  const stepId = Object.hasOwn(document.steps, actionId) ? actionId : actionId.split(PART)[0]!
  return Object.hasOwn(document.steps, stepId) ? ['steps', stepId] : ['entries', 0]
}

/** A key takes letters, digits, "-" and "_" (test_hog_flow_key.py). Another id becomes one that is its own all the same. */
export function keyOf(id: string): string {
  return /^[\w-]+$/.test(id) ? id : `${id.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '') || 'journey'}-${nameBasedId(id).slice(0, 8)}`
}

function stepsAfterWaits(document: JourneyDocument): Set<string> {
  const starts = Object.values(document.steps).flatMap((step) => (step.kind === 'waitFor' ? step.branches.flatMap((branch) => ('event' in branch && branch.next !== undefined ? [branch.next] : [])) : []))
  return reachableFrom(document, starts.filter((id) => stepAt(document, id) !== undefined))
}

function triggerOf({ trigger, where }: Entry, mapping: Mapping): JsonValue {
  const { document, problems } = mapping
  const path = ['entries', 0] as const
  switch (trigger.kind) {
    case 'event': {
      const filters = eventFilters(trigger.event, where, path, mapping)
      return { type: 'event', filters }
    }
    case 'api': {
      if (where !== undefined && Object.keys(where).length > 0) problems.error(5, [...path, 'where'], 'who comes in by a call is not asked anything', 'Ask in a branch.')
      return { type: 'webhook', template_id: 'template-source-webhook', inputs: { event: { value: trigger.name.replace(/[{}\\]/g, '\\$&') }, distinct_id: { value: '{request.body.distinct_id}' } } }
    }
    case 'schedule': {
      for (const when of ['at', 'every'] as const) {
        if (trigger[when] !== undefined) problems.loss(6, [...path, 'trigger', when], 'when it runs is not part of a workflow: nothing starts by itself', 'Set the schedule of the batch in PostHog after you published it.')
      }
      if (trigger.every === undefined) problems.note(9, [...path, 'trigger', 'every'], 'read back from there it says every year, since it has to say something', 'Keep the time that is written here.')
      if (where !== undefined && Object.keys(where).length > 0) problems.error(7, [...path, 'where'], 'a batch is chosen by its audience', 'Say it in the audience.')
      return { type: 'batch', filters: { properties: filtersOf(trigger.audience, [...path, 'trigger', 'audience'], { document, problems }) } }
    }
    case 'segment': {
      problems.error(8, [...path, 'trigger'], 'a workflow does not begin when somebody comes into or leaves a segment', 'Begin with the event that brings people into it.')
      return { type: 'event', filters: { events: [{ id: trigger.segment, name: trigger.segment, type: 'events', order: 0 }] } }
    }
  }
}
