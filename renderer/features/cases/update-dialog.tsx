import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CallError, StoredCase } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { expectAnew } from './case-edits.ts'
import { useCaseStore } from './case-store.ts'
import { caseText } from './texts.ts'
import { WhyFailed } from './why-failed.tsx'
import styles from './cases.module.css'

/** Shows what would be expected otherwise, before it is. */
export function UpdateDialog({ stored, onClose }: { stored: StoredCase; onClose(): void }) {
  const run = useCaseStore((state) => state.runs[stored.id])
  const [text, setText] = useState<string | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  useEffect(() => {
    let isCurrent = true
    connection.call('cases.expectNow', { id: stored.id, document: documentStore.getState().document }).then(
      (answer) => isCurrent && setText(answer.text),
      (cause: unknown) => isCurrent && setError(asCallError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [stored.id])
  return (
    <Modal data-help="cases" opened onClose={onClose} title={caseText('updateTitle')} size="lg" transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': caseText('cancel') }}>
      <div className={styles.dialog} data-testid="case-update-dialog">
        <p className={styles.body}>{caseText('updateBody', { name: stored.name })}</p>
        {error !== null && <ProblemNote error={error} />}
        {run !== undefined && <WhyFailed run={run} />}
        <div className={styles.ways}>
          <Button disabled={text === null} data-autofocus data-testid="case-update-do" onClick={() => {
            if (text !== null) void expectAnew(stored, text)
            onClose()
          }}>
            {caseText('updateDo')}
          </Button>
          <Button variant="default" onClick={onClose}>{caseText('cancel')}</Button>
        </div>
      </div>
    </Modal>
  )
}
