import { createElement } from 'react'
import { Hint } from '../../components/hint.tsx'
import { people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { iconOfStep } from '../canvas/families.tsx'
import { MessageNumber, NotSent } from '../people/message-numbers.tsx'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { simulationText } from '../simulation/texts.ts'
import { BasisBadge } from './basis-badge.tsx'
import { reactionRows, type ReactionCounts, type ReactionRow } from './reaction-rows.ts'
import { assumeText } from './texts.ts'
import styles from './results.module.css'

const FIGURES = ['colDelivered', 'colOpened', 'colClicked'] as const

/** The messages of a run with a response model: how many were sent, what came of them, and what that rests on. */
export function ReactionsTable({ run }: { run: FinishedRun }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.reactions} data-testid="messages">
        <caption className="visually-hidden">{assumeText('reactions')}</caption>
        <thead>
          <tr>
            <th scope="col">{simulationText('message')}</th>
            <th scope="col">{simulationText('arrived')}</th>
            <th scope="col">{simulationText('sent')}</th>
            {FIGURES.map((name) => (
              <th key={name} scope="col">
                <Hint label={assumeText('reactionsHint')}>
                  <span className={styles.help}>{assumeText(name)}</span>
                </Hint>
              </th>
            ))}
          </tr>
        </thead>
        {reactionRows(run).map((row) => (
          <Message key={row.stepId} run={run} row={row} />
        ))}
      </table>
    </div>
  )
}

/** A message, its texts, and below them in words what came of it and why it was not sent to some. */
function Message({ run, row: { stepId, step, counts, variants } }: { run: FinishedRun; row: ReactionRow }) {
  const { document, result } = run
  const isNotSentToAll = Object.values(result.steps[stepId]?.suppressed ?? {}).some((count) => count > 0)
  return (
    <tbody data-testid={`messages-${stepId}`}>
      <tr>
        <th scope="row">
          <span className={styles.name}>
            {createElement(iconOfStep(step), { size: 15, stroke: 1.8, 'aria-hidden': true })}
            {nameOfStep(document, stepId)}
          </span>
        </th>
        <td>
          <MessageNumber run={run} stepId={stepId} kind="entered" />
        </td>
        <td>
          <MessageNumber run={run} stepId={stepId} kind="sent" />
        </td>
        <Figures counts={counts} />
      </tr>
      {variants.map(({ id, counts: own }) => (
        <tr key={id} className={styles.variant}>
          <th scope="row">{assumeText('text', { variant: id })}</th>
          <td />
          <td>{people(own.sent)}</td>
          <Figures counts={own} />
        </tr>
      ))}
      <tr className={styles.comes}>
        <td colSpan={6}>
          <span className={styles.facts}>
            {counts.basis === null ? <span>{assumeText('nobodyReacts')}</span> : <BasisBadge basis={counts.basis} note={counts.note} />}
            {counts.effects.map(({ event, count }) => (
              <span key={event} className={styles.effect}>
                {assumeText('effectCount', { people: people(count), event })}
              </span>
            ))}
            {isNotSentToAll && (
              <span>
                {`${simulationText('notSent')}: `}
                <NotSent run={run} stepId={stepId} />
              </span>
            )}
          </span>
        </td>
      </tr>
    </tbody>
  )
}

/** Delivered, opened, clicked, each with its share of the one before; dashes where nothing was assumed. */
function Figures({ counts: { basis, sent, delivered, opened, clicked } }: { counts: ReactionCounts }) {
  const cells = [[delivered, sent], [opened, delivered], [clicked, opened]] as const
  return cells.map(([count, of], column) => (
    <td key={column} className={basis === null ? styles.muted : undefined}>
      {basis === null ? '–' : people(count)}
      {basis !== null && of > 0 && <span className={styles.share}>{share(count / of)}</span>}
    </td>
  ))
}
