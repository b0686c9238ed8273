import type { Explanation } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { assumptionsOfRun, useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { AFTER_ALL, BEFORE_ALL, idBetween, idsSuggested } from './person-ids.ts'
import { cameTo } from './story.ts'

/** People who are looked at to find one who came to a step. */
export const MOST_LOOKED_AT = 60

// Grows with every question, so that an answer nobody waits for any more can be told.
let question = 0

/** Shows what happened to that person in the run that is shown. */
export async function askPerson(id: string): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  const own = ++question
  usePersonStore.setState({ asking: { id, looked: null }, problem: null, foundNobody: null })
  try {
    const explanation = await explain(run, id)
    const changed = await changedSince(run)
    if (own === question) usePersonStore.setState({ story: { explanation, run, changed } })
  } catch (cause) {
    if (own === question) usePersonStore.setState({ story: null, problem: problemOf(cause, id) })
  } finally {
    if (own === question) usePersonStore.setState({ asking: null })
  }
}

/** Shows somebody by chance; with `nodeId` somebody who came to that node, if one is met soon. */
export async function askSomebody(nodeId: string | null): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  const own = ++question
  const shown = usePersonStore.getState().story?.explanation.profile.id
  const total = Math.min(MOST_LOOKED_AT, run.result.dataset.profiles)
  const isWanted = () => own === question
  usePersonStore.setState({ asking: { id: null, looked: nodeId === null ? null : { done: 0, total } }, problem: null, foundNobody: null })
  try {
    const explanation = await searched(run, nodeId, total, shown, isWanted)
    if (!isWanted()) return
    if (explanation === undefined) usePersonStore.setState({ foundNobody: { nodeId, looked: total } })
    else usePersonStore.setState({ story: { explanation, run, changed: await changedSince(run) } })
  } catch (cause) {
    if (isWanted()) usePersonStore.setState({ problem: problemOf(cause, null) })
  } finally {
    if (isWanted()) usePersonStore.setState({ asking: null })
  }
}

/** Waits for no answer any more; a search is over with it. */
export function stopAsking(): void {
  question++
  usePersonStore.setState({ asking: null })
}

/** Learns the first people of the run's data. That it fails is told when somebody is asked for. */
export async function loadFirstIds(): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  const firstIds = await idsNear(run, BEFORE_ALL).catch(() => [])
  if (useRunStore.getState().latest === run) usePersonStore.setState({ firstIds })
}

/** Opens the place where one person is looked at, ready to type. */
export function openOnePerson(): void {
  useUiStore.setState({ resultsOpen: true, resultsTab: 'person' })
  requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>('[data-testid="person-id"]')?.focus())
}

async function searched(run: FinishedRun, nodeId: string | null, total: number, shown: string | undefined, isWanted: () => boolean): Promise<Explanation | undefined> {
  const [first, last] = [(await idsNear(run, BEFORE_ALL))[0], (await idsNear(run, AFTER_ALL)).at(-1)]
  if (first === undefined || last === undefined) return undefined
  const seen = new Set(shown === undefined ? [] : [shown])
  for (let done = 0; done < total && isWanted(); done++) {
    const explanation = await explainNear(run, idBetween(first, last, Math.random), seen)
    if (explanation === undefined) continue
    seen.add(explanation.profile.id)
    if (nodeId === null || cameTo(explanation, run.document.id, nodeId)) return explanation
    if (isWanted()) usePersonStore.setState({ asking: { id: null, looked: { done: done + 1, total } } })
  }
  return undefined
}

/** The person of that id, or one whose id is near it and who was not `seen` yet. */
async function explainNear(run: FinishedRun, id: string, seen: ReadonlySet<string>): Promise<Explanation | undefined> {
  try {
    // Who was seen already is asked for by an id a little longer, which is answered with others like it.
    return await explain(run, seen.has(id) ? `${id}~` : id)
  } catch (cause) {
    const like = idsSuggested(asCallError(cause))
    if (like.length === 0) throw cause
    const fresh = like.filter((one) => !seen.has(one))
    const chosen = fresh[Math.floor(Math.random() * fresh.length)]
    return chosen === undefined ? undefined : explain(run, chosen)
  }
}

/** The document that was run, not the one that was edited since, over the span, with the seed and under the assumptions of the run. */
function explain(run: FinishedRun, profileId: string): Promise<Explanation> {
  const { document, summary, result, together } = run
  const beside = together.map(({ journeyId }) => journeyId)
  const { from, until, seed } = result
  return connection.call('runs.explain', { document, datasetId: summary.datasetId, profileId, from, until, seed, ...(beside.length === 0 ? {} : { together: beside }), ...assumptionsOfRun(run) })
}

async function idsNear(run: FinishedRun, id: string): Promise<string[]> {
  try {
    return [(await explain(run, id)).profile.id]
  } catch (cause) {
    const like = idsSuggested(asCallError(cause))
    if (like.length === 0) throw cause
    return like
  }
}

function problemOf(cause: unknown, id: string | null) {
  const error = asCallError(cause)
  return { id, error, like: idsSuggested(error) }
}

/** Journeys beside the run's own that are no longer what they were when it ran. */
async function changedSince({ together }: FinishedRun): Promise<string[]> {
  const changed = together.map(async ({ journeyId, name, result }) => {
    const versions = await connection.call('journeys.versions', { id: journeyId })
    const newest = versions.reduce((latest, one) => (one.version > latest.version ? one : latest), versions[0]!)
    return newest.digest === result.journey.digest ? [] : [name]
  })
  return (await Promise.all(changed)).flat()
}
