import { Button } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconHistory, IconInfoCircle } from '@tabler/icons-react'
import { useNow } from '../../components/use-now.ts'
import { ago } from '../../i18n/dates.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { isOfPeople } from './file-kind.ts'
import { fileName, notesNow, suggestedIdentify } from './import-draft.ts'
import { changeDraft, chooseEventsBeside, readAfresh, readAs, takePeople, type MappingStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import styles from './import-notes.module.css'

const leftOutWords = { otherColumns: 'leftOutOtherColumns', secondPeople: 'leftOutSecondPeople', unreadable: 'leftOutUnreadable' } as const
const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle }

/** What should be known before the import, the gravest first, each with the way on where there is one. */
export function ImportNotes({ step }: { step: MappingStep }) {
  const { preview, draft, leftOut } = step
  const notes = notesNow(preview, draft)
  const identify = suggestedIdentify(preview, draft)
  if (notes.length === 0 && identify === undefined && leftOut.length === 0 && preview.remembered === null) return null
  return (
    <ul className={styles.notes} data-testid="import-notes">
      {preview.remembered !== null && <Remembered at={preview.remembered.at} />}
      {notes.map(({ code, severity, text, help }) => {
        // Two ways to read dates are a question, not a defect of the file.
        const tone = code === 'E_TIME_AMBIGUOUS' ? 'warning' : severity
        const Icon = icons[tone]
        return (
          <li key={code} className={styles.note} data-severity={tone} role={tone === 'error' ? 'alert' : undefined}>
            <Icon size={17} stroke={1.8} aria-hidden="true" />
            <span className={styles.words}>
              {fromEngine(text)} <span className={styles.help}>{fromEngine(help)}</span>
            </span>
            <WayOn code={code} step={step} />
            {tone === 'error' && <code className={styles.code}>{code}</code>}
          </li>
        )
      })}
      {identify !== undefined && (
        <li className={styles.note} data-severity="info">
          <IconInfoCircle size={17} stroke={1.8} aria-hidden="true" />
          <span className={styles.words}>{importText('identifySeen', { rule: identify })}</span>
          <Button variant="default" size="compact-sm" onClick={() => changeDraft({ identify })} data-testid="take-identify">
            {importText('identifyTake')}
          </Button>
        </li>
      )}
      {leftOut.map(({ path, why, message }) => (
        <li key={path} className={styles.note} data-severity="warning">
          <IconAlertTriangle size={17} stroke={1.8} aria-hidden="true" />
          <span className={styles.words}>
            {importText(leftOutWords[why], { name: fileName(path), message: fromEngine(message) })}
          </span>
          {why === 'otherColumns' && draft.people === null && (
            <Button variant="default" size="compact-sm" onClick={() => void takePeople(path)}>
              {importText('takeAsPeople')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Remembered({ at }: { at: number }) {
  const now = useNow()
  return (
    <li className={styles.note} data-severity="info" data-testid="remembered">
      <IconHistory size={17} stroke={1.8} aria-hidden="true" />
      <span className={styles.words}>{importText('remembered', { when: ago(at, now) })}</span>
      <Button variant="default" size="compact-sm" onClick={() => void readAfresh()}>
        {importText('afresh')}
      </Button>
    </li>
  )
}

function WayOn({ code, step: { preview } }: { code: string; step: MappingStep }) {
  if (code === 'E_TIME_AMBIGUOUS') {
    const sign = dateSign(preview)
    return (
      <span className={styles.ways}>
        <Button variant="default" size="compact-sm" onClick={() => void readAs({ timeFormat: `dd${sign}mm${sign}yyyy` })} data-testid="day-first">
          {importText('dayFirst')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => void readAs({ timeFormat: `mm${sign}dd${sign}yyyy` })} data-testid="month-first">
          {importText('monthFirst')}
        </Button>
      </span>
    )
  }
  if (code === 'E_NO_INSTANT' && isOfPeople(preview)) {
    return (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => void chooseEventsBeside(preview.path)}
        title={importText('chooseEventsHint', { name: fileName(preview.path) })}
        data-testid="choose-events-beside"
      >
        {importText('chooseEvents')}
      </Button>
    )
  }
  return null
}

/** What stands between day, month and year: a slash, or a dash. */
function dateSign({ columns, mapping }: MappingStep['preview']): string {
  const sample = columns.find(({ name }) => name === mapping.at)?.samples[0] ?? ''
  return /^\d{1,2}-/.test(sample.trim()) ? '-' : '/'
}
