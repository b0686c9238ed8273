import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { AfterAnswer, DatasetCatalogue } from '../../../engine/api/contract.ts'
import { full } from '../../i18n/numbers.ts'
import { AfterBars } from './after-bars.tsx'
import { AnswerFrame } from './answer-frame.tsx'
import { afterRows } from './answers-as-csv.ts'
import { useAnswer } from './ask.ts'
import { CopyAnswer } from './copy-answer.tsx'
import { EventChoice } from './event-choice.tsx'
import { changeForm, type ExploreForms } from './explore-forms.ts'
import { afterQuestion } from './questions.ts'
import { StartsChoice } from './starts-choice.tsx'
import { exploreText } from './texts.ts'
import { eventInWords, spanInWords } from './words.ts'
import styles from './explore.module.css'

interface AfterQuestionProps {
  datasetId: string
  catalogue: DatasetCatalogue
  form: ExploreForms['after']
}

type Change = (part: Partial<ExploreForms['after']>) => void

/** What people did after an event, beside what the same people do at any time. */
export function AfterQuestion({ datasetId, catalogue, form }: AfterQuestionProps) {
  const change: Change = (part) => changeForm(datasetId, 'after', (before) => ({ ...before, ...part }))
  const question = useMemo(() => afterQuestion(form), [form])
  const asked = useAnswer('after', datasetId, 'explore.after', question)
  return (
    <>
      <div className={styles.ask} role="group" aria-label={exploreText('after')}>
        <span>{exploreText('afterAsk')}</span>
        <EventChoice label={exploreText('afterAsk')} value={form.event} catalogue={catalogue} anyLabel={exploreText('anyEvent')} onChange={(event) => change({ event })} testId="after-event" />
        <span>{exploreText('counting')}</span>
        <StartsChoice value={form.starts} onChange={(starts) => change({ starts })} />
      </div>
      <AnswerFrame asked={asked}>{(answer) => <AfterFindings answer={answer} form={form} change={change} />}</AnswerFrame>
    </>
  )
}

function AfterFindings({ answer, form, change }: { answer: AfterAnswer; form: ExploreForms['after']; change: Change }) {
  const index = Math.min(form.horizon, answer.horizons.length - 1)
  const horizon = answer.horizons[index]
  if (horizon === undefined) return null
  if (horizon.starts + horizon.leftOut === 0) return <p className={styles.empty}>{exploreText('nobodyStarted')}</p>
  const span = spanInWords(horizon.horizonMs)
  const events = answer.events
    .map(({ event, within }) => ({ event, ...within[index]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (form.order === 'lift' ? (b.lift ?? -1) - (a.lift ?? -1) : b.count - a.count))
  return (
    <>
      <div className={styles.controls}>
        <SegmentedControl
          size="xs"
          withItemsBorders={false}
          aria-label={exploreText('horizon')}
          data={answer.horizons.map(({ horizonMs }, which) => ({ value: String(which), label: exploreText('afterIn', { span: spanInWords(horizonMs) }) }))}
          value={String(index)}
          onChange={(chosen) => change({ horizon: Number(chosen) })}
          data-testid="after-horizon"
        />
        <span className={styles.muted}>{exploreText('order')}</span>
        <SegmentedControl
          size="xs"
          withItemsBorders={false}
          aria-label={exploreText('order')}
          data={[{ value: 'usual', label: exploreText('orderUsual') }, { value: 'lift', label: exploreText('orderLift') }]}
          value={form.order}
          onChange={(chosen) => change({ order: chosen === 'lift' ? 'lift' : 'usual' })}
          data-testid="after-order"
        />
      </div>
      <div className={styles.sayHead}>
        <p className={styles.says} data-testid="explore-says">
          {horizon.starts === 0 ? exploreText('nobodyLong', { span }) : exploreText('afterWords', { starts: full(horizon.starts), span })}
          {horizon.starts > 0 && horizon.leftOut > 0 && ` ${exploreText('afterLeftOut', { count: horizon.leftOut, amount: full(horizon.leftOut) })}`}
        </p>
        <CopyAnswer name="after" rows={() => afterRows(answer)} />
      </div>
      {horizon.starts > 0 && events.length === 0 && <p className={styles.empty}>{exploreText('nobodyAfter')}</p>}
      {events.length > 0 && <AfterBars events={events} after={eventInWords(form.event.event)} />}
      {answer.leftOff > 0 && <p className={styles.quiet}>{exploreText('more', { amount: full(answer.leftOff) })}</p>}
    </>
  )
}
