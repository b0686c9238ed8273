import { NumberInput, Select } from '@mantine/core'
import { useMemo } from 'react'
import type { DatasetCatalogue, RetentionAnswer } from '../../../engine/api/contract.ts'
import { full } from '../../i18n/numbers.ts'
import { AnswerFrame } from './answer-frame.tsx'
import { retentionRows } from './answers-as-csv.ts'
import { useAnswer } from './ask.ts'
import { BreakDownField } from './break-down-choice.tsx'
import { CohortTable } from './cohort-table.tsx'
import { CopyAnswer } from './copy-answer.tsx'
import { EventChoice } from './event-choice.tsx'
import { ANY_EVENT, changeForm, type ExploreForms } from './explore-forms.ts'
import { AsOfExport } from './funnel-question.tsx'
import { LineChart } from './line-chart.tsx'
import type { LineSeries } from './line-series.ts'
import { retentionQuestion } from './questions.ts'
import { exploreText } from './texts.ts'
import { shareOrNone } from './words.ts'
import styles from './explore.module.css'

interface RetentionQuestionProps {
  datasetId: string
  catalogue: DatasetCatalogue
  form: ExploreForms['retention']
}

const MOST_PERIODS = 366

/** Who comes back after a start, day by day or week by week, and cohort by cohort. */
export function RetentionQuestion({ datasetId, catalogue, form }: RetentionQuestionProps) {
  const change = (part: Partial<ExploreForms['retention']>) => changeForm(datasetId, 'retention', (before) => ({ ...before, ...part }))
  const question = useMemo(() => retentionQuestion(form), [form])
  const asked = useAnswer(`retention ${form.unit}`, datasetId, 'explore.retention', question)
  return (
    <>
      <div className={styles.ask} role="group" aria-label={exploreText('retention')}>
        <span>{exploreText('retentionAsk')}</span>
        <EventChoice label={exploreText('retentionAsk')} value={form.start} catalogue={catalogue} anyLabel={exploreText('retentionFirst')} onChange={(start) => change({ start })} testId="retention-start" />
        <span>{exploreText('retentionThen')}</span>
        <EventChoice label={exploreText('retentionThen')} value={form.returns} catalogue={catalogue} anyLabel={exploreText('anyEvent')} onChange={(returns) => change({ returns })} testId="retention-returns" />
        <span>{exploreText('retentionAgain')}</span>
        <span className={styles.line} />
        <Select
          style={{ width: 150 }}
          data={[{ value: 'day', label: exploreText('unitDay') }, { value: 'week', label: exploreText('unitWeek') }]}
          value={form.unit}
          onChange={(chosen) => change(chosen === 'week' ? { unit: 'week', periods: Math.min(form.periods, 12) } : { unit: 'day', periods: Math.max(form.periods, 14) })}
          aria-label={exploreText('retentionUnit')}
          data-testid="retention-unit"
        />
        <span>{exploreText('retentionFor')}</span>
        <NumberInput
          className={`${styles.number} tabular`}
          value={form.periods}
          min={1}
          max={MOST_PERIODS}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          onChange={(periods) => typeof periods === 'number' && periods >= 1 && change({ periods })}
          aria-label={exploreText('periodsLabel')}
          data-testid="retention-periods"
        />
        <span>{exploreText(form.unit === 'week' ? 'weeks' : 'days')},</span>
        <span>{exploreText('breakDownWords')}</span>
        <BreakDownField value={form.breakDown} onChange={(breakDown) => change({ breakDown })} catalogue={catalogue} start={form.start.event === ANY_EVENT ? undefined : form.start.event} />
      </div>
      <AnswerFrame asked={asked}>{(answer) => <RetentionFindings answer={answer} unit={form.unit} />}</AnswerFrame>
    </>
  )
}

function RetentionFindings({ answer, unit }: { answer: RetentionAnswer; unit: 'day' | 'week' }) {
  const { starts, periods, groups, asOfExport } = answer
  if (starts === 0) return <p className={styles.empty}>{exploreText('nobodyStarted')}</p>
  // The stretch of the start itself says little about coming back, and would flatten all others.
  const later = periods.filter(({ n }) => n > 0)
  const series = seriesOf(later, unit)
  return (
    <>
      <div className={styles.sayHead}>
        <p className={styles.says} data-testid="explore-says">
          {exploreText('retentionWords', { starts: full(starts), unit: exploreText(unit === 'week' ? 'unitWeekWord' : 'unitDayWord') })}
        </p>
        <CopyAnswer name="retention" rows={() => retentionRows(answer, unit)} />
      </div>
      <LineChart
        series={[series]}
        ticks={later.map(({ n }, index) => ({ at: placeOf(index, later.length), label: String(n) }))}
        xName={exploreText(unit === 'week' ? 'retentionXWeek' : 'retentionXDay')}
        yName={exploreText('retentionY')}
        label={`${exploreText('retentionTitle')}: ${series.points.map(({ hint }) => hint).join('; ')}`}
        testId="retention"
      />
      <CohortTable all={{ starts, periods }} groups={groups} unit={unit} />
      {asOfExport && <AsOfExport />}
    </>
  )
}

function seriesOf(periods: RetentionAnswer['periods'], unit: 'day' | 'week'): LineSeries {
  const points = periods.map(({ n, returned, watched, share }, index) => {
    const period = exploreText(unit, { n })
    const hint = watched === 0 ? exploreText('notWatched', { period }) : exploreText('cameBackHint', { period, returned: full(returned), watched: full(watched), share: shareOrNone(share) })
    return { at: placeOf(index, periods.length), y: share, hint }
  })
  return { name: '', points }
}

function placeOf(index: number, count: number): number {
  return count < 2 ? 0.5 : index / (count - 1)
}
