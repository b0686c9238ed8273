import { Button, Checkbox, Modal } from '@mantine/core'
import { IconFileTypeHtml, IconShieldCheck } from '@tabler/icons-react'
import { desktop } from '../../app/desktop.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { bytesInWords } from '../../i18n/dates.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { full } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useRunStale } from '../../stores/run-store.ts'
import { run as startRun } from '../simulation/run.ts'
import { useHtmlStore, useRunToSave, type MadePage, type PageChoices } from './html-store.ts'
import { cancelPage, makePage } from './make-page.ts'
import { htmlText } from './texts.ts'
import styles from './html-dialog.module.css'

const CHOICES = ['texts', 'notes', 'comments', 'exactTimes', 'present'] as const satisfies readonly (keyof PageChoices)[]
const close = () => {
  void cancelPage()
  useHtmlStore.setState({ isOpen: false })
}

/** Asks what goes into the web page of the run, makes it, and says how large it is. */
export function HtmlDialog() {
  const { isOpen, making, made, error } = useHtmlStore()
  const run = useRunToSave()
  return (
    <Modal data-help="web-page" opened={isOpen} onClose={close} title={htmlText('title')} size={560} closeButtonProps={{ 'aria-label': htmlText('close') }}>
      <div className={styles.body} data-testid="html-dialog">
        {run === null ? <NoRun /> : made !== null ? <Made made={made} /> : (
          <>
            <p className={styles.words}>{htmlText('intro')}</p>
            <Choices isOff={making !== null} />
            <p className={styles.never}>
              <IconShieldCheck size={18} stroke={1.8} aria-hidden="true" />
              <span>{htmlText('never')}</span>
            </p>
            <Stale />
            {error !== null && <ProblemNote error={error} title={htmlText('failed')} />}
            {making === null ? (
              <div className={styles.ways}>
                <Button variant="default" onClick={close}>{htmlText('cancel')}</Button>
                <Button leftSection={<IconFileTypeHtml size={17} stroke={1.8} />} data-autofocus data-testid="html-save" onClick={() => void makePage()}>{htmlText('save')}</Button>
              </div>
            ) : <Making jobId={making.jobId} isCancelling={making.cancelling} />}
          </>
        )}
      </div>
    </Modal>
  )
}

function Choices({ isOff }: { isOff: boolean }) {
  const choices = useHtmlStore((state) => state.choices)
  return (
    <fieldset className={styles.choices} disabled={isOff}>
      <legend className={styles.legend}>{htmlText('along')}</legend>
      {CHOICES.map((choice) => (
        <Checkbox
          key={choice}
          label={htmlText(choice)}
          description={htmlText(`${choice}Hint`)}
          checked={choices[choice]}
          data-testid={`html-${choice}`}
          onChange={(event) => useHtmlStore.setState({ choices: { ...choices, [choice]: event.currentTarget.checked } })}
        />
      ))}
    </fieldset>
  )
}

function Stale() {
  const isLatest = useHtmlStore((state) => state.of === null)
  const isStale = useRunStale() && isLatest
  return isStale ? <p className={styles.stale} role="note">{htmlText('stale')}</p> : null
}

function Making({ jobId, isCancelling }: { jobId: string; isCancelling: boolean }) {
  const progress = useJobProgress(jobId)
  const words = progress?.phase === 'page' ? htmlText('working') : workInWords(progress)
  return (
    <div className={styles.making}>
      <div className={styles.line}>
        <span role="status">{words}</span>
        <ProgressLine label={htmlText('working')} done={progress?.phase === 'page' ? 0 : (progress?.done ?? 0)} total={progress?.phase === 'page' ? 0 : (progress?.total ?? 0)} />
      </div>
      <Button variant="default" disabled={isCancelling} data-testid="html-cancel" onClick={() => void cancelPage()}>{htmlText(isCancelling ? 'cancelling' : 'cancel')}</Button>
    </div>
  )
}

function Made({ made: { fileName, path, bytes, unitMs, walkers, of } }: { made: MadePage }) {
  const shell = desktop()
  const size = bytesInWords(bytes)
  return (
    <>
      <p className={`${styles.done} tabular`} role="status" data-testid="html-made">
        {path === null ? htmlText('downloaded', { name: fileName, size }) : htmlText('savedAt', { name: path, size })}{' '}
        {walkers === of ? htmlText('all', { of: full(of) }) : htmlText('sample', { walkers: full(walkers), of: full(of) })}
        {unitMs > 60_000 && ` ${htmlText('unit', { unit: msInWords(unitMs) })}`}
      </p>
      <div className={styles.ways}>
        {path !== null && shell !== undefined && <Button variant="default" onClick={() => shell.showInFolder(path)}>{htmlText('showInFolder')}</Button>}
        <Button variant="default" onClick={() => useHtmlStore.setState({ made: null })}>{htmlText('again')}</Button>
        <Button data-autofocus data-testid="html-close" onClick={close}>{htmlText('close')}</Button>
      </div>
    </>
  )
}

function NoRun() {
  return (
    <>
      <p className={styles.words}>{htmlText('noRun')}</p>
      <div className={styles.ways}>
        <Button variant="default" onClick={close}>{htmlText('close')}</Button>
        <Button data-testid="html-run" onClick={() => void startRun()}>{htmlText('run')}</Button>
      </div>
    </>
  )
}
