import { msInWords } from '../../i18n/in-words.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { Plan } from './plan-store.ts'
import { planText } from './plan-texts.ts'
import { useTargetName } from './targets-store.ts'
import styles from './publish.module.css'

/** How many calls it takes, and what is left of what the platform allows. */
export function Budgets({ plan: { calls, budgets, target } }: { plan: Plan }) {
  const platform = useTargetName(target)
  if (calls === 0) return null
  return (
    <section className={styles.section} aria-label={planText('callsHead')} data-testid="budgets">
      <h3 className={styles.sectionName}>{planText('callsHead')}</h3>
      <p className={styles.sectionBody}>{planText('calls', { count: calls })}</p>
      {budgets.map(({ id, label, count, perMs, left, needed }) => {
        const isShort = needed > left
        return (
          <p key={`${id}-${perMs}`} className={`${styles.sectionBody} tabular`} data-short={isShort || undefined}>
            {planText(isShort ? 'budgetShort' : 'budget', { needed: full(needed), platform, count: full(count), per: perInWords(perMs), what: budgets.length === 1 || label === undefined ? '' : planText('budgetFor', { label: fromEngine(label) }), left: full(isShort ? left : left - needed) })}
          </p>
        )
      })}
    </section>
  )
}

function perInWords(ms: number): string {
  const known = { 86_400_000: 'perDay', 3_600_000: 'perHour', 60_000: 'perMinute', 1000: 'perSecond' } as const
  return Object.hasOwn(known, ms) ? planText(known[ms as keyof typeof known]) : planText('perSpan', { span: msInWords(ms) }) // as: it is one of them
}
