import { Menu } from '@mantine/core'
import { IconDatabase, IconHelp, IconReportAnalytics, IconRoute, IconSend, IconSettings, IconUsers, type Icon } from '@tabler/icons-react'
import { Hint } from '../components/hint.tsx'
import { keysOf } from '../components/keys.ts'
import { openHelp } from '../features/help/help-store.ts'
import { startOrResumeTour } from '../features/tour/start-tour.ts'
import { useTourStore } from '../features/tour/tour-store.ts'
import { openChecks } from '../features/problems/checks-store.ts'
import { useUiStore, type Page } from '../stores/ui-store.ts'
import { useAllWaiting } from '../features/publish/watched-store.ts'
import { openCommandPalette } from './command-palette-store.ts'
import { appText } from './texts.ts'
import styles from './rail.module.css'

/** The places of the window. */
export function Rail() {
  const page = useUiStore((state) => state.page)
  const showPage = useUiStore((state) => state.showPage)
  const openDialog = useUiStore((state) => state.openDialog)
  const waiting = useAllWaiting()
  const isTourLeft = useTourStore((state) => state.status === 'left')
  const place = (target: Page, label: string, Glyph: Icon, isCurrent: boolean, badge = 0) => (
    <Hint label={label} position="right">
      <button type="button" className={styles.item} aria-label={label} aria-current={isCurrent ? 'page' : undefined} data-testid={`rail-${target}`} onClick={() => showPage(target)}>
        <Glyph size={20} stroke={1.7} />
        {badge > 0 && <span className={`${styles.badge} tabular`}>{badge > 9 ? '9+' : badge}</span>}
      </button>
    </Hint>
  )
  return (
    <nav className={styles.rail} aria-label={appText('rail')}>
      <span className={styles.mark} aria-hidden="true">
        <svg viewBox="0 0 24 24" width="22" height="22">
          <path d="M4 18h5a4 4 0 0 0 4-4v-4a4 4 0 0 1 4-4h1" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
          <circle cx="4.5" cy="18" r="2.5" fill="currentColor" />
          <circle cx="19.5" cy="6" r="2.5" fill="currentColor" />
        </svg>
      </span>
      {place('start', appText('journeys'), IconRoute, page === 'start' || page === 'editor')}
      {place('data', appText('data'), IconDatabase, page === 'data')}
      {place('segments', appText('segments'), IconUsers, page === 'segments')}
      {place('report', appText('report'), IconReportAnalytics, page === 'report')}
      {place('publish', waiting > 0 ? appText('publishingWaits', { count: waiting }) : appText('publishing'), IconSend, page === 'publish', waiting)}
      <span className={styles.gap} />
      {place('settings', appText('settings'), IconSettings, page === 'settings')}
      <Menu position="right-end">
        <Menu.Target>
          <button type="button" className={styles.item} aria-label={appText('help')} data-testid="rail-help">
            <IconHelp size={20} stroke={1.7} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<kbd className={styles.keys}>F1</kbd>} onClick={() => openHelp()} data-testid="help-open">
            {appText('helpContents')}
          </Menu.Item>
          <Menu.Item onClick={() => void startOrResumeTour()} data-testid="menu-tour">
            {appText(isTourLeft ? 'goOnWithTour' : 'takeTour')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item rightSection={<kbd className={styles.keys}>?</kbd>} onClick={() => openDialog('shortcuts')}>
            {appText('shortcuts')}
          </Menu.Item>
          <Menu.Item onClick={() => openChecks()} data-testid="help-checks">
            {appText('checks')}
          </Menu.Item>
          <Menu.Item onClick={() => openDialog('publishing')} data-testid="help-publishing">
            {appText('howPublishing')}
          </Menu.Item>
          <Menu.Item rightSection={<kbd className={styles.keys}>{keysOf('mod+K')}</kbd>} onClick={openCommandPalette}>
            {appText('commands')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => openDialog('about')} data-testid="menu-about">
            {appText('about')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
