import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconPhoto, IconTable } from '@tabler/icons-react'
import { csvLines } from '../../../engine/core/csv.ts'
import { notify } from '../../components/notify.ts'
import { pictureOf } from '../simulation/chart-picture.ts'
import { segmentText } from './texts.ts'

export type Rows = readonly (readonly (string | number)[])[]

/** Takes the figures of a chart or table elsewhere: as CSV, with `chart` (its `data-chart`) also as a picture. */
export function FiguresMenu({ rows, chart }: { rows(): Rows; chart?: string }) {
  const copyPicture = async () => {
    const svg = chart === undefined ? null : globalThis.document.querySelector<SVGSVGElement>(`[data-chart="${chart}"]`)
    if (svg) await navigator.clipboard.write([new ClipboardItem({ 'image/png': pictureOf(svg) })])
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={segmentText('copyFigures')} data-testid="segment-copy">
          <IconCopy size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={16} stroke={1.8} />} onClick={() => void said(navigator.clipboard.writeText(csvLines(rows())))} data-testid="segment-copy-csv">
          {segmentText('copyCsv')}
        </Menu.Item>
        {chart !== undefined && (
          <Menu.Item leftSection={<IconPhoto size={16} stroke={1.8} />} onClick={() => void said(copyPicture())}>
            {segmentText('copyPicture')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Says whether something got to the clipboard. */
export async function said(copying: Promise<void>): Promise<void> {
  try {
    await copying
    notify(segmentText('copied'))
  } catch {
    notify(segmentText('copyFailed'), 'error')
  }
}
