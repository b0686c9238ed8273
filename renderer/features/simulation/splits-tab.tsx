import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { nameOfStep } from './name-of-step.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** Steps that dealt variants, in the document's order. */
export function dealtSteps(document: JourneyDocument, result: SimulationResult): string[] {
  return Object.keys(document.steps).filter((id) => Object.keys(result.splits[id] ?? {}).length > 0)
}

/** What the people of each variant did. Counts only: whether a difference means anything is not a rehearsal's to say. */
export function SplitsTab({ run: { document, result } }: { run: FinishedRun }) {
  return (
    <div className={styles.one}>
      <table className={styles.table} data-testid="splits">
        <caption className="visually-hidden">{simulationText('splitsTab')}</caption>
        <thead>
          <tr>
            <th scope="col">{simulationText('variant')}</th>
            <th scope="col">{simulationText('peopleColumn')}</th>
            <th scope="col">{simulationText('converted')}</th>
            <th scope="col">{simulationText('rate')}</th>
          </tr>
        </thead>
        {dealtSteps(document, result).map((stepId) => (
          <tbody key={stepId} data-testid={`split-${stepId}`}>
            <tr className={styles.group}>
              <td colSpan={4}>{nameOfStep(document, stepId)}</td>
            </tr>
            {Object.entries(result.splits[stepId] ?? {}).map(([variantId, { entered, converted }]) => (
              <tr key={variantId}>
                <td>{nameOfVariant(document, stepId, variantId)}</td>
                <td>{people(entered)}</td>
                <td>{people(converted)}</td>
                <td>{entered === 0 ? <span className={styles.muted}>–</span> : share(converted / entered)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <p className={styles.note}>{simulationText('splitHint')}</p>
    </div>
  )
}

function nameOfVariant(document: JourneyDocument, stepId: string, variantId: string): string {
  const step = document.steps[stepId]
  const name = step?.kind === 'split' ? step.variants.find(({ id }) => id === variantId)?.name : undefined
  return name ?? variantId
}
