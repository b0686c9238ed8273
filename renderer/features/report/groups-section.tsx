import { TagsInput } from '@mantine/core'
import { useEffect } from 'react'
import type { BreakdownResult } from '../../../engine/core/simulate/result.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { askAttributes, askGroups, groupKey, usualBreakDown } from './ask-report.ts'
import { Counted } from './counted.tsx'
import { PartsChart, type Part } from './parts-chart.tsx'
import { ChartBox, ReportSection } from './report-section.tsx'
import { useReportStore } from './report-store.ts'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

const MOST_CHOSEN = 3
const MOST_VALUES = 12
const NONE: readonly string[] = []

/** The figures by platform, country, or whatever else is known of people. */
export function GroupsSection({ run, basis }: SectionProps) {
  const { document } = run
  const known = useReportStore((state) => state.attributes[run.summary.datasetId])
  const chosen = useReportStore((state) => state.breakDown[document.id])
  const attributes = chosen ?? usualBreakDown(known ?? NONE)
  const key = groupKey(run, attributes)
  const asked = useReportStore((state) => state.groups[key])
  useEffect(() => void askAttributes(run), [run])
  // One after the other: both at once would make each of them twice as long.
  const isFree = useReportStore((state) => !['asking', undefined].includes(state.reports[run.summary.id]?.state))
  useEffect(() => {
    if (attributes.length > 0 && isFree) void askGroups(run, attributes)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key names the run and the attributes
  }, [key, isFree])
  return (
    <ReportSection id="groups" run={run} basis={basis} breaks>
      <TagsInput
        className={styles.control!}
        label={reportText('groupBy')}
        description={reportText('groupHint')}
        placeholder={attributes.length < MOST_CHOSEN ? reportText('groupPlaceholder') : ''}
        data={[...(known ?? NONE)]}
        value={[...attributes]}
        maxTags={MOST_CHOSEN}
        onChange={(next) => useReportStore.getState().chooseBreakDown(document.id, next)}
        comboboxProps={{ withinPortal: true }}
        data-testid="report-break-down"
      />
      {attributes.length === 0 ? (
        <p className={styles.quiet}>{reportText('groupNone')}</p>
      ) : (
        <Counted asked={asked} again={() => void askGroups(run, attributes, true)}>
          {(breakdowns) => (
            <>
              {attributes.map((name) => (
                <Group key={name} name={name} values={breakdowns[name] ?? {}} run={run} basis={basis} />
              ))}
              <p className={styles.note}>{reportText('cannotCompare')}</p>
            </>
          )}
        </Counted>
      )}
    </ReportSection>
  )
}

function Group({ name, values, run, basis }: { name: string; values: Readonly<Record<string, BreakdownResult>>; run: FinishedRun; basis: SectionProps['basis'] }) {
  const parts = partsOf(values)
  const rows = () => [[name, 'came in', 'converted', 'people'], ...parts.map(({ key, started, converted }) => [key, started, converted, values[key]!.instances.profiles])]
  return (
    <ChartBox name={name} run={run} basis={basis} rows={rows}>
      <PartsChart name={name} parts={parts.slice(0, MOST_VALUES)} />
      {parts.length > MOST_VALUES && <p className={styles.quiet}>{reportText('groupRest', { count: parts.length - MOST_VALUES })}</p>}
    </ChartBox>
  )
}

/** The values by falling number of those who came in. */
function partsOf(values: Readonly<Record<string, BreakdownResult>>): Part[] {
  return Object.entries(values)
    .map(([key, { instances }]) => ({ key, label: key, started: instances.started, converted: instances.converted, immature: 0 }))
    .sort((a, b) => b.started - a.started || (a.key < b.key ? -1 : 1))
}
