import { useRef, type ReactNode } from 'react'
import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import { daySpan } from '../../i18n/dates.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { asItWouldRun } from '../dialects/name-of-dialect.ts'
import { basisLine, basisWord } from './basis-words.ts'
import type { SectionId } from './report-sections.ts'
import { csvOf, type Portable, type Rows } from './take-along.ts'
import { TakeAlongMenu } from './take-along-menu.tsx'
import { reportText } from './texts.ts'
import styles from './report.module.css'

interface ReportSectionProps {
  id: SectionId
  run: FinishedRun
  /** What its figures rest on beside the data. */
  basis: Basis | null
  /** Its figures as a table, the names of the columns first. */
  rows?: (() => Rows) | undefined
  /** True if a chart in it can be taken along as a picture. */
  hasChart?: boolean
  /** May go on over the edge of a page: tables do, charts do not. */
  breaks?: boolean
  children: ReactNode
}

/** One part of a report: its name, what it rests on, the menu to take it along, and the figures. */
export function ReportSection({ id, run, basis, rows, hasChart = false, breaks = false, children }: ReportSectionProps) {
  const own = useRef<HTMLElement>(null)
  const name = reportText(id)
  return (
    <section ref={own} className={styles.section} aria-label={name} data-breaks={breaks || undefined} data-testid={`report-${id}`}>
      <header className={styles.sectionHead}>
        <h2 className={styles.sectionName}>{name}</h2>
        {basis !== null && <BasisBadge basis={basis} note={basisLine(run, basis)} />}
        {(rows !== undefined || hasChart) && <TakeAlongMenu label={reportText('menu', { section: name })} className={styles.menu} within={hasChart ? own : undefined} what={portable(run, basis, name, rows)} />}
      </header>
      {children}
    </section>
  )
}

interface ChartBoxProps {
  /** What the chart shows, in a few words. */
  name: string
  run: FinishedRun
  basis: Basis | null
  rows: () => Rows
  children: ReactNode
}

/** A chart of a section that has several: with a menu of its own. */
export function ChartBox({ name, run, basis, rows, children }: ChartBoxProps) {
  const own = useRef<HTMLDivElement>(null)
  return (
    <div ref={own} className={styles.whole}>
      <header className={styles.chartHead}>
        <h3 className={styles.chartName}>{name}</h3>
        <TakeAlongMenu
          label={reportText('menu', { section: name })}
          className={styles.menu}
          testId={`take-along-${name}`}
          within={own}
          what={portable(run, basis, name, rows)}
        />
      </header>
      {children}
    </div>
  )
}

function portable(run: FinishedRun, basis: Basis | null, name: string, rows: (() => Rows) | undefined): Portable {
  const journey = run.document.name ?? run.document.id
  const line = basisLine(run, basis)
  return {
    name: `${journey} - ${name}`,
    words: { title: `${name} · ${journey}`, notes: [sourceOf(run), ...(line === undefined ? [] : [line])] },
    csv: rows && (() => withBasis(rows(), basis)),
  }
}

/** Where the figures of a run come from, in one line. */
export function sourceOf({ document, summary, result }: FinishedRun): string {
  const as = result.dialect === undefined ? '' : `, ${asItWouldRun(result.dialect)}`
  return reportText('source', { journey: document.name ?? document.id, data: summary.datasetName, span: daySpan(result.from, result.until), seed: result.seed }) + as
}

/** The table with what its figures rest on as the last column, so that no cell travels without it. */
function withBasis([columns = [], ...rows]: Rows, basis: Basis | null): string {
  return csvOf([[...columns, 'basis'], ...rows.map((row) => [...row, basisWord(basis)])])
}
