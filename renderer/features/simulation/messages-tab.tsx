import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { people } from '../../i18n/numbers.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { ReactionsTable } from '../assumptions/reactions-table.tsx'
import { iconOfStep } from '../canvas/families.tsx'
import { MessageNumber, NotSent } from '../people/message-numbers.tsx'
import { peopleText } from '../people/people-texts.ts'
import { nameOfStep } from './name-of-step.ts'
import { Pressure } from './pressure.tsx'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** The steps that send something, in the document's order. */
export function messageSteps(document: JourneyDocument): [id: string, step: MessageStep][] {
  return Object.entries(document.steps).filter((entry): entry is [string, MessageStep] => entry[1].kind === 'message')
}

/** How many messages each step sent, why others were not, and what came of them if that was assumed. */
export function MessagesTab({ run }: { run: FinishedRun }) {
  const { pressure, together, responses } = run
  // With several journeys, how much people get belongs to all of them: it stands where they do.
  const isAlone = together.length === 0 && pressure !== null && pressure.profileDays > 0
  return (
    // With reactions the table takes the whole width.
    <div className={isAlone && responses === null ? styles.two : undefined}>
      <div className={styles.one}>
        {responses === null ? <MessageTable run={run} /> : <ReactionsTable run={run} />}
      </div>
      {isAlone && (
        <div className={responses === null ? undefined : styles.below}>
          <Pressure pressure={pressure} />
        </div>
      )}
    </div>
  )
}

function MessageTable({ run }: { run: FinishedRun }) {
  const { document, result } = run
  const basis = useRunBasis()
  const hasGoals = Object.keys(result.goals).length > 0
  return (
    <table className={styles.table} data-testid="messages">
      <caption className="visually-hidden">{simulationText('messagesTab')}</caption>
      <thead>
        <tr>
          <th scope="col">
            {simulationText('message')} {basis !== null && <BasisBadge basis={basis} isSmall />}
          </th>
          <th scope="col">{simulationText('arrived')}</th>
          <th scope="col">{simulationText('sent')}</th>
          {hasGoals && <th scope="col">{peopleText('creditedColumn')}</th>}
          <th scope="col" className={styles.words}>
            {simulationText('notSent')}
          </th>
        </tr>
      </thead>
      <tbody>
        {messageSteps(document).map(([id, step]) => {
          const Glyph = iconOfStep(step)
          return (
            <tr key={id} data-testid={`messages-${id}`}>
              <td>
                <span className={styles.name}>
                  <Glyph size={15} stroke={1.8} aria-hidden="true" />
                  {nameOfStep(document, id)}
                </span>
              </td>
              <td>
                <MessageNumber run={run} stepId={id} kind="entered" />
              </td>
              <td>
                <MessageNumber run={run} stepId={id} kind="sent" />
              </td>
              {hasGoals && <td>{people(Object.values(result.goals).reduce((sum, { creditedTo }) => sum + (creditedTo[id] ?? 0), 0))}</td>}
              <td className={styles.words}>
                <NotSent run={run} stepId={id} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
