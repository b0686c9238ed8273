import { IconFlag } from '@tabler/icons-react'
import { durationInWords } from '../../../engine/core/model/duration.ts'
import { Hint } from '../../components/hint.tsx'
import { full, people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { nameOfStep } from './name-of-step.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** Goals: how often, worth what, and after which message. */
export function GoalsTab({ run: { document, result } }: { run: FinishedRun }) {
  return (
    <div className={styles.one}>
      <table className={styles.table} data-testid="goals">
        <caption className="visually-hidden">{simulationText('goalsTab')}</caption>
        <thead>
          <tr>
            <th scope="col">{simulationText('goal')}</th>
            <th scope="col">{simulationText('conversions')}</th>
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
                      {definition?.window !== undefined && <span className={styles.muted}> within {durationInWords(definition.window)}</span>}
                    </span>
                  </span>
                </td>
                <td>{people(goal.conversions)}</td>
                <td>{definition?.value === undefined ? <span className={styles.muted}>–</span> : money(goal.value, document.currency)}</td>
                <td className={styles.words}>
                  {credits.map(([stepId, count]) => {
                    const name = stepId === 'none' ? simulationText('noMessage') : nameOfStep(document, stepId)
                    return <div key={stepId}>{`${full(count)} ${name} (${share(count / goal.conversions)})`}</div>
                  })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function money(value: number, currency: string | undefined): string {
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return people(Math.round(value))
  return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(value)
}
