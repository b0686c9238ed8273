import { Button, Checkbox, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { desktop } from '../../app/desktop.ts'
import { connection } from '../../bridge/connection.ts'
import { saveFile } from '../../bridge/save-file.ts'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { cut } from '../../i18n/cut.ts'
import { ago, bytesInWords } from '../../i18n/dates.ts'
import { language } from '../../i18n/language.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { copyText } from './command-line.tsx'
import { SettingRow } from './setting-row.tsx'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

/** The log, and a report of a problem that is read before it is saved. */
export function SupportSection() {
  const [log, setLog] = useState<MethodOutput<'support.log'> | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [isReporting, setReporting] = useState(false)
  const now = useNow()
  useEffect(() => void connection.call('support.log', {}).then(setLog, (cause: unknown) => setError(asCallError(cause))), [])
  const shell = desktop()
  if (log === null) return error === null ? null : <ProblemNote error={error} />
  return (
    <div className={styles.rows}>
      <SettingRow
        id="log" name={settingsText('log')} help={<>{settingsText('logHelp', { bytes: bytesInWords(log.bytes) })} <span className={styles.path}>{log.directory}</span></>}
        more={
          <ul className={styles.failures} aria-label={settingsText('failures')} data-testid="failures">
            {log.failures.length === 0 && <li className={styles.quiet}>{settingsText('noFailures')}</li>}
            {log.failures.map(({ at, method, code }, index) => (
              <li key={index} className="tabular"><span className={styles.quiet}>{ago(at, now)}</span><code className={styles.path}>{code}</code><code className={styles.path}>{method}</code></li>
            ))}
          </ul>
        }
      >
        <Button variant="default" onClick={() => (shell ? shell.showInFolder(log.bytes > 0 ? log.file : log.directory) : void copyText(log.directory))} data-testid="open-log">{settingsText(shell ? 'openLog' : 'copyPath')}</Button>
      </SettingRow>
      <SettingRow id="report" name={settingsText('report')} help={settingsText('reportHelp')}>
        <Button variant="default" onClick={() => setReporting(true)} data-testid="make-report">{settingsText('makeReport')}</Button>
      </SettingRow>
      {isReporting && <ReportDialog onClose={() => setReporting(false)} />}
    </div>
  )
}

/** The whole text is shown; only what is shown is saved. */
function ReportDialog({ onClose }: { onClose: () => void }) {
  const summary = useDocumentStore((state) => state.summary)
  const [withJourney, setWithJourney] = useState(false)
  const [report, setReport] = useState<MethodOutput<'support.report'> | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const journeyId = withJourney ? summary?.id : undefined
  useEffect(() => {
    let isCurrent = true
    connection.call('support.report', { window: windowFacts(), ...(journeyId === undefined ? {} : { journeyId }) }).then(
      (made) => isCurrent && setReport(made),
      (cause: unknown) => isCurrent && setError(asCallError(cause)),
    )
    return () => {
      isCurrent = false
    }
  }, [journeyId])
  const save = async () => {
    if (report === null) return
    try {
      const path = await saveFile(report.fileName, new Blob([report.text], { type: 'text/plain' }))
      if (path !== null) notify(path === undefined ? settingsText('reportGiven') : settingsText('reportSaved', { path }))
    } catch (cause) {
      setError(asCallError(cause))
    }
  }
  return (
    <Modal data-help="settings" opened onClose={onClose} title={settingsText('report')} size={760} closeButtonProps={{ 'aria-label': settingsText('close') }}>
      {error !== null && <ProblemNote error={error} />}
      {report !== null && <pre className={styles.report} tabIndex={0} aria-label={settingsText('reportText')} data-testid="report-text">{report.text}</pre>}
      {summary !== null && <Checkbox mt="md" label={settingsText('withJourney', { name: cut(summary.name, 80) })} checked={withJourney} onChange={(event) => setWithJourney(event.currentTarget.checked)} data-testid="report-journey" />}
      <div className={styles.dialogWays}>
        <Button variant="default" onClick={onClose}>{settingsText('close')}</Button>
        <Button disabled={report === null} onClick={() => void save()} data-testid="save-report">{settingsText('saveReport')}</Button>
      </div>
    </Modal>
  )
}

/** What only this window knows; nothing of what is open in it. */
function windowFacts(): Record<string, string> {
  const { theme, highContrast } = useUiStore.getState()
  const { innerWidth, innerHeight, devicePixelRatio } = globalThis.window
  const facts = desktop()?.facts
  return {
    Door: facts ? `desktop app ${facts.appVersion}, Electron ${facts.electronVersion}${facts.packaged ? '' : ', not packaged'}` : 'browser',
    Browser: navigator.userAgent,
    Size: `${innerWidth} × ${innerHeight} at ${devicePixelRatio}`,
    Appearance: `${theme}${highContrast ? ', high contrast' : ''}`,
    Language: `${language()}, system ${navigator.language}`,
  }
}
