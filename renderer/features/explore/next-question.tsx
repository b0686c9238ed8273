import { useMemo } from 'react'
import type { DatasetCatalogue, TimeToNextAnswer } from '../../../engine/api/contract.ts'
import { full } from '../../i18n/numbers.ts'
import { DurationField } from '../inspector/fields/duration-field.tsx'
import { AnswerFrame } from './answer-frame.tsx'
import { timeToNextRows } from './answers-as-csv.ts'
import { useAnswer } from './ask.ts'
import { BreakDownField } from './break-down-choice.tsx'
import { CopyAnswer } from './copy-answer.tsx'
import { EventChoice } from './event-choice.tsx'
import { ANY_EVENT, changeForm, type ExploreForms } from './explore-forms.ts'
import { AsOfExport } from './funnel-question.tsx'
import { LineChart } from './line-chart.tsx'
import { GapTable, GroupTimes, TimeoutTable } from './next-tables.tsx'
import { spanMs, timeToNextQuestion } from './questions.ts'
import { placeOfSpan, spanTicks } from './scale.ts'
import { StartsChoice } from './starts-choice.tsx'
import { exploreText } from './texts.ts'
import { curveInWords, curveSeries, spanOf, timeoutsWorthShowing } from './timeout-curve.ts'
import { eventInWords, gapInWords, shareOrNone, spanInWords } from './words.ts'
import styles from './explore.module.css'

interface NextQuestionProps {
  datasetId: string
  catalogue: DatasetCatalogue
  form: ExploreForms['next']
}

/** How long after one event another comes, and what a timeout would catch. */
export function NextQuestion({ datasetId, catalogue, form }: NextQuestionProps) {
  const change = (part: Partial<ExploreForms['next']>) => changeForm(datasetId, 'next', (before) => ({ ...before, ...part }))
  const question = useMemo(() => timeToNextQuestion(form), [form])
  const asked = useAnswer('next', datasetId, 'explore.timeToNext', question)
  return (
    <>
      <div className={styles.ask} role="group" aria-label={exploreText('next')}>
        <span>{exploreText('nextAsk')}</span>
        <EventChoice label={exploreText('nextAsk')} value={form.start} catalogue={catalogue} onChange={(start) => change({ start })} testId="next-start" />
        <span>{exploreText('nextThen')}</span>
        <EventChoice label={exploreText('nextThen')} value={form.next} catalogue={catalogue} anyLabel={exploreText('anyEvent')} onChange={(next) => change({ next })} testId="next-event" />
        <span>{exploreText('counting')}</span>
        <StartsChoice value={form.starts} onChange={(starts) => change({ starts })} />
        <span className={styles.line} />
        <span>{exploreText('judgeTimeout')}</span>
        <div className={styles.span}>
          <DurationField
            label={exploreText('judgeLabel')}
            showLabel={false}
            optional
            value={form.timeout}
            testId="next-timeout"
            onChange={(timeout) => {
              change({ timeout })
              return undefined
            }}
          />
        </div>
        <span>{exploreText('judgeCatch')},</span>
        <span>{exploreText('breakDownWords')}</span>
        <BreakDownField value={form.breakDown} onChange={(breakDown) => change({ breakDown })} catalogue={catalogue} start={form.start.event} />
      </div>
      <AnswerFrame asked={asked}>{(answer) => <NextFindings answer={answer} timeoutMs={spanMs(form.timeout) ?? null} />}</AnswerFrame>
    </>
  )
}

function NextFindings({ answer, timeoutMs }: { answer: TimeToNextAnswer; timeoutMs: number | null }) {
  const { starts, answered, by, curve, groups, asOfExport } = answer
  const event = eventInWords(by[0]?.event ?? ANY_EVENT)
  if (starts === 0) return <p className={styles.empty}>{exploreText('nobodyStarted')}</p>
  if (answered === 0) return <p className={styles.empty}>{exploreText('nobodyFollowed', { starts: full(starts), event })}</p>
  const judged = curve.find((one) => one.timeoutMs === timeoutMs)
  const shown = timeoutsWorthShowing(curve, judged?.timeoutMs ?? null)
  const [from, to] = spanOf(shown)
  return (
    <>
      <div className={styles.sayHead}>
        <p className={styles.says} data-testid="explore-says">
          {answeredInWords(answer, event)} {unansweredInWords(answer)}
        </p>
        <CopyAnswer name="time-to-next" rows={() => timeToNextRows(answer)} />
      </div>
      <LineChart
        series={curveSeries(answer, shown)}
        ticks={spanTicks(from, to)}
        xName={exploreText('curveX')}
        yName={exploreText('curveY')}
        label={`${exploreText('curveTitle')}: ${curveInWords(shown)}`}
        mark={judged && { at: placeOfSpan(judged.timeoutMs, from, to), y: judged.estimated, label: `${spanInWords(judged.timeoutMs)}: ${shareOrNone(judged.estimated)}` }}
        testId="time-to-next"
      />
      {groups.length > 0 && <GroupTimes answer={answer} shown={shown} />}
      {asOfExport && <AsOfExport />}
      <div className={styles.sized}>
        <div className={styles.two}>
          <TimeoutTable curve={shown} markedMs={judged?.timeoutMs ?? null} />
          <GapTable answer={answer} />
        </div>
      </div>
    </>
  )
}

/** How many were followed, and how soon. */
function answeredInWords({ starts, answered, gapMs: { p50, p90 } }: TimeToNextAnswer, event: string): string {
  const quantiles = exploreText('quantileWords', { p50: gapInWords(p50), p90: gapInWords(p90) })
  return `${exploreText('answeredWords', { answered: full(answered), starts: full(starts), share: shareOrNone(answered / starts), event, quantiles })}.`
}

/** That who was not followed was not watched for ever. */
export function unansweredInWords({ unanswered, watchedMs: { p50 } }: Pick<TimeToNextAnswer, 'unanswered' | 'watchedMs'>): string {
  return unanswered === 0 ? '' : exploreText('censoredWords', { count: unanswered, amount: full(unanswered), p50: gapInWords(p50) })
}
