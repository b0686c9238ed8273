import { MantineProvider } from '@mantine/core'
import { useEffect } from 'react'
import { readLater } from '../components/read-later.tsx'
import { StartScreen } from '../features/start/StartScreen.tsx'
import { useHelpStore } from '../features/help/help-store.ts'
import { useHtmlStore } from '../features/html-file/html-store.ts'
import { Mishap } from '../features/mishap/mishap.tsx'
import { usePresentStore } from '../features/present/present-store.ts'
import { TourLayer } from '../features/tour/tour-layer.tsx'
import { useCompareStore } from '../features/versions/compare-store.ts'
import { useVersionsStore } from '../features/versions/versions-store.ts'
import { StoreNote } from '../features/store-note/store-note.tsx'
import { useOpeningStore, wasOpenedForJourney } from '../stores/opening-store.ts'
import { startSession } from '../stores/session.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { mantineTheme } from '../theme/mantine-theme.ts'
import { CommandPalette } from './command-palette.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { useDesktop } from './use-desktop.ts'
import { readPanels } from './use-panels.ts'
import { useShortcuts } from './use-shortcuts.ts'
import styles from './app.module.css'

const isForJourney = wasOpenedForJourney()

/** Canvas and panels are most of the code: the start screen is there before they are read. Whoever opens the window for a journey gets its canvas before its panels. */
const Editor = readLater(async () => {
  const [{ Editor }] = await Promise.all([import('./editor.tsx'), isForJourney || readPanels()])
  return Editor
})

/** … and they are read while the engine is still looking for the journeys: hardly anybody comes for the start screen alone. */
export function readEditor(): void {
  Editor.read().catch(() => undefined) // whoever opens it hears of it
}

const DataPage = readLater(async () => (await import('../features/datasets/DataPage.tsx')).DataPage)

/** Its condition builder is the inspector's. */
const SegmentsPage = readLater(async () => (await import('../features/segments/SegmentsPage.tsx')).SegmentsPage)

const ReportPage = readLater(async () => (await import('../features/report/ReportPage.tsx')).ReportPage)

const PublishPage = readLater(async () => (await import('../features/publish/PublishPage.tsx')).PublishPage)

const SettingsPage = readLater(async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage)

const VersionsLayer = readLater(async () => (await import('../features/versions/versions-layer.tsx')).VersionsLayer)

const ChecksDialog = readLater(async () => (await import('../features/problems/checks-dialog.tsx')).ChecksDialog)

const PublishGuide = readLater(async () => (await import('../features/publish/publish-guide.tsx')).PublishGuide)

const HelpDrawer = readLater(async () => (await import('../features/help/help-drawer.tsx')).HelpDrawer)

const AboutDialog = readLater(async () => (await import('../features/about/about-dialog.tsx')).AboutDialog)

const Presenter = readLater(async () => (await import('../features/present/presenter.tsx')).Presenter)

const HtmlDialog = readLater(async () => (await import('../features/html-file/html-dialog.tsx')).HtmlDialog)

/** The whole window. Mantine writes no style of its own at run time, so the content security policy can refuse inline styles. */
export function App() {
  return (
    <MantineProvider theme={mantineTheme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <ThemeSwitch />
      <Mishap>
        <Frame />
      </Mishap>
    </MantineProvider>
  )
}

function Frame() {
  const page = useUiStore((state) => state.page)
  const dialog = useUiStore((state) => state.dialog)
  const isOpening = useOpeningStore((state) => state.isOpening)
  const isListing = useVersionsStore(({ listed, isNaming }) => listed !== null || isNaming)
  const hasVersions = useCompareStore((state) => state.isOpen) || isListing
  const isPresenting = usePresentStore((state) => state.isOn)
  const isHelping = useHelpStore((state) => state.isOpen)
  const isSavingPage = useHtmlStore((state) => state.isOpen)
  useEffect(startSession, [])
  useShortcuts()
  useDesktop()
  return (
    <div className={styles.frame}>
      <Rail />
      <main className={styles.page}>
        {page === 'start' && !isOpening && <StartScreen />}
        {page === 'data' && <DataPage />}
        {page === 'segments' && <SegmentsPage />}
        {page === 'report' && <ReportPage />}
        {page === 'publish' && <PublishPage />}
        {page === 'settings' && <SettingsPage />}
        {page === 'editor' && <Editor />}
      </main>
      <CommandPalette />
      <ShortcutsSheet />
      {hasVersions && <VersionsLayer />}
      {dialog === 'checks' && <ChecksDialog />}
      {dialog === 'publishing' && <PublishGuide />}
      {dialog === 'about' && <AboutDialog />}
      <TourLayer />
      {isHelping && <HelpDrawer />}
      {isPresenting && <Presenter />}
      {isSavingPage && <HtmlDialog />}
      <ConflictDialog />
      <LeaveDialog />
      <StoreNote />
      <Notices />
    </div>
  )
}
