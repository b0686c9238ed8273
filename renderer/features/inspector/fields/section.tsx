import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Hint } from '../../../components/hint.tsx'
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

/** One of a list, with the button that takes it away beside its first field. */
export function Item({ first, onRemove, removeLabel, children }: { first: ReactNode; onRemove?: (() => void) | undefined; removeLabel: string; children?: ReactNode }) {
  return (
    <div className={styles.item}>
      <div className={styles.itemHead}>
        <div>{first}</div>
        {onRemove && <RemoveButton label={removeLabel} onClick={onRemove} />}
      </div>
      {children}
    </div>
  )
}

export function RemoveButton({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <Hint label={label}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} onClick={onClick}>
        <IconTrash size={16} stroke={1.7} />
      </ActionIcon>
    </Hint>
  )
}

export function AddButton({ label, onClick, testId }: { label: string; onClick(): void; testId?: string }) {
  return (
    <Button
      className={styles.add!}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} />}
      onClick={onClick}
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

