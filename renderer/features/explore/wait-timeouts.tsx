import { Button } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { WaitAnswer } from '../../../engine/api/contract.ts'
import { durationOfMs } from '../../../engine/core/model/duration.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { locale } from '../../i18n/language.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { datasetById } from '../../stores/workspace-store.ts'
import { AnswerFrame } from './answer-frame.tsx'
import { useAnswer } from './ask.ts'
import { LineChart } from './line-chart.tsx'
import { placeOfSpan, spanTicks } from './scale.ts'
import { exploreText } from './texts.ts'
import { curveInWords, curveSeries, spanOf, thinned, timeoutsWorthShowing } from './timeout-curve.ts'
import { eventInWords, gapInWords, shareOrNone, spanInWords } from './words.ts'
import styles from './wait-timeouts.module.css'

const MOST_OFFERED = 9

interface WaitTimeoutsProps {
  stepId: string
  /** Takes an ISO 8601 duration as the time limit of this wait. */
  onTake(after: string): void
}

/** Beside the time limit of a wait: what each would catch on the chosen data, the one that is set pointed out, any other a click away. */
export function WaitTimeouts({ stepId, onTake }: WaitTimeoutsProps) {
  const [isOpen, setOpen] = useState(false)
  const datasetId = useRunStore((state) => state.datasetId)
  return (
    <div className={styles.frame}>
      <Button
        className={styles.toggle!}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconChartLine size={15} stroke={1.9} />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="wait-timeouts-toggle"
      >
        {exploreText(isOpen ? 'waitCurveHide' : 'waitCurve')}
      </Button>
      {isOpen && (datasetId === null ? <p className={styles.quiet}>{exploreText('waitNoData')}</p> : <OnData stepId={stepId} datasetId={datasetId} onTake={onTake} />)}
    </div>
  )
}

function OnData({ stepId, datasetId, onTake }: WaitTimeoutsProps & { datasetId: string }) {
  const document = useDocumentStore((state) => state.document)
  // Where cards lie and what they are called changes no figure.
  const question = useMemo(() => {
    const { layout: _layout, ...asked } = document
    return { document: asked, stepId }
  }, [document, stepId])
  const asked = useAnswer(`wait ${stepId}`, datasetId, 'explore.wait', question)
  return <AnswerFrame asked={asked}>{(found) => <Found found={found} datasetName={datasetById(datasetId)?.name ?? ''} onTake={onTake} />}</AnswerFrame>
}

function Found({ found: { start, next, timeoutMs, notes, answer }, datasetName, onTake }: { found: WaitAnswer; datasetName: string; onTake(after: string): void }) {
  const shown = timeoutsWorthShowing(answer.curve, timeoutMs)
  const offered = thinned(shown, MOST_OFFERED, timeoutMs)
  const [from, to] = spanOf(shown)
  const current = answer.curve.find((one) => one.timeoutMs === timeoutMs)
  const words = { starts: joined(start), events: joined(next) }
  if (answer.starts === 0) return <p className={styles.quiet}>{exploreText('waitNobody', words)}</p>
  return (
    <div className={styles.found} data-testid="wait-timeouts">
      <p className={styles.says}>
        {exploreText('waitFromTo', words)}
        <span className={styles.quiet}> {exploreText('waitOn', { name: datasetName, count: full(answer.starts) })}</span>
      </p>
      <LineChart
        series={curveSeries(answer, shown)}
        ticks={spanTicks(from, to)}
        xName=""
        yName={exploreText('curveY')}
        label={`${exploreText('curveTitle')}: ${curveInWords(shown)}`}
        mark={current && { at: placeOfSpan(current.timeoutMs, from, to), y: current.estimated, label: `${spanInWords(current.timeoutMs)}: ${shareOrNone(current.estimated)}` }}
        height={190}
        testId="wait-curve"
      />
      <table className={`${styles.table} tabular`}>
        <thead>
          <tr>
            <th scope="col">{exploreText('colTake')}</th>
            <th scope="col">{exploreText('colCaught')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {offered.map(({ timeoutMs: ms, estimated }) => (
            <tr key={ms} data-marked={ms === timeoutMs || undefined}>
              <th scope="row">{spanInWords(ms)}</th>
              <td>{shareOrNone(estimated)}</td>
              <td>
                {ms === timeoutMs ? (
                  <span className={styles.set}>{exploreText('waitSet')}</span>
                ) : (
                  <button type="button" className={styles.take} aria-label={exploreText('waitTake', { span: spanInWords(ms) })} onClick={() => onTake(durationOfMs(ms))}>
                    {exploreText('waitTakeShort')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>{exploreText('waitNever', { share: shareOrNone(answer.unanswered / answer.starts), span: gapInWords(answer.watchedMs.p50) })}</p>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{fromEngine(note)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function joined(picks: WaitAnswer['start']): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(new Set(picks.map(({ event }) => eventInWords(event))))
}
