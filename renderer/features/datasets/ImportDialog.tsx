import { Button, Modal } from '@mantine/core'
import { IconCircleCheck, IconFileImport } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { daySpan, bytesInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { showDataset } from './data-page-store.ts'
import { cancelImport, chooseAndPreview, closeImport, useImportStore, type ImportStep } from './import-store.ts'
import { MappingForm } from './mapping-form.tsx'
import { dataText } from './texts.ts'
import styles from './import-dialog.module.css'

/** From a file to data: choose, say what its columns mean, import, see what came of it. */
export function ImportDialog() {
  const step = useImportStore((state) => state.step)
  return (
    <Modal
      opened={step.at !== 'closed'}
      onClose={closeImport}
      closeOnClickOutside={step.at === 'choose' || step.at === 'done'}
      title={titleOf(step)}
      size={step.at === 'mapping' || step.at === 'importing' ? 920 : 560}
      classNames={{ content: styles.content!, header: styles.header!, body: styles.body!, title: styles.title! }}
      closeButtonProps={{ 'aria-label': dataText('cancel') }}
    >
      <div data-testid="import-dialog">
        {step.at === 'choose' && <Choose step={step} />}
        {step.at === 'handing' && <Busy label={dataText('handing', { name: step.name })} amount={`${bytesInWords(step.done)} / ${bytesInWords(step.total)}`} done={step.done} total={step.total} />}
        {step.at === 'reading' && <Busy label={dataText('readingFile', { name: step.name })} amount="" done={0} total={0} />}
        {step.at === 'mapping' && <MappingForm step={step} />}
        {step.at === 'importing' && <Importing step={step} />}
        {step.at === 'done' && <Done step={step} />}
      </div>
    </Modal>
  )
}

function titleOf(step: ImportStep): string {
  if (step.at === 'importing') return dataText('importing', { name: step.mapping.draft.name })
  if (step.at === 'done') return dataText('doneTitle', { name: step.dataset.name })
  return dataText('importTitle')
}

function Choose({ step }: { step: Extract<ImportStep, { at: 'choose' }> }) {
  return (
    <div className={styles.stack}>
      {step.error !== null && <ProblemNote error={step.error} testId="import-error" />}
      <div className={styles.drop}>
        <IconFileImport size={32} stroke={1.4} aria-hidden="true" />
        <p className={styles.dropTitle}>{dataText('dropTitle')}</p>
        <p className={styles.dropBody}>{dataText('dropBody')}</p>
        <Button onClick={() => void chooseAndPreview()} data-testid="choose-files">
          {dataText('chooseFiles')}
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
      <Busy label={step.cancelling ? dataText('cancelling') : workInWords(progress)} amount={total > 0 ? `${Math.floor((100 * done) / total)} %` : ''} done={done} total={total} />
      <div className={styles.actions}>
        <Button variant="default" disabled={step.cancelling} onClick={() => void cancelImport()} data-testid="import-cancel">
          {dataText('cancel')}
        </Button>
      </div>
    </div>
  )
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

function Done({ step: { dataset } }: { step: Extract<ImportStep, { at: 'done' }> }) {
  const showRejects = () => {
    showDataset(dataset.id, 'rejects')
    closeImport()
    useUiStore.getState().showPage('data')
  }
  return (
    <div className={styles.stack}>
      <dl className={`${styles.facts} tabular`} data-testid="import-facts">
        <div>
          <dt>{dataText('factEvents')}</dt>
          <dd>{full(dataset.events)}</dd>
        </div>
        <div>
          <dt>{dataText('factPeople')}</dt>
          <dd>{full(dataset.profiles)}</dd>
        </div>
        <div>
          <dt>{dataText('factSpan')}</dt>
          <dd>{daySpan(dataset.from, dataset.to)}</dd>
        </div>
      </dl>
      {dataset.rejected > 0 ? (
        <p className={styles.rejected} data-testid="import-rejected">
          {dataText('rejected', { count: dataset.rejected, amount: full(dataset.rejected) })}
          <Button variant="default" size="compact-sm" onClick={showRejects}>
            {dataText('seeRejects')}
          </Button>
        </p>
      ) : (
        <p className={styles.allRead}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden="true" />
          {dataText('rejectsNone')}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={closeImport} data-testid="import-done">
          {dataText('done')}
        </Button>
      </div>
    </div>
  )
}
