import { Button } from '@mantine/core'
import type { UpdateState } from '../../../engine/api/desktop.ts'
import { desktop } from '../../app/desktop.ts'
import { percent } from '../../i18n/numbers.ts'
import pageStyles from '../publish/publish.module.css'
import { Choices, SettingRow } from './setting-row.tsx'
import { settingsText } from './texts.ts'
import { useUpdates } from './use-updates.ts'
import styles from './settings.module.css'

/** Whether newer versions are looked for, and where that stands; where that cannot be, why. */
export function UpdatesSection() {
  const shell = desktop()
  const state = useUpdates()
  if (shell === undefined) return <p className={pageStyles.plain} data-testid="no-updates">{settingsText('updatesBrowser')}</p>
  if (state === null) return null
  if (!state.available) {
    return (
      <>
        <p className={pageStyles.plain}>{settingsText('version', { version: state.currentVersion })}</p>
        <p className={pageStyles.plain} data-testid="no-updates">{settingsText('updatesNone')}</p>
      </>
    )
  }
  const { updates } = shell
  return (
    <div className={styles.rows}>
      <SettingRow id="allowUpdates" name={settingsText('allowUpdates')} help={settingsText('allowUpdatesHelp', { host: state.askedHost ?? '' })}>
        <Choices label={settingsText('allowUpdates')} value={state.allowed ? 'on' : 'off'} options={[{ value: 'off', label: settingsText('off') }, { value: 'on', label: settingsText('on') }]} onChange={(value) => void updates.allow(value === 'on')} />
      </SettingRow>
      <SettingRow id="updateState" name={settingsText('version', { version: state.currentVersion })} help={<span role="status">{inWords(state)}</span>}>
        {state.phase === 'ready'
          ? <Button onClick={() => updates.installNow()} data-testid="install-update">{settingsText('installNow')}</Button>
          : <Button variant="default" disabled={!state.allowed || state.phase === 'checking' || state.phase === 'downloading'} onClick={() => void updates.check()} data-testid="check-updates">{settingsText('checkNow')}</Button>}
      </SettingRow>
    </div>
  )
}

const PHASES = { off: 'phaseOff', idle: 'phaseIdle', checking: 'phaseChecking', current: 'phaseCurrent', downloading: 'phaseDownloading', ready: 'phaseReady', failed: 'phaseFailed' } as const
const PROBLEMS = { unreachable: 'problemUnreachable', damaged: 'problemDamaged', other: 'problemOther' } as const

function inWords({ phase, newVersion, percent: share, problem }: UpdateState): string {
  const words = settingsText(PHASES[phase], { version: newVersion ?? '', percent: percent(Math.round(share ?? 0)) })
  return problem === null ? words : `${words} ${settingsText(PROBLEMS[problem.kind])}`
}
