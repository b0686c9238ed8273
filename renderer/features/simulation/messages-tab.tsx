import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { people } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { ReactionsTable } from '../assumptions/reactions-table.tsx'
import { iconOfStep } from '../canvas/families.tsx'
import { nameOfStep } from './name-of-step.ts'
import { Pressure } from './pressure.tsx'
import { reasonsInWords } from './reasons-in-words.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** The steps that send something, in the document's order. */
export function messageSteps(document: JourneyDocument): [id: string, step: MessageStep][] {
  return Object.entries(document.steps).filter((entry): entry is [string, MessageStep] => entry[1].kind === 'message')
}

/** How many messages each step sent, why others were not, and what came of them if that was assumed. */
export function MessagesTab({ run }: { run: FinishedRun }) {
  const { document, result, pressure, together, responses } = run
  // With several journeys, how much people get belongs to all of them: it stands where they do.
  const isAlone = together.length === 0 && pressure !== null && pressure.profileDays > 0
  return (
    // With reactions the table takes the whole width.
    <div className={isAlone && responses === null ? styles.two : undefined}>
      <div className={styles.one}>
        {responses === null ? <MessageTable document={document} result={result} /> : <ReactionsTable run={run} />}
      </div>
      {isAlone && (
        <div className={responses === null ? undefined : styles.below}>
          <Pressure pressure={pressure} />
        </div>
      )}
    </div>
  )
}

function MessageTable({ document, result }: Pick<FinishedRun, 'document' | 'result'>) {
  return (
    <>
      <table className={styles.table} data-testid="messages">
        <caption className="visually-hidden">{simulationText('messagesTab')}</caption>
        <thead>
          <tr>
            <th scope="col">{simulationText('message')}</th>
            <th scope="col">{simulationText('arrived')}</th>
            <th scope="col">{simulationText('sent')}</th>
            <th scope="col" className={styles.words}>
              {simulationText('notSent')}
            </th>
          </tr>
        </thead>
        <tbody>
          {messageSteps(document).map(([id, step]) => {
            const figures = result.steps[id]
            const Glyph = iconOfStep(step)
            const reasons = reasonsInWords(figures?.suppressed ?? {})
            return (
              <tr key={id} data-testid={`messages-${id}`}>
                <td>
                  <span className={styles.name}>
                    <Glyph size={15} stroke={1.8} aria-hidden="true" />
                    {nameOfStep(document, id)}
                  </span>
                </td>
                <td>{people(figures?.entered ?? 0)}</td>
                <td>{people(figures?.sent ?? 0)}</td>
                <td className={styles.words}>
                  {reasons.length === 0 ? <span className={styles.muted}>{simulationText('noSuppressed')}</span> : reasons.join(', ')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
