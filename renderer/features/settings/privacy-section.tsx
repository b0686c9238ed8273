import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { desktop } from '../../app/desktop.ts'
import { readConnections, useConnectionsStore } from '../publish/connections-store.ts'
import { openPublish } from '../publish/publish-store.ts'
import { SettingRow } from './setting-row.tsx'
import { openSettings } from './settings-store.ts'
import { settingsText } from './texts.ts'
import { useUpdates } from './use-updates.ts'
import styles from './settings.module.css'

/** What leaves this machine: nothing but what a person sends; and every connection there can be. */
export function PrivacySection() {
  const shell = desktop()
  const updates = useUpdates()
  const count = useConnectionsStore((state) => state.connections?.length ?? 0)
  useEffect(() => void readConnections(), [])
  return (
    <>
      <div className={styles.promise} data-testid="no-telemetry">
        <IconShieldCheck size={22} stroke={1.8} aria-hidden="true" />
        <p>{settingsText('privacyLead')}</p>
      </div>
      <div className={styles.rows}>
        <SettingRow id="connectionPlatforms" name={settingsText('connectionPlatforms')} help={settingsText('connectionPlatformsHelp')}>
          <span className={styles.quiet}>{count === 0 ? settingsText('none') : settingsText('connections', { count })}</span>
          <Button variant="default" size="compact-sm" onClick={() => openPublish('connections')}>{settingsText('showConnections')}</Button>
        </SettingRow>
        <SettingRow id="connectionUpdate" name={settingsText('connectionUpdate')} help={updates?.available ? settingsText('connectionUpdateHelp', { host: updates.askedHost ?? '' }) : settingsText('connectionUpdateNone')}>
          <span className={styles.quiet}>{updates?.allowed ? settingsText('on') : settingsText('never')}</span>
          {updates?.available && <Button variant="default" size="compact-sm" onClick={() => openSettings('updates')}>{settingsText('updates')}</Button>}
        </SettingRow>
        {shell === undefined && <SettingRow id="connectionBrowser" name={settingsText('connectionBrowser')} help={settingsText('connectionBrowserHelp')} />}
        <SettingRow id="connectionLinks" name={settingsText('connectionLinks')} help={settingsText('connectionLinksHelp')} />
        <SettingRow id="connectionAgent" name={settingsText('connectionAgent')} help={settingsText('connectionAgentHelp')} />
      </div>
    </>
  )
}
