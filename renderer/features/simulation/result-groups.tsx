import { IconAdjustmentsHorizontal, IconChartFunnel, IconUserQuestion, IconUsers } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useUiStore, type ResultTab } from '../../stores/ui-store.ts'
import { showSomebodyLost } from '../explain/lost.ts'
import { RESULT_GROUPS, RESULT_PLACES, placeShown, type ResultGroup } from './result-tabs.tsx'
import { simulationText } from './texts.ts'
import styles from './result-groups.module.css'

const LOOK = {
  results: { icon: IconChartFunnel, label: 'groupResults', hint: 'groupResultsHint' },
  people: { icon: IconUsers, label: 'groupPeople', hint: 'groupPeopleHint' },
  whatIf: { icon: IconAdjustmentsHorizontal, label: 'groupWhatIf', hint: 'groupWhatIfHint' },
} as const satisfies Record<ResultGroup, object>

// Where one was in each group, for as long as the window lives.
const lastIn: Partial<Record<ResultGroup, ResultTab>> = {}
useUiStore.subscribe(({ resultsTab }) => {
  const group = RESULT_PLACES.find(({ id }) => id === resultsTab)?.group
  if (group !== undefined) lastIn[group] = resultsTab
})

/** The three areas of the results, down their left edge; coming back to one shows what was shown there last. Below them, from wherever one is: somebody lost, and why. */
export function ResultGroups({ run }: { run: FinishedRun }) {
  const shown = placeShown(run, useUiStore((state) => state.resultsTab))
  const isAsking = usePersonStore((state) => state.asking !== null)
  const groups = RESULT_GROUPS.filter((group) => RESULT_PLACES.some((place) => place.group === group))
  return (
    <nav className={styles.groups} aria-label={simulationText('groups')}>
      {groups.map((group) => {
        const { icon: Icon, label, hint } = LOOK[group]
        const first = RESULT_PLACES.find((place) => place.group === group)!.id
        return (
          <button
            key={group}
            type="button"
            className={styles.group}
            aria-current={group === shown.group ? 'true' : undefined}
            title={simulationText(hint)}
            data-testid={`group-${group}`}
            onClick={() => useUiStore.setState({ resultsTab: lastIn[group] ?? first })}
          >
            <Icon size={18} stroke={1.7} aria-hidden="true" />
            {simulationText(label)}
          </button>
        )
      })}
      <Hint label={simulationText('lostHint')} keys={keysOf('mod+Alt+U')} position="right">
        <button type="button" className={`${styles.group} ${styles.ask}`} disabled={isAsking} data-testid="why-lost" onClick={() => void showSomebodyLost()}>
          <IconUserQuestion size={18} stroke={1.7} aria-hidden="true" />
          {simulationText('lost')}
        </button>
      </Hint>
    </nav>
  )
}
