import { IconCheck, IconDoorExit, IconFlag, IconHourglass, type Icon } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { funnel } from '../../../engine/core/report/funnel.ts'
import { outcomes, type OutcomeKind, type OutcomeRow } from '../../../engine/core/report/outcomes.ts'
import { Hint } from '../../components/hint.tsx'
import { full, people, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { FunnelChart } from './funnel-chart.tsx'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

const ICONS: Record<OutcomeKind, Icon> = { goal: IconFlag, exit: IconDoorExit, named: IconCheck, active: IconHourglass }

/** The funnel by stage, and beside it how everybody's way ended. */
export function FunnelTab({ run }: { run: FinishedRun }) {
  const stages = useMemo(() => funnel(run.document, run.result), [run])
  const rows = useMemo(() => outcomes(run.result), [run])
  return (
    <div className={styles.two}>
      <div>{stages.length === 0 ? <p className={styles.quiet}>{simulationText('noStages')}</p> : <FunnelChart stages={stages} started={run.result.instances.started} />}</div>
      <div>
        <OutcomeTable rows={rows} run={run} />
      </div>
    </div>
  )
}

function OutcomeTable({ rows, run: { document, result } }: { rows: readonly OutcomeRow[]; run: FinishedRun }) {
  const { started, profiles } = result.instances
  const most = Math.max(1, ...rows.map((row) => row.people))
  return (
    <table className={styles.table} data-testid="outcomes">
      <caption className="visually-hidden">{simulationText('outcomes')}</caption>
      <thead>
        <tr>
          <th scope="col">{simulationText('outcomes')}</th>
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
        {rows.map((row) => {
          const Glyph = ICONS[row.kind]
          return (
            <tr key={row.outcome} data-testid={`outcome-${row.outcome}`}>
              <td>
                <span className={styles.name} data-kind={row.kind}>
                  <Glyph size={15} stroke={1.8} aria-hidden="true" />
                  {outcomeInWords(row, document)}
                </span>
              </td>
              <td className={styles.barCell} aria-hidden="true">
                <span className={styles.bar}>
                  <span className={styles.fill} data-kind={row.kind} style={{ width: `${(100 * row.people) / most}%` }} />
                </span>
              </td>
              <td>{people(row.people)}</td>
              <td className={styles.muted}>{share(row.shareOfStarted)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** An outcome as people call it: the exit step's own name where one step alone ends so. */
export function outcomeInWords({ kind, name }: Pick<OutcomeRow, 'kind' | 'name'>, document: JourneyDocument): string {
  if (kind === 'goal') return simulationText('goalOutcome', { name })
  if (kind === 'exit') return simulationText('exitOutcome', { name })
  if (kind === 'active') return simulationText('active')
  const endings = Object.values(document.steps).filter((step) => step.kind === 'exit' && step.outcome === name)
  return (endings.length === 1 ? endings[0]?.name : undefined) ?? name
}
