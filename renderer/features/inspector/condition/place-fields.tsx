import { TextInput } from '@mantine/core'
import type { NearCondition } from '../../../../engine/core/model/condition.ts'
import { NumberField } from '../fields/number-field.tsx'
import { Sentence, Words } from '../fields/section.tsx'
import { useDraft, type Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { coordinatesOf } from './condition-forms.ts'

/** Around which point and how near; the point as maps copy it. */
export function PlaceFields({ value, onChange }: { value: NearCondition['near']; onChange: Commit<NearCondition['near']> }) {
  const draft = useDraft(
    value,
    ({ latitude, longitude }) => `${latitude}, ${longitude}`,
    (typed) => {
      const point = coordinatesOf(typed)
      return point === undefined ? inspectorText('notAPlace') : onChange({ ...value, ...point })
    },
  )
  return (
    <>
      <TextInput
        className="tabular"
        label={inspectorText('coordinates')}
        description={inspectorText('coordinatesHelp')}
        value={draft.shown}
        error={draft.error}
        onBlur={draft.leave}
        data-testid="coordinates"
        onChange={(event) => draft.change(event.currentTarget.value)}
      />
      <Sentence>
        <Words>{inspectorText('withinMetres')}</Words>
        <NumberField label={inspectorText('radius')} showLabel={false} width={92} value={value.radiusM} testId="radius" onChange={(radiusM) => (radiusM === undefined ? inspectorText('notANumber') : onChange({ ...value, radiusM }))} />
        <Words>{inspectorText('metres')}</Words>
      </Sentence>
    </>
  )
}
