import { IconTrophy } from '@tabler/icons-react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Winner } from '../../../engine/core/simulate/auto-winner.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { instantInWords } from '../../i18n/dates.ts'
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
export function SplitsTab({ run: { document, result, notices } }: { run: FinishedRun }) {
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
            {notices.winners?.filter(({ journey, step }) => journey === document.id && step === stepId).map((winner) => (
              <tr key="winner" data-testid={`winner-${stepId}`}>
                <td colSpan={4} className={styles.winner}>
                  <IconTrophy size={15} stroke={1.9} aria-hidden="true" />
                  {winnerInWords(document, winner)}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <p className={styles.note}>{simulationText('splitHint')}</p>
    </div>
  )
}

function winnerInWords(document: JourneyDocument, { step, status, at, variant, goal, variants }: Winner): string {
  const words = {
    variant: variant === null ? '' : nameOfVariant(document, step, variant),
    goal,
    when: at === null ? '' : instantInWords(at),
    shares: variants.map(({ id, entered, converted }) => `${nameOfVariant(document, step, id)} ${people(converted)} / ${people(entered)}`).join(', '),
  }
  switch (status) {
    case 'named': return simulationText('winnerNamed', words)
    case 'tie': return simulationText('winnerTie', words)
    case 'tooEarly': return simulationText('winnerTooEarly', words)
    case 'tooFew': return simulationText('winnerTooFew', words)
  }
}

function nameOfVariant(document: JourneyDocument, stepId: string, variantId: string): string {
  const step = document.steps[stepId]
  const name = step?.kind === 'split' ? step.variants.find(({ id }) => id === variantId)?.name : undefined
  return name ?? variantId
}
