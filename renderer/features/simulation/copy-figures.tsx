import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDownload, IconPhoto, IconTable } from '@tabler/icons-react'
import { notify } from '../../components/notify.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { pictureOf } from './chart-picture.ts'
import { figuresAsCsv } from './figures-as-csv.ts'
import { simulationText } from './texts.ts'

/** Takes the figures of a run elsewhere. */
export function CopyFigures({ run }: { run: FinishedRun }) {
  return <CopyMenu label={simulationText('chartMenu')} csv={() => figuresAsCsv(run.document, run.result)} pictureName={run.document.id} position="top-end" />
}

interface CopyMenuProps {
  label: string
  csv(): string
  /** What a saved picture is called; the chart's own name follows it. */
  pictureName: string
  position: 'top-end' | 'bottom-end'
}

/** Takes figures elsewhere: as CSV, or the chart as a picture. */
export function CopyMenu({ label, csv, pictureName, position }: CopyMenuProps) {
  return (
    <Menu position={position}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} data-testid="copy-figures">
          <IconCopy size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={16} stroke={1.8} />} onClick={() => void put(csv())} data-testid="copy-csv">
          {simulationText('copyCsv')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={16} stroke={1.8} />} onClick={() => void putPicture()} data-testid="copy-png">
          {simulationText('copyPng')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} stroke={1.8} />} onClick={() => void savePicture(pictureName)}>
          {simulationText('savePng')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The chart of the tab that is open; tables are copied as CSV only. */
const chart = () => globalThis.document.querySelector<SVGSVGElement>('[data-chart]')

async function put(text: string): Promise<void> {
  await said(navigator.clipboard.writeText(text))
}

async function putPicture(): Promise<void> {
  const svg = chart()
  if (svg) await said(navigator.clipboard.write([new ClipboardItem({ 'image/png': pictureOf(svg) })]))
}

async function savePicture(name: string): Promise<void> {
  const svg = chart()
  if (!svg) return
  const address = URL.createObjectURL(await pictureOf(svg))
  const link = globalThis.document.createElement('a')
  link.href = address
  link.download = `${name}-${svg.dataset['chart'] ?? 'chart'}.png`
  link.click()
  URL.revokeObjectURL(address)
}

async function said(copying: Promise<void>): Promise<void> {
  try {
    await copying
    notify(simulationText('copied'))
  } catch {
    notify(simulationText('copyFailed'), 'error')
  }
}
