import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { inspectorText } from '../texts.ts'
import { useAttributeNames, useEventNames, usePropertyNames } from './catalogue-names.ts'
import { blankCondition, type EditableForm } from './condition-forms.ts'
import styles from './condition.module.css'

const FORMS: readonly EditableForm[] = ['attribute', 'property', 'did', 'segment', 'all', 'any', 'not', 'json']
const FORM_LABELS = {
  all: 'condAll', any: 'condAny', not: 'condNot', segment: 'condSegment', attribute: 'condAttribute', property: 'condProperty', did: 'condDid', json: 'condJson',
} as const satisfies Record<EditableForm, string>

/** The button that asks which kind of condition to add. */
export function AddCondition({ label, onAdd, event, withProperties }: { label: string; onAdd(condition: Condition): void; event: string | undefined; withProperties: boolean }) {
  const [eventName] = useEventNames()
  const [attribute] = useAttributeNames().names
  const [property] = usePropertyNames(event).names
  const segments = useDocumentStore((state) => state.document.segments)
  const [segment] = Object.keys(segments ?? {})
  return (
    <Menu>
      <Menu.Target>
        <Button className={styles.add!} variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} data-testid="add-condition">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMS.filter((form) => (form !== 'property' || withProperties) && (form !== 'segment' || segment !== undefined)).map((form) => (
          <Menu.Item key={form} onClick={() => onAdd(blankCondition(form, { event: eventName, attribute, property, segment }))}>
            {inspectorText(FORM_LABELS[form])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
