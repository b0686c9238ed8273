import { Button } from '@mantine/core'
import { IconDatabaseExclamation } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { useConnectionState } from '../../bridge/connection-state.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { locale } from '../../i18n/language.ts'
import { refreshAll } from '../../stores/workspace-store.ts'
import { chooseFolder, goOver } from './gone-over.ts'
import styles from './store-note.module.css'
import { storeText } from './texts.ts'
import { WorkspaceGone } from './workspace-gone.tsx'

const whenMade = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })

type State = MethodOutput<'store.state'>
type Restored = NonNullable<State['restored']>

/** What a person has to know of the workspace itself: that a backup took its place, that it can only be read, or that it cannot be opened. */
export function StoreNote() {
  const [state, setState] = useState<State | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [isHidden, setHidden] = useState(false)
  const isOpen = useConnectionState((one) => one.state === 'open')
  const isGone = useConnectionState((one) => one.isStoreGone)
  const look = () =>
    connection.call('store.state', {}).then(
      (found) => {
        setState(found)
        setError(null)
        useConnectionState.setState({ isStoreGone: false })
        return true
      },
      (cause: unknown) => {
        const told = asCallError(cause)
        // That the engine is away is told elsewhere.
        if (told.code.startsWith('E_STORE') || ['E_WORKSPACE_GONE', 'E_READ_ONLY', 'E_DISK_FULL'].includes(told.code)) setError(told)
        return false
      },
    )
  useEffect(() => void look(), [isOpen, isGone])
  useEffect(() => connection.on('host.restarted', () => void look()), [])
  const note = async () => {
    setState((before) => before && { ...before, restored: null })
    await connection.call('store.noted', {}).catch(() => undefined) // then it is told again
  }
  const tryAgain = async () => {
    const isThere = await look()
    if (isThere) await refreshAll()
    return isThere
  }
  const other = async () => {
    const to = await chooseFolder()
    if (to !== null) await goOver(to, false).catch((cause: unknown) => setError(asCallError(cause)))
  }

  if (error?.code === 'E_WORKSPACE_GONE' || error?.code === 'E_STORE_GONE') {
    return createPortal(<WorkspaceGone onTryAgain={tryAgain} wasOpen={error.code === 'E_STORE_GONE'} />, globalThis.document.body)
  }
  if (error) {
    return (
      <Card testId="store-closed">
        <ProblemNote error={error} title={storeText('cannotOpen')}>
          <Button size="xs" onClick={() => void tryAgain()} data-testid="store-try-again">
            {storeText('tryAgain')}
          </Button>
          {desktop() && (
            <Button size="xs" variant="default" onClick={() => void other()} data-testid="store-choose-other">
              {storeText('chooseOther')}
            </Button>
          )}
        </ProblemNote>
      </Card>
    )
  }
  if (state?.restored) return <RestoredCard restored={state.restored} onNoted={() => void note()} />
  if (state?.readOnly && !isHidden) {
    return (
      <Card testId="store-read-only">
        <ProblemNote error={state.readOnly} title={storeText('readOnly')}>
          <Button size="xs" variant="default" onClick={() => setHidden(true)}>
            {storeText('hide')}
          </Button>
        </ProblemNote>
      </Card>
    )
  }
  return null
}

function RestoredCard({ restored, onNoted }: { restored: Restored; onNoted: () => void }) {
  const { why, backupMadeAt, setAside } = restored
  const shell = desktop()
  const showFile = async () => {
    const { workspace } = await connection.call('app.info', {})
    shell?.showInFolder(`${workspace}/${setAside}`)
  }
  return (
    <Card testId="store-restored">
      <div className={styles.told} role="alert">
        <IconDatabaseExclamation size={22} stroke={1.7} className={styles.icon} aria-hidden="true" />
        <div className={styles.words}>
          <p className={styles.title}>{storeText(why)}</p>
          <p className={styles.line}>{storeText('backupFrom', { when: whenMade.format(backupMadeAt) })}</p>
          <p className={styles.line}>{setAside === null ? storeText('nothingAside') : storeText('keptAside', { path: setAside })}</p>
          <div className={styles.ways}>
            <Button size="xs" onClick={onNoted} data-testid="store-noted">
              {storeText('understood')}
            </Button>
            {shell && setAside !== null && (
              <Button size="xs" variant="default" onClick={() => void showFile()}>
                {storeText('showFile')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Card>
  )
}

function Card({ testId, children }: { testId: string; children: ReactNode }) {
  return createPortal(
    <div className={styles.card} data-testid={testId}>
      {children}
    </div>,
    globalThis.document.body,
  )
}
