import { Button } from '@mantine/core'
import { IconArrowLeft, IconFolderOpen, IconPlus, IconTableImport } from '@tabler/icons-react'
import { useState } from 'react'
import { newJourney } from '../../app/open-journey.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { refreshAll, useWorkspaceStore } from '../../stores/workspace-store.ts'
import { Doorway } from '../datasets/doorway.tsx'
import { openImport } from '../datasets/import-store.ts'
import { DraftList } from '../journeys/draft-list.tsx'
import { JourneyList } from '../journeys/journey-list.tsx'
import { chooseJourneyFile, useOpenErrorStore } from '../journeys/open-journey-file.ts'
import { journeyText } from '../journeys/texts.ts'
import { SAMPLE_ID } from './create-from-template.ts'
import { Sample } from './sample.tsx'
import { TemplateDetails } from './template-details.tsx'
import { TemplateGrid } from './template-grid.tsx'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

/** Where everything begins: a sample to see it work, templates, a file, data, and the journeys there are. */
export function StartScreen() {
  const journeys = useWorkspaceStore((state) => state.journeys)
  const templates = useWorkspaceStore((state) => state.templates)
  const errors = useWorkspaceStore((state) => state.errors)
  const error = errors.journeys ?? errors.templates
  const isFirstTime = journeys !== null && journeys.length === 0
  const sample = templates?.find(({ id }) => id === SAMPLE_ID)
  const [about, setAbout] = useState({ templateId: '', isOpen: false })
  const showAbout = (templateId: string) => setAbout({ templateId, isOpen: true })
  const told = templates?.find(({ id }) => id === about.templateId)
  return (
    <div className={styles.screen} data-testid="start">
      <div className={styles.column}>
        <header className={styles.head}>
          <div className={styles.headWords}>
            <h1 className={styles.title}>{startText('title')}</h1>
            <p className={styles.subtitle}>{startText('subtitle')}</p>
          </div>
          <BackButton />
          <Button variant="default" h={36} leftSection={<IconTableImport size={17} stroke={1.8} />} onClick={openImport} data-testid="start-import">
            {startText('importData')}
          </Button>
          <Button variant="default" h={36} leftSection={<IconFolderOpen size={17} stroke={1.8} />} onClick={() => void chooseJourneyFile()} data-testid="open-file">
            {startText('openFile')}
          </Button>
          <Button h={36} leftSection={<IconPlus size={17} stroke={2} />} onClick={() => void newJourney()} data-testid="start-new">
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
        <DraftList />
        {isFirstTime && sample !== undefined && <Sample template={sample} onAbout={showAbout} />}
        {journeys === null && error === undefined && <Waiting />}
        {journeys !== null && journeys.length > 0 && (
          <section aria-label={journeyText('recent')}>
            <h2 className={styles.heading}>{journeyText('recent')}</h2>
            <JourneyList journeys={journeys} />
          </section>
        )}
        {templates !== null && templates.length > 0 && (
          <section aria-label={startText('templates')}>
            <h2 className={styles.heading}>{startText('templates')}</h2>
            <TemplateGrid templates={isFirstTime ? templates.filter(({ id }) => id !== SAMPLE_ID) : templates} isFirstTime={isFirstTime} onAbout={showAbout} />
          </section>
        )}
        <p className={styles.drop}>{startText('drop')}</p>
      </div>
      <TemplateDetails template={told} isOpen={about.isOpen && told !== undefined} onClose={() => setAbout({ ...about, isOpen: false })} />
      <Doorway />
    </div>
  )
}

function BackButton() {
  const isOpen = useDocumentStore((state) => state.generation > 0)
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
