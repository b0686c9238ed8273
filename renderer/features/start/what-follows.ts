import { connection } from '../../bridge/connection.ts'
import { connectionsOf } from '../../document/connections.ts'
import { documentStore } from '../../document/document-store.ts'
import { entryIdOf, entryNodeId } from '../../document/node-ids.ts'
import { blankStep } from '../../document/commands/steps.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step, StepKindName } from '../../../engine/core/model/steps/registry.ts'
import { forgetJob, newJobId } from '../../stores/job-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { likelyGoal, likelyStarts, ownEvents } from './likely-events.ts'

const LOOK_AT = 12
// What people do after an event, most usual first, by data and event; a dataset never changes.
const known = new Map<string, readonly string[]>()
// What was asked of the data, answered or not yet.
const asked = new Map<string, Promise<void>>()

/** Asks the chosen data what people do after that event, so that the next step can propose it; quietly, as nothing waits for the answer. Resolves once it is there, or cannot be had. */
export async function learnWhatFollows(event: string): Promise<void> {
  const { datasetId, catalogue } = useRunStore.getState()
  if (datasetId === null || catalogue?.events.some(({ name }) => name === event) !== true) return
  const key = keyOf(datasetId, event)
  const answer = asked.get(key) ?? ask(key, datasetId, event)
  asked.set(key, answer)
  await answer
}

async function ask(key: string, datasetId: string, event: string): Promise<void> {
  const jobId = newJobId()
  try {
    const { events } = await connection.call('explore.after', { jobId, datasetId, event: { event }, limit: LOOK_AT })
    known.set(key, events.map(({ event: name }) => name))
  } catch {
    asked.delete(key) // A guess that could not be made: the catalogue still offers its events.
  } finally {
    forgetJob(jobId)
  }
}

/** The event an entry most likely starts with, from the chosen data; undefined without. */
export function likelyStart(): string | undefined {
  const { catalogue } = useRunStore.getState()
  if (!catalogue) return undefined
  const used = documentStore.getState().document.entries.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger.event] : []))
  const starts = likelyStarts(catalogue)
  return starts.find((name) => !used.includes(name)) ?? starts[0]
}

/** The event a goal is most likely reached by; undefined without data. */
export function likelyGoalEvent(taken: readonly string[]): string | undefined {
  const { catalogue } = useRunStore.getState()
  return catalogue && likelyGoal(catalogue, taken)
}

/** A new step of a kind, filled with what the data and the way to it suggest. */
export function likelyStep(kind: StepKindName, after: string | undefined): Step {
  const step = blankStep(kind)
  if (step.kind !== 'waitFor') return step
  const event = likelyNext(documentStore.getState().document, after)
  return event === undefined ? step : { ...step, branches: step.branches.map((branch) => ('event' in branch ? { ...branch, event } : branch)) }
}

/** What most people do next who came as far as that node, of what the way to it has not named yet. */
export function likelyNext(document: JourneyDocument, after: string | undefined): string | undefined {
  const { datasetId, catalogue } = useRunStore.getState()
  if (!catalogue || datasetId === null) return undefined
  const [last, ...earlier] = eventsOnTheWay(document, after)
  const passed = [...(last === undefined ? [] : [last]), ...earlier]
  const followers = last === undefined ? [] : (known.get(keyOf(datasetId, last)) ?? [])
  const names = ownEvents(catalogue).map(({ name }) => name)
  return [...followers.filter((name) => names.includes(name)), ...names].find((name) => !passed.includes(name))
}

/** Events that lead to a node, itself included, nearest first; of the whole journey's entries where nothing leads to it. */
function eventsOnTheWay(document: JourneyDocument, nodeId: string | undefined): string[] {
  const lines = connectionsOf(document)
  const events: string[] = []
  const seen = new Set<string>()
  for (let level = nodeId === undefined ? document.entries.map(({ id }) => entryNodeId(id)) : [nodeId]; level.length > 0; ) {
    for (const id of level) {
      seen.add(id)
      events.push(...eventsOf(document, id))
    }
    const here = new Set(level)
    level = [...new Set(lines.filter(({ to }) => here.has(to)).map(({ from }) => from))].filter((id) => !seen.has(id))
  }
  return [...new Set(events)]
}

function eventsOf(document: JourneyDocument, nodeId: string): string[] {
  const entryId = entryIdOf(nodeId)
  if (entryId !== undefined) {
    const trigger = document.entries.find(({ id }) => id === entryId)?.trigger
    return trigger?.kind === 'event' ? [trigger.event] : []
  }
  const step = document.steps[nodeId]
  return step?.kind === 'waitFor' ? step.branches.flatMap((branch) => ('event' in branch ? [branch.event] : [])) : []
}

function keyOf(datasetId: string, event: string): string {
  return JSON.stringify([datasetId, event])
}
