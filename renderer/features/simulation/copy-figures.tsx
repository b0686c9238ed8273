import { Menu } from '@mantine/core'
import { IconFileTypeHtml } from '@tabler/icons-react'
import { useRef, type ReactNode } from 'react'
import type { FinishedRun } from '../../stores/run-store.ts'
import { basisOf } from '../../stores/run-basis.ts'
import { basisLine } from '../report/basis-words.ts'
import { sourceOf } from '../report/report-section.tsx'
import { csvOf, type Portable } from '../report/take-along.ts'
import { TakeAlongMenu } from '../report/take-along-menu.tsx'
import { openHtmlDialog } from '../html-file/make-page.ts'
import { htmlText } from '../html-file/texts.ts'
import { figuresAsCsv } from './figures-as-csv.ts'
import { simulationText } from './texts.ts'

/** Takes the figures of a run elsewhere: the chart of the tab that is open as a picture, all figures as CSV. */
export function CopyFigures({ run }: { run: FinishedRun }) {
  const name = run.document.name ?? run.document.id
  const line = basisLine(run, basisOf(run))
  const words = { title: name, notes: [sourceOf(run), ...(line === undefined ? [] : [line])] }
  return <CopyMenu label={simulationText('chartMenu')} csv={() => allFigures(run)} pictureName={name} words={words} position="top-end" more={<SavePage />} />
}

function SavePage() {
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconFileTypeHtml size={16} stroke={1.8} />} onClick={() => openHtmlDialog()} data-testid="save-page">
        {htmlText('save')}
      </Menu.Item>
    </>
  )
}

/** All counts of the run's result, and in a row of its own what they rest on. */
export function allFigures(run: FinishedRun): string {
  const line = basisLine(run, basisOf(run))
  return figuresAsCsv(run.document, run.result, basisOf(run)) + (line === undefined ? '' : csvOf([['basis', '', line, '', '']]))
}

interface CopyMenuProps {
  label: string
  csv(): string
  /** What a saved file is called. */
  pictureName: string
  words?: Portable['words']
  position: 'top-end' | 'bottom-end'
  more?: ReactNode
}

/** Takes figures elsewhere: as CSV, or the chart that is shown as a picture; tables have none. */
export function CopyMenu({ label, csv, pictureName, words, position, more }: CopyMenuProps) {
  const window = useRef<Element | null>(globalThis.document.body)
  return <TakeAlongMenu label={label} what={{ name: pictureName, csv, words }} within={window} position={position} testId="copy-figures" more={more} />
}
