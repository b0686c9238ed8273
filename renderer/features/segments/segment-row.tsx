import { useMemo } from 'react'
import { isAlways } from '../../../engine/core/model/condition.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useAudience } from './audience-store.ts'
import { ShareBar } from './condition-size.tsx'
import { useInWords } from './in-words.ts'
import { isNew, showSegment, type SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import { useUsageStore } from './usage-store.ts'
import styles from './segments-page.module.css'

interface SegmentRowProps {
  id: string
  content: SegmentContent
  isEdited: boolean
  isShown: boolean
}

/** One segment of the library: what it is called, what it says, how many are in it now and where it is used. */
export function SegmentRow({ id, content: { name, when }, isEdited, isShown }: SegmentRowProps) {
  const audience = useAudience(useMemo(() => (isAlways(when) ? undefined : { condition: when }), [when]))
  const inWords = useInWords(when)
  const used = useUsageStore((state) => state.used[id])
  const size = audience?.before
  const places = used === undefined ? 0 : used.journeys.length + used.segments.length
  return (
    <button type="button" className={styles.row} aria-current={isShown ? 'true' : undefined} data-testid={`segment-row-${id}`} onClick={() => showSegment(id)}>
      <span className={styles.rowHead}>
        <span className={styles.rowName}>{name.trim() === '' ? segmentText('unnamed') : name}</span>
        {isEdited && <span className={styles.edited}>{segmentText(isNew(id) ? 'notSavedYet' : 'edited')}</span>}
      </span>
      <span className={styles.rowWords}>{isAlways(when) ? segmentText('nothingYet') : inWords}</span>
      <span className={`${styles.rowFacts} tabular`}>
        {size !== undefined && (
          <>
            <ShareBar value={size.share ?? 0} />
            <span>{segmentText('people', { count: size.members, amount: people(size.members) })}{size.share === null ? '' : ` · ${share(size.share)}`}</span>
          </>
        )}
        {audience?.answer.is === 'refused' && <span className={styles.rowProblem}>{segmentText('sizeUnknown')}</span>}
        <span className={styles.rowUsed}>{places === 0 ? '' : segmentText('usedIn', { count: places })}</span>
      </span>
    </button>
  )
}
