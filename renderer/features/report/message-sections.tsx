import { full, share } from '../../i18n/numbers.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { reactionRows, type ReactionCounts } from '../assumptions/reaction-rows.ts'
import { messageSteps } from '../simulation/messages-tab.tsx'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { pressureInWords } from '../simulation/pressure-bars.ts'
import { Pressure } from '../simulation/pressure.tsx'
import { basisWord, reactionBasis } from './basis-words.ts'
import { ReportSection } from './report-section.tsx'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

const REASONS = [['consent', 'reasonConsent'], ['cap', 'reasonCap'], ['quietHours', 'reasonQuietHours'], ['holdout', 'reasonHoldout']] as const

/** What was sent and what was not, by reason; and what came of it if that was assumed. */
export function MessagesSection({ run, basis }: SectionProps) {
  const { document, result, responses } = run
  const steps = messageSteps(document)
  const reactions = new Map(reactionRows(run).map((row) => [row.stepId, row.counts]))
  const rest = reactionBasis(run)
  const heldBy = (id: string, reason: string) => result.steps[id]?.suppressed[reason] ?? 0
  const occurring = REASONS.filter(([reason]) => steps.some(([id]) => heldBy(id, reason) > 0))
  const rows = () => [
    ['message', 'step', 'arrived', 'sent', ...REASONS.map(([reason]) => `not sent: ${reason}`), ...(responses === null ? [] : ['delivered', 'opened', 'clicked', 'basis of reactions'])],
    ...steps.map(([id]) => {
      const counts = reactions.get(id)
      return [nameOfStep(document, id), id, result.steps[id]?.entered ?? 0, result.steps[id]?.sent ?? 0, ...REASONS.map(([reason]) => heldBy(id, reason)), ...(responses === null || counts === undefined ? [] : [counts.delivered, counts.opened, counts.clicked, basisWord(counts.basis)])]
    }),
  ]
  return (
    <ReportSection id="messages" run={run} basis={basis ?? rest} rows={steps.length === 0 ? undefined : rows}>
      {steps.length === 0 ? (
        <p className={styles.quiet}>{reportText('noMessages')}</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={reportText('messages')}>
          <table className={`${styles.table} tabular`} data-testid="report-messages-table">
            <caption className="visually-hidden">{reportText('messages')}</caption>
            <thead>
              <tr>
                <th scope="col">{reportText('message')}</th>
                <th scope="col">{reportText('arrived')}</th>
                <th scope="col">{reportText('sentColumn')}</th>
                {occurring.map(([reason, word]) => (
                  <th key={reason} scope="col">
                    {reportText(word)}
                  </th>
                ))}
                {responses !== null && (['delivered', 'opened', 'clicked', 'basis'] as const).map((word) => (
                  <th key={word} scope="col">
                    {reportText(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map(([id]) => (
                <tr key={id}>
                  <td>{nameOfStep(document, id)}</td>
                  <td>{full(result.steps[id]?.entered ?? 0)}</td>
                  <td>{full(result.steps[id]?.sent ?? 0)}</td>
                  {occurring.map(([reason]) => (
                    <td key={reason}>{full(heldBy(id, reason))}</td>
                  ))}
                  {responses !== null && <Reactions counts={reactions.get(id)} />}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </ReportSection>
  )
}

function Reactions({ counts }: { counts: ReactionCounts | undefined }) {
  if (counts === undefined || counts.basis === null) return ['delivered', 'opened', 'clicked', 'basis'].map((column) => <td key={column}>–</td>)
  const of = (count: number, whole: number) => (whole === 0 ? full(count) : `${full(count)} (${share(count / whole)})`)
  return (
    <>
      <td>{full(counts.delivered)}</td>
      <td>{of(counts.opened, counts.delivered)}</td>
      <td>{of(counts.clicked, counts.opened)}</td>
      <td>
        <BasisBadge basis={counts.basis} note={counts.note} />
      </td>
    </>
  )
}

/** How many messages people get in a day. */
export function PressureSection({ run, basis }: SectionProps) {
  const { pressure } = run
  if (pressure === null) {
    return (
      <ReportSection id="pressure" run={run} basis={null}>
        <p className={styles.quiet}>{reportText('pressureOld')}</p>
      </ReportSection>
    )
  }
  const rows = () => [['messages a day', 'days of a person'], ...pressure.distribution]
  return (
    <ReportSection id="pressure" run={run} basis={basis} rows={rows} hasChart={pressure.profileDays > 0}>
      {pressure.profileDays === 0 ? <p className={styles.quiet}>{pressureInWords(pressure)}</p> : <Pressure pressure={pressure} />}
    </ReportSection>
  )
}
