import { FunnelSection, GoalsSection, JourneySection, OutcomesSection } from '../features/report/figures-sections.tsx'
import { HeadlineSection } from '../features/report/headline-section.tsx'
import { MessagesSection, PressureSection } from '../features/report/message-sections.tsx'
import type { SectionProps } from '../features/report/section-props.ts'
import { RhythmSection, TimeSection, WeeksSection } from '../features/report/time-sections.tsx'
import { WaysSection } from '../features/report/ways-section.tsx'
import { AssumptionsSection, NoticesSection, SplitsSection } from '../features/report/word-sections.tsx'
import { basisOf } from '../stores/run-basis.ts'
import type { FinishedRun } from '../stores/run-store.ts'
import { viewerText } from './texts.ts'
import reportStyles from '../features/report/report.module.css'
import styles from './viewer.module.css'

const PARTS: readonly ((props: SectionProps) => React.ReactNode)[] = [FunnelSection, OutcomesSection, WaysSection, TimeSection, GoalsSection, SplitsSection, WeeksSection, MessagesSection, RhythmSection, PressureSection, AssumptionsSection, NoticesSection]

/** The report of the run, as the window has it; on paper the picture of the journey is part of it. */
export function PageReport({ run }: { run: FinishedRun }) {
  const basis = basisOf(run)
  return (
    <article className={reportStyles.sheet} aria-label={viewerText('report')} data-report-sheet>
      <div className={styles.onPaper}>
        <h1 className={styles.title}>{run.document.name ?? run.document.id}</h1>
      </div>
      <div className={styles.first}>
        <HeadlineSection run={run} basis={basis} />
      </div>
      <div className={styles.onPaper}>
        <JourneySection run={run} basis={basis} />
      </div>
      {PARTS.map((Part) => (
        <Part key={Part.name} run={run} basis={basis} />
      ))}
    </article>
  )
}
