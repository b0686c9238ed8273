import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { ChooseJourneys } from '../together/choose-journeys.tsx'
import { Between, OverTime, useLookTogether } from '../together/together-view.tsx'
import { Pressure } from './pressure.tsx'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

interface Ran {
  id: string
  name: string
  result: SimulationResult
  isOpen: boolean
}

/** What the journeys that ran on the same people did to them together. */
export function TogetherTab({ run }: { run: FinishedRun }) {
  const { document, result, together, pressure } = run
  useLookTogether(run)
  if (together.length === 0) return <div className={styles.one}><ChooseJourneys isAlone /></div>
  const ran: Ran[] = [
    { id: result.journey.id, name: document.name ?? document.id, result, isOpen: true },
    ...together.map((one) => ({ id: one.result.journey.id, name: one.name, result: one.result, isOpen: false })),
  ]
  return (
    <div className={`${styles.two} ${styles.wider}`}>
      <div>
        <JourneysTable ran={ran} />
        <div className={styles.second}>
          <Between run={run} />
          <ChooseJourneys isAlone={false} />
        </div>
      </div>
      <div>
        <OverTime run={run} />
        {pressure !== null && <Pressure pressure={pressure} />}
      </div>
    </div>
  )
}

function JourneysTable({ ran }: { ran: readonly Ran[] }) {
  return (
    <table className={styles.table} data-testid="together">
      <caption className="visually-hidden">{simulationText('togetherTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{simulationText('journeyColumn')}</th>
          <th scope="col">{simulationText('peopleColumn')}</th>
          <th scope="col">{simulationText('messagesColumn')}</th>
          <th scope="col">{simulationText('notSent')}</th>
          <th scope="col">{simulationText('converted')}</th>
        </tr>
      </thead>
      <tbody>
        {ran.map(({ id, name, result: { instances, steps }, isOpen }, index) => {
          const all = Object.values(steps)
          const sent = all.reduce((sum, step) => sum + step.sent, 0)
          const held = all.reduce((sum, step) => sum + Object.values(step.suppressed).reduce((one, count) => one + count, 0), 0)
          return (
            <tr key={`${id} ${index}`} data-testid={`together-row-${id}`}>
              <td>
                {name}
                {isOpen && <span className={styles.muted}> · {simulationText('thisJourney')}</span>}
              </td>
              <td>{people(instances.profiles)}</td>
              <td>{people(sent)}</td>
              <td>{people(held)}</td>
              <td>
                {people(instances.converted)}
                {instances.started > 0 && <span className={styles.muted}> {share(instances.converted / instances.started)}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
