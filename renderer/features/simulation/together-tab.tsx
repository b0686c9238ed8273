import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
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
export function TogetherTab({ run: { document, result, together, pressure } }: { run: FinishedRun }) {
  const ran: Ran[] = [
    { id: result.journey.id, name: document.name ?? document.id, result, isOpen: true },
    ...together.map((one) => ({ id: one.result.journey.id, name: one.name, result: one.result, isOpen: false })),
  ]
  const nameOf = (id: string) => ran.find((one) => one.id === id)?.name ?? id
  return (
    <div className={`${styles.two} ${styles.wider}`}>
      <div>
        <JourneysTable ran={ran} />
        {pressure !== null && (
          <>
            <h3 className={`${styles.title} ${styles.second}`}>{simulationText('collisionsTitle')}</h3>
            {pressure.collisions.length === 0 ? (
              <p className={styles.quiet}>{simulationText('noCollisions')}</p>
            ) : (
              <ul className={styles.collisions} data-testid="collisions">
                {[...pressure.collisions]
                  .sort((a, b) => b.hours - a.hours)
                  .map(({ journeys: [a, b], hours }) => (
                    <li key={`${a} ${b}`}>{simulationText('collision', { count: hours, hours: full(hours), a: nameOf(a), b: nameOf(b) })}</li>
                  ))}
              </ul>
            )}
          </>
        )}
      </div>
      <div>{pressure !== null && <Pressure pressure={pressure} />}</div>
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
