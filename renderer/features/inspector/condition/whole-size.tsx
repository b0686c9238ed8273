import type { Condition } from '../../../../engine/core/model/condition.ts'
import { AudienceLine, needsMoment } from '../../segments/condition-size.tsx'
import { useRunStore } from '../../../stores/run-store.ts'
import { Remark } from '../fields/section.tsx'
import { inspectorText } from '../texts.ts'
import type { ConditionPlace } from './condition-forms.ts'
import { asksOnlyTheEvent, EventLine } from './event-size.tsx'

/** How many people fit a condition as a whole, or how many events where it only tests the event at hand; where neither can be said, why. */
export function WholeSize({ condition, place }: { condition: Condition; place: ConditionPlace }) {
  const hasData = useRunStore((state) => state.datasetId !== null)
  if (place.kind === 'event' && place.event !== undefined && asksOnlyTheEvent(condition)) return <EventLine condition={condition} event={place.event} />
  if (!needsMoment(condition)) return <AudienceLine condition={condition} />
  return hasData ? <Remark>{inspectorText('sizeNeedsMoment')}</Remark> : null
}
