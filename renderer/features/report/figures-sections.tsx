import { useMemo } from 'react'
import { funnel } from '../../../engine/core/report/funnel.ts'
import { outcomes } from '../../../engine/core/report/outcomes.ts'
import { overlay } from '../../../engine/core/report/overlay.ts'
import { stageFigures } from '../../../engine/core/report/stages.ts'
import { durationInWords } from '../../i18n/in-words.ts'
import { full, share } from '../../i18n/numbers.ts'
import { UndecidedNote } from '../people/undecided-note.tsx'
import { FunnelChart } from '../simulation/funnel-chart.tsx'
import { useUnsure } from '../simulation/funnel-tab.tsx'
import { outcomeInWords } from '../simulation/outcome-in-words.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { JourneyPicture, JourneyStrips } from './journey-picture.tsx'
import { money } from './money.ts'
import { MOST_DRAWN } from './picture-layout.ts'
import { ReportSection } from './report-section.tsx'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** The canvas with the run's numbers. */
export function JourneySection({ run, basis }: SectionProps) {
  const { document, result } = run
  const figures = useMemo(() => overlay(document, result), [document, result])
  const cards = document.entries.length + Object.keys(document.steps).length
  const rows = () => [['step', 'id', 'entered', 'share of entrants', 'waiting', 'sent'], ...Object.keys(document.steps).map((id) => {
    const { entered = 0, shareOfEntrants = 0, waiting = 0, sent = 0 } = figures.steps[id] ?? {}
    return [nameOfStep(document, id), id, entered, shareOfEntrants, waiting, sent]
  })]
  const isDrawn = cards <= MOST_DRAWN
  return (
    <ReportSection id="journey" run={run} basis={basis} rows={rows} hasChart={isDrawn} breaks>
      {isDrawn ? (
        <>
          <JourneyPicture document={document} figures={figures} isAssumed={basis !== null} />
          <JourneyStrips document={document} hasNumbers />
        </>
      ) : (
        <p className={styles.quiet}>{reportText('tooLarge', { most: full(MOST_DRAWN), count: cards })}</p>
      )}
    </ReportSection>
  )
}

/** The stages as a funnel, and what people did in each. */
export function FunnelSection({ run, basis }: SectionProps) {
  const { document, result } = run
  const stages = useMemo(() => funnel(document, result), [document, result])
  const figures = useMemo(() => stageFigures(document, result), [document, result])
  const unsure = useUnsure(run)
  if (stages.length === 0) return null
  const rows = () => [['stage', 'id', 'reached', 'share of started', 'in this stage', 'share that goes on'], ...stages.map(({ stageId, name, reached, shareOfStarted }, index) => [name, stageId, reached, shareOfStarted, figures[index]!.people, figures[index]!.shareToNext ?? ''])]
  return (
    <ReportSection id="funnel" run={run} basis={basis} rows={rows} hasChart>
      <FunnelChart stages={stages} started={result.instances.started} unsure={unsure} />
      <UndecidedNote run={run} />
      <table className={`${styles.table} tabular`}>
        <caption className="visually-hidden">{reportText('funnel')}</caption>
        <thead>
          <tr>
            <th scope="col">{reportText('stage')}</th>
            <th scope="col">{reportText('reached')}</th>
            <th scope="col">{reportText('inStage')}</th>
            <th scope="col">{reportText('goOn')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ stageId, name, people: inStage, reached, shareToNext }) => (
            <tr key={stageId}>
              <td>{name}</td>
              <td>{full(reached)}</td>
              <td>{full(inStage)}</td>
              <td>{shareToNext === null ? '–' : share(shareToNext)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ReportSection>
  )
}

/** How everybody's way ended. */
export function OutcomesSection({ run, basis }: SectionProps) {
  const { document, result } = run
  const rows = outcomes(result)
  const most = Math.max(1, ...rows.map((row) => row.people))
  return (
    <ReportSection id="outcomes" run={run} basis={basis} rows={() => [['outcome', 'id', 'people', 'share of started'], ...rows.map((row) => [outcomeInWords(row, document), row.outcome, row.people, row.shareOfStarted])]}>
      <table className={`${styles.table} tabular`} data-testid="report-outcomes-table">
        <caption className="visually-hidden">{reportText('outcomes')}</caption>
        <thead>
          <tr>
            <th scope="col">{reportText('outcome')}</th>
            <td aria-hidden="true" />
            <th scope="col">{reportText('peopleColumn')}</th>
            <th scope="col">{reportText('shareColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.outcome}>
              <td>{outcomeInWords(row, document)}</td>
              <td className={styles.barCell} aria-hidden="true">
                <span className={styles.barTrack}>
                  <span className={styles.barFill} data-kind={row.kind} style={{ width: `${(100 * row.people) / most}%` }} />
                </span>
              </td>
              <td>{full(row.people)}</td>
              <td>{share(row.shareOfStarted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ReportSection>
  )
}

/** Goals: how often, worth what, and after which message. */
export function GoalsSection({ run, basis }: SectionProps) {
  const { document, result } = run
  const goals = Object.entries(result.goals)
  if (goals.length === 0) {
    return (
      <ReportSection id="goals" run={run} basis={null}>
        <p className={styles.quiet}>{reportText('noGoals')}</p>
      </ReportSection>
    )
  }
  const credits = goals.flatMap(([id, goal]) => Object.entries(goal.creditedTo).filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a).map(([step, count]) => ({ id, goal, step, count })))
  const nameOf = (step: string) => (step === 'none' ? reportText('noMessage') : nameOfStep(document, step))
  return (
    <ReportSection id="goals" run={run} basis={basis} rows={() => [['goal', 'credited to', 'step', 'conversions', 'share'], ...credits.map(({ id, goal, step, count }) => [id, nameOf(step), step, count, count / goal.conversions])]}>
      <table className={`${styles.table} tabular`} data-testid="report-goals-table">
        <caption className="visually-hidden">{reportText('goals')}</caption>
        <thead>
          <tr>
            <th scope="col">{reportText('credited')}</th>
            <th scope="col">{reportText('conversions')}</th>
            <th scope="col">{reportText('shareColumn')}</th>
          </tr>
        </thead>
        {goals.map(([id, goal]) => {
          const definition = document.goals?.find((one) => one.id === id)
          const window = definition?.window === undefined ? reportText('anyTime') : reportText('within', { span: durationInWords(definition.window) })
          return (
            <tbody key={id}>
              <tr className={styles.group}>
                <th scope="rowgroup">{`${id}, ${window}`}</th>
                <td>{full(goal.conversions)}</td>
                <td>{definition?.value === undefined ? '' : money(goal.value, document.currency)}</td>
              </tr>
              {credits.filter((credit) => credit.id === id).map(({ step, count }) => (
                <tr key={step}>
                  <td>{nameOf(step)}</td>
                  <td>{full(count)}</td>
                  <td>{share(count / goal.conversions)}</td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
      <p className={styles.note}>{reportText('creditHint')}</p>
    </ReportSection>
  )
}
