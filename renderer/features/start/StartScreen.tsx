import { Button } from '@mantine/core'
import { IconArrowLeft, IconFolderOpen, IconPlus, IconTableImport } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import { newJourney } from '../../app/open-journey.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshAll, useWorkspaceStore } from '../../stores/workspace-store.ts'
import { Doorway } from '../datasets/doorway.tsx'
import { openImport } from '../datasets/import-store.ts'
import { motionMs } from '../canvas/flow-handle.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { DraftList } from '../journeys/draft-list.tsx'
import { JourneyList } from '../journeys/journey-list.tsx'
import { chooseJourneyFile, useOpenErrorStore } from '../journeys/open-journey-file.ts'
import { journeyText } from '../journeys/texts.ts'
import { isOfTour, useTourStore } from '../tour/tour-store.ts'
import { BeginWays } from './begin-ways.tsx'
import { SAMPLE_ID } from './create-from-template.ts'
import { Sample } from './sample.tsx'
import { TemplateDetails } from './template-details.tsx'
import { closeTemplateAbout, showTemplateAbout, useTemplateAboutStore } from './template-about-store.ts'
import { TourLeft } from './tour-left.tsx'
import { TemplateGrid } from './template-grid.tsx'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

/** Where everything begins: a newcomer is shown what this is and led to a result; later, what was worked on last comes first. */
export function StartScreen() {
  const journeys = useOwnJourneys()
  const templates = useWorkspaceStore((state) => state.templates)
  const errors = useWorkspaceStore((state) => state.errors)
  const error = errors.journeys ?? errors.templates
  const isFirstTime = journeys !== null && journeys.length === 0
  const about = useTemplateAboutStore()
  const told = templates?.find(({ id }) => id === about.templateId)
  const shelf = useRef<HTMLHeadingElement>(null)
  return (
    <div className={styles.screen} data-testid="start">
      <div className={styles.column}>
        <header className={styles.head} data-quiet={isFirstTime || undefined}>
          <div className={styles.headWords}>
            {!isFirstTime && journeys !== null && (
              <>
                <h1 className={styles.title}>{startText('title')}</h1>
                <p className={styles.subtitle}>{startText('subtitle')}</p>
              </>
            )}
          </div>
          <BackButton />
          <HelpMark article="start" />
          <Button variant="default" h={36} leftSection={<IconTableImport size={17} stroke={1.8} />} onClick={openImport} data-testid="start-import">
            {startText('importData')}
          </Button>
          <Button variant="default" h={36} leftSection={<IconFolderOpen size={17} stroke={1.8} />} onClick={() => void chooseJourneyFile()} data-testid="open-file">
            {startText('openFile')}
          </Button>
          <Button variant={isFirstTime ? 'default' : 'filled'} h={36} leftSection={<IconPlus size={17} stroke={2} />} onClick={() => void newJourney()} data-testid="start-new">
            {startText('newJourney')}
          </Button>
        </header>
        <OpenError />
        {error !== undefined && (
          <ProblemNote error={error}>
            <Button size="compact-sm" variant="default" onClick={() => void refreshAll()}>
              {startText('tryAgain')}
            </Button>
          </ProblemNote>
        )}
        {isFirstTime && <Sample onAbout={showTemplateAbout} />}
        <TourLeft />
        <DraftList />
        {journeys === null && error === undefined && <Waiting />}
        {isFirstTime && <BeginWays onTemplates={() => showShelf(shelf.current)} />}
        {journeys !== null && journeys.length > 0 && (
          <section aria-label={journeyText('recent')}>
            <h2 className={styles.heading}>{journeyText('recent')}</h2>
            <JourneyList journeys={journeys} />
          </section>
        )}
        {templates !== null && templates.length > 0 && (
          <section aria-label={startText('templates')}>
            <h2 className={styles.heading} ref={shelf} tabIndex={-1}>
              {startText('templates')}
            </h2>
            <TemplateGrid templates={isFirstTime ? templates.filter(({ id }) => id !== SAMPLE_ID) : templates} isFirstTime={isFirstTime} onAbout={showTemplateAbout} />
          </section>
        )}
        <p className={styles.drop}>{startText('drop')}</p>
      </div>
      <TemplateDetails template={told} isOpen={about.isOpen && told !== undefined} onClose={closeTemplateAbout} />
      <Doorway />
    </div>
  )
}

/** The journeys of the workspace; the tour's copy of the sample is none of them. */
function useOwnJourneys() {
  const journeys = useWorkspaceStore((state) => state.journeys)
  const tourKey = useTourStore((state) => state.journeyId)
  return useMemo(() => journeys && journeys.filter(({ id, version }) => id !== tourKey || !isOfTour(id, version)), [journeys, tourKey])
}

/** Brings the templates into view, and the keyboard to them. */
function showShelf(heading: HTMLElement | null): void {
  heading?.scrollIntoView({ block: 'start', behavior: motionMs() === 0 ? 'auto' : 'smooth' })
  heading?.focus({ preventScroll: true })
}

function BackButton() {
  // Where a journey was put away there is an empty one that nobody made: nothing to go back to.
  const isOpen = useDocumentStore(({ generation, summary, document }) => generation > 0 && (summary !== null || document.entries.length + Object.keys(document.steps).length > 0))
  const name = useDocumentStore((state) => state.document.name)
  if (!isOpen) return null
  return (
    <Hint label={startText('backHint', { name: name ?? '…' })}>
      <Button variant="subtle" color="gray" h={36} className={styles.back!} leftSection={<IconArrowLeft size={17} stroke={1.8} />} onClick={() => useUiStore.getState().showPage('editor')} data-testid="back-to-editor">
        {startText('back')}
      </Button>
    </Hint>
  )
}

function OpenError() {
  const { error, fileName } = useOpenErrorStore()
  if (error === null) return null
  return (
    <ProblemNote title={startText('openFailed', { name: fileName.split(/[\\/]/).at(-1) ?? fileName })} error={error} testId="open-error">
      <Button size="compact-sm" variant="default" onClick={() => void chooseJourneyFile()}>
        {startText('openFile')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => useOpenErrorStore.setState({ error: null })}>
        {startText('dismiss')}
      </Button>
    </ProblemNote>
  )
}

function Waiting() {
  return (
    <div className={styles.waiting} role="status" aria-label={startText('reading')}>
      <span />
      <span />
      <span />
    </div>
  )
}
