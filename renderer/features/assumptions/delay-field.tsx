import { durationOfMs, exactMs } from '../../../engine/core/model/duration.ts'
import type { Delay } from '../../../engine/core/simulate/responses/response-schema.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { DurationField } from '../inspector/fields/duration-field.tsx'
import { MoreClauses, Remark, Sentence, Words } from '../inspector/fields/section.tsx'
import type { Commit } from '../inspector/fields/use-draft.ts'
import { kindOfDelay, problemOfDelay, type DelayKind } from './scenario-edits.ts'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

interface DelayFieldProps {
  label: string
  value: Delay | undefined
  onChange: Commit<Delay | undefined>
  testId: string
}

const FIRST = 'PT10M'

/** When something follows, within a sentence: at once, after exactly so long, or after about so long. */
export function DelayField({ label, value, onChange, testId }: DelayFieldProps) {
  const kind = kindOfDelay(value)
  const median = typeof value === 'string' ? value : value?.median
  const choose = (next: DelayKind | undefined) => {
    const span = median ?? FIRST
    return onChange(next === 'about' ? { median: span } : next === 'exactly' ? span : undefined)
  }
  const choices = [
    { value: 'atOnce', label: assumeText('atOnce') },
    { value: 'about', label: assumeText('about') },
    { value: 'exactly', label: assumeText('exactly') },
  ] as const
  return (
    <span className={styles.when}>
      <ChoiceField<DelayKind> label={assumeText('whenOf', { label })} showLabel={false} width={124} value={kind} options={choices} onChange={choose} testId={`${testId}-kind`} />
      {value !== undefined && (
        <span className={styles.lasts}>
          <DurationField
            label={label}
            showLabel={false}
            value={median}
            onChange={(span) => (span === undefined ? undefined : typeof value === 'string' ? onChange(span) : checked({ ...value, median: span }, onChange))}
            testId={testId}
          />
        </span>
      )}
    </span>
  )
}

/** How the slowest of a delay behave; nothing where it is always the same. */
export function DelayTail({ label, value, onChange, testId }: DelayFieldProps) {
  if (value === undefined || typeof value === 'string') return null
  const { median, p90, longest } = value
  if (p90 === undefined && longest === undefined) {
    return <MoreClauses clauses={[{ label: assumeText('howSlow'), onAdd: () => onChange({ median, p90: tripled(median) }), testId: `${testId}-tail` }]} />
  }
  const set = (key: 'p90' | 'longest') => (span: string | undefined) => {
    const { [key]: _before, ...rest } = value
    return checked({ ...rest, ...(span === undefined ? {} : { [key]: span }) }, onChange)
  }
  return (
    <>
      <Sentence>
        <Words>{assumeText('p90')}</Words>
        <span className={styles.lasts}>
          <DurationField optional showLabel={false} label={`${label}: ${assumeText('p90')}`} value={p90} onChange={set('p90')} testId={`${testId}-p90`} />
        </span>
        <Words>{assumeText('longest')}</Words>
        <span className={styles.lasts}>
          <DurationField optional showLabel={false} label={`${label}: ${assumeText('longest')}`} value={longest} onChange={set('longest')} testId={`${testId}-longest`} />
        </span>
      </Sentence>
      {(p90 === undefined || longest === undefined) && <Remark>{assumeText('shortTail')}</Remark>}
    </>
  )
}

function checked(delay: Delay, onChange: Commit<Delay | undefined>): string | undefined {
  return problemOfDelay(delay) === undefined ? onChange(delay) : assumeText('tooShort')
}

/** Three times a span, as a run takes it where nothing is said. */
function tripled(span: string): string {
  return durationOfMs(3 * exactMs(span))
}
