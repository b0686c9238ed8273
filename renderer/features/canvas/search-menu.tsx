import { useClickOutside } from '@mantine/hooks'
import type { Icon } from '@tabler/icons-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { createPortal } from 'react-dom'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { FamilyTile } from './families.tsx'
import type { ScreenPoint } from './quick-add-store.ts'
import { gestureText } from './gesture-texts.ts'
import styles from './search-menu.module.css'

export interface MenuOption { id: string; name: string; what: string; family: StepFamily; icon: Icon }

interface SearchMenuProps {
  at: ScreenPoint
  /** What choosing does: "After Wait for cart". */
  title: string
  titleIcon: Icon
  placeholder: string
  nothing: string
  /** What answers a query, best first; all for an empty one. */
  search(query: string): readonly MenuOption[]
  /** The option that is active at first. */
  initial?: string | undefined
  onChoose(id: string): void
  /** Closed without a choice. */
  onClose(): void
  /** The option Enter would choose has changed. */
  onActive?(id: string | undefined): void
  testId: string
}

const EDGE = 8

/** A list one types into, at a point of the window: arrows move, Enter chooses, Escape gives up. */
export function SearchMenu({ at, title, titleIcon: TitleIcon, placeholder, nothing, search, initial, onChoose, onClose, onActive, testId }: SearchMenuProps) {
  const [query, setQuery] = useState('')
  const options = search(query)
  const [activeId, setActiveId] = useState<string | undefined>(initial)
  const active = Math.max(0, options.findIndex(({ id }) => id === activeId))
  const current = options[active]
  const listId = useId()
  const box = useClickOutside<HTMLDivElement>(onClose)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current) keepInside(box.current, at)
  }, [box, at, options.length])
  useReturnFocus()
  useEffect(() => {
    onActive?.(current?.id)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current?.id, onActive])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: (active + 1) % Math.max(1, options.length), ArrowUp: (active + options.length - 1) % Math.max(1, options.length), PageDown: options.length - 1, PageUp: 0 }[event.key]
    if (to !== undefined) setActiveId(options[to]?.id)
    else if (event.key === 'Enter') {
      if (current) onChoose(current.id)
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return createPortal(
    <div ref={box} className={styles.menu} role="dialog" aria-label={title} data-testid={testId}>
      <div className={styles.head}>
        <TitleIcon size={16} stroke={1.8} aria-hidden="true" />
        <span className={styles.headText} data-testid={`${testId}-title`}>{title}</span>
      </div>
      <input
        className={styles.input}
        value={query}
        placeholder={placeholder}
        role="combobox"
        aria-label={placeholder}
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(current === undefined ? {} : { 'aria-activedescendant': `${listId}-${active}` })}
        autoComplete="off"
        spellCheck={false}
        data-testid={`${testId}-input`}
        ref={focusOnce}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActiveId(undefined)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className={styles.list} id={listId} role="listbox" aria-label={title} hidden={options.length === 0}>
        {options.map(({ id, name, what, family, icon }, index) => (
          <div
            key={id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            data-testid={`${testId}-${id}`}
            onPointerMove={() => setActiveId(id)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(id)}
          >
            <FamilyTile family={family} icon={icon} size={28} />
            <span className={styles.words}>
              <span className={styles.name}>{name}</span>
              <span className={styles.what}>{what}</span>
            </span>
          </div>
        ))}
      </div>
      <div role="status">{options.length === 0 && <p className={styles.nothing}>{nothing}</p>}</div>
      <div className={styles.foot} aria-hidden="true">
        <span><kbd>↑ ↓</kbd> {gestureText('footMove')}</span>
        <span><kbd>Enter</kbd> {gestureText('footChoose')}</span>
        <span><kbd>Esc</kbd> {gestureText('footClose')}</span>
      </div>
    </div>,
    globalThis.document.body,
  )
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
}

/** Beside the point, and wholly inside the window. */
function keepInside(menu: HTMLElement, { x, y }: ScreenPoint): void {
  const { width, height } = menu.getBoundingClientRect()
  const left = x + EDGE + width > globalThis.innerWidth - EDGE && x - EDGE - width > EDGE ? x - EDGE - width : x + EDGE
  // It keeps the top it had when it was longest, so that it does not wander while one types.
  const top = Math.min(y - EDGE, globalThis.innerHeight - EDGE - height)
  menu.style.left = `${Math.max(EDGE, Math.min(left, globalThis.innerWidth - EDGE - width))}px`
  if (menu.style.top === '' || Number.parseFloat(menu.style.top) > top) menu.style.top = `${Math.max(EDGE, top)}px`
}

/** Whoever gives up is back where they were; a choice takes the focus elsewhere itself. */
function useReturnFocus(): void {
  // Asked while the list is drawn for the first time, before its field takes the focus.
  const [before] = useState(() => globalThis.document.activeElement)
  useLayoutEffect(
    () => () => {
      const now = globalThis.document.activeElement
      if (before instanceof HTMLElement && before.isConnected && (now === null || now === globalThis.document.body || now.closest('[role="dialog"]') !== null)) before.focus({ preventScroll: true })
    },
    [before],
  )
}
