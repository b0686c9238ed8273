import { Button, FocusTrap } from '@mantine/core'
import { IconFolderQuestion } from '@tabler/icons-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import type { CallError } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { asNotWritten, chooseFolder, folderOfWorkspace, goOver, saveOpenJourney } from './gone-over.ts'
import styles from './workspace-gone.module.css'
import { storeText } from './texts.ts'

interface Asked {
  /** Looks again; true if the workspace is there. */
  onTryAgain(): Promise<boolean>
  /** It was open when it went: what is edited lives in this window only. */
  wasOpen: boolean
}

/** A workspace that is not where it should be: what is missing, and the ways on. */
export function WorkspaceGone({ onTryAgain, wasOpen }: Asked) {
  const [folder, setFolder] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isStillGone, setStillGone] = useState(false)
  const [refused, setRefused] = useState<{ error: CallError; empty: string | null } | null>(null)
  const title = useId()
  useEffect(() => void folderOfWorkspace().then(setFolder), [])
  const shell = desktop()
  const doing = async (work: () => Promise<unknown>, onError: (cause: unknown) => void) => {
    setBusy(true)
    setStillGone(false)
    setRefused(null)
    await work().catch(onError)
    setBusy(false)
  }
  const over = (to: string, make: boolean) =>
    doing(() => goOver(to, make), (cause) => {
      const error = asCallError(cause)
      setRefused({ error, empty: error.code === 'E_NO_WORKSPACE' && !make ? to : null })
    })
  const tryAgain = () => doing(async () => setStillGone(!(await onTryAgain())), () => setStillGone(true))
  const chooseOther = async () => {
    const to = await chooseFolder()
    if (to !== null) await over(to, false)
  }
  return (
    <FocusTrap active={!wasOpen}>
      <section className={styles.sheet} data-whole={!wasOpen || undefined} role={wasOpen ? 'alertdialog' : 'dialog'} aria-modal={!wasOpen} aria-labelledby={title} data-testid="workspace-gone">
        <div className={styles.column}>
          <header className={styles.head}>
            <IconFolderQuestion size={wasOpen ? 26 : 36} stroke={1.5} className={styles.icon} aria-hidden="true" />
            <div className={styles.words}>
              <h1 className={styles.title} id={title}>{storeText('goneTitle')}</h1>
              {folder !== null && <code className={styles.path} data-testid="gone-folder">{folder}</code>}
              <p className={styles.body}>{storeText(wasOpen ? 'goneWhileOpen' : 'goneBody')}</p>
            </div>
          </header>
          <div className={styles.rows}>
            <Row name={storeText('putBack')} help={storeText('putBackHelp')}>
              <Button loading={isBusy} onClick={() => void tryAgain()} data-testid="gone-try-again" data-autofocus>{storeText('tryAgain')}</Button>
            </Row>
            {!shell && <Row name={storeText('isElsewhere')} help={storeText('isElsewhereServed')} testId="gone-served" />}
            {shell && (
              <>
                <Row name={storeText('isElsewhere')} help={storeText('isElsewhereHelp')}>
                  <Button variant="default" disabled={isBusy} onClick={() => void chooseOther()} data-testid="gone-choose">{storeText('chooseOther')}</Button>
                </Row>
                {folder !== null && (
                  <Row name={storeText('isLost')} help={storeText('isLostHelp')}>
                    <Button variant="default" disabled={isBusy} onClick={() => void over(folder, true)} data-testid="gone-make">{storeText('makeHere')}</Button>
                  </Row>
                )}
              </>
            )}
            {wasOpen && <SaveRow isBusy={isBusy} />}
          </div>
          <p className={styles.still} role="status">{isStillGone ? storeText('stillGone') : ''}</p>
          {refused !== null && (
            <ProblemNote error={refused.error} testId="gone-refused">
              {refused.empty !== null && <Button size="compact-sm" onClick={() => void over(refused.empty!, true)} data-testid="gone-make-there">{storeText('makeThere')}</Button>}
            </ProblemNote>
          )}
        </div>
      </section>
    </FocusTrap>
  )
}

/** For whoever would rather have the open journey safe before anything else. */
function SaveRow({ isBusy }: { isBusy: boolean }) {
  const isEdited = useDocumentStore((state) => state.dirty)
  const save = () => saveOpenJourney().then((saved) => saved && notify(storeText('savedFile')), (cause: unknown) => notify(asNotWritten(cause).message, 'error', storeText('notSavedFile')))
  if (!isEdited) return null
  return (
    <Row name={storeText('saveFile')} help={storeText('saveFileHelp')}>
      <Button variant="default" disabled={isBusy} onClick={() => void save()} data-testid="gone-save-file">{storeText('saveFileNow')}</Button>
    </Row>
  )
}

function Row({ name, help, testId, children }: { name: string; help: string; testId?: string; children?: ReactNode }) {
  return (
    <div className={styles.row} data-testid={testId}>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.help}>{help}</p>
      </div>
      {children !== undefined && <div className={styles.way}>{children}</div>}
    </div>
  )
}
