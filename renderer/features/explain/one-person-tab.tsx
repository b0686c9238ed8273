import { IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useRunStale, type FinishedRun } from '../../stores/run-store.ts'
import { askPerson, loadFirstIds } from './ask-person.ts'
import { PersonForm } from './person-form.tsx'
import { PersonIds } from './person-ids-row.tsx'
import { PersonSummary } from './person-summary.tsx'
import { litPathOf, type Pass } from './story.ts'
import { Timeline } from './timeline.tsx'
import { explainText } from './texts.ts'
import styles from './one-person.module.css'

/** One person of the run: what happened to them and why, with their way lit on the canvas while they are looked at. */
export function OnePersonTab({ run }: { run: FinishedRun }) {
  const story = usePersonStore((state) => (state.story?.run === run ? state.story : null))
  const explanation = story?.explanation
  const [chosen, setChosen] = useState<{ of: Explanation; pass: Pass | null } | null>(null)
  const pass = chosen !== null && chosen.of === explanation ? chosen.pass : null
  const isStale = useRunStale()
  useEffect(() => ofRun(run), [run])
  useEffect(() => {
    usePersonStore.setState({ lit: explanation === undefined ? null : litPathOf(explanation, run.document.id, pass) })
    return () => usePersonStore.setState({ lit: null })
  }, [explanation, run, pass])
  return (
    <div className={styles.tab} data-testid="one-person">
      <p className="visually-hidden" role="status">{explanation === undefined ? '' : explainText('person', { id: explanation.profile.id })}</p>
      <div className={styles.side}>
        <PersonForm run={run} />
        {story !== null && isStale && <Note>{explainText('ofStale')}</Note>}
        {story !== null && story.changed.length > 0 && <Note>{explainText('changed', { names: story.changed.join(', ') })}</Note>}
        {explanation !== undefined && <PersonSummary explanation={explanation} pass={pass} onPass={(next) => setChosen({ of: explanation, pass: next })} />}
      </div>
      {explanation === undefined ? <Purpose /> : <Timeline key={`${explanation.profile.id} ${run.summary.id}`} explanation={explanation} run={run} pass={pass} />}
    </div>
  )
}

/** After another run the same person is told of again, in the same journey on the same data; else nobody is. */
function ofRun(run: FinishedRun): void {
  const { story } = usePersonStore.getState()
  if (story?.run === run) return
  usePersonStore.setState({ story: null, problem: null, foundNobody: null, firstIds: [] })
  void loadFirstIds()
  if (story?.run.document.id === run.document.id && story.run.summary.datasetId === run.summary.datasetId) void askPerson(story.explanation.profile.id)
}

function Note({ children }: { children: string }) {
  return (
    <p className={styles.note} role="note">
      <IconInfoCircle size={15} stroke={1.9} aria-hidden="true" />
      {children}
    </p>
  )
}

/** What this place is for, and people to begin with. */
function Purpose() {
  const firstIds = usePersonStore((state) => state.firstIds)
  const isAsking = usePersonStore((state) => state.asking !== null)
  return (
    <div className={styles.purpose} data-testid="person-empty">
      <h3 className={styles.purposeTitle}>{explainText('emptyTitle')}</h3>
      <p className={styles.purposeBody}>{explainText('emptyBody')}</p>
      {firstIds.length > 0 && !isAsking && (
        <div className={styles.ids}>
          <span className={styles.muted}>{explainText('emptyFirst')}</span>
          <PersonIds ids={firstIds} />
        </div>
      )}
    </div>
  )
}
