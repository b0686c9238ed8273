import { Button } from '@mantine/core'
import { useNow } from '../../components/use-now.ts'
import { cut } from '../../i18n/cut.ts'
import { ago, bytesInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import pageStyles from '../publish/publish.module.css'
import { SettingRow } from './setting-row.tsx'
import { chooseFileToImport, forgetOutcome, importChosen, useWorkspaceWork, type WorkspaceFile } from './workspace-work.ts'
import { workspaceText } from './workspace-texts.ts'
import styles from './settings.module.css'

/** A file of a workspace: what is in it is told before anything is unpacked. */
export function ImportRow({ isBusy }: { isBusy: boolean }) {
  const chosen = useWorkspaceWork((state) => state.chosen)
  return (
    <SettingRow id="import" name={workspaceText('import')} help={workspaceText('importHelp')} more={chosen === null ? undefined : <Chosen file={chosen} isBusy={isBusy} />}>
      <Button variant="default" disabled={isBusy} onClick={() => void chooseFileToImport()} data-testid="workspace-import">{workspaceText('importNow')}</Button>
    </SettingRow>
  )
}

function Chosen({ file: { name, madeAt, madeBy, journeys, runs, datasets, unpackedBytes }, isBusy }: { file: WorkspaceFile; isBusy: boolean }) {
  const now = useNow()
  return (
    <div data-testid="workspace-chosen">
      <p className={`${styles.plain} tabular`}>{workspaceText('inFile', { name: cut(name, 120), when: ago(madeAt, now), version: madeBy, journeys: full(journeys), runs: full(runs), datasets: full(datasets.length), bytes: bytesInWords(unpackedBytes) })}</p>
      <div className={pageStyles.noteWays}>
        <Button size="compact-sm" disabled={isBusy} onClick={() => void importChosen()} data-testid="workspace-unpack" autoFocus>{workspaceText('unpack')}</Button>
        <Button variant="default" size="compact-sm" onClick={forgetOutcome}>{workspaceText('notThis')}</Button>
      </div>
    </div>
  )
}
