import { Button } from '@mantine/core'
import { IconOctagonMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useNow } from '../../components/use-now.ts'
import { ago, clockTime } from '../../i18n/dates.ts'
import { people } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { Budgets } from './budgets.tsx'
import { takeTheirsOf } from './drift.ts'
import { PayloadDialog } from './payload-dialog.tsx'
import { planAgain, usePlanStore, type Plan } from './plan-store.ts'
import { PlanSteps } from './plan-steps.tsx'
import { planText } from './plan-texts.ts'
import { ProblemList } from './problem-list.tsx'
import { StatusBadge } from './status-badge.tsx'
import { ThreeWayList } from './three-way-list.tsx'
import styles from './publish.module.css'

/** Everything a person should know before they confirm. */
export function PlanView({ plan }: { plan: Plan }) {
  const [shown, setShown] = useState<string | null>(null)
  // What has to be changed first is read first.
  const hasErrors = plan.problems.some(({ severity }) => severity === 'error')
  return (
    <div className={styles.parts} data-testid="plan">
      <PlanFacts plan={plan} />
      {plan.blockers.length > 0 && <Blockers plan={plan} />}
      {hasErrors && <Problems plan={plan} />}
      <PlanSteps plan={plan} onPayload={setShown} />
      {plan.there !== null && (
        <section className={styles.section} aria-label={planText('changesHead')}>
          <h3 className={styles.sectionName}>{planText('changesHead')}</h3>
          {plan.changes.length === 0 ? <p className={styles.sectionBody}>{planText('noChanges')}</p> : <ThreeWayList changes={plan.changes} journeyId={plan.journeyId} />}
        </section>
      )}
      {!hasErrors && <Problems plan={plan} />}
      <Budgets plan={plan} />
      {shown !== null && <PayloadDialog plan={plan} stepKey={shown} onClose={() => setShown(null)} />}
    </div>
  )
}

function Problems({ plan: { problems } }: { plan: Plan }) {
  const document = usePlanStore((state) => state.document)
  if (problems.length === 0) return null
  const list = <ProblemList problems={problems} areNotesFolded {...(document === null ? {} : { of: document })} />
  if (problems.every(({ severity }) => severity === 'note')) return list
  return (
    <section className={styles.section} aria-label={planText('problemsHead')} data-testid="plan-problems">
      <h3 className={styles.sectionName}>{planText('problemsHead')}</h3>
      <div className={styles.panel}>
        {list}
      </div>
    </section>
  )
}

function PlanFacts({ plan: { there, inFlight, madeAt } }: { plan: Plan }) {
  const now = useNow()
  return (
    <dl className={styles.facts} data-testid="plan-facts">
      <div>
        <dt>{planText('thereNow')}</dt>
        <dd className={styles.rowName}>
          {there === null ? planText('notThere') : <StatusBadge status={there.status} />}
          {there !== null && there.updatedAt !== null && <span className={styles.quiet}>{planText('thereChanged', { when: ago(there.updatedAt, now) })}</span>}
        </dd>
      </div>
      {there !== null && (
        <div>
          <dt>{planText('underWay')}</dt>
          <dd className="tabular">{inFlight === null ? planText('untold') : people(inFlight)}</dd>
        </div>
      )}
      <div>
        <dt>{planText('madeAt')}</dt>
        <dd className="tabular">{clockTime(madeAt)}</dd>
      </div>
    </dl>
  )
}

/** Why it cannot be applied, and what to do about it. */
function Blockers({ plan }: { plan: Plan }) {
  const isDrifted = plan.there?.drifted === true
  return (
    <div className={`${styles.note} ${styles.bad}`} role="alert" data-testid="blockers">
      <IconOctagonMinus size={18} stroke={1.8} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p className={styles.strong}>{planText('blockersHead')}</p>
        {plan.blockers.map((blocker) => (
          <p key={blocker}>{fromEngine(blocker)}</p>
        ))}
        <div className={styles.noteWays}>
          {isDrifted && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => void takeTheirsOf(plan.journeyId, plan.connectionId)} data-testid="plan-take-theirs">{planText('takeTheirs')}</Button>
              <Button size="compact-sm" variant="default" onClick={() => void planAgain('overwrite')} data-testid="plan-overwrite">{planText('overwrite')}</Button>
            </>
          )}
          <Button size="compact-sm" variant="default" onClick={() => void planAgain('refuse')}>{planText('again')}</Button>
        </div>
      </div>
    </div>
  )
}
