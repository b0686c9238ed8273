import type { Explanation } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { asCallError } from '../../document/save.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { assumptionsOfRun, useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { pageOf } from '../people/people-store.ts'
import { AFTER_ALL, BEFORE_ALL, idBetween, idsSuggested } from './person-ids.ts'

/** Ids that are made up to find somebody by chance. */
const MOST_TRIES = 20

// Grows with every question, so that an answer nobody waits for any more can be told.
let question = 0

/** Shows what happened to that person in the run that is shown. */
export async function askPerson(id: string): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  const own = ++question
  usePersonStore.setState({ asking: { id }, problem: null, foundNobody: null })
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

/** Shows somebody by chance; with `nodeId` one of those who came to that node. */
export async function askSomebody(nodeId: string | null): Promise<void> {
  const run = useRunStore.getState().latest
  if (run === null) return
  const own = ++question
  const shown = usePersonStore.getState().story?.explanation.profile.id
  usePersonStore.setState({ asking: { id: null }, problem: null, foundNobody: null })
  try {
    const explanation = nodeId === null ? await searched(run, shown) : await oneWhoCame(run, nodeId, shown)
    if (own !== question) return
    if (explanation === undefined) usePersonStore.setState({ foundNobody: { nodeId } })
    else usePersonStore.setState({ story: { explanation, run, changed: await changedSince(run) } })
  } catch (cause) {
    if (own === question) usePersonStore.setState({ problem: problemOf(cause, null) })
  } finally {
    if (own === question) usePersonStore.setState({ asking: null })
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
  focusSoon('[data-testid="person-id"]')
}

async function searched(run: FinishedRun, shown: string | undefined): Promise<Explanation | undefined> {
  const [first, last] = [(await idsNear(run, BEFORE_ALL))[0], (await idsNear(run, AFTER_ALL)).at(-1)]
  if (first === undefined || last === undefined) return undefined
  const seen = new Set(shown === undefined ? [] : [shown])
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const explanation = await explainNear(run, idBetween(first, last, Math.random), seen)
    if (explanation !== undefined) return explanation
  }
  return undefined
}

async function oneWhoCame(run: FinishedRun, nodeId: string, shown: string | undefined): Promise<Explanation | undefined> {
  const entry = entryIdOf(nodeId)
  const asked = { run, of: entry === undefined ? { kind: 'entered' as const, step: nodeId } : { kind: 'admitted' as const, entry }, until: null }
  const { people } = await pageOf(asked, { offset: 0, limit: 1 })
  // Two, so that another than the one who is shown is among them.
  const { list } = await pageOf(asked, { offset: Math.max(0, Math.min(people - 2, Math.floor(Math.random() * people))), limit: 2 })
  const other = list.find(({ profileId }) => profileId !== shown) ?? list[0]
  return other && explain(run, other.profileId)
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
export function explain(run: FinishedRun, profileId: string): Promise<Explanation> {
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
