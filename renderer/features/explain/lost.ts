import type { Explanation } from '../../../engine/api/contract.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { pageOf, showPeople } from '../people/people-store.ts'
import { openPerson } from '../people/walk-people.ts'
import { explain } from './ask-person.ts'
import { cameTo } from './story.ts'
import { explainText } from './texts.ts'

/** People of one step who are looked at to find one who is lost, and steps whose people are. */
const MOST_LOOKED_AT = 12
const MOST_STEPS = 6

/** Steps at which people ended by no goal, the most first: `[step, how many]`. */
export function endedWithoutGoal({ result }: FinishedRun): [string, number][] {
  return Object.entries(result.steps)
    .map(([id, { ended }]): [string, number] => [id, Object.entries(ended).reduce((sum, [outcome, count]) => (outcome.startsWith('goal:') ? sum : sum + count), 0)])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
}

/**
 * Shows somebody who left the journey and reached no goal in it, with the reasons: at the step that is selected or after it, else where the most left.
 * The others of that step can be walked through.
 */
export async function showSomebodyLost(): Promise<void> {
  const { latest: run } = useRunStore.getState()
  if (run === null) return notify(explainText('noRun'))
  const [only, ...more] = useUiStore.getState().selection.nodeIds
  const wanted = only !== undefined && more.length === 0 && (only in run.document.steps || run.document.entries.some(({ id }) => `entry:${id}` === only)) ? only : undefined
  const steps = endedWithoutGoal(run)
  // First the selected step itself, if people ended there.
  const inOrder = [...steps.filter(([id]) => id === wanted), ...steps.filter(([id]) => id !== wanted)].slice(0, MOST_STEPS)
  useUiStore.setState({ resultsOpen: true, resultsTab: 'person' })
  usePersonStore.setState({ asking: { id: null }, problem: null, foundNobody: null })
  try {
    const found = (await firstLost(run, inOrder, wanted)) ?? (wanted === undefined ? undefined : await firstLost(run, inOrder, undefined))
    usePersonStore.setState({ asking: null })
    if (found === undefined) return notify(explainText('nobodyLost'))
    await showPeople({ kind: 'leftWithoutGoal', step: found.step })
    await openPerson(found.place)
  } catch (cause) {
    usePersonStore.setState({ asking: null, problem: { id: null, error: asCallError(cause), like: [] } })
  }
}

async function firstLost(run: FinishedRun, steps: readonly (readonly [string, number])[], wanted: string | undefined): Promise<{ step: string; place: number } | undefined> {
  for (const [step] of steps) {
    const { list } = await pageOf({ run, of: { kind: 'leftWithoutGoal', step }, until: null }, { offset: 0, limit: MOST_LOOKED_AT })
    for (const [place, { profileId }] of list.entries()) {
      const explanation = await explain(run, profileId)
      if (isLost(explanation) && (wanted === undefined || cameTo(explanation, run.document.id, wanted))) return { step, place }
    }
  }
  return undefined
}

/** Ended, and reached no goal: somebody whose goal still counts may yet. */
function isLost({ journeys, until }: Explanation): boolean {
  const last = journeys[0]?.instances.at(-1)
  return last !== undefined && last.endedAt !== null && last.endedAt <= until && last.goals.every(({ reachedAt }) => reachedAt === null)
}
