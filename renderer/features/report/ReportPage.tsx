import { useEffect } from 'react'
import { basisOf } from '../../stores/run-basis.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { askReport, listRuns } from './ask-report.ts'
import { FunnelSection, GoalsSection, JourneySection, OutcomesSection } from './figures-sections.tsx'
import { GroupsSection } from './groups-section.tsx'
import { HeadlineSection } from './headline-section.tsx'
import { MessagesSection, PressureSection } from './message-sections.tsx'
import { preparePrinting } from './print-report.ts'
import { EmptyReport } from './empty-report.tsx'
import { ReportHead } from './report-head.tsx'
import { ReportPanel } from './report-panel.tsx'
import { inOrder, type SectionId } from './report-sections.ts'
import { useReportStore } from './report-store.ts'
import type { SectionProps } from './section-props.ts'
import { RhythmSection, TimeSection, WeeksSection } from './time-sections.tsx'
import { reportText } from './texts.ts'
import { WaysSection } from './ways-section.tsx'
import { AssumptionsSection, CommentSection, NoticesSection, SplitsSection } from './word-sections.tsx'
import styles from './report.module.css'
import './report-print.css'

const PARTS: Record<SectionId, (props: SectionProps) => React.ReactNode> = {
  comment: CommentSection, headline: HeadlineSection, journey: JourneySection, funnel: FunnelSection, outcomes: OutcomesSection, ways: WaysSection, time: TimeSection,
  goals: GoalsSection, groups: GroupsSection, weeks: WeeksSection, messages: MessagesSection, rhythm: RhythmSection, pressure: PressureSection, splits: SplitsSection,
  assumptions: AssumptionsSection, notices: NoticesSection,
}

/** What one run found, as a document that can be printed and handed on. */
export function ReportPage() {
  const latest = useRunStore((state) => state.latest)
  const chosen = useReportStore((state) => state.chosen)
  useEffect(() => void listRuns(), [latest])
  const run = chosen ?? latest
  return run === null ? <EmptyReport /> : <Report key={run.summary.id} run={run} isLatest={chosen === null || chosen.summary.id === latest?.summary.id} />
}

function Report({ run, isLatest }: { run: FinishedRun; isLatest: boolean }) {
  const order = useReportStore((state) => state.order)
  const off = useReportStore((state) => state.off)
  useEffect(() => void askReport(run), [run])
  useEffect(() => preparePrinting(run), [run])
  const basis = basisOf(run)
  return (
    <div className={styles.page} data-testid="report-page">
      <ReportPanel run={run} />
      <div className={styles.desk} tabIndex={0} role="region" aria-label={reportText('title')}>
        <article className={styles.sheet} data-report-sheet>
          <ReportHead run={run} isLatest={isLatest} />
          {inOrder(order)
            .filter((id) => !off.includes(id))
            .map((id) => {
              const Part = PARTS[id]
              return <Part key={id} run={run} basis={basis} />
            })}
        </article>
      </div>
    </div>
  )
}
