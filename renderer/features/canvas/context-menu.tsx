import { Menu } from '@mantine/core'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { ACTIONS } from '../../app/actions.ts'
import { appText } from '../../app/texts.ts'
import { keysOf } from '../../components/keys.ts'
import { documentStore } from '../../document/document-store.ts'
import { nameOfNode } from '../../document/names.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { closeContextMenu, useContextMenu, type ContextKind } from './context-store.ts'
import { gestureText } from './gesture-texts.ts'
import styles from './context-menu.module.css'

/** An action's id, a line between two groups, or a menu within the menu. */
type Item = string | null | { label: string; testId: string; ids: readonly string[] }

const COPIES = ['edit.cut', 'edit.copy', 'edit.duplicate'] as const
const ALIGN: Item = { label: gestureText('menuAlign'), testId: 'align', ids: ['edit.alignLeft', 'edit.alignCentre', 'edit.alignRight', 'edit.alignTop', 'edit.alignMiddle', 'edit.alignBottom'] }
const DISTRIBUTE: Item = { label: gestureText('menuDistribute'), testId: 'distribute', ids: ['edit.distributeHorizontally', 'edit.distributeVertically'] }

/** What each menu offers, by action; an action that does not exist is left out. */
const ITEMS: Record<ContextKind, readonly Item[]> = {
  step: ['edit.addStep', 'edit.replace', 'edit.connect', 'edit.takeOut', null, 'run.lost', null, 'edit.comment', 'edit.rename', null, ...COPIES, null, 'edit.delete'],
  entry: ['edit.addStep', 'edit.connect', null, 'edit.comment', null, ...COPIES, null, 'edit.delete'],
  note: [...COPIES, null, 'edit.delete'],
  several: [ALIGN, DISTRIBUTE, 'edit.arrangeSelection', 'edit.addStage', null, 'edit.takeOut', null, ...COPIES, null, 'edit.delete'],
  connection: ['edit.addStep', null, 'edit.delete'],
  canvas: ['edit.addStep', 'edit.addNote', 'edit.addStage', 'edit.paste', null, 'edit.selectAll', 'edit.arrange', 'view.fit', null, 'file.exportPicture', 'file.exportDrawing'],
}

// Not the key that opened it, whose event is still on its way.
const OUTSIDE = ['mousedown', 'touchstart']

/** The menu of the right button and of the menu key. */
export function ContextMenu() {
  const open = useContextMenu((state) => state.open)
  // Outside the canvas, which is a world of its own for what is fixed to the window.
  return open === null ? null : createPortal(<OpenMenu key={`${open.at.x} ${open.at.y}`} {...open} />, globalThis.document.body)
}

function OpenMenu({ kind, at }: NonNullable<ReturnType<typeof useContextMenu.getState>['open']>) {
  const [before] = useState(() => globalThis.document.activeElement)
  const goBack = () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
  const close = () => {
    closeContextMenu()
    // Once the menu has let go of the focus.
    requestAnimationFrame(() => {
      if (globalThis.document.activeElement === globalThis.document.body) goBack()
    })
  }
  const run = (id: string) => {
    closeContextMenu()
    goBack()
    void ACTIONS.find((action) => action.id === id)?.run(kind === 'canvas' ? at : undefined)
  }
  return (
    <Menu opened onClose={close} position="right-start" offset={2} withinPortal returnFocus={false} clickOutsideEvents={OUTSIDE} shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label={titleOf(kind)} className={styles.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown className={styles.dropdown!} data-testid="context-menu" aria-label={titleOf(kind)} onContextMenu={(event) => event.preventDefault()}>
        {tidy(ITEMS[kind]).map((item, index) => (item === null ? <Menu.Divider key={index} /> : typeof item === 'string' ? <ActionItem key={item} id={item} isFirst={index === 0} onRun={run} /> : <SubMenu key={item.testId} item={item} onRun={run} />))}
      </Menu.Dropdown>
    </Menu>
  )
}

function SubMenu({ item, onRun }: { item: Exclude<Item, string | null>; onRun(id: string): void }) {
  return (
    <Menu.Sub transitionProps={{ duration: 0 }}>
      <Menu.Sub.Target>
        <Menu.Sub.Item data-testid={`context-${item.testId}`}>{item.label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={styles.dropdown!}>
        {item.ids.map((id) => (
          <ActionItem key={id} id={id} isFirst={false} onRun={onRun} />
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

function ActionItem({ id, isFirst, onRun }: { id: string; isFirst: boolean; onRun(id: string): void }) {
  const action = ACTIONS.find((one) => one.id === id)
  if (!action) return null
  const [keys] = action.keys
  return (
    <Menu.Item data-testid={`context-${id}`} {...(isFirst ? { 'data-autofocus': true } : {})} rightSection={keys === undefined ? null : <kbd className={styles.keys}>{keysOf(keys)}</kbd>} onClick={() => onRun(id)}>
      {appText(action.label)}
    </Menu.Item>
  )
}

/** Without actions that do not exist, and without lines that then part nothing. */
function tidy(items: readonly Item[]): Item[] {
  const known = items.filter((item) => typeof item !== 'string' || ACTIONS.some(({ id }) => id === item))
  return known.filter((item, index) => item !== null || (index > 0 && index < known.length - 1 && known[index + 1] !== null))
}

function titleOf(kind: ContextKind): string {
  if (kind === 'canvas') return gestureText('menuCanvas')
  if (kind === 'connection') return gestureText('menuEdge')
  if (kind === 'several') return gestureText('menuSeveral')
  return gestureText('menuCard', { name: nameOfNode(documentStore.getState().document, useUiStore.getState().selection.nodeIds[0] ?? '') })
}
