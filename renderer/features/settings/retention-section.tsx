import { Button, Modal, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { CallError, Leaving, Settings } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import { bytesInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import pageStyles from '../publish/publish.module.css'
import { SettingRow } from './setting-row.tsx'
import { changeSetting, useSettingsStore } from './settings-store.ts'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

const KEPT = [['draftsDays', 'draftsDaysHelp', 'drafts'], ['runsDays', 'runsDaysHelp', 'runs'], ['versionsDays', 'versionsDaysHelp', 'versions'], ['backupsDays', 'backupsDaysHelp', 'backups'], ['logsDays', 'logsDaysHelp', 'logs']] as const
const SPANS = [7, 30, 90, 180, 365, 730]
const EVER = 'ever'

/** How long things are kept, with what would go now. */
export function RetentionSection() {
  const retention = useSettingsStore((state) => state.answer?.settings.retention)
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const [isAsking, setAsking] = useState(false)
  const look = (kept: Settings['retention']) => connection.call('retention.preview', { retention: kept }).then(setLeaving, (cause: unknown) => setError(asCallError(cause)))
  useEffect(() => {
    if (retention !== undefined) void look(retention)
  }, [retention])
  if (retention === undefined) return null
  const going = (leaving ?? []).filter(({ count }) => count > 0)
  const clear = async () => {
    setAsking(false)
    try {
      const gone = await connection.call('retention.apply', {})
      notify(settingsText('cleared', { bytes: bytesInWords(gone.reduce((sum, { bytes }) => sum + bytes, 0)) }))
      await look(retention)
    } catch (cause) {
      setError(asCallError(cause))
    }
  }
  return (
    <>
      <div className={styles.rows}>
        {KEPT.map(([id, help, what]) => {
          const days = retention[id]
          const spans = days === null || SPANS.includes(days) ? SPANS : [...SPANS, days].sort((a, b) => a - b)
          const goes = leaving?.find((one) => one.what === what)
          return (
            <SettingRow key={id} id={id} name={settingsText(id)} help={settingsText(help)} more={goes && days !== null && goes.count > 0 ? <p className={`${styles.plain} ${styles.quiet} tabular`} data-testid={`leaving-${what}`}>{settingsText('wouldGo', { count: full(goes.count), bytes: bytesInWords(goes.bytes) })}</p> : undefined}>
              <Select
                className={styles.field!} aria-label={settingsText(id)} value={days === null ? EVER : String(days)} data={[{ value: EVER, label: settingsText('forEver') }, ...spans.map((span) => ({ value: String(span), label: settingsText('days', { count: span }) }))]} allowDeselect={false}
                onChange={(value) => void changeSetting(id, { retention: { [id]: value === EVER ? null : Number(value) } }, settingsText(id))} data-testid={`keep-${what}`}
              />
            </SettingRow>
          )
        })}
      </div>
      {error !== null && <ProblemNote error={error}><Button variant="default" size="compact-sm" onClick={() => setError(null)}>{settingsText('dismiss')}</Button></ProblemNote>}
      <div className={pageStyles.ways}>
        <Button variant="default" disabled={going.length === 0} onClick={() => setAsking(true)} data-testid="clear-now">{settingsText('clearNow')}</Button>
        {leaving !== null && going.length === 0 && <span className={styles.quiet}>{settingsText('wouldGoNone')}</span>}
      </div>
      <Modal data-help="settings" opened={isAsking} onClose={() => setAsking(false)} title={settingsText('clearAsk')} closeButtonProps={{ 'aria-label': settingsText('cancel') }}>
        <p className={styles.plain}>{settingsText('clearBody')}</p>
        <ul className={styles.gone}>
          {going.map(({ what, count, bytes }) => <li key={what}>{settingsText(KEPT.find(([, , one]) => one === what)![0])}: {full(count)}, {bytesInWords(bytes)}</li>)}
        </ul>
        <div className={styles.dialogWays}>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>{settingsText('cancel')}</Button>
          <Button color="red" onClick={() => void clear()} data-testid="clear-confirm">{settingsText('clear')}</Button>
        </div>
      </Modal>
    </>
  )
}
