import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowsExchange, IconArrowUp, IconBraces, IconBracesOff, IconChevronDown, IconClipboard, IconCopy, IconCopyPlus, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { useContext, useRef, useState, type KeyboardEvent } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { Hint } from '../../../components/hint.tsx'
import { keysOf } from '../../../components/keys.ts'
import { addAndGoOn, removeAndStay } from '../fields/go-on.ts'
import { inspectorText } from '../texts.ts'
import { pasteInto } from './add-condition.tsx'
import { asOwnStep, BuilderContext, duplicate, endDrag, insertAfter, nudge, remove, startDrag } from './builder.ts'
import { copyCondition } from './condition-clip.ts'
import { asGroup, groupOf, opposite, type ConditionPlace } from './condition-forms.ts'
import { stepOf, type Path } from './condition-tree.ts'
import { KindItems } from './kind-items.tsx'
import styles from './condition.module.css'

interface PartProps {
  value: Condition
  onChange(next: Condition): unknown
  place: ConditionPlace
  /** Undefined inside an opposite, whose parts are not moved. */
  path: Path | undefined
}

/** What a part is taken by: dragged with the mouse, moved with Alt and the arrow keys. Only where there is another place to go. */
export function Grip({ path, name }: { path: Path | undefined; name: string }) {
  const builder = useContext(BuilderContext)
  if (builder === null || path === undefined || path.length === 0) return null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    event.stopPropagation()
    nudge(builder, path, event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <Hint label={inspectorText('moveCondition')} keys={keysOf('ArrowUp')}>
      <button
        type="button"
        draggable
        className={styles.grip}
        aria-label={inspectorText('moveOf', { what: name })}
        data-grip={path.join('.')}
        data-testid="condition-grip"
        onKeyDown={onKeyDown}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData('text/plain', name)
          startDrag(builder.id, path)
        }}
        onDragEnd={endDrag}
      >
        <IconGripVertical size={14} stroke={1.8} aria-hidden="true" />
      </button>
    </Hint>
  )
}

/** The name of a condition's kind, as the button that makes it another; the cursor is then in that. */
export function KindButton({ label, place, onChange }: { label: string; place: ConditionPlace; onChange(next: Condition): unknown }) {
  const [hasChosen, setChosen] = useState(false)
  const choose = (next: Condition) => {
    setChosen(true)
    addAndGoOn(() => onChange(next))
  }
  return (
    <Menu position="bottom-start" returnFocus={!hasChosen} onOpen={() => setChosen(false)}>
      <Menu.Target>
        <button type="button" className={styles.kindButton} aria-label={inspectorText('changeKind', { kind: label })} data-testid="condition-kind">
          {label}
          <IconChevronDown size={13} stroke={2} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <KindItems place={place} hasGroups={false} onChoose={choose} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be done with a condition or a group. */
export function RowMenu({ value, onChange: take, place, path, onRemove }: PartProps & { onRemove(): void }) {
  const builder = useContext(BuilderContext)
  const button = useRef<HTMLButtonElement>(null)
  const group = asGroup(value)
  const onChange = (next: Condition) => asOwnStep(() => take(next))
  const part = builder !== null && path !== undefined ? { builder, path } : undefined
  const canGo = (direction: -1 | 1) => part !== undefined && stepOf(part.builder.root, part.path, direction) !== undefined
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="subtle" color="gray" size={28} aria-label={inspectorText('moreOfCondition')} data-testid="condition-menu">
          <IconDots size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.7} />} onClick={() => onChange(opposite(value))}>
          {inspectorText('opposite')}
        </Menu.Item>
        {group === undefined ? (
          <Menu.Item leftSection={<IconBraces size={16} stroke={1.7} />} onClick={() => onChange({ any: [value] })}>
            {inspectorText('putInGroup')}
          </Menu.Item>
        ) : (
          group.items.length === 1 && (
            <Menu.Item leftSection={<IconBracesOff size={16} stroke={1.7} />} onClick={() => onChange(group.joining === 'none' || group.joining === 'notAll' ? { not: group.items[0]! } : group.items[0]!)}>
              {inspectorText('dissolveGroup')}
            </Menu.Item>
          )
        )}
        {part && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconCopyPlus size={16} stroke={1.7} />} onClick={() => duplicate(part.builder, part.path)}>
              {inspectorText('duplicate')}
            </Menu.Item>
            <Menu.Item leftSection={<IconCopy size={16} stroke={1.7} />} onClick={() => void copyCondition(value)}>
              {inspectorText('copyCondition')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconClipboard size={16} stroke={1.7} />}
              onClick={() => void pasteInto(place, (pasted) => (group ? onChange(groupOf(group.joining, [...group.items, pasted])) : insertAfter(part.builder, part.path, pasted)))}
            >
              {inspectorText(group ? 'pasteIntoGroup' : 'pasteAfter')}
            </Menu.Item>
            {part.path.length > 0 && (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconArrowUp size={16} stroke={1.7} />} disabled={!canGo(-1)} onClick={() => nudge(part.builder, part.path, -1)}>
                  {inspectorText('moveUp')}
                </Menu.Item>
                <Menu.Item leftSection={<IconArrowDown size={16} stroke={1.7} />} disabled={!canGo(1)} onClick={() => nudge(part.builder, part.path, 1)}>
                  {inspectorText('moveDown')}
                </Menu.Item>
              </>
            )}
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.7} />} onClick={() => removeAndStay(() => (part ? remove(part.builder, part.path) : onRemove()), button.current)}>
          {inspectorText('removeCondition')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
