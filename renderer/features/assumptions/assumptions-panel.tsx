import { ActionIcon, Button, Drawer, Menu } from '@mantine/core'
import { IconCheck, IconDots, IconDownload, IconFolderOpen, IconPlayerPlayFilled, IconTrash } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { keep, readAgain, useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { run } from '../simulation/run.ts'
import { simulationText } from '../simulation/texts.ts'
import { Learning } from './learning.tsx'
import { MessageList } from './message-list.tsx'
import { closeAssumptions, usePanelStore } from './panel-store.ts'
import { isEmptyScenario } from './scenario-edits.ts'
import { openScenarioFile, saveScenarioFile, takeAllAway } from './scenario-files.ts'
import { TakeChoice } from './take-choice.tsx'
import { assumeText } from './texts.ts'
import { WebhookList } from './webhook-list.tsx'
import styles from './assumptions.module.css'

/** Beside the canvas: how people are assumed to react to the messages of the open journey. Kept with the journey, and no part of its document. */
export function AssumptionsPanel() {
  const isOpen = usePanelStore((state) => state.isOpen)
  return (
    <Drawer.Root data-help="assumptions" opened={isOpen} onClose={closeAssumptions} position="right" size={700} lockScroll={false} transitionProps={{ duration: 140 }} classNames={{ content: styles.panel! }}>
      <Drawer.Overlay backgroundOpacity={0.16} />
      <Drawer.Content data-testid="assumptions">
        <header className={styles.header}>
          <Drawer.Title className={styles.title!}>{assumeText('title')}</Drawer.Title>
          <KeptState />
          <FileMenu />
          <HelpMark article="assumptions" />
          <Drawer.CloseButton aria-label={assumeText('close')} />
        </header>
        <div className={styles.body}>
          <Body />
        </div>
        <Footer />
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Body() {
  const state = useAssumptionsStore((one) => one.state)
  const error = useAssumptionsStore((one) => one.error)
  if (state === 'loading') return null
  if (state === 'unread' && error !== null) {
    return (
      <div className={styles.failed}>
        <ProblemNote error={error} title={assumeText('loadFailed')}>
          <Button size="compact-sm" variant="default" onClick={readAgain}>
            {assumeText('tryAgain')}
          </Button>
        </ProblemNote>
      </div>
    )
  }
  return (
    <>
      {state === 'failed' && error !== null && (
        <div className={styles.failed}>
          <ProblemNote error={error} title={assumeText('notSaved')}>
            <Button size="compact-sm" variant="default" onClick={keep}>
              {assumeText('tryAgain')}
            </Button>
          </ProblemNote>
        </div>
      )}
      <div className={styles.intro}>
        <p className={styles.introWords}>{assumeText('intro')}</p>
        <Learning />
      </div>
      <TakeChoice />
      <MessageList />
      <WebhookList />
    </>
  )
}

/** Whether what is shown is kept. */
function KeptState() {
  const state = useAssumptionsStore((one) => one.state)
  const isEmpty = useAssumptionsStore((one) => isEmptyScenario(one.scenario))
  const isUnsaved = useDocumentStore((one) => one.summary === null)
  if (state === 'loading' || state === 'unread' || (isEmpty && state === 'kept')) return <span className={styles.kept} />
  const words = state === 'failed' ? 'notSaved' : isUnsaved ? 'unsavedJourney' : state === 'kept' ? 'saved' : 'saving'
  return (
    <Hint label={assumeText('savedHint')}>
      <span className={styles.kept} role="status" data-testid="assumptions-state">
        {words === 'saved' && <IconCheck size={15} stroke={2} aria-hidden="true" />}
        {assumeText(words)}
      </span>
    </Hint>
  )
}

function FileMenu() {
  const isEmpty = useAssumptionsStore((state) => isEmptyScenario(state.scenario))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={assumeText('more')} data-testid="assumptions-more">
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFolderOpen size={16} stroke={1.8} />} onClick={() => void openScenarioFile()} data-testid="assumptions-open">
          {assumeText('openFile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={16} stroke={1.8} />} disabled={isEmpty} onClick={saveScenarioFile} data-testid="assumptions-save">
          {assumeText('saveFile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.8} />} disabled={isEmpty} onClick={takeAllAway} data-testid="assumptions-clear">
          {assumeText('takeAll')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Footer() {
  const canRun = useRunStore((state) => state.datasetId !== null && state.running === null)
  const start = () => {
    closeAssumptions()
    void run()
  }
  return (
    <footer className={styles.footer}>
      <Button variant="default" size="xs" h={32} onClick={closeAssumptions} data-testid="assumptions-done">
        {assumeText('close')}
      </Button>
      <Hint label={simulationText('runHint')} keys={keysOf('mod+Enter')}>
        <Button size="xs" h={32} leftSection={<IconPlayerPlayFilled size={13} />} disabled={!canRun} onClick={start} data-testid="assumptions-run">
          {simulationText('run')}
        </Button>
      </Hint>
    </footer>
  )
}
