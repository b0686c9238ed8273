import { Button, SegmentedControl } from '@mantine/core'
import { IconHandFinger, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import { buildByHand } from '../by-hand/begin.ts'
import { ScratchPanel } from '../by-hand/scratch-panel.tsx'
import { useScratchStore } from '../by-hand/scratch-store.ts'
import { PeopleWalk } from '../people/people-walk.tsx'
import { usePersonStore } from '../../stores/person-store.ts'
import { useRunStale, type FinishedRun } from '../../stores/run-store.ts'
import { askPerson, loadFirstIds } from './ask-person.ts'
import { PersonForm } from './person-form.tsx'
import { PersonIds } from './person-ids-row.tsx'
import { PersonLanes } from './person-lanes.tsx'
import { PersonSummary } from './person-summary.tsx'
import { litPathOf, type Pass } from './story.ts'
import { Timeline } from './timeline.tsx'
import { explainText } from './texts.ts'
import { useSize } from './use-size.ts'
import styles from './one-person.module.css'

/** CSS pixels from which on both ways of telling have room. */
const TALL = 330

/** One person of the run: what happened to them and why, with their way lit on the canvas while they are looked at. */
export function OnePersonTab({ run }: { run: FinishedRun }) {
  const isTriedOut = useScratchStore((state) => state.origin?.journeyId === run.document.id)
  return isTriedOut ? <ScratchPanel /> : <OneOfRun run={run} />
}

function OneOfRun({ run }: { run: FinishedRun }) {
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
      {explanation === undefined ? (
        <Purpose />
      ) : (
        <Told explanation={explanation} run={run} pass={pass} />
      )}
    </div>
  )
}

/** Along time and in words: beside each other where there is room, else one of them. */
function Told({ explanation, run, pass }: { explanation: Explanation; run: FinishedRun; pass: Pass | null }) {
  const panel = useRef<HTMLDivElement>(null)
  const isTall = useSize(panel).height >= TALL
  const [wantsLanes, setWantsLanes] = useState(false)
  const lanes = <PersonLanes explanation={explanation} run={run} />
  const timeline = <Timeline key={`${explanation.profile.id} ${run.summary.id}`} explanation={explanation} journeyId={run.document.id} pass={pass} />
  return (
    <div className={styles.story} ref={panel}>
      <PeopleWalk run={run} />
      {!isTall && (
        <SegmentedControl size="xs" className={styles.how!} aria-label={explainText('how')} data={[{ value: 'words', label: explainText('inWords') }, { value: 'lanes', label: explainText('alongTime') }]} value={wantsLanes ? 'lanes' : 'words'} onChange={(how) => setWantsLanes(how === 'lanes')} data-testid="person-how" />
      )}
      {isTall ? <>{lanes}{timeline}</> : wantsLanes ? lanes : timeline}
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
      <Button size="compact-sm" variant="default" leftSection={<IconHandFinger size={14} stroke={1.9} />} onClick={buildByHand} data-testid="by-hand">
        {explainText('byHand')}
      </Button>
    </div>
  )
}
