import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
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
const Editor = lazy(async () => {
  const [{ Editor }] = await Promise.all([import('./editor.tsx'), isForJourney || readPanels()])
  return { default: Editor }
})

/** … and they are read while the engine is still looking for the journeys: hardly anybody comes for the start screen alone. */
export function readEditor(): void {
  void Promise.all([import('./editor.tsx'), isForJourney || readPanels()]).catch(() => undefined) // whoever opens it hears of it
}

const DataPage = lazy(async () => ({ default: (await import('../features/datasets/DataPage.tsx')).DataPage }))

/** Its condition builder is the inspector's. */
const SegmentsPage = lazy(async () => ({ default: (await import('../features/segments/SegmentsPage.tsx')).SegmentsPage }))

const ReportPage = lazy(async () => ({ default: (await import('../features/report/ReportPage.tsx')).ReportPage }))

const PublishPage = lazy(async () => ({ default: (await import('../features/publish/PublishPage.tsx')).PublishPage }))

const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/SettingsPage.tsx')).SettingsPage }))

const VersionsLayer = lazy(async () => ({ default: (await import('../features/versions/versions-layer.tsx')).VersionsLayer }))

const ChecksDialog = lazy(async () => ({ default: (await import('../features/problems/checks-dialog.tsx')).ChecksDialog }))

const PublishGuide = lazy(async () => ({ default: (await import('../features/publish/publish-guide.tsx')).PublishGuide }))

const HelpDrawer = lazy(async () => ({ default: (await import('../features/help/help-drawer.tsx')).HelpDrawer }))

const AboutDialog = lazy(async () => ({ default: (await import('../features/about/about-dialog.tsx')).AboutDialog }))

const Presenter = lazy(async () => ({ default: (await import('../features/present/presenter.tsx')).Presenter }))

const HtmlDialog = lazy(async () => ({ default: (await import('../features/html-file/html-dialog.tsx')).HtmlDialog }))

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
        <Suspense>{page === 'data' && <DataPage />}</Suspense>
        <Suspense>{page === 'segments' && <SegmentsPage />}</Suspense>
        <Suspense>{page === 'report' && <ReportPage />}</Suspense>
        <Suspense>{page === 'publish' && <PublishPage />}</Suspense>
        <Suspense>{page === 'settings' && <SettingsPage />}</Suspense>
        <Suspense>{page === 'editor' && <Editor />}</Suspense>
      </main>
      <CommandPalette />
      <ShortcutsSheet />
      <Suspense>{hasVersions && <VersionsLayer />}</Suspense>
      <Suspense>{dialog === 'checks' && <ChecksDialog />}</Suspense>
      <Suspense>{dialog === 'publishing' && <PublishGuide />}</Suspense>
      <Suspense>{dialog === 'about' && <AboutDialog />}</Suspense>
      <TourLayer />
      <Suspense>{isHelping && <HelpDrawer />}</Suspense>
      <Suspense>{isPresenting && <Presenter />}</Suspense>
      <Suspense>{isSavingPage && <HtmlDialog />}</Suspense>
      <ConflictDialog />
      <LeaveDialog />
      <StoreNote />
      <Notices />
    </div>
  )
}
