import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { desktop } from '../../app/desktop.ts'
import { cut } from '../../i18n/cut.ts'
import { bytesInWords } from '../../i18n/dates.ts'
import { SettingRow } from './setting-row.tsx'
import { exportWorkspace, type WorkspaceInfo } from './workspace-work.ts'
import { workspaceText } from './workspace-texts.ts'
import styles from './settings.module.css'

/** Everything as one file; datasets, which are most of it, by choice. */
export function ExportRow({ info: { datasets }, isBusy }: { info: WorkspaceInfo; isBusy: boolean }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const kept = datasets.filter(({ id }) => !left.has(id))
  const isAll = kept.length === datasets.length
  const toggle = (ids: readonly string[], isKept: boolean) => setLeft((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(isKept ? [] : ids)))
  const choice = datasets.length > 0 && (
    <div className={styles.datasets} role="group" aria-label={workspaceText('whichDatasets')} tabIndex={-1}>
      <Checkbox label={workspaceText('allDatasets')} checked={isAll} indeterminate={!isAll && kept.length > 0} onChange={(event) => toggle(datasets.map(({ id }) => id), event.currentTarget.checked)} data-testid="export-all" />
      {datasets.map(({ id, name: called, bytes }) => (
        <Checkbox key={id} ml={24} label={`${cut(called, 80)} · ${bytesInWords(bytes)}`} checked={!left.has(id)} onChange={(event) => toggle([id], event.currentTarget.checked)} />
      ))}
    </div>
  )
  return (
    <SettingRow id="export" name={workspaceText('export')} help={`${workspaceText('exportHelp')}${desktop() ? '' : ` ${workspaceText('exportBrowserHelp')}`}`} more={choice || undefined}>
      <Button variant="default" disabled={isBusy} onClick={() => void exportWorkspace(isAll ? 'all' : kept.map(({ id }) => id), suggestedName())} data-testid="workspace-export">{workspaceText('exportNow')}</Button>
    </SettingRow>
  )
}

function suggestedName(): string {
  return `${workspaceText('fileName', { day: new Date().toISOString().slice(0, 10) })}.rehearsal-workspace`
}
