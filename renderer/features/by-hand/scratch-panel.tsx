import { SegmentedControl } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconRestore, IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import { hasMod } from '../../components/keys.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { useRunStale } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { Lanes } from '../explain/lanes.tsx'
import { Timeline } from '../explain/timeline.tsx'
import { litPathOf } from '../explain/story.ts'
import type { EventMark } from '../explain/lanes-of.ts'
import { useSize } from '../explain/use-size.ts'
import { leaveScratch } from './begin.ts'
import { ChangesView } from './changes-view.tsx'
import { ClockBar } from './clock-bar.tsx'
import { differencesOf, newlyHappened } from './differences.ts'
import { EventsView, openEventForm } from './events-view.tsx'
import { KeepCase } from './keep-case.tsx'
import { useRehearsed } from './rehearse-scratch.ts'
import { eventChanges, withChange, withoutEvent, type Scratch } from './scratch.ts'
import { changeScratch, redoScratch, undoScratch, useScratchStore } from './scratch-store.ts'
import { StandingView } from './standing-view.tsx'
import { handText } from './texts.ts'
import { WhoView } from './who-view.tsx'
import styles from './scratch.module.css'

/** CSS pixels from which on the axis of time has a place of its own. */
const TALL = 400

type View = 'happens' | 'lanes' | 'events' | 'changes' | 'who'

/** One person who is tried out: their clock, what they did, where their machine stands, what happens, and what that changes. */
export function ScratchPanel() {
  const { now, was, explanation, before, problem } = useScratchStore()
  const journeyId = useDocumentStore(({ document }) => document.id)
  const panel = useRef<HTMLDivElement>(null)
  const isTall = useSize(panel).height >= TALL
  const [view, setView] = useState<View>(was === null ? 'happens' : 'lanes')
  useRehearsed()
  useLit(explanation, journeyId)
  const differences = useMemo(() => (was === null || explanation === null ? null : differencesOf(was.explanation, explanation, outcomeWords)), [was, explanation])
  const fresh = useMemo(() => (explanation === null ? undefined : was !== null ? newlyHappened(was.explanation, explanation) : before === null ? undefined : newlyHappened(before, explanation)), [explanation, was, before])
  // Where somebody built by hand stands is said beside it; of data, the end of the run has its near misses.
  const told = useMemo(() => (explanation === null || was !== null ? explanation : { ...explanation, happenings: explanation.happenings.filter(({ what }) => what !== 'waiting') }), [explanation, was])
  if (now === null) return null
  const views: { value: View; label: string }[] = [
    { value: 'happens', label: handText('happens') },
    ...(isTall ? [] : [{ value: 'lanes' as const, label: handText('lanes') }]),
    { value: 'events', label: `${handText('events')} ${now.events.length}` },
    ...(differences === null ? [] : [{ value: 'changes' as const, label: differences.count === 0 ? handText('changes') : `${handText('changes')} ${differences.count}` }]),
    { value: 'who', label: handText('who') },
  ]
  const shown = views.some(({ value }) => value === view) ? view : 'happens'
  const lanes = explanation === null ? null : (
    <Lanes
      explanation={explanation}
      journeyId={journeyId}
      events={marksOf(now, was?.scratch ?? null)}
      clock={now.clock}
      onMove={(key, at) => changeScratch(handText('didMove', { name: nameOf(now, key) }), (scratch) => withChange(scratch, key, { at }))}
      onOpen={(key) => {
        setView('events')
        openEventForm(key)
      }}
      onDelete={(key) => changeScratch(handText('didDelete', { name: nameOf(now, key) }), (scratch) => withoutEvent(scratch, key))}
    />
  )
  return (
    <div className={styles.panel} data-testid="scratch" ref={panel} onKeyDown={onKeyDown}>
      <div className={styles.bars}>
        <ClockBar />
        <Toolbar />
      </div>
      {isTall && lanes}
      <div className={styles.columns}>
        <div className={styles.side}>
          {problem !== null && <ProblemNote error={problem} title={handText('noDocument')} testId="scratch-problem" />}
          {explanation !== null && <StandingView explanation={explanation} />}
        </div>
        <div className={styles.main}>
          <SegmentedControl size="xs" className={styles.views!} aria-label={handText('views')} data={views} value={shown} onChange={(value) => setView(value as View)} data-testid="scratch-views" />
          <div className={styles.view}>
            {shown === 'lanes' && lanes}
            {shown === 'happens' && told !== null && <Timeline key={told.profile.id} explanation={told} journeyId={journeyId} pass={null} {...(fresh === undefined ? {} : { fresh })} followsEnd />}
            {shown === 'events' && <EventsView />}
            {shown === 'changes' && differences !== null && <ChangesView differences={differences} />}
            {shown === 'who' && <WhoView />}
          </div>
        </div>
      </div>
    </div>
  )
}

const outcomeWords = { inProgress: handText('inProgress'), never: handText('never'), goal: (id: string) => handText('goalReached', { goal: id }) }

/** What it is, and what can be done with all of it. */
function Toolbar() {
  const { origin, now, past, future, was } = useScratchStore()
  const isStale = useRunStale()
  const undoName = past.at(-1)?.name
  const redoName = future[0]?.name
  const hasAssumed = (origin?.scenario?.responses?.length ?? 0) > 0
  const title = origin?.caseOf ? handText('ofCase', { name: origin.caseOf.name }) : origin?.kind === 'data' ? handText('ofData', { id: now?.profile.id ?? '' }) : handText('ofNothing')
  return (
    <div className={styles.toolbar}>
      <h3 className={styles.title}>{title}</h3>
      {origin?.kind === 'data' && isStale && <p className={styles.quiet} role="note">{handText('edited')}</p>}
      {hasAssumed && <BasisBadge basis="assumed" />}
      <Tool label={undoName === undefined ? handText('undo') : handText('undoNamed', { name: undoName })} icon={<IconArrowBackUp size={16} stroke={1.9} />} isOff={undoName === undefined} onClick={undoScratch} testId="scratch-undo" />
      <Tool label={redoName === undefined ? handText('redo') : handText('redoNamed', { name: redoName })} icon={<IconArrowForwardUp size={16} stroke={1.9} />} isOff={redoName === undefined} onClick={redoScratch} testId="scratch-redo" />
      {was !== null && <Tool label={handText('reset')} hint={handText('resetHint')} icon={<IconRestore size={16} stroke={1.9} />} isOff={past.length === 0} onClick={() => changeScratch(handText('didReset'), () => was.scratch)} testId="scratch-reset" />}
      <KeepCase />
      <Tool label={handText('close')} icon={<IconX size={16} stroke={2} />} isOff={false} onClick={leaveScratch} testId="scratch-close" />
    </div>
  )
}

/** What has nothing to do keeps the focus: pressing it again and again must not end on the page. */
function Tool({ label, hint = label, icon, isOff, onClick, testId }: { label: string; hint?: string; icon: ReactNode; isOff: boolean; onClick(): void; testId: string }) {
  return (
    <Hint label={hint}>
      <button type="button" className={styles.tool} aria-label={label} aria-disabled={isOff} onClick={() => !isOff && onClick()} data-testid={testId}>
        {icon}
      </button>
    </Hint>
  )
}

/** Lights the way on the canvas, and the steps at which the machine stands. */
function useLit(explanation: Explanation | null, journeyId: string): void {
  useEffect(() => {
    const standing = (explanation?.standing?.instances ?? []).filter(({ journey }) => journey === journeyId).map(({ step }) => step.id)
    usePersonStore.setState({ lit: explanation === null ? null : litPathOf(explanation, journeyId, null), standing })
    return () => usePersonStore.setState({ lit: null, standing: [] })
  }, [explanation, journeyId])
}

function marksOf(now: Scratch, was: Scratch | null): EventMark[] {
  const { changed, added } = eventChanges(was, now)
  return now.events.map(({ key, at, name }) => ({ key, at, name, state: at > now.clock ? 'to come' : changed.has(key) ? 'changed' : added.has(key) ? 'new' : 'as it was' }))
}

function nameOf({ events }: Scratch, key: number): string {
  return events.find((event) => event.key === key)?.name ?? ''
}

/** Undo and redo belong to the person here, not to the journey; in a field they are the field's own. */
function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
  const isField = event.target instanceof HTMLElement && event.target.closest('input:not([type="radio"]), textarea') !== null
  if (isField || !hasMod(event) || event.altKey) return
  const key = event.key.toLowerCase()
  if (key === 'z') (event.shiftKey ? redoScratch : undoScratch)()
  else if (key === 'y') redoScratch()
  else return
  event.preventDefault()
}
