import { Menu, Popover } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { importText } from './import-texts.ts'
import { usePanelOpen } from './reading-panel.ts'
import styles from './reading-line.module.css'

interface PartProps extends ComponentProps<'button'> { what: string; value: string; 'data-testid': string }

/** One part of how a file is read, in words; it opens what can be said otherwise. */
function Part({ what, value, ...button }: PartProps) {
  return (
    <button {...button} type="button" className={styles.part} aria-label={importText('readAsChange', { what, value })}>
      {value}
      <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
    </button>
  )
}

/** Why it is so: said by the person, or found. */
export function whyInWords(said: boolean, why: string | undefined): string {
  return said ? importText('asSaid') : why === undefined ? '' : importText('because', { why: fromEngine(why) })
}

interface ChoiceProps<T extends string> {
  what: string
  labels: Readonly<Record<T, string>>
  value: T | undefined
  said: boolean
  why: string | undefined
  choose: (value: T | undefined) => void
  testId: string
}

/** A part that is one of a few; undefined is chosen to have it detected again. */
export function Choice<T extends string>({ what, labels, value, said, why, choose, testId }: ChoiceProps<T>) {
  return (
    <Menu>
      <Menu.Target>
        <Part what={what} value={value === undefined ? '' : labels[value]} data-testid={testId} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.why!}>{whyInWords(said, why)}</Menu.Label>
        {(Object.keys(labels) as T[]).map((one) => ( // as: the keys of a record of T
          <Menu.Item key={one} rightSection={one === value ? <IconCheck size={16} stroke={2} /> : undefined} aria-current={one === value} onClick={() => choose(one)}>
            {labels[one]}
          </Menu.Item>
        ))}
        {said && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => choose(undefined)}>{importText('detectAgain')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface PanelProps { what: string; value: string; why: string; testId: string; children: (close: () => void) => ReactNode }

/** A part that takes a form to say. */
export function Panel({ what, value, why, testId, children }: PanelProps) {
  const [isOpen, setOpen] = usePanelOpen()
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={330} trapFocus returnFocus>
      <Popover.Target>
        <Part what={what} value={value} data-testid={testId} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown className={styles.panel!}>
        {why !== '' && <p className={styles.why}>{why}</p>}
        {children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}
