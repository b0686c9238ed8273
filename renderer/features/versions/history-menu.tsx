import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { goAndReveal } from './reveal-changed.ts'
import { versionText } from './texts.ts'
import styles from './history-menu.module.css'

const MOST_PAST = 12
const MOST_FUTURE = 4

/** The last steps by name: choose one to go back to where it was the last one, or on to where it is again. */
export function HistoryMenu() {
  const canGo = useDocumentStore((state) => state.undoName !== null || state.redoName !== null)
  return (
    <Menu position="bottom-start" width={300} disabled={!canGo}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" h={32} w={18} miw={18} className={styles.target!} data-off={!canGo || undefined} aria-disabled={!canGo} aria-label={versionText('history')} data-testid="history">
          <IconChevronDown size={14} stroke={2} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Steps />
      </Menu.Dropdown>
    </Menu>
  )
}

function Steps() {
  useDocumentStore((state) => state.historyRevision)
  const { past, future } = documentStore.getState().steps()
  const earlier = past.length - MOST_PAST
  return (
    <>
      <Menu.Label>{versionText('historyHint')}</Menu.Label>
      {future.slice(0, MOST_FUTURE).reverse().map((name, index, shown) => (
        <Menu.Item key={`future-${index}`} className={styles.future!} onClick={() => goAndReveal(shown.length - index)} data-testid={`redo-to-${shown.length - index}`}>
          {name}
        </Menu.Item>
      ))}
      {past.slice(0, MOST_PAST).map((name, index) => (
        <Menu.Item key={`past-${index}`} {...(index === 0 ? { rightSection: <IconCheck size={16} stroke={2} aria-label={versionText('now')} /> } : {})} onClick={() => index > 0 && goAndReveal(-index)} data-testid={`undo-to-${index}`}>
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => goAndReveal(-past.length)} {...(past.length === 0 ? { rightSection: <IconCheck size={16} stroke={2} aria-label={versionText('now')} /> } : {})} data-testid="undo-all">
        {earlier > 0 ? `${versionText('asOpened')} (${versionText('moreSteps', { count: earlier })})` : versionText('asOpened')}
      </Menu.Item>
    </>
  )
}
