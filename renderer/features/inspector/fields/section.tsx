import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronRight, IconDots, IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { useId, useRef, type ReactNode } from 'react'
import { Hint } from '../../../components/hint.tsx'
import { inspectorText } from '../texts.ts'
import { useFoldStore } from './fold-store.ts'
import { addAndGoOn, removeAndStay } from './go-on.ts'
import styles from './fields.module.css'

/** A part of a form under its heading. */
export function Section({ title, help, aside, children }: { title?: string; help?: string; aside?: ReactNode; children?: ReactNode }) {
  return (
    <section className={styles.section} {...(title === undefined ? {} : { 'aria-label': title })}>
      {title !== undefined && (
        <h3 className={styles.heading}>
          {title}
          {aside}
        </h3>
      )}
      {help !== undefined && <p className={styles.help}>{help}</p>}
      {children}
    </section>
  )
}

/** A part that is closed until it is wanted; closed, it says in one line what is set. `id` names it among those left open. */
export function FoldedSection({ id, title, summary, help, children }: { id: string; title: string; summary: string; help?: string; children: ReactNode }) {
  const isOpen = useFoldStore((state) => state.open.has(id))
  const toggle = useFoldStore((state) => state.toggle)
  const bodyId = useId()
  return (
    <section className={`${styles.section} ${styles.folded}`} aria-label={title} data-open={isOpen || undefined}>
      <h3 className={styles.foldHeading}>
        <button type="button" className={styles.fold} aria-expanded={isOpen} aria-controls={bodyId} data-testid={`fold-${id}`} onClick={() => toggle(id)}>
          <IconChevronRight size={16} stroke={2} className={styles.chevron} aria-hidden="true" />
          <span className={styles.foldTitle}>{title}</span>
          {!isOpen && <span className={styles.foldSummary}>{summary}</span>}
        </button>
      </h3>
      {isOpen && (
        <div id={bodyId} className={styles.foldBody}>
          {help !== undefined && <p className={styles.help}>{help}</p>}
          {children}
        </div>
      )}
    </section>
  )
}

/** One of a list that is closed until it is wanted: its name, a word about it, and in one line what it says. */
export function FoldedItem({ id, title, summary, badge, children }: { id: string; title: string; summary: string; badge?: ReactNode; children: ReactNode }) {
  const isOpen = useFoldStore((state) => state.open.has(id))
  const toggle = useFoldStore((state) => state.toggle)
  const bodyId = useId()
  return (
    <div className={styles.foldedItem} data-open={isOpen || undefined}>
      <button type="button" className={styles.foldItem} aria-expanded={isOpen} aria-controls={bodyId} data-testid={`fold-${id}`} onClick={() => toggle(id)}>
        <IconChevronRight size={16} stroke={2} className={styles.chevron} aria-hidden="true" />
        <span className={styles.foldWords}>
          <span className={styles.foldName}>
            {title}
            {badge}
          </span>
          {!isOpen && <span className={styles.foldSays}>{summary}</span>}
        </span>
      </button>
      {isOpen && (
        <div id={bodyId} className={styles.foldItemBody}>
          {children}
        </div>
      )}
    </div>
  )
}

export interface Moves {
  /** True for the first and the last of the list, which cannot move further. */
  isFirst: boolean
  isLast: boolean
  onMove(by: 1 | -1): void
}

interface ItemProps {
  first: ReactNode
  onRemove?: (() => void) | undefined
  removeLabel: string
  /** Where the order of the list counts: how this one is moved. */
  moves?: Moves | undefined
  /** True for a line without fields: no rule parts it from the next. */
  isLine?: boolean
  children?: ReactNode
  testId?: string
}

/** One of a list, with what can be done to it beside its first field. */
export function Item({ first, onRemove, removeLabel, moves, isLine = false, children, testId }: ItemProps) {
  const isMovable = moves !== undefined && !(moves.isFirst && moves.isLast)
  return (
    <div className={isLine ? styles.lineItem : styles.item} {...(testId === undefined ? {} : { 'data-testid': testId })}>
      <div className={styles.itemHead}>
        <div>{first}</div>
        {isMovable ? <ItemMenu moves={moves} onRemove={onRemove} removeLabel={removeLabel} /> : onRemove && <RemoveButton label={removeLabel} onClick={onRemove} />}
      </div>
      {children}
    </div>
  )
}

function ItemMenu({ moves, onRemove, removeLabel }: { moves: Moves; onRemove: (() => void) | undefined; removeLabel: string }) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" color="gray" size={32} aria-label={inspectorText('more')}>
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowUp size={16} stroke={1.7} />} disabled={moves.isFirst} onClick={() => moves.onMove(-1)}>
          {inspectorText('moveUp')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} stroke={1.7} />} disabled={moves.isLast} onClick={() => moves.onMove(1)}>
          {inspectorText('moveDown')}
        </Menu.Item>
        {onRemove && (
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.7} />} onClick={() => removeAndStay(onRemove, button.current)}>
            {removeLabel}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** How one of a list is moved; `set` takes the list in its new order. */
export function movesIn<T>(list: readonly T[], index: number, set: (next: T[]) => unknown): Moves {
  return {
    isFirst: index === 0,
    isLast: index === list.length - 1,
    onMove: (by) => {
      const moved = list[index]
      if (moved !== undefined && index + by >= 0 && index + by < list.length) set(list.toSpliced(index, 1).toSpliced(index + by, 0, moved))
    },
  }
}

export function RemoveButton({ label, onClick, isSmall = false }: { label: string; onClick(): void; isSmall?: boolean }) {
  return (
    <Hint label={label}>
      <ActionIcon variant="subtle" color="gray" size={isSmall ? 24 : 32} aria-label={label} onClick={() => removeAndStay(onClick)}>
        {isSmall ? <IconX size={14} stroke={1.9} /> : <IconTrash size={16} stroke={1.7} />}
      </ActionIcon>
    </Hint>
  )
}

/** Adds something to a form and puts the cursor into it; `field`: the beginning of the test id of the field to go on in, else it is the first. */
export function AddButton({ label, onClick, testId, field }: { label: string; onClick(): void; testId?: string; field?: string }) {
  return (
    <Button
      className={styles.add!}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} />}
      onClick={() => addAndGoOn(onClick, field)}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      {label}
    </Button>
  )
}

/** Fields side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}

/** Fields among words, read from left to right like a sentence. */
export function Sentence({ children, onRemove, removeLabel }: { children: ReactNode; onRemove?: () => void; removeLabel?: string }) {
  return (
    <div className={styles.clause}>
      <div className={styles.sentence}>{children}</div>
      {onRemove && <RemoveButton isSmall label={removeLabel ?? inspectorText('takeAway')} onClick={onRemove} />}
    </div>
  )
}

/** Words between the fields of a sentence. */
export function Words({ children }: { children: ReactNode }) {
  return <span className={styles.between}>{children}</span>
}

/** What else can be said: one quiet button each. */
export function MoreClauses({ before, clauses }: { before?: ReactNode; clauses: readonly { label: string; onAdd(): unknown; testId?: string }[] }) {
  return (
    <div className={styles.more} role="group" aria-label={inspectorText('sayMore')}>
      {before}
      {clauses.map(({ label, onAdd, testId }) => (
        <button key={label} type="button" className={styles.moreButton} onClick={() => addAndGoOn(onAdd)} {...(testId === undefined ? {} : { 'data-testid': testId })}>
          <IconPlus size={12} stroke={2.2} aria-hidden="true" />
          {label}
        </button>
      ))}
    </div>
  )
}

/** A quiet remark below a field. */
export function Remark({ children }: { children: ReactNode }) {
  return <p className={styles.remark}>{children}</p>
}
