import { SegmentedControl } from '@mantine/core'
import { msInWords } from '../../i18n/in-words.ts'
import { full, share } from '../../i18n/numbers.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { askReport } from './ask-report.ts'
import { Counted } from './counted.tsx'
import { FlowChart } from './flow-chart.tsx'
import { ReportSection } from './report-section.tsx'
import { useReportStore, type RunReport } from './report-store.ts'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** The ways people really took: as streams, and the commonest one by one. */
export function WaysSection({ run, basis }: SectionProps) {
  const asked = useReportStore((state) => state.reports[run.summary.id])
  const { document } = run
  const rows = asked?.state !== 'there' ? undefined : () => [
    ['way', 'passes', 'share', 'converted', 'median ms'],
    ...asked.answer.ways.top.map(({ steps, passes, converted, medianMs }) => [steps.map((id) => nameOfStep(document, id)).join(' > '), passes, share(passes / run.result.instances.started), converted, medianMs ?? '']),
    ...(asked.answer.ways.others.passes === 0 ? [] : [[reportText('others'), asked.answer.ways.others.passes, share(asked.answer.ways.others.passes / run.result.instances.started), asked.answer.ways.others.converted, '']]),
  ]
  return (
    <ReportSection id="ways" run={run} basis={basis} rows={rows} hasChart={asked?.state === 'there' && asked.answer.ways.different > 0} breaks>
      <Counted asked={asked} isShared again={() => void askReport(run, true)}>
        {({ ways }) => (ways.different === 0 ? <p className={styles.quiet}>{reportText('nobodyStarted')}</p> : <Ways ways={ways} run={run} />)}
      </Counted>
    </ReportSection>
  )
}

function Ways({ ways, run: { document, result } }: { ways: RunReport['ways']; run: SectionProps['run'] }) {
  const wanted = useReportStore((state) => state.flowBy)
  const by = ways.byStages === null ? 'steps' : wanted
  const started = Math.max(1, result.instances.started)
  const shown = ways.top.reduce((sum, { passes }) => sum + passes, 0)
  return (
    <>
      <div className={styles.lead}>
        <p className={styles.words}>{reportText('waysWords', { count: ways.different, ways: full(ways.different), shown: ways.top.length, share: share(shown / started) })}</p>
        {ways.byStages !== null && (
          <SegmentedControl
            size="xs"
            className={styles.control!}
            aria-label={reportText('flowBy')}
            value={by}
            onChange={(value) => useReportStore.setState({ flowBy: value === 'steps' ? 'steps' : 'stages' })}
            data={[{ value: 'stages', label: reportText('byStages') }, { value: 'steps', label: reportText('bySteps') }]}
          />
        )}
      </div>
      <div className={styles.whole}>
        <FlowChart flow={by === 'stages' && ways.byStages !== null ? ways.byStages : ways.bySteps} by={by} document={document} />
      </div>
      <table className={`${styles.table} tabular`} data-testid="report-ways-table">
        <caption className="visually-hidden">{reportText('ways')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.wide}>
              {reportText('way')}
            </th>
            <th scope="col">{reportText('peopleColumn')}</th>
            <th scope="col">{reportText('shareColumn')}</th>
            <th scope="col">{reportText('wayConverted')}</th>
            <th scope="col">{reportText('wayMedian')}</th>
          </tr>
        </thead>
        <tbody>
          {ways.top.map(({ steps, isCut, passes, converted, medianMs }) => (
            <tr key={steps.join('\n')}>
              <td className={styles.wide}>
                {steps.map((id, index) => (
                  <span key={index} className={styles.stop}>
                    {nameOfStep(document, id)}
                  </span>
                ))}
                {isCut && <span className={styles.stop}>{reportText('wayCut')}</span>}
              </td>
              <td>{full(passes)}</td>
              <td>{share(passes / started)}</td>
              <td>{share(converted / passes)}</td>
              <td>{medianMs === null ? '–' : medianMs === 0 ? '0' : msInWords(medianMs)}</td>
            </tr>
          ))}
          {ways.others.passes > 0 && (
            <tr className={styles.group}>
              <td>{reportText('wayOthers', { count: ways.different - ways.top.length })}</td>
              <td>{full(ways.others.passes)}</td>
              <td>{share(ways.others.passes / started)}</td>
              <td>{share(ways.others.converted / ways.others.passes)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </>
  )
}
