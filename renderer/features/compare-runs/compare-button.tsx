import { ActionIcon } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { openCompare } from './compare-runs.ts'
import { compareText } from './texts.ts'

/** At the head of the results: this run beside another, a version, or other assumptions. */
export function CompareButton() {
  return (
    <Hint label={compareText('compareWith')} keys={keysOf('mod+Alt+W')} position="top">
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={compareText('compareWith')} onClick={() => openCompare()} data-testid="compare-with">
        <IconArrowsDiff size={17} stroke={1.8} />
      </ActionIcon>
    </Hint>
  )
}
