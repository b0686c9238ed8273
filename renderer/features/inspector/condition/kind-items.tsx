import { Menu } from '@mantine/core'
import {
  IconBraces, IconCalendarWeek, IconCheck, IconClockHour4, IconGauge, IconListNumbers, IconMapPin, IconShoppingCartX, IconSum, IconTag, IconUser, IconUsers, IconX,
  type Icon,
} from '@tabler/icons-react'
import { Fragment } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { cut } from '../../../i18n/cut.ts'
import { inspectorText } from '../texts.ts'
import { useAttributeNames, useEventNames, usePropertyNames } from './catalogue-names.ts'
import { blankCondition, fitsPlace, type ConditionKind, type ConditionPlace } from './condition-forms.ts'
import { useScopeSegments } from './condition-scope.ts'

const GROUPS = [
  { title: 'kindsDid', kinds: [['did', 'kindDid', IconCheck], ['didNot', 'kindDidNot', IconX], ['measure', 'kindMeasure', IconSum], ['sequence', 'kindSequence', IconListNumbers], ['abandoned', 'kindAbandoned', IconShoppingCartX]] },
  { title: 'kindsPerson', kinds: [['attribute', 'kindAttribute', IconUser], ['segment', 'kindSegment', IconUsers], ['score', 'kindScore', IconGauge]] },
  { title: 'kindsEvent', kinds: [['property', 'kindProperty', IconTag], ['near', 'kindNear', IconMapPin]] },
  { title: 'kindsTime', kinds: [['localTime', 'kindLocalTime', IconClockHour4], ['weekday', 'kindWeekday', IconCalendarWeek]] },
  { title: 'kindsGroup', kinds: [['all', 'kindAll', IconBraces], ['any', 'kindAny', IconBraces]] },
] as const satisfies readonly { title: string; kinds: readonly (readonly [ConditionKind, string, Icon])[] }[]

/** So many segments are offered by name; of more, one is chosen in the condition's own list. */
const MOST_SEGMENTS = 6

interface KindItemsProps {
  place: ConditionPlace
  /** A first condition of the chosen kind, with what the data and the journey have. */
  onChoose(condition: Condition): void
  /** False where a group makes no sense yet: for a first condition, or instead of one. */
  hasGroups?: boolean
}

/** The kinds a condition can be of, as items of a menu: those that can be judged there. */
export function KindItems({ place, onChoose, hasGroups = true }: KindItemsProps) {
  const [eventName] = useEventNames()
  const [attribute] = useAttributeNames().names
  const [property] = usePropertyNames(place.kind === 'event' ? place.event : undefined).names
  const segments = Object.entries(useScopeSegments())
  const segment = segments[0]?.[0]
  const isOffered = (kind: ConditionKind) => fitsPlace(kind, place) && (kind !== 'segment' || segment !== undefined)
  const groups = GROUPS.filter(({ title }) => hasGroups || title !== 'kindsGroup')
    .map(({ title, kinds }) => ({ title, kinds: kinds.filter(([kind]) => isOffered(kind)) }))
    .filter(({ kinds }) => kinds.length > 0)
  // Within a segment's own condition the list is left to choose from, for the segment is on it, too.
  const named = segments.length <= MOST_SEGMENTS && place.kind !== 'segment' ? segments : []
  return (
    <>
      {named.length > 0 && <Menu.Label>{inspectorText('kindsInSegment')}</Menu.Label>}
      {named.map(([id, { name }]) => (
        <Menu.Item key={id} leftSection={<IconUsers size={16} stroke={1.7} />} data-testid={`condition-in-${id}`} onClick={() => onChoose({ segment: id })}>
          {cut(name ?? id, 60)}
        </Menu.Item>
      ))}
      {groups.map(({ title, kinds }) => (
        <Fragment key={title}>
          <Menu.Label>{inspectorText(title)}</Menu.Label>
          {kinds.map(([kind, name, Glyph]) => (
            <Menu.Item key={kind} leftSection={<Glyph size={16} stroke={1.7} />} data-testid={`condition-${kind}`} onClick={() => onChoose(blankCondition(kind, { event: eventName, attribute, property, segment }))}>
              {inspectorText(name)}
            </Menu.Item>
          ))}
        </Fragment>
      ))}
    </>
  )
}
