import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Audience } from '../../../engine/api/contract.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { Hint } from '../../components/hint.tsx'
import { daySpan } from '../../i18n/dates.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { useScopeOfMeasure } from '../inspector/condition/condition-scope.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useAudience } from './audience-store.ts'
import { segmentText } from './texts.ts'
import styles from './condition-size.module.css'

/** How many people of the chosen data fit one part of a condition, small beside it. */
export function ConditionSize({ condition }: { condition: Condition }) {
  const audience = useAudienceHere(condition)
  if (audience === undefined) return null
  const { answer, before } = audience
  if (answer.is === 'refused') {
    return (
      <Hint label={fromEngine(answer.error.message)}>
        <span className={styles.none}>{segmentText('sizeUnknown')}</span>
      </Hint>
    )
  }
  if (before === undefined) return answer.is === 'stopped' ? null : <span className={styles.none}>…</span>
  return (
    <Hint label={sizeHint(before)}>
      <span className={`${styles.size} tabular`} data-old={answer.is === 'there' ? undefined : true} data-testid="condition-size">
        {people(before.members)}
        <span className="visually-hidden">{segmentText('fitThis', { count: before.members })}</span>
      </span>
    </Hint>
  )
}

/** How many people of the chosen data fit a condition as a whole, in a line below it. */
export function AudienceLine({ condition }: { condition: Condition }) {
  const audience = useAudienceHere(condition)
  if (audience === undefined) return null
  const { answer, before, stop, again } = audience
  return (
    <p className={`${styles.line} tabular`} aria-live="polite" data-testid="audience-line" data-old={answer.is === 'there' ? undefined : true}>
      <ShareBar value={before?.share ?? 0} />
      <span className={styles.words}>
        {answer.is === 'refused' ? fromEngine(answer.error.message) : before === undefined ? segmentText('measuring') : sizeInWords(before)}
      </span>
      {answer.is === 'measuring' && (
        <Button variant="subtle" size="compact-xs" className={styles.late!} onClick={stop}>
          {segmentText('stop')}
        </Button>
      )}
      {answer.is === 'stopped' && (
        <Button variant="subtle" size="compact-xs" onClick={again}>
          {segmentText('measure')}
        </Button>
      )}
    </p>
  )
}

export function ShareBar({ value }: { value: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ width: `${100 * value}%` }} />
    </span>
  )
}

function useAudienceHere(condition: Condition) {
  const scope = useScopeOfMeasure()
  const question = useMemo(() => (needsMoment(condition) ? undefined : { condition, ...scope }), [condition, scope])
  return useAudience(question)
}

/** True if a condition asks about the event at hand or the time of day, so that it holds for nobody at large. */
export function needsMoment(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(needsMoment)
  if ('any' in condition) return condition.any.some(needsMoment)
  if ('not' in condition) return needsMoment(condition.not)
  return 'property' in condition || 'near' in condition || 'localTime' in condition || 'weekday' in condition
}

function sizeInWords({ members, share: part }: Audience): string {
  return segmentText('fitNow', { count: members, amount: full(members), share: part === null ? '–' : share(part) })
}

/** What the figure says exactly. */
export function sizeHint({ members, known, at, share: part }: Audience): string {
  return segmentText('sizeHint', { members: full(members), known: full(known), share: part === null ? '–' : share(part), when: daySpan(at, at) })
}
