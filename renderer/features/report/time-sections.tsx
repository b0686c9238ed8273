import { daySpan } from '../../i18n/dates.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { full } from '../../i18n/numbers.ts'
import { askReport } from './ask-report.ts'
import { Counted } from './counted.tsx'
import { DAYS, HeatChart } from './heat-chart.tsx'
import { PartsChart } from './parts-chart.tsx'
import { ChartBox, ReportSection } from './report-section.tsx'
import { useReportStore, type RunReport } from './report-store.ts'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import { TimeChart } from './time-chart.tsx'
import styles from './report.module.css'

/** How long it took people to reach each goal, and who still can. */
export function TimeSection({ run, basis }: SectionProps) {
  const asked = useReportStore((state) => state.reports[run.summary.id])
  if ((run.document.goals ?? []).length === 0) return null
  return (
    <ReportSection id="time" run={run} basis={basis}>
      <Counted asked={asked} isShared again={() => void askReport(run, true)}>
        {({ timeToConvert }) =>
          timeToConvert.map((times) => {
            const { goal, converted, immature, bars } = times
            if (converted === 0) return <p key={goal} className={styles.words}>{timesInWords(times)}</p>
            return (
              <ChartBox key={goal} name={reportText('timeTo', { goal })} run={run} basis={basis} rows={() => [['goal', 'within ms', 'conversions', 'can still convert'], ...bars.map((bar) => [goal, bar.withinMs, bar.converted, immature])]}>
                <p className={styles.words}>{timesInWords(times)}</p>
                <TimeChart times={times} />
              </ChartBox>
            )
          })
        }
      </Counted>
    </ReportSection>
  )
}

function timesInWords({ goal, started, converted, immature, medianMs, p90Ms }: RunReport['timeToConvert'][number]): string {
  const words =
    medianMs === null || p90Ms === null
      ? reportText('timeNobody', { started: full(started), goal })
      : reportText('timeWords', { converted: full(converted), started: full(started), goal, median: msInWords(medianMs), p90: msInWords(p90Ms) })
  return immature === 0 ? words : `${words} ${reportText('timeImmature', { count: immature, people: full(immature) })}`
}

/** More weeks than this are told in the table of the file; the chart has the last ones. */
const MOST_WEEKS_DRAWN = 30

/** What became of those who started in each week. */
export function WeeksSection({ run, basis }: SectionProps) {
  const asked = useReportStore((state) => state.reports[run.summary.id])
  const weeks = asked?.state === 'there' ? asked.answer.weeks : []
  const rows = asked?.state !== 'there' ? undefined : () => [['week from', 'came in', 'converted', 'can still convert', 'messages'], ...weeks.map(({ from, started, converted, immature, sent }) => [new Date(from).toISOString(), started, converted, immature, sent])]
  return (
    <ReportSection id="weeks" run={run} basis={basis} rows={rows} hasChart={weeks.length > 0}>
      <Counted asked={asked} isShared again={() => void askReport(run, true)}>
        {(report) =>
          report.weeks.length === 0 ? (
            <p className={styles.quiet}>{reportText('nobodyStarted')}</p>
          ) : (
            <PartsChart name="weeks" parts={report.weeks.slice(-MOST_WEEKS_DRAWN).map(({ from, started, converted, immature }) => ({ key: String(from), label: weekLabel(from), started, converted, immature }))} />
          )
        }
      </Counted>
    </ReportSection>
  )
}

/** The Monday a week begins with; it begins at midnight of the journey's clock, so noon tells the day in every zone. */
function weekLabel(from: number): string {
  const noon = from + 12 * 3_600_000
  return daySpan(noon, noon)
}

/** When messages went out. */
export function RhythmSection({ run, basis }: SectionProps) {
  const asked = useReportStore((state) => state.reports[run.summary.id])
  const rhythm = asked?.state === 'there' ? asked.answer.rhythm : undefined
  const rows = rhythm && (() => [['weekday', 'hour', 'messages'], ...rhythm.byHour.flatMap((hours, day) => hours.map((count, hour) => [reportText(DAYS[day]!), hour, count]))])
  return (
    <ReportSection id="rhythm" run={run} basis={basis} rows={rows} hasChart={rhythm !== undefined && rhythm.sent > 0}>
      <Counted asked={asked} isShared again={() => void askReport(run, true)}>
        {(report) =>
          report.rhythm.sent === 0 ? (
            <p className={styles.quiet}>{reportText('rhythmNone')}</p>
          ) : (
            <>
              <p className={styles.words}>{rhythmInWords(report.rhythm)}</p>
              <HeatChart rhythm={report.rhythm} />
            </>
          )
        }
      </Counted>
    </ReportSection>
  )
}

function rhythmInWords({ sent, byHour, timeZone }: RunReport['rhythm']): string {
  const cells = byHour.flatMap((hours, day) => hours.map((count, hour) => ({ day, hour, count })))
  const most = cells.reduce((best, cell) => (cell.count > best.count ? cell : best), cells[0]!)
  return reportText('rhythmWords', { sent: full(sent), day: reportText(DAYS[most.day]!), hour: `${String(most.hour).padStart(2, '0')}:00`, count: full(most.count), zone: timeZone })
}
