import { useMemo, useState } from 'react'
import type { SessionFigures } from '../../../engine/api/contract.ts'
import { durationOfMs } from '../../../engine/core/model/duration.ts'
import { full } from '../../i18n/numbers.ts'
import { DurationField } from '../inspector/fields/duration-field.tsx'
import { AnswerFrame } from './answer-frame.tsx'
import { useAnswer } from './ask.ts'
import { spanMs } from './questions.ts'
import { exploreText } from './texts.ts'
import { gapInWords, shareOrNone } from './words.ts'
import styles from './explore.module.css'

const LEAST_GAP_MS = 1000
const MOST_GAP_MS = 366 * 86_400_000

/** How people's events fall into sessions, by a pause that can be changed. */
export function SessionsPanel({ datasetId, usual }: { datasetId: string; usual: SessionFigures }) {
  const [gap, setGap] = useState(durationOfMs(usual.gapMs))
  const gapMs = spanMs(gap) ?? usual.gapMs
  const question = useMemo(() => (gapMs === usual.gapMs ? undefined : { gapMs }), [gapMs, usual.gapMs])
  const asked = useAnswer('sessions', datasetId, 'explore.sessions', question)
  const shown = question === undefined ? { ...asked, answer: usual, isBehind: false, error: undefined } : asked
  return (
    <section aria-label={exploreText('sessionsTitle')} className={styles.tab} data-testid="sessions">
      <h3 className={styles.title}>{exploreText('sessionsTitle')}</h3>
      <div className={styles.ask}>
        <span>{exploreText('sessionsGap')}</span>
        <div className={styles.span}>
          <DurationField
            label={exploreText('sessionsGapLabel')}
            showLabel={false}
            value={gap}
            testId="session-gap"
            onChange={(next) => {
              const ms = spanMs(next)
              if (ms === undefined || ms < LEAST_GAP_MS || ms > MOST_GAP_MS) return exploreText('sessionsGapRange')
              setGap(durationOfMs(ms))
              return undefined
            }}
          />
        </div>
      </div>
      <AnswerFrame asked={shown}>{(figures) => <SessionTable figures={figures} />}</AnswerFrame>
    </section>
  )
}

const RANKS = [['p10', 'within10'], ['p25', 'within25'], ['p50', 'within50'], ['p75', 'within75'], ['p90', 'within90'], ['p95', 'within95']] as const

function SessionTable({ figures: { sessions, profiles, singleShare, inData, perProfile, lengthMs, eventsPerSession } }: { figures: SessionFigures }) {
  const count = (value: number | null) => (value === null ? '–' : full(value))
  const rows = [
    { name: 'sessionsPerPerson', quantiles: perProfile, shown: count },
    { name: 'sessionsLength', quantiles: lengthMs, shown: gapInWords },
    { name: 'sessionsEvents', quantiles: eventsPerSession, shown: count },
  ] as const
  return (
    <>
      <p className={styles.says} data-testid="sessions-say">
        {exploreText('sessionsWords', { sessions: full(sessions), people: full(profiles), share: shareOrNone(singleShare) })}
      </p>
      {inData && <p className={styles.quiet}>{exploreText('sessionsInData')}</p>}
      <table className={`${styles.table} tabular`}>
        <thead>
          <tr>
            <th scope="col">{exploreText('sessionsUpTo')}</th>
            {RANKS.map(([rank, words]) => (
              <th key={rank} scope="col">
                {exploreText(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, quantiles, shown }) => (
            <tr key={name}>
              <th scope="row">{exploreText(name)}</th>
              {RANKS.map(([rank]) => (
                <td key={rank}>{shown(quantiles[rank])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
