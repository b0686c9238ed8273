import { ActionIcon } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { notify } from '../../components/notify.ts'
import { workspaceText } from './workspace-texts.ts'
import styles from './settings.module.css'

/** A line for the terminal, to be copied. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <Hint label={workspaceText('copyPath')}>
        <ActionIcon variant="subtle" color="gray" aria-label={workspaceText('copyPath')} onClick={() => void copyText(command)}>
          <IconCopy size={16} stroke={1.8} />
        </ActionIcon>
      </Hint>
    </div>
  )
}

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify(workspaceText('copied'))
  } catch {
    notify(workspaceText('copyFailed'), 'error')
  }
}
