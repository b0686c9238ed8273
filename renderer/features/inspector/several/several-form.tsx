import type { DelayStep } from '../../../../engine/core/model/steps/delay.ts'
import type { ExitStep } from '../../../../engine/core/model/steps/exit.ts'
import type { MessageStep } from '../../../../engine/core/model/steps/message.ts'
import type { Step } from '../../../../engine/core/model/steps/registry.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { nameOfNodes } from '../../../document/names.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { Remark, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { SelectionButtons } from '../head-buttons.tsx'
import { inspectorText } from '../texts.ts'
import { SeveralMessages } from './several-messages.tsx'
import { kindsInWords, severalEdit, sharedOf } from './several-edit.ts'
import { severalText as text } from './texts.ts'
import styles from '../inspector.module.css'

/** The form of several cards: what they have in common; a change is made to all of them, as one undo step. */
export function SeveralForm({ nodeIds }: { nodeIds: readonly string[] }) {
  const document = useDocumentStore((state) => state.document)
  const ids = nodeIds.filter((id) => document.steps[id] !== undefined)
  const steps = ids.map((id) => document.steps[id]!)
  const key = ids.join()
  return (
    <div data-testid="several">
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{inspectorText('severalTitle', { count: nodeIds.length })}</h2>
          <div className={styles.kind}>{steps.length === nodeIds.length ? kindsInWords(steps) : nameOfNodes(document, nodeIds)}</div>
        </div>
        <div className={styles.buttons}>
          <SelectionButtons />
        </div>
      </header>
      {steps.length > 0 && <StageOfAll key={`stage:${key}`} ids={ids} steps={steps} />}
      {areMessages(steps) && <SeveralMessages key={key} ids={ids} steps={steps} />}
      {areDelays(steps) && <SpanOfAll key={key} ids={ids} steps={steps} />}
      {areExits(steps) && <OutcomeOfAll key={key} ids={ids} steps={steps} />}
      <Section>
        <Remark>{text(steps.length === 0 ? 'nothingShared' : 'help')}</Remark>
      </Section>
    </div>
  )
}

function areMessages(steps: readonly Step[]): steps is readonly MessageStep[] {
  return steps.length > 0 && steps.every(({ kind }) => kind === 'message')
}

function areDelays(steps: readonly Step[]): steps is readonly DelayStep[] {
  return steps.length > 0 && steps.every(({ kind }) => kind === 'delay')
}

function areExits(steps: readonly Step[]): steps is readonly ExitStep[] {
  return steps.length > 0 && steps.every(({ kind }) => kind === 'exit')
}

function StageOfAll({ ids, steps }: { ids: readonly string[]; steps: readonly Step[] }) {
  const stages = useDocumentStore((state) => state.document.stages)
  if (!stages || stages.length === 0) return null
  const shared = sharedOf(steps, ({ stage }) => stage ?? '')
  return (
    <Section>
      <ChoiceField
        label={inspectorText('stage')}
        value={shared.isMixed ? undefined : shared.value}
        options={[{ value: '', label: inspectorText('noStage') }, ...stages.map(({ id, name }) => ({ value: id, label: name ?? id }))]}
        placeholder={text('mixed')}
        testId="several-stage"
        onChange={(stage) => severalEdit<Step>(ids)('stage', (step) => withField(step, 'stage', stage === '' ? undefined : stage))}
      />
    </Section>
  )
}

/** Only delays of a time have a span; those until a time or for the best time are told and left alone. */
function SpanOfAll({ ids, steps }: { ids: readonly string[]; steps: readonly DelayStep[] }) {
  const shared = sharedOf(steps, (step) => step.for)
  const others = steps.filter((step) => step.for === undefined).length
  return (
    <Section title={inspectorText('howLong')}>
      <DurationField
        label={inspectorText('waitWord')}
        value={shared.isMixed ? undefined : shared.value}
        placeholder={shared.isMixed ? text('mixed') : ''}
        testId="several-span"
        onChange={(span) =>
          severalEdit<DelayStep>(ids)('span', (step) => {
            const { until: _until, bestTime: _best, ...rest } = step
            return span === undefined ? step : { ...rest, for: span }
          })
        }
      />
      {others > 0 && <Remark>{text('otherDelays', { count: others })}</Remark>}
    </Section>
  )
}

function OutcomeOfAll({ ids, steps }: { ids: readonly string[]; steps: readonly ExitStep[] }) {
  const shared = sharedOf(steps, ({ outcome }) => outcome)
  return (
    <Section>
      <TextField
        label={inspectorText('outcome')}
        value={shared.value}
        placeholder={shared.isMixed ? text('mixed') : 'completed'}
        testId="several-outcome"
        onChange={(outcome) => severalEdit<ExitStep>(ids)('outcome', (step) => withField(step, 'outcome', outcome))}
      />
    </Section>
  )
}
