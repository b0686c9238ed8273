import { Button, Menu } from '@mantine/core'
import {
  IconBraces, IconCalendarWeek, IconCheck, IconClockHour4, IconGauge, IconListNumbers, IconMapPin, IconPlus, IconShoppingCartX, IconSum, IconTag, IconUser, IconUsers, IconX,
  type Icon,
} from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { inspectorText } from '../texts.ts'
import { useAttributeNames, useEventNames, usePropertyNames } from './catalogue-names.ts'
import { blankCondition, fitsPlace, type ConditionKind, type ConditionPlace } from './condition-forms.ts'
import { useScopeSegments } from './condition-scope.ts'
import styles from './condition.module.css'
import fieldStyles from '../fields/fields.module.css'

const GROUPS = [
  { title: 'kindsDid', kinds: [['did', 'kindDid', IconCheck], ['didNot', 'kindDidNot', IconX], ['measure', 'kindMeasure', IconSum], ['sequence', 'kindSequence', IconListNumbers], ['abandoned', 'kindAbandoned', IconShoppingCartX]] },
  { title: 'kindsPerson', kinds: [['attribute', 'kindAttribute', IconUser], ['segment', 'kindSegment', IconUsers], ['score', 'kindScore', IconGauge]] },
  { title: 'kindsEvent', kinds: [['property', 'kindProperty', IconTag], ['near', 'kindNear', IconMapPin]] },
  { title: 'kindsTime', kinds: [['localTime', 'kindLocalTime', IconClockHour4], ['weekday', 'kindWeekday', IconCalendarWeek]] },
  { title: 'kindsGroup', kinds: [['all', 'kindAll', IconBraces], ['any', 'kindAny', IconBraces]] },
] as const satisfies readonly { title: string; kinds: readonly (readonly [ConditionKind, string, Icon])[] }[]

/** The button that asks which kind of condition to add. */
export function AddCondition({ label, onAdd, place, isQuiet = false }: { label: string; onAdd(condition: Condition): void; place: ConditionPlace; isQuiet?: boolean }) {
  const [eventName] = useEventNames()
  const [attribute] = useAttributeNames().names
  const [property] = usePropertyNames(place.kind === 'event' ? place.event : undefined).names
  const [segment] = Object.keys(useScopeSegments())
  const isOffered = (kind: ConditionKind) => fitsPlace(kind, place) && (kind !== 'segment' || segment !== undefined)
  const groups = GROUPS.map(({ title, kinds }) => ({ title, kinds: kinds.filter(([kind]) => isOffered(kind)) })).filter(({ kinds }) => kinds.length > 0)
  return (
    <Menu position="bottom-start">
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
        {groups.map(({ title, kinds }) => (
          <Fragment key={title}>
            <Menu.Label>{inspectorText(title)}</Menu.Label>
            {kinds.map(([kind, name, Glyph]) => (
              <Menu.Item
                key={kind}
                leftSection={<Glyph size={16} stroke={1.7} />}
                data-testid={`condition-${kind}`}
                onClick={() => onAdd(blankCondition(kind, { event: eventName, attribute, property, segment }))}
              >
                {inspectorText(name)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
