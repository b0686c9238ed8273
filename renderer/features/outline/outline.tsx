import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconFold, IconPlus } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { documentStore, useDocumentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { addNoteAt } from '../canvas/note-actions.ts'
import { addEntryLine, addStageLine, openLine, selectLine } from './edit-line.ts'
import { drawnRange, offsetsOf, placesOf } from './lines.ts'
import { forgetRest, onLineKey } from './outline-keys.ts'
import { ancestorsOf, openItems, outlineItems, type OutlineItem } from './outline-items.ts'
import { OutlineMenu } from './outline-menu.tsx'
import { OutlineRow } from './outline-row.tsx'
import { setFolded, useOutlineStore } from './outline-store.ts'
import { outlineText as text } from './texts.ts'
import styles from './outline.module.css'

/** The journey as a tree beside the canvas: to read it, and to do everything to it with the keyboard alone. */
export function Outline() {
  const entries = useDocumentStore((state) => state.document.entries)
  const shape = useDocumentStore((state) => flowShapeOf(state.document.steps))
  const stages = useDocumentStore((state) => state.document.stages)
  const closed = useOutlineStore((state) => state.closed)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- moving a card or naming a step changes the document, not the tree
  const items = useMemo(() => outlineItems(documentStore.getState().document), [entries, shape, stages])
  const shown = useMemo(() => openItems(items, closed), [items, closed])
  return (
    <div className={styles.outline} data-testid="outline">
      <Tools items={items} />
      {items.length === 0 ? (
        <Nothing />
      ) : (
        <Tree items={items} shown={shown} />
      )}
      <OutlineMenu items={items} />
    </div>
  )
}

function Nothing() {
  const focusWish = useOutlineStore((state) => state.focusWish)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focusWish === useOutlineStore.getState().servedWish) return
    useOutlineStore.setState({ servedWish: focusWish })
    button.current?.focus()
  }, [focusWish])
  return (
    <div className={styles.empty}>
      <strong>{text('empty')}</strong>
      <span>{text('emptyBody')}</span>
      <Button ref={button} variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={addEntryLine} data-testid="outline-first-entry">
        {text('addEntry')}
      </Button>
    </div>
  )
}

function Tools({ items }: { items: readonly OutlineItem[] }) {
  const closed = useOutlineStore((state) => state.closed)
  const button = useRef<HTMLButtonElement>(null)
  // What is added takes the keyboard itself; only who gives up comes back to the button.
  const isChosen = useRef(false)
  const then = (add: () => void) => () => {
    isChosen.current = true
    add()
  }
  const foldable = items.filter(({ hasChildren, kind }) => hasChildren && kind === 'node')
  return (
    <div className={styles.tools}>
      <Menu
        position="bottom-start"
        returnFocus={false}
        onClose={() => {
          if (!isChosen.current) button.current?.focus()
          isChosen.current = false
        }}
      >
        <Menu.Target>
          <Button ref={button} variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} data-testid="outline-add">
            {text('add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={then(addEntryLine)} data-testid="outline-add-entry">{text('addEntry')}</Menu.Item>
          <Menu.Item onClick={then(addStageLine)} data-testid="outline-add-stage">{text('addStage')}</Menu.Item>
          <Menu.Item onClick={then(() => addNoteAt())} data-testid="outline-add-note">{text('addNote')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Hint label={text(closed.size > 0 ? 'unfoldAll' : 'foldAll')} keys={closed.size > 0 ? '*' : ''}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={text(closed.size > 0 ? 'unfoldAll' : 'foldAll')}
          disabled={foldable.length === 0}
          onClick={() => useOutlineStore.setState({ closed: new Set(closed.size > 0 ? [] : foldable.map(({ key }) => key)) })}
        >
          <IconFold size={16} stroke={1.8} />
        </ActionIcon>
      </Hint>
    </div>
  )
}

function Tree({ items, shown }: { items: readonly OutlineItem[]; shown: readonly OutlineItem[] }) {
  const tree = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 900 })
  const closed = useOutlineStore((state) => state.closed)
  const renamingKey = useOutlineStore((state) => state.renamingKey)
  const offsets = useMemo(() => offsetsOf(shown), [shown])
  const places = useMemo(() => placesOf(shown), [shown])
  const active = useActiveLine(items, shown, tree, offsets)
  const [from, until] = drawnRange(offsets, view.top, view.height)

  useLayoutEffect(() => {
    const element = tree.current
    if (!element) return
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const row = (index: number) => {
    const item = shown[index]!
    const { place, of } = places[index]!
    return <OutlineRow key={item.key} item={item} place={place} of={of} isOpen={!closed.has(item.key)} isActive={index === active} isRenaming={renamingKey === item.key} />
  }
  return (
    <div
      ref={tree}
      className={styles.tree}
      role="tree"
      aria-label={text('label')}
      aria-description={text('help')}
      aria-multiselectable="true"
      data-testid="outline-tree"
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.matches('[role="treeitem"]') && onLineKey(event, shown)) {
          event.preventDefault()
          event.stopPropagation()
        }
      }}
      onFocus={(event) => {
        const key = event.target.getAttribute('data-key')
        if (key !== null) useOutlineStore.setState({ activeKey: key })
      }}
      onClick={(event) => onClick(event, shown)}
      onDoubleClick={(event) => {
        const item = itemAt(event, shown)
        if (item && item.kind !== 'mention') openLine(item)
      }}
      onContextMenu={(event) => {
        const item = itemAt(event, shown)
        if (!item) return
        event.preventDefault()
        selectLine(item, false)
        useOutlineStore.setState({ activeKey: item.key, menu: { key: item.key, at: { x: event.clientX, y: event.clientY } } })
      }}
    >
      <div className={styles.drawn} role="none" style={{ height: offsets.at(-1) }}>
        <div className={styles.window} role="none" style={{ top: offsets[from] }}>
          {active >= 0 && active < from && row(active)}
          {Array.from({ length: until - from }, (_, step) => row(from + step))}
          {active >= until && row(active)}
        </div>
      </div>
    </div>
  )
}

/** Which line takes the focus; it follows the selection, comes into sight, and goes to a neighbour when its own is gone. */
function useActiveLine(items: readonly OutlineItem[], shown: readonly OutlineItem[], tree: React.RefObject<HTMLDivElement | null>, offsets: readonly number[]): number {
  const activeKey = useOutlineStore((state) => state.activeKey)
  const focusWish = useOutlineStore((state) => state.focusWish)
  const [selected] = useUiStore((state) => state.selection.nodeIds)
  const last = useRef({ index: 0, hadFocus: false })
  // Nobody was here yet: the first line.
  const index = activeKey === null ? Math.min(0, shown.length - 1) : shown.findIndex(({ key }) => key === activeKey)

  // What is selected elsewhere is where the outline goes on.
  useEffect(() => {
    if (selected === undefined || tree.current?.contains(globalThis.document.activeElement)) return
    useOutlineStore.setState({ activeKey: selected })
  }, [selected, tree])

  useLayoutEffect(() => {
    if (index >= 0 || activeKey === null) return
    const folded = ancestorsOf(items, activeKey).filter((key) => useOutlineStore.getState().closed.has(key))
    if (folded.length > 0) return folded.forEach((key) => setFolded(key, false))
    // Its line is gone: the one that took its place.
    if (!items.some(({ key }) => key === activeKey)) {
      const near = shown[Math.min(last.current.index, shown.length - 1)]
      useOutlineStore.setState(({ focusWish: wish }) => ({ activeKey: near?.key ?? null, focusWish: last.current.hadFocus ? wish + 1 : wish }))
    }
  }, [items, shown, activeKey, index])

  useLayoutEffect(() => {
    const element = tree.current
    if (!element || index < 0) return
    const [top, bottom] = [offsets[index]!, offsets[index + 1]!]
    if (top < element.scrollTop) element.scrollTo({ top })
    else if (bottom + 12 > element.scrollTop + element.clientHeight) element.scrollTo({ top: bottom + 12 - element.clientHeight })
    const line = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(shown[index]!.key)}"]`)
    if (line && focusWish !== useOutlineStore.getState().servedWish) {
      useOutlineStore.setState({ servedWish: focusWish })
      // A name that is being written keeps the keys.
      if (useOutlineStore.getState().renamingKey === null) line.focus({ preventScroll: true })
    }
    last.current = { index, hadFocus: element.contains(globalThis.document.activeElement) }
  }, [index, focusWish, shown, offsets, tree])

  useEffect(() => {
    const element = tree.current
    const note = () => {
      last.current.hadFocus = element?.contains(globalThis.document.activeElement) ?? false
    }
    element?.addEventListener('focusin', note)
    return () => element?.removeEventListener('focusin', note)
  }, [tree])

  return index >= 0 ? index : shown.length > 0 ? 0 : -1
}

function itemAt(event: MouseEvent, shown: readonly OutlineItem[]): OutlineItem | undefined {
  const key = event.target instanceof Element ? event.target.closest('[data-key]')?.getAttribute('data-key') : undefined
  return shown.find((item) => item.key === key)
}

function onClick(event: MouseEvent, shown: readonly OutlineItem[]): void {
  const item = itemAt(event, shown)
  if (!item) return
  forgetRest()
  if (event.target instanceof Element && event.target.closest('[data-fold]')) return setFolded(item.key, !useOutlineStore.getState().closed.has(item.key))
  useOutlineStore.setState({ activeKey: item.key })
  const { selection, select, reveal } = useUiStore.getState()
  if (item.kind === 'node' && (event.ctrlKey || event.metaKey || event.shiftKey)) {
    const ids = selection.nodeIds.includes(item.nodeId) ? selection.nodeIds.filter((id) => id !== item.nodeId) : [...selection.nodeIds, item.nodeId]
    return select(ids)
  }
  if (item.kind === 'mention') return reveal(item.to)
  selectLine(item)
}
