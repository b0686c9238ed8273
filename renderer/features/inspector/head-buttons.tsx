import { ActionIcon } from '@mantine/core'
import { IconCopy, IconTrash, type Icon } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { deleteSelection, duplicateSelection } from '../canvas/canvas-actions.ts'
import { inspectorText } from './texts.ts'

/** A button at the top of a form; `keys` as `keysOf` takes them. */
export function HeadButton({ label, keys, icon: Glyph, onClick, testId }: { label: string; keys: string; icon: Icon; onClick(): void; testId?: string }) {
  return (
    <Hint label={label} keys={keysOf(keys)}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick} {...(testId === undefined ? {} : { 'data-testid': testId })}>
        <Glyph size={17} stroke={1.7} />
      </ActionIcon>
    </Hint>
  )
}

/** What can be done with whatever is selected. */
export function SelectionButtons() {
  return (
    <>
      <HeadButton label={inspectorText('duplicate')} keys="mod+D" icon={IconCopy} onClick={duplicateSelection} />
      <HeadButton label={inspectorText('delete')} keys="Delete" icon={IconTrash} onClick={deleteSelection} />
    </>
  )
}
