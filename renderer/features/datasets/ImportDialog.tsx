import { Button, Modal } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { bytesInWords } from '../../i18n/dates.ts'
import { percent } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { ImportDone } from './import-done.tsx'
import { cancelImport, chooseAndPreview, closeImport, useImportStore, type ImportStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import { MappingForm } from './mapping-form.tsx'
import { useReadingPanel } from './reading-panel.ts'
import styles from './import-dialog.module.css'

/** From files to data: choose, say what their columns mean, import, see what came of it. */
export function ImportDialog() {
  const step = useImportStore((state) => state.step)
  const isPanelOpen = useReadingPanel((state) => state.isOpen)
  const focusRef = useFocusKept(step.at)
  return (
    <Modal
      data-help="import"
      opened={step.at !== 'closed'}
      onClose={closeImport}
      closeOnEscape={!isPanelOpen}
      closeOnClickOutside={step.at === 'choose' || step.at === 'done'}
      title={titleOf(step)}
      size={step.at === 'mapping' || step.at === 'importing' ? 960 : 600}
      classNames={{ content: styles.content!, header: styles.header!, body: styles.body!, title: styles.title! }}
      closeButtonProps={{ 'aria-label': importText('cancel') }}
    >
      <div className={styles.step} ref={focusRef} tabIndex={-1} data-testid="import-dialog">
        {step.at === 'choose' && <Choose step={step} />}
        {step.at === 'handing' && <Handing step={step} />}
        {step.at === 'reading' && <Busy label={importText('readingFile', { name: step.name })} amount="" done={0} total={0} />}
        {step.at === 'mapping' && <MappingForm step={step} />}
        {step.at === 'importing' && <Importing step={step} />}
        {step.at === 'done' && <ImportDone dataset={step.dataset} />}
      </div>
    </Modal>
  )
}

/** When a step goes with the button that had the focus, the next one takes it: its element marked `data-first`, or all of it. */
function useFocusKept(at: ImportStep['at']) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { activeElement, body } = globalThis.document
    const isLost = activeElement === null || activeElement === body || activeElement === ref.current
    if (ref.current === null || !isLost) return
    const first = ref.current.querySelector<HTMLElement>('[data-first]:not(:disabled)') ?? ref.current
    first.focus()
  }, [at])
  return ref
}

function titleOf(step: ImportStep): string {
  if (step.at === 'importing') return importText('importing', { name: step.mapping.draft.name })
  if (step.at === 'done') return importText('doneTitle', { name: step.dataset.name })
  return importText('title')
}

function Choose({ step }: { step: Extract<ImportStep, { at: 'choose' }> }) {
  return (
    <div className={styles.stack}>
      {step.error !== null && <ProblemNote error={step.error} testId="import-error" />}
      <div className={styles.drop}>
        <IconFileImport size={32} stroke={1.4} aria-hidden="true" />
        <p className={styles.dropTitle}>{importText('dropTitle')}</p>
        <p className={styles.dropBody}>{importText('dropBody')}</p>
        <p className={styles.dropBody}>{importText('dropPeople')}</p>
        <Button onClick={() => void chooseAndPreview()} className={styles.dropButton!} data-autofocus data-testid="choose-files">
          {importText('chooseFiles')}
        </Button>
      </div>
    </div>
  )
}

function Importing({ step }: { step: Extract<ImportStep, { at: 'importing' }> }) {
  const progress = useJobProgress(step.jobId)
  const { done = 0, total = 0 } = progress ?? {}
  return (
    <div className={styles.stack}>
      <Busy
        label={step.cancelling ? importText('cancelling') : workInWords(progress)}
        amount={total > 0 ? percent(Math.floor((100 * done) / total)) : ''}
        done={done}
        total={total}
      />
      <div className={styles.actions}>
        <Button variant="default" disabled={step.cancelling} onClick={() => void cancelImport()} data-testid="import-cancel">
          {importText('cancel')}
        </Button>
      </div>
    </div>
  )
}

function Handing({ step: { done, total } }: { step: Extract<ImportStep, { at: 'handing' }> }) {
  return <Busy label={importText('handing')} amount={`${bytesInWords(done)} / ${bytesInWords(total)}`} done={done} total={total} />
}

function Busy({ label, amount, done, total }: { label: string; amount: string; done: number; total: number }) {
  return (
    <div className={styles.busy}>
      <div className={`${styles.busyWords} tabular`}>
        <span>{label}</span>
        <span>{amount}</span>
      </div>
      <ProgressLine label={label} done={done} total={total} />
    </div>
  )
}
