import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsMinimize, IconColumnInsertLeft, IconColumnInsertRight, IconDots, IconPencil, IconTrash, type Icon } from '@tabler/icons-react'
import { freeId } from '../../../engine/core/model/ids.ts'
import type { Band } from '../../document/bands.ts'
import { addStageBeside, fitBand, removeStage, reorderStage } from '../../document/commands/stages.ts'
import { documentStore } from '../../document/document-store.ts'
import { keysOf } from '../../components/keys.ts'
import { startRenaming, useBandStore } from './band-store.ts'
import { canvasText } from './texts.ts'
import styles from './stage-bands.module.css'

/** Back to the header, unless what was chosen put the focus somewhere. */
function focusName(stageId: string): void {
  if (useBandStore.getState().renaming !== null) return
  globalThis.document.querySelector<HTMLElement>(`[data-band="${CSS.escape(stageId)}"]`)?.focus({ preventScroll: true })
}

/** What can be done with a stage, on its header: opened by its button, a right click or the menu key. */
export function BandMenu({ band, isFirst, isLast }: { band: Band; isFirst: boolean; isLast: boolean }) {
  const { stageId, name, isStored } = band
  const isOpen = useBandStore((state) => state.menu === stageId)
  const setOpen = (opened: boolean) => {
    useBandStore.setState({ menu: opened ? stageId : null })
    if (!opened) requestAnimationFrame(() => focusName(stageId))
  }
  const { apply } = documentStore.getState()
  // The journey as it is when an item is chosen: this menu is not drawn anew with every edit.
  const now = () => documentStore.getState().document
  const item = (label: string, Glyph: Icon, run: () => unknown, { keys, isOff = false, isFirstItem = false }: { keys?: string; isOff?: boolean; isFirstItem?: boolean } = {}) => (
    <Menu.Item {...(isFirstItem ? { 'data-autofocus': true } : {})} leftSection={<Glyph size={16} stroke={1.7} />} rightSection={keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>} disabled={isOff} onClick={run}>
      {label}
    </Menu.Item>
  )
  const addBeside = (side: 'before' | 'after') => {
    const id = freeId('stage', (taken) => now().stages?.some((stage) => stage.id === taken) === true)
    apply(addStageBeside({ id, name: canvasText('newStage') }, stageId, side))
    startRenaming(id)
  }
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" withinPortal returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          className={`nopan nodrag ${styles.more}`}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={canvasText('stageMenu', { stage: name })}
          data-testid={`stage-menu-${stageId}`}
          onPointerDown={(event) => event.stopPropagation()}
        >
          <IconDots size={18} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onPointerDown={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
        {item(canvasText('stageRename'), IconPencil, () => startRenaming(stageId), { keys: 'F2', isFirstItem: true })}
        {item(canvasText('stageFit'), IconArrowsMinimize, () => apply(fitBand(stageId, now())), { isOff: !isStored })}
        <Menu.Divider />
        {item(canvasText('stageBefore'), IconColumnInsertLeft, () => addBeside('before'))}
        {item(canvasText('stageAfter'), IconColumnInsertRight, () => addBeside('after'))}
        {item(canvasText('stageLeft'), IconArrowLeft, () => apply(reorderStage(stageId, -1, now())), { isOff: isFirst })}
        {item(canvasText('stageRight'), IconArrowRight, () => apply(reorderStage(stageId, 1, now())), { isOff: isLast })}
        <Menu.Divider />
        {item(canvasText('stageRemove'), IconTrash, () => apply(removeStage(stageId, now())), { keys: keysOf('Delete') })}
      </Menu.Dropdown>
    </Menu>
  )
}
