import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { desktop } from '../../app/desktop.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { bytesInWords } from '../../i18n/dates.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import pageStyles from '../publish/publish.module.css'
import { CommandLine, copyText } from './command-line.tsx'
import { cancelWork, forgetOutcome, goOverTo, useWorkspaceWork } from './workspace-work.ts'
import { workspaceText } from './workspace-texts.ts'
import styles from './settings.module.css'

/** How far work on the workspace is, why it came to nothing, or what came of it. */
export function WorkspaceOutcome() {
  const { doing, refused, done } = useWorkspaceWork()
  const progress = useJobProgress(doing?.jobId)
  if (doing !== null) {
    return (
      <div className={pageStyles.work} role="status" data-testid="workspace-doing">
        <div className={pageStyles.workWords}>
          <span>{doing.label}</span>
          <span className={pageStyles.quiet}>{doing.isCancelling ? workspaceText('cancelling') : workInWords(progress)}</span>
        </div>
        <ProgressLine label={doing.label} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        {doing.canCancel && <Button variant="default" size="compact-sm" disabled={doing.isCancelling} onClick={() => void cancelWork()} data-testid="workspace-cancel">{workspaceText('cancel')}</Button>}
      </div>
    )
  }
  if (refused !== null) {
    const { error, to } = refused
    return (
      <ProblemNote error={error} testId="workspace-refused">
        {to !== null && <Button size="compact-sm" onClick={() => void goOverTo(to)} data-testid="open-other">{workspaceText('openOther')}</Button>}
        <Button variant="default" size="compact-sm" onClick={forgetOutcome}>{workspaceText('dismiss')}</Button>
      </ProblemNote>
    )
  }
  return done === null ? null : <Done />
}

function Done() {
  const done = useWorkspaceWork((state) => state.done)!
  const info = useWorkspaceWork((state) => state.info)
  const shell = desktop()
  const path = 'path' in done ? done.path : done.directory
  const words = 'bytes' in done ? workspaceText(done.kind, { bytes: bytesInWords(done.bytes) }) : done.kind === 'imported' ? workspaceText('imported', { directory: done.directory }) : workspaceText('copiedTo')
  const mayOpen = shell !== undefined && info?.namedBy !== 'variable'
  return (
    <div className={pageStyles.note} data-tone="good" role="status" data-testid="workspace-done">
      <IconCircleCheck size={18} stroke={1.8} aria-hidden="true" />
      <div className={pageStyles.noteWords}>
        <p>{words}{done.kind !== 'imported' && <> <code className={styles.path}>{path}</code></>}</p>
        {done.kind === 'imported' && !mayOpen && (
          <>
            <p>{workspaceText('openInTerminal')}</p>
            <CommandLine command={`rehearse serve --workspace "${done.directory}"`} />
          </>
        )}
        <div className={pageStyles.noteWays}>
          {done.kind === 'imported' && mayOpen && <Button size="compact-sm" onClick={() => void goOverTo(done.directory)} data-testid="open-imported">{workspaceText('openImported')}</Button>}
          <Button variant="default" size="compact-sm" onClick={() => (shell ? shell.showInFolder(path) : void copyText(path))}>{workspaceText(shell ? 'openFolder' : 'copyPath')}</Button>
          <Button variant="default" size="compact-sm" onClick={forgetOutcome}>{workspaceText('dismiss')}</Button>
        </div>
      </div>
    </div>
  )
}
