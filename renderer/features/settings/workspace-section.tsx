import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { desktop } from '../../app/desktop.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { ago, bytesInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import pageStyles from '../publish/publish.module.css'
import { CommandLine, copyText } from './command-line.tsx'
import { ExportRow } from './export-row.tsx'
import { ImportRow } from './import-row.tsx'
import { SettingRow } from './setting-row.tsx'
import { backUp, chooseWorkspace, deletePrevious, moveWorkspace, readInfo, useWorkspaceWork, type WorkspaceInfo } from './workspace-work.ts'
import { WorkspaceOutcome } from './workspace-outcome.tsx'
import { workspaceText } from './workspace-texts.ts'
import styles from './settings.module.css'

/** The workspace as a folder and as a file. */
export function WorkspaceSection() {
  const info = useWorkspaceWork((state) => state.info)
  const error = useWorkspaceWork((state) => state.infoError)
  const isBusy = useWorkspaceWork((state) => state.doing !== null)
  useEffect(() => void readInfo(), [])
  if (info === null) return error === null ? null : <ProblemNote error={error} />
  const shell = desktop()
  return (
    <>
      <WorkspaceOutcome />
      {info.previous !== null && <Previous previous={info.previous} isBusy={isBusy} />}
      <div className={styles.rows}>
        <SettingRow id="folder" name={workspaceText('folder')} help={<span className={styles.path}>{info.directory}</span>} more={<Contents info={info} />}>
          <Button variant="default" onClick={() => (shell ? shell.showInFolder(info.directory) : void copyText(info.directory))} data-testid="workspace-folder">{workspaceText(shell ? 'openFolder' : 'copyPath')}</Button>
        </SettingRow>
        <SettingRow id="move" name={workspaceText('move')} help={workspaceText('moveHelp')} more={<MoveMore info={info} />}>
          {shell && <Button variant="default" disabled={isBusy} onClick={() => void moveWorkspace()} data-testid="workspace-move">{workspaceText('moveNow')}</Button>}
        </SettingRow>
        <ExportRow info={info} isBusy={isBusy} />
        <ImportRow isBusy={isBusy} />
        <SettingRow id="backup" name={workspaceText('backup')} help={workspaceText('backupHelp')}>
          <Button variant="default" disabled={isBusy} onClick={() => void backUp()} data-testid="workspace-backup">{workspaceText('backupNow')}</Button>
        </SettingRow>
        {shell && info.namedBy !== 'variable' && (
          <>
            <SettingRow id="use" name={workspaceText('use')} help={workspaceText('useHelp')}>
              <Button variant="default" disabled={isBusy} onClick={() => void chooseWorkspace(false)} data-testid="workspace-use">{workspaceText('useNow')}</Button>
            </SettingRow>
            <SettingRow id="newEmpty" name={workspaceText('newEmpty')} help={workspaceText('newEmptyHelp')}>
              <Button variant="default" disabled={isBusy} onClick={() => void chooseWorkspace(true)} data-testid="workspace-empty">{workspaceText('useNow')}</Button>
            </SettingRow>
          </>
        )}
      </div>
    </>
  )
}

function Contents({ info: { parts, counts, freeBytes } }: { info: WorkspaceInfo }) {
  return (
    <>
      <table className={`${styles.parts} tabular`} aria-label={workspaceText('contents')} data-testid="workspace-parts">
        <tbody>
          {parts.filter(({ files }) => files > 0).map(({ what, files, bytes }) => (
            <tr key={what}>
              <th scope="row">{workspaceText(what)}</th>
              <td className={styles.quiet}>{workspaceText('files', { count: files })}</td>
              <td>{bytesInWords(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={`${styles.plain} ${styles.quiet} tabular`}>
        {workspaceText('counts', { journeys: full(counts.journeys), versions: full(counts.versions), runs: full(counts.runs), drafts: full(counts.drafts) })} · {workspaceText('free', { bytes: bytesInWords(freeBytes) })}
      </p>
    </>
  )
}

function MoveMore({ info: { namedBy } }: { info: WorkspaceInfo }) {
  return (
    <>
      {desktop() === undefined && (
        <>
          <p className={`${styles.plain} ${styles.quiet}`}>{workspaceText('moveBrowser')}</p>
          <CommandLine command="rehearse workspace move <folder>" />
        </>
      )}
      {namedBy !== null && <p className={`${styles.plain} ${styles.quiet}`}>{workspaceText(namedBy === 'variable' ? 'namedByVariable' : 'namedByOption')}</p>}
    </>
  )
}

function Previous({ previous: { directory, bytes, movedAt }, isBusy }: { previous: NonNullable<WorkspaceInfo['previous']>; isBusy: boolean }) {
  const [isAsking, setAsking] = useState(false)
  const now = useNow()
  return (
    <div className={pageStyles.note} data-tone="plain" data-testid="workspace-previous">
      <div className={pageStyles.noteWords}>
        <p>{workspaceText('previous', { directory, when: ago(movedAt, now), bytes: bytesInWords(bytes) })}</p>
        <div className={pageStyles.noteWays}>
          <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => setAsking(true)} data-testid="delete-previous">{workspaceText('deletePrevious')}</Button>
        </div>
      </div>
      <Modal data-help="settings" opened={isAsking} onClose={() => setAsking(false)} title={workspaceText('deleteAsk')} closeButtonProps={{ 'aria-label': workspaceText('cancel') }}>
        <p className={styles.plain}>{workspaceText('deleteBody', { directory })}</p>
        <div className={styles.dialogWays}>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>{workspaceText('cancel')}</Button>
          <Button color="red" onClick={() => { setAsking(false); void deletePrevious(directory) }} data-testid="delete-previous-confirm">{workspaceText('delete')}</Button>
        </div>
      </Modal>
    </div>
  )
}
