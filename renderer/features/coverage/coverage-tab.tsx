import { useEffect } from 'react'
import { useDocumentStore } from '../../document/document-store.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { countWays } from './ask-coverage.ts'
import { NOTHING_MADE, useCoverageStore } from './coverage-store.ts'
import { MadePeople } from './made-people.tsx'
import { WaysList } from './ways-list.tsx'
import styles from './coverage.module.css'

/** Which ways of the journey were gone, and people made up for those that were not. */
export function CoverageTab({ run }: { run: FinishedRun }) {
  const journeyId = useDocumentStore((state) => state.document.id)
  useEffect(() => void countWays(run), [run])
  useEffect(() => {
    const { madeFor } = useCoverageStore.getState()
    if (madeFor !== null && madeFor.id !== journeyId) useCoverageStore.setState(NOTHING_MADE)
  }, [journeyId])
  return (
    <div className={styles.tab} data-testid="coverage">
      <WaysList run={run} />
      <MadePeople />
    </div>
  )
}
