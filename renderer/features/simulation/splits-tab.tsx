import { IconRobot } from '@tabler/icons-react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Winner } from '../../../engine/core/simulate/auto-winner.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { wilsonInterval } from '../../../engine/core/statistics/proportions.ts'
import { Hint } from '../../components/hint.tsx'
import { instantInWords } from '../../i18n/dates.ts'
import { full, people, share, tenths } from '../../i18n/numbers.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { useMature } from '../people/mature-store.ts'
import { NumberButton } from '../people/number-button.tsx'
import { peopleText } from '../people/people-texts.ts'
import { UndecidedNote } from '../people/undecided-note.tsx'
import { nameOfVariant } from '../people/who-in-words.ts'
import { nameOfStep } from './name-of-step.ts'
import { SplitHeadline, SplitReadings } from './split-readings.tsx'
import { splitText } from './split-texts.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** Steps that dealt variants, in the document's order. */
export function dealtSteps(document: JourneyDocument, result: SimulationResult): string[] {
  return Object.keys(document.steps).filter((id) => Object.keys(result.splits[id] ?? {}).length > 0)
}

/** What the people of each variant did, and what a real test would be able to see. Never who won: that is not a rehearsal's to say. */
export function SplitsTab({ run }: { run: FinishedRun }) {
  const { document, result } = run
  const basis = useRunBasis()
  const hasFinal = useMature(run) !== null
  return (
    <div className={styles.one}>
      <table className={styles.table} data-testid="splits">
        <caption className="visually-hidden">{simulationText('splitsTab')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {simulationText('variant')} {basis !== null && <BasisBadge basis={basis} isSmall />}
            </th>
            <th scope="col">{simulationText('peopleColumn')}</th>
            <th scope="col">{simulationText('converted')}</th>
            <th scope="col" colSpan={2}>
              <Hint label={splitText('rateHint')}>
                <span>{simulationText('rate')}</span>
              </Hint>
            </th>
            {hasFinal && (
              <th scope="col">
                <Hint label={peopleText('timeIsUpHint')}>
                  <span>{peopleText('timeIsUp')}</span>
                </Hint>
              </th>
            )}
          </tr>
        </thead>
        {dealtSteps(document, result).map((stepId) => (
          <Split key={stepId} run={run} stepId={stepId} />
        ))}
      </table>
      <UndecidedNote run={run} />
    </div>
  )
}

function Split({ run, stepId }: { run: FinishedRun; stepId: string }) {
  const { document, result, notices } = run
  const final = useMature(run)?.figures.mature.splits[stepId]
  const columns = final === undefined ? 5 : 6
  return (
    <tbody data-testid={`split-${stepId}`}>
      <tr className={styles.group}>
        <td colSpan={columns}>
          {nameOfStep(document, stepId)}
          <SplitHeadline run={run} />
        </td>
      </tr>
      {Object.entries(result.splits[stepId] ?? {}).map(([variant, { entered, converted }]) => {
        const name = nameOfVariant(document, stepId, variant)
        const range = wilsonInterval({ hits: converted, of: entered })
        const own = final?.[variant]
        return (
          <tr key={variant} data-testid={`variant-${stepId}-${variant}`}>
            <td>{name}</td>
            <td>
              <NumberButton of={{ kind: 'variantEntered', step: stepId, variant }} count={entered} what={`${name}: ${full(entered)}`} testId={`variant-people-${stepId}-${variant}`}>
                {people(entered)}
              </NumberButton>
            </td>
            <td>
              <NumberButton of={{ kind: 'variantConverted', step: stepId, variant }} count={converted} what={`${name}, ${peopleText('numConverted', { people: full(converted) })}`} testId={`variant-converted-${stepId}-${variant}`}>
                {people(converted)}
              </NumberButton>
            </td>
            <td>{entered === 0 ? <span className={styles.muted}>–</span> : share(converted / entered)}</td>
            <td className={styles.range}>
              {range !== null && (
                <Hint label={splitText('intervalHint')}>
                  <span>{splitText('interval', { low: tenths(range.low * 100), high: share(range.high) })}</span>
                </Hint>
              )}
            </td>
            {final !== undefined && <td>{own === undefined || own.entered === 0 ? <span className={styles.muted}>–</span> : share(own.converted / own.entered)}</td>}
          </tr>
        )
      })}
      <tr>
        <td colSpan={columns} className={styles.reading}>
          <SplitReadings run={run} stepId={stepId} />
        </td>
      </tr>
      {notices.winners?.filter(({ journey, step }) => journey === document.id && step === stepId).map((winner) => (
        <tr key="winner" data-testid={`winner-${stepId}`}>
          <td colSpan={columns} className={styles.winner}>
            <IconRobot size={15} stroke={1.9} aria-hidden="true" />
            {winnerInWords(document, winner)} {winner.status === 'named' && splitText('ruleOnly')}
          </td>
        </tr>
      ))}
    </tbody>
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
