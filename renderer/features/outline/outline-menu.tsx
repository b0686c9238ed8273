import { Menu } from '@mantine/core'
import { keysOf } from '../../components/keys.ts'
import { documentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { copySelection, cutSelection, duplicateSelection, pasteFromClipboard } from '../canvas/canvas-actions.ts'
import { addAtLine, connectLine } from './ask-at-line.ts'
import { deleteLine, moveLine, openLine, startRenaming } from './edit-line.ts'
import { goTo } from './outline-keys.ts'
import { focusLine, useOutlineStore } from './outline-store.ts'
import type { OutlineItem } from './outline-items.ts'
import { canRename } from './rename.ts'
import { outlineText as text } from './texts.ts'
import styles from './outline.module.css'

/** Everything that can be done to a line, with its keys; Shift+F10, the menu key or a right click opens it. */
export function OutlineMenu({ items }: { items: readonly OutlineItem[] }) {
  const menu = useOutlineStore((state) => state.menu)
  const item = items.find(({ key }) => key === menu?.key)
  if (!menu || !item) return null
  const { kind } = item
  const isNode = kind === 'node'
  const isWay = kind === 'way' || kind === 'mention'
  const target = isWay && item.to !== undefined ? documentStore.getState().document.steps[item.to] : undefined
  // The focus goes back to the line before the action runs, which may move it on.
  const then = (run: () => unknown) => () => {
    useOutlineStore.setState({ menu: null })
    focusLine(item.key)
    void run()
  }
  const entry = (label: string, keys: string, run: () => unknown) => (
    <Menu.Item key={label} onClick={then(run)} rightSection={<kbd className={styles.keys}>{keys}</kbd>}>
      {label}
    </Menu.Item>
  )
  return (
    <Menu
      opened
      onClose={() => {
        if (useOutlineStore.getState().menu?.key !== item.key) return
        useOutlineStore.setState({ menu: null })
        focusLine(item.key)
      }}
      position="bottom-start"
      offset={2}
      withinPortal
      returnFocus={false}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label={text('menu')} className={styles.anchor} style={{ left: menu.at.x, top: menu.at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={text('menu')} data-testid="outline-menu">
        {(isNode || kind === 'way' || kind === 'stage') && entry(text('open'), keysOf('Enter'), () => openLine(item))}
        {target && isWay && entry(text('goTo', { name: nameOfStep(target) }), '→', () => goTo(item.to!))}
        {canRename(item) && entry(text('rename'), 'F2', () => startRenaming(item))}
        {(isNode || isWay) && <Menu.Divider />}
        {isNode && entry(text('addAfter'), '/', () => addAtLine(item, menu.at))}
        {isWay && entry(text('addHere'), '/', () => addAtLine(item, menu.at))}
        {(isNode || isWay) && entry(text('connect'), 'C', () => connectLine(item, menu.at))}
        {(isNode || kind === 'way' || kind === 'stage') && <Menu.Divider />}
        {(isNode || kind === 'way' || kind === 'stage') && entry(text('moveUp'), keysOf('Alt+↑'), () => moveLine(item, -1))}
        {(isNode || kind === 'way' || kind === 'stage') && entry(text('moveDown'), keysOf('Alt+↓'), () => moveLine(item, 1))}
        {isNode && (
          <>
            <Menu.Divider />
            {entry(text('cut'), keysOf('mod+X'), cutSelection)}
            {entry(text('copy'), keysOf('mod+C'), copySelection)}
            {entry(text('paste'), keysOf('mod+V'), pasteFromClipboard)}
            {entry(text('duplicate'), keysOf('mod+D'), duplicateSelection)}
          </>
        )}
        {kind !== 'apart' && <Menu.Divider />}
        {kind !== 'apart' && entry(text(isWay ? 'disconnect' : kind === 'stage' ? 'removeStage' : 'delete'), keysOf('Delete'), () => deleteLine(item))}
      </Menu.Dropdown>
    </Menu>
  )
}
