import type { SubJourneyStep } from '../../../../engine/core/model/steps/sub-journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { useWorkspaceStore } from '../../../stores/workspace-store.ts'
import { openSavedJourney } from '../../journeys/open-saved-journey.ts'
import { ChoiceField, SwitchField } from '../fields/choice-field.tsx'
import { Remark, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import styles from '../fields/fields.module.css'

const NONE: readonly never[] = []

/** Which journey to go through, and whether to wait for its end. */
export function SubJourneyForm({ stepId, step }: { stepId: string; step: SubJourneyStep }) {
  const edit = stepEdit<SubJourneyStep>(stepId)
  const ownId = useDocumentStore((state) => state.document.id)
  const journeys = useWorkspaceStore((state) => state.journeys) ?? NONE
  // Two of the workspace may carry the same id; the one that was saved last is the one that is run.
  const others = [...new Map([...journeys].reverse().filter(({ journeyId }) => journeyId !== ownId).map((one) => [one.journeyId, one])).values()].reverse()
  const chosen = others.find(({ journeyId }) => journeyId === step.journey)
  const waits = step.wait ?? true
  const set = (journey: string | undefined) => edit('journey', (current) => ({ ...current, journey: journey ?? '' }))
  return (
    <>
      <Section>
        {others.length === 0 ? (
          <TextField label={inspectorText('otherJourneyId')} description={inspectorText('noOtherJourneys')} value={step.journey} testId="sub-journey" onChange={set} />
        ) : (
          <ChoiceField label={inspectorText('otherJourney')} value={step.journey} options={others.map(({ journeyId, name }) => ({ value: journeyId, label: name === '' ? journeyId : name }))} testId="sub-journey" onChange={set} />
        )}
        {others.length > 0 && chosen === undefined && <Remark>{inspectorText('journeyUnknown', { id: step.journey })}</Remark>}
        {chosen && (
          <button type="button" className={`${styles.moreButton} ${styles.add}`} onClick={() => void openSavedJourney(chosen.id, chosen.name)}>
            {inspectorText('openJourney', { name: chosen.name })}
          </button>
        )}
      </Section>
      <Section title={inspectorText('meanwhile')}>
        <SwitchField
          label={inspectorText('meanwhile')}
          value={waits ? 'wait' : 'go'}
          options={[{ value: 'wait', label: inspectorText('waitForIt') }, { value: 'go', label: inspectorText('goOn') }]}
          onChange={(next) => edit('waiting', (current) => withField(current, 'wait', next === 'wait' ? undefined : false))}
        />
        <Remark>{inspectorText(waits ? 'waitForItHelp' : 'goOnHelp')}</Remark>
      </Section>
    </>
  )
}
