import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDownload, IconPhoto, IconTable, IconVector } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { copyCsv, copyPicture, saveAs, type Portable } from './take-along.ts'
import { reportText } from './texts.ts'

interface TakeAlongProps {
  label: string
  what: Portable
  /** Holds the chart, if there is one. */
  within?: RefObject<Element | null> | undefined
  position?: 'top-end' | 'bottom-end'
  testId?: string
  className?: string | undefined
  /** Other ways to take it along. */
  more?: ReactNode
}

/** The menu of a chart or a table: as a picture, as SVG, as CSV, to the clipboard or to a file. */
export function TakeAlongMenu({ label, what, within, position = 'bottom-end', testId = 'take-along', className, more }: TakeAlongProps) {
  const chart = () => within?.current?.querySelector<SVGSVGElement>('svg[data-chart]') ?? null
  const item = (id: string, icon: ReactNode, text: string, act: () => Promise<void>) => (
    <Menu.Item leftSection={icon} onClick={() => void act()} data-testid={id}>
      {text}
    </Menu.Item>
  )
  return (
    <Menu position={position}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} data-testid={testId} {...(className === undefined ? {} : { className })}>
          <IconDownload size={16} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {within !== undefined && (
          <>
            {item('copy-png', <IconCopy size={16} stroke={1.8} />, reportText('copyPng'), () => copyPicture(what, chart()))}
            {item('save-png', <IconPhoto size={16} stroke={1.8} />, reportText('savePng'), () => saveAs(what, 'png', chart()))}
            {item('save-svg', <IconVector size={16} stroke={1.8} />, reportText('saveSvg'), () => saveAs(what, 'svg', chart()))}
          </>
        )}
        {within !== undefined && what.csv !== undefined && <Menu.Divider />}
        {what.csv !== undefined && (
          <>
            {item('copy-csv', <IconCopy size={16} stroke={1.8} />, reportText('copyCsv'), () => copyCsv(what))}
            {item('save-csv', <IconTable size={16} stroke={1.8} />, reportText('saveCsv'), () => saveAs(what, 'csv'))}
          </>
        )}
        {more}
      </Menu.Dropdown>
    </Menu>
  )
}
