import { IconFlag } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { durationInWords } from '../../i18n/in-words.ts'
import { language, locale } from '../../i18n/language.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { Interval } from '../assumptions/interval.tsx'
import { useMature } from '../people/mature-store.ts'
import { NumberButton } from '../people/number-button.tsx'
import { peopleText } from '../people/people-texts.ts'
import { UndecidedNote } from '../people/undecided-note.tsx'
import { nameOfStep } from './name-of-step.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** Goals: how often, worth what, and after which message; of whom it is final. Every number shows who is behind it. */
export function GoalsTab({ run }: { run: FinishedRun }) {
  const { document, result } = run
  const basis = useRunBasis()
  const final = useMature(run)?.figures.mature
  return (
    <div className={styles.one}>
      <table className={styles.table} data-testid="goals">
        <caption className="visually-hidden">{simulationText('goalsTab')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {simulationText('goal')} {basis !== null && <BasisBadge basis={basis} isSmall />}
            </th>
            <th scope="col">{simulationText('conversions')}</th>
            {final !== undefined && (
              <th scope="col">
                <Hint label={peopleText('timeIsUpHint')}>
                  <span>{peopleText('timeIsUp')}</span>
                </Hint>
              </th>
            )}
            <th scope="col">{simulationText('value')}</th>
            <th scope="col" className={styles.words}>
              <Hint label={simulationText('creditHint')}>
                <span>{simulationText('credited')}</span>
              </Hint>
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(result.goals).map(([id, goal]) => {
            const definition = document.goals?.find((one) => one.id === id)
            const credits = Object.entries(goal.creditedTo).filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
            return (
              <tr key={id} data-testid={`goal-${id}`}>
                <td>
                  <span className={styles.name} data-kind="goal">
                    <IconFlag size={15} stroke={1.8} aria-hidden="true" />
                    <span>
                      {id}
                      {definition?.window !== undefined && <span className={styles.muted}> {simulationText('withinWindow', { window: durationInWords(definition.window) })}</span>}
                    </span>
                  </span>
                </td>
                <td>
                  <NumberButton of={{ kind: 'goal', goal: id }} count={goal.conversions} what={`${id}: ${full(goal.conversions)}`} testId={`conversions-${id}`}>
                    {people(goal.conversions)}
                  </NumberButton>
                </td>
                {final !== undefined && (
                  <td data-testid={`final-${id}`}>{final.started === 0 ? <span className={styles.muted}>–</span> : share((final.goals[id] ?? 0) / final.started)}</td>
                )}
                <td>{definition?.value === undefined ? <span className={styles.muted}>–</span> : money(goal.value, document.currency)}</td>
                <td className={styles.words}>
                  {credits.map(([stepId, count]) => {
                    const name = stepId === 'none' ? simulationText('noMessage') : nameOfStep(document, stepId)
                    return (
                      <div key={stepId}>
                        <NumberButton of={{ kind: 'goal', goal: id, step: stepId === 'none' ? null : stepId }} count={count} what={`${id}, ${name}: ${full(count)}`} testId={`credit-${id}-${stepId}`}>
                          {full(count)}
                        </NumberButton>
                        {` ${name} `}
                        <span className={styles.whole}>({share(count / goal.conversions)})</span>
                      </div>
                    )
                  })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <UndecidedNote run={run} />
      <Interval run={run} />
      <Holdout document={document} result={result} />
    </div>
  )
}

/** How the people who were held back did beside the others. */
function Holdout({ document, result: { holdout, instances, goals } }: Pick<FinishedRun, 'document' | 'result'>) {
  if (holdout.started === 0) return null
  const value = Object.values(goals).reduce((sum, goal) => sum + goal.value, 0)
  const hasValue = document.goals?.some((goal) => goal.value !== undefined) ?? false
  const rows = [
    { id: 'holdout', label: simulationText('heldBack'), started: holdout.started, converted: holdout.converted, value: holdout.value },
    { id: 'others', label: simulationText('notHeldBack'), started: instances.started - holdout.started, converted: instances.converted - holdout.converted, value: value - holdout.value },
  ]
  return (
    <>
      <table className={`${styles.table} ${styles.second}`} data-testid="holdout">
        <caption className="visually-hidden">{simulationText('holdoutTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{simulationText('holdoutTitle')}</th>
            <th scope="col">{simulationText('passesColumn')}</th>
            <th scope="col">{simulationText('converted')}</th>
            <th scope="col">{simulationText('rate')}</th>
            {hasValue && <th scope="col">{simulationText('valueEach')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-testid={`holdout-${row.id}`}>
              <td>{row.label}</td>
              <td>
                {row.id === 'holdout' ? (
                  <NumberButton of={{ kind: 'heldOut' }} count={row.started} what={`${row.label}: ${full(row.started)}`} testId="held-out">
                    {people(row.started)}
                  </NumberButton>
                ) : (
                  people(row.started)
                )}
              </td>
              <td>{people(row.converted)}</td>
              <td>{row.started === 0 ? <span className={styles.muted}>–</span> : share(row.converted / row.started)}</td>
              {hasValue && <td>{row.started === 0 ? <span className={styles.muted}>–</span> : money(row.value / row.started, document.currency, 2)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{simulationText('holdoutHint')}</p>
    </>
  )
}

function money(value: number, currency: string | undefined, digits = 0): string {
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return digits === 0 ? people(Math.round(value)) : new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value)
  return new Intl.NumberFormat(language() === 'tr' ? locale() : 'en', { style: 'currency', currency, maximumFractionDigits: digits }).format(value)
}
