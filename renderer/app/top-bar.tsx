import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconLayoutBottombar, IconLayoutSidebar, IconLayoutSidebarRight, IconListTree, IconSearch } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Hint } from '../components/hint.tsx'
import { keysOf } from '../components/keys.ts'
import { useAutosaveStore } from '../document/autosave.ts'
import { useDocumentStore } from '../document/document-store.ts'
import { cut } from '../i18n/cut.ts'
import { clockTime } from '../i18n/dates.ts'
import { HistoryMenu } from '../features/versions/history-menu.tsx'
import { redoAndReveal, undoAndReveal } from '../features/versions/reveal-changed.ts'
import { compareOpenJourney } from '../features/versions/compare-store.ts'
import { copyJourney } from '../features/versions/copy-journey.ts'
import { nameVersion, showVersionsOfOpen } from '../features/versions/versions-store.ts'
import { openHtmlDialog } from '../features/html-file/make-page.ts'
import { present, toggleStrip } from '../features/present/present.ts'
import { openFind } from '../features/find/find-store.ts'
import { Announcer } from '../features/outline/announcer.tsx'
import { focusOutline } from '../features/outline/outline-store.ts'
import { openPublish } from '../features/publish/publish-store.ts'
import { RunControls } from '../features/simulation/RunControls.tsx'
import { useUiStore } from '../stores/ui-store.ts'
import { locale } from '../i18n/language.ts'
import { fromEngine } from '../i18n/phrasebook.ts'
import { keysHere } from './action-facts.ts'
import { ACTIONS } from './actions.ts'
import { newJourney } from './open-journey.ts'
import { JourneyName } from './journey-name.tsx'
import { saveAsFile, saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'
import styles from './top-bar.module.css'

/** Which journey this is and whether it is saved; undo, redo, save; and the run. */
export function TopBar() {
  return (
    <header className={styles.bar} data-part="bar">
      <div className={styles.left}>
        <Heading />
        <JourneyName />
        <SaveState />
      </div>
      <HistoryButtons />
      <FindButtons />
      <span className={styles.divider} />
      <PanelButtons />
      <MoreMenu />
      <SaveButton />
      <RunControls />
      <PublishButton />
      <Announcer />
    </header>
  )
}

/** The page's heading, for who goes through a page by its headings: the name is seen in its field. */
function Heading() {
  const name = useDocumentStore((state) => cut(state.document.name ?? ''))
  return <h1 className="visually-hidden">{name === '' ? appText('unnamed') : name}</h1>
}

function SaveState() {
  const dirty = useDocumentStore((state) => state.dirty)
  const summary = useDocumentStore((state) => state.summary)
  const { state, keptAt, error } = useAutosaveStore()
  const isFailed = dirty && state === 'failed'
  // While the next edits are on their way the last draft is told on: they are a moment old.
  const kept = dirty && keptAt !== null ? clockTime(keptAt) : undefined
  const plain = summary === null ? appText('unsaved') : appText(dirty ? 'edited' : 'saved', { version: summary.version })
  const words = isFailed ? appText('draftFailed') : kept === undefined ? plain : appText(summary === null ? 'unsavedKept' : 'draftKept', { time: kept })
  const unsavedHint = kept === undefined ? appText('editedHint') : summary === null ? appText('unsavedHint') : appText('draftHint', { version: summary.version })
  const hint = isFailed ? appText('draftFailedHint', { reason: fromEngine(error?.message ?? '') }) : summary === null || dirty ? unsavedHint : appText('savedAt', { when: new Date(summary.savedAt).toLocaleString(locale()) })
  return (
    <Hint label={hint}>
      <span className={`${styles.state} tabular`} data-dirty={dirty || undefined} data-failed={isFailed || undefined} data-testid="save-state" data-draft={dirty ? state : undefined}>
        {words}
      </span>
    </Hint>
  )
}

function HistoryButtons() {
  const undoName = useDocumentStore((state) => state.undoName)
  const redoName = useDocumentStore((state) => state.redoName)
  return (
    <div className={styles.group}>
      <IconButton
        testId="undo"
        label={undoName === null ? appText('nothingToUndo') : appText('undoNamed', { name: undoName })}
        keys={keysOf('mod+Z')}
        disabled={undoName === null}
        onClick={undoAndReveal}
        icon={<IconArrowBackUp size={18} stroke={1.8} />}
      />
      <HistoryMenu />
      <IconButton
        testId="redo"
        label={redoName === null ? appText('nothingToRedo') : appText('redoNamed', { name: redoName })}
        keys={keysOf('mod+Shift+Z')}
        disabled={redoName === null}
        onClick={redoAndReveal}
        icon={<IconArrowForwardUp size={18} stroke={1.8} />}
      />
    </div>
  )
}

function FindButtons() {
  return (
    <div className={styles.group}>
      <IconButton testId="open-find" label={appText('find')} keys={keysOf('mod+F')} onClick={openFind} icon={<IconSearch size={18} stroke={1.8} />} />
      <IconButton testId="go-to-outline" label={appText('showOutline')} keys={keysOf('mod+Shift+O')} onClick={focusOutline} icon={<IconListTree size={18} stroke={1.8} />} />
    </div>
  )
}

function PanelButtons() {
  const leftOpen = useUiStore((state) => state.leftOpen)
  const inspectorOpen = useUiStore((state) => state.inspectorOpen)
  const resultsOpen = useUiStore((state) => state.resultsOpen)
  return (
    <div className={styles.group}>
      <IconButton
        testId="toggle-left"
        label={appText(leftOpen ? 'hideLeft' : 'showLeft')}
        keys={keysOf('mod+B')}
        pressed={leftOpen}
        onClick={() => useUiStore.setState({ leftOpen: !leftOpen })}
        icon={<IconLayoutSidebar size={18} stroke={1.8} />}
      />
      <IconButton
        testId="toggle-results"
        label={appText(resultsOpen ? 'hideResults' : 'showResults')}
        keys={keysOf('mod+J')}
        pressed={resultsOpen}
        onClick={() => useUiStore.setState({ resultsOpen: !resultsOpen })}
        icon={<IconLayoutBottombar size={18} stroke={1.8} />}
      />
      <IconButton
        testId="toggle-inspector"
        label={appText(inspectorOpen ? 'hideInspector' : 'showInspector')}
        keys={keysOf('mod+I')}
        pressed={inspectorOpen}
        onClick={() => useUiStore.setState({ inspectorOpen: !inspectorOpen })}
        icon={<IconLayoutSidebarRight size={18} stroke={1.8} />}
      />
    </div>
  )
}

interface IconButtonProps {
  testId: string
  label: string
  keys?: string
  disabled?: boolean
  pressed?: boolean
  icon: ReactElement
  onClick(): void
}

function IconButton({ testId, label, keys, disabled, pressed, icon, onClick }: IconButtonProps) {
  return (
    <Hint label={label} {...(keys === undefined ? {} : { keys })}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={styles.icon!}
        aria-label={label}
        aria-pressed={pressed}
        // Stays reachable and says why it does nothing.
        aria-disabled={disabled}
        data-off={disabled || undefined}
        data-testid={testId}
        onClick={() => disabled !== true && onClick()}
      >
        {icon}
      </ActionIcon>
    </Hint>
  )
}

function MoreMenu() {
  const theme = useUiStore((state) => state.theme)
  const setTheme = useUiStore((state) => state.setTheme)
  const highContrast = useUiStore((state) => state.highContrast)
  const openDialog = useUiStore((state) => state.openDialog)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} className={styles.icon!} aria-label={appText('more')} data-testid="more">
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void newJourney()} rightSection={<Keys id="file.new" />} data-testid="new-journey">
          {appText('newJourney')}
        </Menu.Item>
        <Menu.Item onClick={nameVersion} rightSection={<Keys id="file.nameVersion" />} data-testid="name-version">
          {appText('nameVersion')}
        </Menu.Item>
        <Menu.Item onClick={showVersionsOfOpen} rightSection={<Keys id="file.versions" />} data-testid="versions-of-open">
          {appText('versions')}
        </Menu.Item>
        <Menu.Item onClick={() => void compareOpenJourney()} rightSection={<Keys id="file.compare" />} data-testid="compare-versions">
          {appText('compare')}
        </Menu.Item>
        <Menu.Item onClick={() => void copyJourney()} rightSection={<Keys id="file.copyJson" />} data-testid="copy-json">
          {appText('copyJson')}
        </Menu.Item>
        <Menu.Item onClick={() => void saveAsFile()} rightSection={<Keys id="file.saveAs" />} data-testid="save-file">
          {appText('saveFile')}
        </Menu.Item>
        <Menu.Item onClick={() => openHtmlDialog()} rightSection={<Keys id="file.exportHtml" />} data-testid="export-html">
          {appText('exportHtml')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={present} rightSection={<Keys id="view.present" />} data-testid="menu-present">
          {appText('present')}
        </Menu.Item>
        <Menu.Item onClick={toggleStrip} rightSection={<Keys id="view.scenes" />} data-testid="menu-scenes">
          {appText('scenes')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{appText('theme')}</Menu.Label>
        <Menu.RadioGroup value={theme} onChange={(choice) => setTheme(choice === 'light' || choice === 'dark' ? choice : 'system')}>
          <Menu.RadioItem value="system">{appText('themeSystem')}</Menu.RadioItem>
          <Menu.RadioItem value="light">{appText('themeLight')}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{appText('themeDark')}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.CheckboxItem checked={highContrast} onChange={(checked) => useUiStore.setState({ highContrast: checked })} data-testid="high-contrast">
          {appText('highContrast')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Item onClick={() => openDialog('shortcuts')} rightSection={<Keys id="help.shortcuts" />}>
          {appText('shortcuts')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The first keys of an action, as a menu shows them. */
function Keys({ id }: { id: string }) {
  const action = ACTIONS.find((one) => one.id === id)
  const [keys] = action === undefined ? [] : keysHere(action)
  return keys === undefined ? null : <kbd className={styles.keys}>{keysOf(keys)}</kbd>
}

function SaveButton() {
  const dirty = useDocumentStore((state) => state.dirty)
  return (
    <Hint label={appText('saveHint')} keys={keysOf('mod+S')}>
      <Button variant="default" size="xs" h={32} className={styles.save!} data-testid="save" data-dirty={dirty || undefined} onClick={() => void saveWithNotice()}>
        {appText('save')}
      </Button>
    </Hint>
  )
}

function PublishButton() {
  return (
    <Hint label={appText('publishHint')} keys={keysOf('mod+Alt+O')}>
      <Button variant="default" size="xs" h={32} className={styles.save!} data-testid="publish" onClick={() => openPublish()}>
        {appText('publish')}
      </Button>
    </Hint>
  )
}
