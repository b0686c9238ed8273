import { Textarea } from '@mantine/core'
import { full, share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { reachInWords, responseInWords } from '../assumptions/in-words.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { dealtSteps, SplitsTab } from '../simulation/splits-tab.tsx'
import { ReportSection } from './report-section.tsx'
import { useReportStore } from './report-store.ts'
import type { SectionProps } from './section-props.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** What whoever hands the report on wants to say. */
export function CommentSection({ run }: SectionProps) {
  const { id } = run.document
  const text = useReportStore((state) => state.comments[id]) ?? ''
  return (
    <section className={styles.section} aria-label={reportText('comment')} data-testid="report-comment" data-empty={text.trim() === '' || undefined}>
      <Textarea
        className={styles.control!}
        aria-label={reportText('commentLabel')}
        placeholder={reportText('commentPlaceholder')}
        value={text}
        onChange={({ currentTarget }) => useReportStore.getState().comment(id, currentTarget.value)}
        data-testid="report-comment-field"
      />
      <p className={styles.printed}>{text}</p>
    </section>
  )
}

/** What the people of each variant did, in the words of the results. */
export function SplitsSection({ run, basis }: SectionProps) {
  const { document, result } = run
  const steps = dealtSteps(document, result)
  if (steps.length === 0) return null
  const rows = () => [['split', 'variant', 'people', 'converted'], ...steps.flatMap((step) => Object.entries(result.splits[step] ?? {}).map(([variant, { entered, converted }]) => [nameOfStep(document, step), variant, entered, converted]))]
  return (
    <ReportSection id="splits" run={run} basis={basis} rows={rows} breaks>
      <div className={styles.borrowed}>
        <SplitsTab run={run} />
      </div>
    </ReportSection>
  )
}

/** What was assumed, entry by entry, and where each comes from. */
export function AssumptionsSection({ run }: SectionProps) {
  const { document, scenario } = run
  const responses = scenario?.responses ?? []
  const webhooks = Object.entries(scenario?.webhooks ?? {})
  if (responses.length + webhooks.length === 0) {
    return (
      <ReportSection id="assumptions" run={run} basis={null}>
        <p className={styles.quiet}>{reportText('historyAlone')}</p>
      </ReportSection>
    )
  }
  const entries = [
    ...responses.map((response) => ({
      of: response.step !== undefined && Object.hasOwn(document.steps, response.step) && (response.journey ?? document.id) === document.id ? nameOfStep(document, response.step) + (response.variant === undefined ? '' : `, ${response.variant}`) : reachInWords(response),
      words: responseInWords(response),
      basis: response.basis ?? 'assumed',
      note: response.note ?? '',
    })),
    ...webhooks.map(([step, answer]) => ({
      of: reportText('webhookAnswers', { step: Object.hasOwn(document.steps, step) ? nameOfStep(document, step) : step }),
      words: 'errorShare' in answer && answer.errorShare !== undefined ? reportText('webhookError', { share: share(answer.errorShare) }) : reportText('webhookAlways', { answer: ('answer' in answer ? answer.answer : undefined) ?? 'success' }),
      basis: 'assumed' as const,
      note: '',
    })),
  ]
  return (
    <ReportSection id="assumptions" run={run} basis={null} rows={() => [['of', 'assumed', 'rests on', 'where from'], ...entries.map(({ of, words, basis, note }) => [of, words, basis, note])]} breaks>
      <table className={styles.table} data-words data-testid="report-assumptions-table">
        <caption className="visually-hidden">{reportText('assumptions')}</caption>
        <thead>
          <tr>
            <th scope="col">{reportText('assumedOf')}</th>
            <th scope="col">{reportText('assumedWhat')}</th>
            <th scope="col">{reportText('basis')}</th>
            <th scope="col">{reportText('where')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ of, words, basis, note }, index) => (
            <tr key={index}>
              <td>{of}</td>
              <td>{words}</td>
              <td>
                <BasisBadge basis={basis} />
              </td>
              <td>{note === '' ? '–' : fromEngine(note)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ReportSection>
  )
}

/** What a reader has to know to take no figure for more than it is. */
export function NoticesSection({ run }: SectionProps) {
  const { notices, result } = run
  const { started, profiles, mature } = result.instances
  const words = [
    ...(notices.unknownTimeZones === 0 ? [] : [reportText('noticeZones', { count: notices.unknownTimeZones, people: full(notices.unknownTimeZones) })]),
    ...(notices.attributesAsOfExport === undefined ? [] : [reportText('noticeAttributes', { names: notices.attributesAsOfExport.join(', ') })]),
    ...(started > mature ? [reportText('noticeImmature', { count: started - mature, people: full(started - mature) })] : []),
    ...(started === profiles ? [] : [reportText('noticePasses', { passes: full(started), people: full(profiles) })]),
  ]
  return (
    <ReportSection id="notices" run={run} basis={null}>
      {words.length === 0 ? (
        <p className={styles.quiet}>{reportText('noticeNothing')}</p>
      ) : (
        <ul className={styles.list} data-testid="report-notices-list">
          {words.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </ReportSection>
  )
}
