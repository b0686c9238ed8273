import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { changeOf, differences, type Differences, type FigureRow } from '../../../engine/core/report/differences.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useRunAssumptions } from '../../stores/assumptions-store.ts'
import { useDifferenceStore } from '../../stores/difference-store.ts'
import { people } from '../../i18n/numbers.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useChosenBeside, type FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { applyTurned } from './apply-turned.ts'
import { renewBase } from './base.ts'
import { ChangeMark } from './change-mark.tsx'
import { chosenFigure } from './chosen-figure.ts'
import { CurveChart } from './curve.tsx'
import { changeInWords, figureInFull, figureName, relativeInWords } from './figure-words.ts'
import { HeadlineTable } from './headline-table.tsx'
import { KnobList } from './knob-list.tsx'
import { knobsOf } from './knob-words.ts'
import { otherwise } from './other-way.ts'
import { whatIfText } from './texts.ts'
import { putBack, stopTrying } from './try-runs.ts'
import { useSlow } from './use-slow.ts'
import { useWhatIfStore, type Base } from './what-if-store.ts'
import styles from './what-if.module.css'

/** Numbers to turn, and what they do to the journey: here as a whole, on the canvas card by card. */
export function WhatIfTab({ run }: { run: FinishedRun }) {
  const base = useWhatIfStore((state) => state.base)
  const error = useWhatIfStore((state) => state.error)
  useBase(run)
  useShown()
  if (base === null) return <div className={styles.waiting}>{error === null ? <p className={styles.quiet} role="status">{whatIfText('trying')}</p> : <ProblemNote error={error} />}</div>
  return (
    <div className={styles.tab} data-testid="what-if">
      <KnobList base={base} />
      <Outcome base={base} />
    </div>
  )
}

function Outcome({ base }: { base: Base }) {
  const tried = useWhatIfStore((state) => state.tried)
  const error = useWhatIfStore((state) => state.error)
  const count = useWhatIfStore((state) => Object.keys(state.turns).length)
  const untouched = useMemo(() => differences(base, base).rows, [base])
  const rows = (tried?.differences.rows ?? untouched).filter(({ isHeadline }) => isHeadline)
  const chosen = useChosenFigure(rows)
  const documents = tried === null ? [base.document] : [tried.document, base.document]
  const isAssumed = (base.assumptions.scenario?.responses ?? []).length > 0
  return (
    <div className={styles.outcome}>
      <div className={styles.bar}>
        <Button size="compact-sm" leftSection={<IconCheck size={15} />} disabled={count === 0 || error !== null} onClick={() => void applyTurned()} title={whatIfText('applyHint')} data-testid="apply-turned">
          {whatIfText('apply')}
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={15} />} disabled={count === 0} onClick={putBack} title={whatIfText('putBackHint')} data-testid="put-back">
          {whatIfText('putBack')}
        </Button>
        <span className={styles.status} role="status" data-testid="turned-count">
          {count === 0 ? '' : whatIfText('turnedCount', { count })}
        </span>
        {isAssumed && <BasisBadge basis="assumed" isSmall />}
      </div>
      <Trying />
      <div className={styles.scroll}>
        {error !== null && <ProblemNote error={error} />}
        {count === 0 && error === null && <p className={styles.lead}>{whatIfText('start')}</p>}
        {tried !== null && chosen !== undefined && <Summary row={chosen} documents={documents} all={tried.differences} />}
        <LastCurve base={base} rows={rows} chosen={chosen} />
        <HeadlineTable rows={rows} documents={documents} chosen={chosen?.id ?? null} isTried={tried !== null} />
        <Notes base={base} isAssumed={isAssumed} />
      </div>
    </div>
  )
}

/** The figure that matters most, in one line. */
function Summary({ row, documents, all }: { row: FigureRow; documents: readonly JourneyDocument[]; all: Differences }) {
  const change = changeOf(row)
  const relative = relativeInWords(row)
  return (
    <p className={`${styles.summary} tabular`} data-way={change === null || change === 0 ? 'same' : change > 0 ? 'up' : 'down'} role="status" data-testid="what-if-summary">
      <span className={styles.summaryName}>{figureName(row, documents)}</span>
      <span className={styles.summaryValues}>{`${figureInFull(row, row.before)} → ${figureInFull(row, row.after)}`}</span>
      <span className={styles.summaryChange}>
        <ChangeMark change={change} /> {change === 0 ? whatIfText('nothingChanges') : `${changeInWords(row)}${relative === '' ? '' : ` (${relative})`}`}
      </span>
      {change === 0 && <span className={styles.otherwise} data-testid="what-if-otherwise">{otherwiseInWords(all, documents)}</span>}
    </p>
  )
}

/** So that a figure that stays the same does not look as if nothing had been tried. */
function otherwiseInWords(all: Differences, documents: readonly JourneyDocument[]): string {
  const found = otherwise(all)
  if (found.kind !== 'way') return whatIfText(found.kind === 'figures' ? 'otherFigures' : 'nothingAtAll')
  const { nodeId, people: count } = found
  const step = documents.some(({ steps }) => Object.hasOwn(steps, nodeId)) ? nameOfStep(documents.find(({ steps }) => Object.hasOwn(steps, nodeId))!, nodeId) : whatIfText('entry')
  return whatIfText('otherWay', { count, people: people(count), step })
}

/** A run that takes long says how far it is, and can be stopped. */
function Trying() {
  const trying = useWhatIfStore((state) => state.trying)
  const progress = useJobProgress(trying?.jobId)
  if (!useSlow(trying !== null)) return null
  return (
    <div className={styles.trying} data-testid="trying">
      <ProgressLine label={whatIfText('trying')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="compact-sm" variant="subtle" color="gray" onClick={stopTrying}>
        {whatIfText('cancel')}
      </Button>
    </div>
  )
}

function LastCurve({ base, rows, chosen }: { base: Base; rows: readonly FigureRow[]; chosen: FigureRow | undefined }) {
  const curve = useWhatIfStore((state) => state.curve)
  const last = useWhatIfStore((state) => state.last)
  const turned = useWhatIfStore((state) => (last === null ? undefined : state.turns[last]))
  const knob = useMemo(() => knobsOf(base.document, base.assumptions.scenario, base.assumptions.assume).find(({ id }) => id === last), [base, last])
  if (curve === null || knob === undefined || curve.id !== knob.id || chosen === undefined || rows.length === 0) return null
  return <CurveChart curve={curve} knob={knob} figure={chosen} name={figureName(chosen, [base.document])} value={turned ?? knob.value} />
}

/** What such a result rests on, and what it cannot tell. */
function Notes({ base, isAssumed }: { base: Base; isAssumed: boolean }) {
  const turns = useWhatIfStore((state) => state.turns)
  const knobs = knobsOf(base.document, base.assumptions.scenario, base.assumptions.assume).filter(({ id }) => Object.hasOwn(turns, id))
  return (
    <div className={styles.notes}>
      <Hint label={whatIfText('sameChanceHint')}>
        <p tabIndex={0}>
          <IconInfoCircle size={15} stroke={1.8} aria-hidden="true" /> {whatIfText('sameChance')}
        </p>
      </Hint>
      {base.isEdited && <p>{whatIfText('edited')}</p>}
      {!isAssumed && <p data-testid="replays-note">{whatIfText('replays')}</p>}
      {knobs.some(({ kind }) => kind === 'weight') && <p data-testid="split-note">{whatIfText('splitChance')}</p>}
      {knobs.some(({ assumed }) => assumed !== null) && <p>{whatIfText('rangeNote')}</p>}
    </div>
  )
}

/** The figure whose curve is drawn: what was chosen, else the first goal, else who reached any, else how most ended. */
function useChosenFigure(rows: readonly FigureRow[]): FigureRow | undefined {
  const figure = useWhatIfStore((state) => state.figure)
  return chosenFigure(rows, figure)
}

/** Keeps what is compared with in step with the journey, its assumptions and the run that is shown. */
function useBase(run: FinishedRun): void {
  const document = useDocumentStore((state) => state.document)
  const assumptions = JSON.stringify(useRunAssumptions())
  const beside = useChosenBeside()
  useEffect(() => {
    void renewBase()
  }, [run.result, run.document, document, assumptions, beside])
}

/** What is tried stands on the canvas while this is looked at. */
function useShown(): void {
  const shown = useWhatIfStore((state) => state.tried?.differences ?? null)
  useEffect(() => {
    useDifferenceStore.setState({ shown })
    return () => useDifferenceStore.setState({ shown: null })
  }, [shown])
}
