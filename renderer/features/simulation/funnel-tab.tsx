import { IconCheck, IconDoorExit, IconFlag, IconHourglass, type Icon } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { funnel } from '../../../engine/core/report/funnel.ts'
import { outcomes, type OutcomeKind, type OutcomeRow } from '../../../engine/core/report/outcomes.ts'
import { stepsReaching } from '../../../engine/core/report/stages.ts'
import { Hint } from '../../components/hint.tsx'
import { full, people, share } from '../../i18n/numbers.ts'
import { useRunBasis } from '../../stores/run-basis.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { useMature } from '../people/mature-store.ts'
import { NumberButton } from '../people/number-button.tsx'
import { peopleText } from '../people/people-texts.ts'
import { UndecidedNote } from '../people/undecided-note.tsx'
import { FunnelChart } from './funnel-chart.tsx'
import { outcomeInWords } from './outcome-in-words.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

export { outcomeInWords } from './outcome-in-words.ts'

const ICONS: Record<OutcomeKind, Icon> = { goal: IconFlag, exit: IconDoorExit, named: IconCheck, active: IconHourglass }

/** The funnel by stage, and beside it how everybody's way ended. */
export function FunnelTab({ run }: { run: FinishedRun }) {
  const { document, result } = run
  const stages = useMemo(() => funnel(document, result), [document, result])
  const rows = useMemo(() => outcomes(result), [result])
  const reaching = useMemo(() => stepsReaching(document), [document])
  const basis = useRunBasis()
  return (
    <div className={styles.two}>
      <div>
        {basis !== null && stages.length > 0 && (
          <p className={styles.basis}>
            <BasisBadge basis={basis} />
          </p>
        )}
        {stages.length === 0 ? (
          <p className={styles.quiet}>{simulationText('noStages')}</p>
        ) : (
          <FunnelChart stages={stages} started={result.instances.started} stepsOf={(id) => reaching[id] ?? []} unsure={useUnsure(run)} />
        )}
        <UndecidedNote run={run} />
      </div>
      <div>
        <OutcomeTable rows={rows} run={run} />
      </div>
    </div>
  )
}

/** By stage: who may still convert, and what is final. */
export function useUnsure(run: FinishedRun) {
  const found = useMature(run)
  return useMemo(() => {
    if (found === null) return undefined
    const final = funnel(run.document, found.mature)
    return Object.fromEntries(funnel(run.document, found.undecided).map(({ stageId, reached }, index) => [stageId, { undecided: reached, finalShare: final[index]?.shareOfPrevious ?? null }]))
  }, [run.document, found])
}

function OutcomeTable({ rows, run }: { rows: readonly OutcomeRow[]; run: FinishedRun }) {
  const { document, result } = run
  const { started, profiles } = result.instances
  const most = Math.max(1, ...rows.map((row) => row.people))
  const basis = useRunBasis()
  const undecided = useMature(run)?.undecided.instances
  return (
    <table className={styles.table} data-testid="outcomes">
      <caption className="visually-hidden">{simulationText('outcomes')}</caption>
      <thead>
        <tr>
          <th scope="col">
            {simulationText('outcomes')} {basis !== null && <BasisBadge basis={basis} isSmall />}
          </th>
          <th scope="col" className={styles.barCell} aria-hidden="true" />
          <th scope="col">
            {started === profiles ? (
              simulationText('peopleColumn')
            ) : (
              <Hint label={simulationText('passesHint', { passes: full(started), people: full(profiles) })}>
                <span>{simulationText('passesColumn')}</span>
              </Hint>
            )}
          </th>
          <th scope="col">{simulationText('shareColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Outcome key={row.outcome} row={row} words={outcomeInWords(row, document)} most={most} undecided={row.kind === 'active' ? (undecided?.active ?? 0) : (undecided?.outcomes[row.outcome] ?? 0)} />
        ))}
      </tbody>
    </table>
  )
}

/** One way it ended. Those of it who may still convert are striped, and told in words. */
function Outcome({ row, words, most, undecided }: { row: OutcomeRow; words: string; most: number; undecided: number }) {
  const Glyph = ICONS[row.kind]
  const of: PeopleOf = row.kind === 'active' ? { kind: 'active' } : { kind: 'ended', outcome: row.outcome }
  const open = row.kind === 'goal' ? 0 : undecided
  return (
    <tr data-testid={`outcome-${row.outcome}`}>
      <td>
        <span className={styles.name} data-kind={row.kind}>
          <Glyph size={15} stroke={1.8} aria-hidden="true" />
          <span>
            {words}
            {open > 0 && <span className={styles.open}>{peopleText('mayStill', { people: people(open) })}</span>}
          </span>
        </span>
      </td>
      <td className={styles.barCell} aria-hidden="true">
        <span className={styles.bar}>
          <span className={styles.fill} data-kind={row.kind} style={{ width: `${(100 * row.people) / most}%` }}>
            {open > 0 && <span className={styles.stripes} style={{ width: `${(100 * open) / row.people}%` }} />}
          </span>
        </span>
      </td>
      <td>
        <NumberButton of={of} count={row.people} what={`${words}: ${full(row.people)}`} testId={`number-${row.outcome}`}>
          {people(row.people)}
        </NumberButton>
      </td>
      <td className={styles.muted}>{share(row.shareOfStarted)}</td>
    </tr>
  )
}
