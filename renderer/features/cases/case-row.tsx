import { ActionIcon, Button, Menu, TextInput } from '@mantine/core'
import { IconChevronRight, IconDots } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { CaseRun, StoredCase } from '../../../engine/api/contract.ts'
import { Hint } from '../../components/hint.tsx'
import { openCase } from '../by-hand/begin.ts'
import { deleteCase, renameCase } from './case-edits.ts'
import { downloadCase } from './case-files.ts'
import { statusOf } from './case-store.ts'
import { StatusIcon } from './status-icon.tsx'
import { caseText } from './texts.ts'
import { WhyFailed } from './why-failed.tsx'
import styles from './cases.module.css'

const STATUS = { passed: 'statusPassed', failed: 'statusFailed', broken: 'statusBroken', never: 'statusNever' } as const

/** One case: what came of it, why it parted from what was expected, and what can be done with it. */
export function CaseRow({ stored, run, onUpdate }: { stored: StoredCase; run: CaseRun | undefined; onUpdate(stored: StoredCase): void }) {
  const status = statusOf(run)
  const [isRenaming, setRenaming] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  // The field that is opened has the focus then, not the menu's button.
  const isRenamingNext = useRef(false)
  const [opened, setOpened] = useState<boolean | null>(null)
  const hasReasons = status === 'failed' || status === 'broken'
  // What fails tells why unasked.
  const isOpen = hasReasons && (opened ?? true)
  const { name } = stored
  return (
    <li className={styles.case} data-status={status} data-testid="case">
      <div className={styles.row}>
        <StatusIcon status={status} />
        {isRenaming ? (
          <Rename name={name} onDone={(next) => {
            setRenaming(false)
            isRenamingNext.current = false
            if (next !== null && next !== name) void renameCase(stored, next)
          }} />
        ) : (
          <Hint label={caseText('openHint')}>
            <button type="button" className={styles.name} onClick={() => openCase(stored)} data-testid="case-open">{name}</button>
          </Hint>
        )}
        <span className={styles.word} data-status={status}>{caseText(STATUS[status])}</span>
        {hasReasons && (
          <button type="button" className={styles.why} aria-expanded={isOpen} aria-label={`${caseText('why')}: ${name}`} onClick={() => setOpened(!isOpen)}>
            <IconChevronRight size={15} stroke={2} aria-hidden="true" />
          </button>
        )}
        <span className={styles.gap} />
        {status === 'failed' && <Button size="compact-sm" variant="subtle" onClick={() => onUpdate(stored)} data-testid="case-update">{caseText('update')}</Button>}
        <Menu position="bottom-end" shadow="md" withinPortal returnFocus={false} transitionProps={{ duration: 0 }} onClose={() => isRenamingNext.current || opener.current?.focus()}>
          <Menu.Target>
            <ActionIcon ref={opener} variant="subtle" color="gray" size={26} aria-label={caseText('actionsOf', { name })} data-testid="case-more">
              <IconDots size={16} stroke={1.9} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => openCase(stored)}>{caseText('open')}</Menu.Item>
            <Menu.Item onClick={() => {
              isRenamingNext.current = true
              setRenaming(true)
            }} data-testid="case-rename">{caseText('rename')}</Menu.Item>
            <Menu.Item onClick={() => downloadCase(stored)} data-testid="case-download">{caseText('exportOne')}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => void deleteCase(stored)} data-testid="case-delete">{caseText('delete')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {isOpen && run !== undefined && <WhyFailed run={run} />}
    </li>
  )
}

function Rename({ name, onDone }: { name: string; onDone(name: string | null): void }) {
  const [text, setText] = useState(name)
  return (
    <TextInput
      size="xs" className={styles.rename!} aria-label={caseText('renameOf')} value={text} autoFocus data-testid="case-rename-field"
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onDone(text.trim() === '' ? null : text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
