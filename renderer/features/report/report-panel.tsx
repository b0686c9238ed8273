import { ActionIcon, Button, Checkbox, Select } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconFileTypeHtml, IconPhoto, IconPrinter, IconTable, IconVector } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import type { CallError } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { instantInWords } from '../../i18n/dates.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { openHtmlDialog } from '../html-file/make-page.ts'
import { htmlText } from '../html-file/texts.ts'
import { allFigures } from '../simulation/copy-figures.tsx'
import { chooseRun } from './ask-report.ts'
import { saveJourneyPicture } from './journey-as-picture.tsx'
import { printReport } from './print-report.ts'
import { inOrder, type SectionId } from './report-sections.ts'
import { useReportStore } from './report-store.ts'
import { csvFile, saveWithNotice } from './take-along.ts'
import { reportText } from './texts.ts'
import styles from './report.module.css'

/** Beside the report: of which run it is, what is in it and in which order, and ways to take it along. */
export function ReportPanel({ run }: { run: FinishedRun }) {
  return (
    <aside className={styles.panel} aria-label={reportText('sections')} data-testid="report-panel">
      <h2 className={styles.panelTitle}>
        {reportText('title')} <HelpMark article="report" />
      </h2>
      <RunChoice run={run} />
      <Button size="xs" className={styles.print!} leftSection={<IconPrinter size={16} stroke={1.8} />} onClick={() => void printReport(run)} data-testid="report-print">
        {reportText(desktop() === undefined ? 'print' : 'pdf')}
      </Button>
      <Sections />
      <Files run={run} />
    </aside>
  )
}

const LATEST = 'latest'

function RunChoice({ run }: { run: FinishedRun }) {
  const runs = useReportStore((state) => state.runs)
  const chosen = useReportStore((state) => state.chosen)
  const [error, setError] = useState<CallError | null>(null)
  const options = runs.map(({ id, journeyName, datasetName, startedAt }) => ({ value: id, label: reportText('runOption', { journey: journeyName, data: datasetName, when: instantInWords(startedAt) }) }))
  const choose = (value: string | null) => {
    setError(null)
    void chooseRun(value === null || value === LATEST ? null : value).catch((cause: unknown) => setError(asCallError(cause)))
  }
  return (
    <>
      <Select
        label={reportText('whichRun')}
        data={[{ value: LATEST, label: reportText('latestRun') }, ...options.filter(({ value }) => chosen !== null || value !== run.summary.id)]}
        value={chosen === null ? LATEST : run.summary.id}
        onChange={choose}
        maxDropdownHeight={320}
        data-testid="report-which-run"
      />
      {error !== null && <ProblemNote error={error} />}
    </>
  )
}

function Sections() {
  const order = inOrder(useReportStore((state) => state.order))
  const off = useReportStore((state) => state.off)
  const { toggle, move, reset } = useReportStore.getState()
  const onKeyDown = (event: KeyboardEvent, id: SectionId) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    move(id, event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <section className={styles.chosen} aria-label={reportText('sections')}>
      <h3 className={styles.panelHead}>{reportText('sections')}</h3>
      <ol className={styles.sections}>
        {order.map((id, index) => (
          <li key={id} className={styles.sectionRow} data-testid={`report-row-${id}`} onKeyDown={(event) => onKeyDown(event, id)}>
            <Checkbox size="xs" label={reportText(id)} checked={!off.includes(id)} onChange={() => toggle(id)} data-testid={`report-toggle-${id}`} />
            <span className={styles.moves}>
              <Move id={id} by={-1} isOff={index === 0} onMove={move} />
              <Move id={id} by={1} isOff={index === order.length - 1} onMove={move} />
            </span>
          </li>
        ))}
      </ol>
      <Button size="compact-sm" variant="subtle" color="gray" className={styles.reset!} onClick={reset} data-testid="report-reset">
        {reportText('resetSections')}
      </Button>
    </section>
  )
}

function Move({ id, by, isOff, onMove }: { id: SectionId; by: -1 | 1; isOff: boolean; onMove(id: SectionId, by: -1 | 1): void }) {
  const label = reportText(by === -1 ? 'moveUp' : 'moveDown', { section: reportText(id) })
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} aria-disabled={isOff} data-off={isOff || undefined} onClick={() => !isOff && onMove(id, by)} data-testid={`report-${by === -1 ? 'up' : 'down'}-${id}`}>
      {by === -1 ? <IconArrowUp size={14} stroke={1.9} /> : <IconArrowDown size={14} stroke={1.9} />}
    </ActionIcon>
  )
}

function Files({ run }: { run: FinishedRun }) {
  const name = run.document.name ?? run.document.id
  const saveFigures = () => saveWithNotice(`${name} - figures.csv`, () => Promise.resolve(csvFile(allFigures(run))))
  return (
    <section className={styles.files} aria-label={reportText('export')}>
      <h3 className={styles.panelHead}>{reportText('export')}</h3>
      <Button size="xs" h={32} variant="default" leftSection={<IconFileTypeHtml size={16} stroke={1.8} />} onClick={() => openHtmlDialog(useReportStore.getState().chosen)} data-testid="report-save-page">
        {htmlText('save')}
      </Button>
      <Button size="xs" h={32} variant="default" leftSection={<IconTable size={16} stroke={1.8} />} onClick={() => void saveFigures()} data-testid="report-save-csv">
        {reportText('allCsv')}
      </Button>
      <Button size="xs" h={32} variant="default" leftSection={<IconPhoto size={16} stroke={1.8} />} onClick={() => void saveJourneyPicture('png', run)} data-testid="report-save-png">
        {reportText('journeyPng')}
      </Button>
      <Button size="xs" h={32} variant="default" leftSection={<IconVector size={16} stroke={1.8} />} onClick={() => void saveJourneyPicture('svg', run)} data-testid="report-save-svg">
        {reportText('journeySvg')}
      </Button>
    </section>
  )
}
