import { msInWords } from '../../i18n/in-words.ts'
import { full, people, share, tenths } from '../../i18n/numbers.ts'
import { useReportStore } from './report-store.ts'
import { money } from './money.ts'
import { ReportSection } from './report-section.tsx'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

interface Figure { id: string; name: string; value: string; hint: string; raw: number }

/** The figures somebody asks for first. */
export function HeadlineSection({ run, basis }: SectionProps) {
  const { document, result } = run
  const asked = useReportStore((state) => state.reports[run.summary.id])
  const { instances, goals, steps } = result
  const { started, profiles, converted, active, mature } = instances
  const all = Object.values(steps)
  const sent = all.reduce((sum, step) => sum + step.sent, 0)
  const held = all.reduce((sum, { suppressed }) => sum + Object.values(suppressed).reduce((one, count) => one + count, 0), 0)
  const value = Object.values(goals).reduce((sum, goal) => sum + goal.value, 0)
  const times = asked?.state === 'there' ? asked.answer.timeToConvert.filter(({ converted: count }) => count > 0) : []
  const immature = asked?.state === 'there' ? asked.answer.weeks.reduce((sum, week) => sum + week.immature, 0) : started - mature
  const ratio = (part: number, whole: number) => share(whole === 0 ? 0 : part / whole)
  const figures: Figure[] = [
    { id: 'people', name: reportText('people'), value: people(profiles), hint: started === profiles ? '' : reportText('passes', { count: full(started) }), raw: profiles },
    ...(Object.keys(goals).length === 0 ? [] : [{ id: 'converted', name: reportText('converted'), value: people(converted), hint: reportText('convertedHint', { share: ratio(converted, started) }), raw: converted }]),
    ...(document.goals?.some((goal) => goal.value !== undefined) === true ? [{ id: 'value', name: reportText('goalValue'), value: money(value, document.currency), hint: '', raw: value }] : []),
    ...times.slice(0, 1).map(({ goal, medianMs, p90Ms }) => ({ id: 'median', name: reportText('medianTime', { goal }), value: msInWords(medianMs ?? 0), hint: reportText('p90Time', { p90: msInWords(p90Ms ?? 0) }), raw: medianMs ?? 0 })),
    { id: 'sent', name: reportText('sent'), value: people(sent), hint: profiles === 0 || sent === 0 ? '' : reportText('sentEach', { each: tenths(sent / profiles) }), raw: sent },
    { id: 'held', name: reportText('notSent'), value: people(held), hint: sent + held === 0 ? '' : reportText('ofAll', { share: ratio(held, sent + held) }), raw: held },
    { id: 'active', name: reportText('underWay'), value: people(active), hint: reportText('underWayHint'), raw: active },
    ...(immature > 0 ? [{ id: 'immature', name: reportText('immature'), value: people(immature), hint: reportText('immatureHint'), raw: immature }] : []),
  ]
  return (
    <ReportSection id="headline" run={run} basis={basis} rows={() => [['figure', 'value'], ...figures.map(({ name, raw }) => [name, raw])]}>
      <dl className={`${styles.figures} tabular`}>
        {figures.map(({ id, name, value: shown, hint }) => (
          <div key={id} className={styles.figure} data-testid={`headline-${id}`}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.large}>{shown}</span>
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </ReportSection>
  )
}
