import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { DatasetSummary, Flag, Quality } from '../../../engine/api/contract.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { AnswerFrame } from './answer-frame.tsx'
import { useAnswer, type Asked } from './ask.ts'
import { exploreText } from './texts.ts'
import styles from './quality-list.module.css'

/** Data of up to that many events are looked through at once; larger ones when the person asks. */
const SOON_DONE = 5_000_000

/** What looks wrong in a dataset, looked for as soon as it is shown (or once `isOpen`, in very large data), so that its tab can say how much. */
export function useQuality({ id, events }: DatasetSummary, isOpen: boolean): Asked<Quality> {
  const isWanted = isOpen || events <= SOON_DONE
  const question = useMemo(() => (isWanted ? {} : undefined), [isWanted])
  return useAnswer('quality', id, 'explore.quality', question)
}

/** What looks wrong, the worst first: what and where, and what to do about it. */
export function QualityList({ asked }: { asked: Asked<Quality> }) {
  return (
    <div className={styles.tab}>
      <AnswerFrame asked={asked}>{(quality) => (quality.flags.length === 0 ? <Nothing /> : <Flags quality={quality} />)}</AnswerFrame>
    </div>
  )
}

function Flags({ quality: { flags, leftOff } }: { quality: Quality }) {
  return (
    <>
      <p className={styles.intro}>{exploreText('qualityIntro')}</p>
      <ul className={styles.flags} data-testid="quality">
        {flags.map((flag, index) => (
          <FlagItem key={index} flag={flag} />
        ))}
      </ul>
      {leftOff > 0 && <p className={styles.intro}>{exploreText('qualityLeftOff', { amount: full(leftOff) })}</p>}
    </>
  )
}

function FlagItem({ flag: { severity, message, help } }: { flag: Flag }) {
  const isWarning = severity === 'warning'
  const Icon = isWarning ? IconAlertTriangle : IconInfoCircle
  return (
    <li className={styles.flag} data-severity={severity}>
      <Icon size={18} stroke={1.8} aria-hidden="true" />
      <div>
        <p className={styles.message}>
          <span className={styles.severity}>{exploreText(isWarning ? 'warning' : 'note')}</span>
          {fromEngine(message)}
        </p>
        <p className={styles.help}>{fromEngine(help)}</p>
      </div>
    </li>
  )
}

function Nothing() {
  return (
    <div className={styles.nothing} data-testid="quality-nothing">
      <IconCircleCheck size={22} stroke={1.7} aria-hidden="true" />
      <div>
        <p className={styles.message}>{exploreText('qualityNothing')}</p>
        <p className={styles.help}>{exploreText('qualityNothingBody')}</p>
      </div>
    </div>
  )
}
