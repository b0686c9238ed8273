import { Switch } from '@mantine/core'
import { useEffect } from 'react'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useRunStore } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { useCompareStore } from '../versions/compare-store.ts'
import { DifferenceLine } from '../what-if/difference-line.tsx'
import { rehearseVersions, showPeople, usePeopleOfVersions } from './people-of-versions.ts'
import { compareText } from './texts.ts'
import styles from './compare-runs.module.css'

/** In the comparison of versions: whether each card says how its people change from one to the other. */
export function WithPeopleSwitch() {
  const isOn = usePeopleOfVersions((state) => state.isOn)
  const isRunning = usePeopleOfVersions((state) => state.jobId !== null)
  const hasData = useRunStore((state) => state.datasetId !== null)
  const isAssumed = useAssumptionsStore(({ scenario }) => (scenario.responses ?? []).length > 0)
  const compared = useCompareStore((state) => state.compared)
  useEffect(() => {
    if (isOn && compared !== null) void rehearseVersions(compared.before, compared.after)
  }, [isOn, compared])
  useEffect(() => () => showPeople(false), [])
  return (
    <span className={styles.withPeople}>
      <Hint label={compareText(hasData ? 'withPeopleHint' : 'withPeopleNoData')}>
        <span>
          <Switch size="sm" label={compareText('withPeople')} checked={isOn} disabled={!hasData} onChange={(event) => showPeople(event.currentTarget.checked)} data-testid="with-people" />
        </span>
      </Hint>
      {isOn && isAssumed && <BasisBadge basis="assumed" isSmall />}
      <span className={styles.rehearsing} role="status">{isRunning ? compareText('rehearsing') : ''}</span>
    </span>
  )
}

/** On a card of the compared versions: how its people change, while that is asked for. */
export function PeopleOnCard({ nodeId }: { nodeId: string }) {
  const isOn = usePeopleOfVersions((state) => state.isOn)
  return isOn ? <DifferenceLine nodeId={nodeId} /> : null
}

/** Why the versions could not be rehearsed. */
export function PeopleProblem() {
  const error = usePeopleOfVersions((state) => state.error)
  return error === null ? null : <ProblemNote error={error} testId="with-people-error" />
}
