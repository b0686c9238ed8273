import { Button, Menu } from '@mantine/core'
import { IconClipboard, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { notify } from '../../../components/notify.ts'
import { addAndGoOn, goOnIn } from '../fields/go-on.ts'
import { inspectorText } from '../texts.ts'
import { canStandIn, copiedCondition } from './condition-clip.ts'
import type { ConditionPlace } from './condition-forms.ts'
import { KindItems } from './kind-items.tsx'
import styles from './condition.module.css'
import fieldStyles from '../fields/fields.module.css'

interface AddConditionProps {
  label: string
  onAdd(condition: Condition): void
  place: ConditionPlace
  isQuiet?: boolean
  /** True for the first of a place, where a group has nothing to hold yet. */
  isFirst?: boolean
  /** Selects the added condition, where those before it are drawn anew with it. */
  added?: string
}

/** The button that asks which kind of condition to add, or pastes a copied one; the cursor is then in the condition. */
export function AddCondition({ label, onAdd, place, isQuiet = false, isFirst = false, added }: AddConditionProps) {
  const [hasChosen, setChosen] = useState(false)
  const add = (condition: Condition) => {
    setChosen(true)
    if (added === undefined) return addAndGoOn(() => onAdd(condition))
    onAdd(condition)
    goOnIn(added)
  }
  return (
    <Menu position="bottom-start" returnFocus={!hasChosen} onOpen={() => setChosen(false)}>
      <Menu.Target>
        {isQuiet ? (
          <button type="button" className={fieldStyles.moreButton} data-testid="add-condition">
            <IconPlus size={12} stroke={2.2} aria-hidden="true" />
            {label}
          </button>
        ) : (
          <Button className={styles.add!} variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} data-testid="add-condition">
            {label}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <KindItems place={place} onChoose={add} hasGroups={!isFirst} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconClipboard size={16} stroke={1.7} />} data-testid="condition-paste" onClick={() => void pasteInto(place, add)}>
          {inspectorText('pasteCondition')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Adds the copied condition, or says why it cannot stand there. */
export async function pasteInto(place: ConditionPlace, onAdd: (condition: Condition) => unknown): Promise<void> {
  const condition = await copiedCondition()
  if (condition === undefined) return notify(inspectorText('nothingToPaste'))
  if (!canStandIn(condition, place)) return notify(inspectorText('cannotStandHere'))
  onAdd(condition)
}
