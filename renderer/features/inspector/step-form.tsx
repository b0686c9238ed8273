import { kindOf, portsOf, connectPort, type Step } from '../../../engine/core/model/steps/registry.ts'
import { assertNever } from '../../../engine/core/errors.ts'
import { withField } from '../../document/commands/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { namedExit } from '../../document/id-of-name.ts'
import { nameOfStep } from '../../document/names.ts'
import { suggestedName } from '../../document/suggested-name.ts'
import { iconOfStep } from '../canvas/families.tsx'
import { CommentsSection } from '../comments/comments-section.tsx'
import { Section } from './fields/section.tsx'
import { StageField } from './fields/stage-field.tsx'
import { TextField } from './fields/text-field.tsx'
import { FormHead } from './form-head.tsx'
import { BranchForm } from './steps/branch-form.tsx'
import { DelayForm } from './steps/delay-form.tsx'
import { MessageForm } from './steps/message-form.tsx'
import { ExitForm, UpdateForm, WebhookForm } from './steps/small-forms.tsx'
import { SplitForm } from './steps/split-form.tsx'
import { SubJourneyForm } from './steps/sub-journey-form.tsx'
import { TargetField } from './fields/target-field.tsx'
import { WaitForForm } from './steps/wait-for-form.tsx'
import { inspectorText } from './texts.ts'
import { stepEdit } from './use-step-edit.ts'

/** The form of one step: its own fields, where its ports lead, and what every step has. */
export function StepForm({ stepId }: { stepId: string }) {
  const step = useDocumentStore((state) => state.document.steps[stepId])
  if (!step) return null
  const edit = stepEdit<Step>(stepId)
  // Ways are chosen where the form says when they are taken; what is left is a step's only way, or a split's.
  const ports = step.kind === 'waitFor' || step.kind === 'branch' ? [] : portsOf(step).filter(({ id }) => id !== 'suppressed' && id !== 'error')
  return (
    <>
      <FormHead nodeId={stepId} family={kindOf(step).family} icon={iconOfStep(step)} title={nameOfStep(step)} kind={kindOf(step).label} />
      <Section>
        <TextField
          label={inspectorText('name')}
          value={step.name}
          placeholder={suggestedName(step)}
          testId="step-name"
          onChange={(name) => edit('name', (current) => (current.kind === 'exit' ? namedExit(current, name) : withField(current, 'name', name)))}
        />
        <StageField stepId={stepId} value={step.stage} onChange={(stage) => edit('stage', (current) => withField(current, 'stage', stage))} />
      </Section>
      <KindForm stepId={stepId} step={step} />
      {ports.length > 0 && (
        <Section title={inspectorText('leadsTo')}>
          {ports.map((port) => (
            <TargetField
              key={port.id}
              label={port.label}
              from={stepId}
              portId={port.id}
              value={port.target}
              onChange={(target) => edit('connection', (current) => connectPort(current, port.id, target))}
              testId={`target-${port.id}`}
            />
          ))}
        </Section>
      )}
      <Section>
        <TextField label={inspectorText('note')} value={step.note} lines={2} placeholder={inspectorText('notePlaceholder')} onChange={(note) => edit('note', (current) => withField(current, 'note', note))} />
      </Section>
      <CommentsSection nodeId={stepId} />
    </>
  )
}

function KindForm({ stepId, step }: { stepId: string; step: Step }) {
  switch (step.kind) {
    case 'message':
      return <MessageForm stepId={stepId} step={step} />
    case 'delay':
      return <DelayForm stepId={stepId} step={step} />
    case 'waitFor':
      return <WaitForForm stepId={stepId} step={step} />
    case 'branch':
      return <BranchForm stepId={stepId} step={step} />
    case 'split':
      return <SplitForm stepId={stepId} step={step} />
    case 'update':
      return <UpdateForm stepId={stepId} step={step} />
    case 'webhook':
      return <WebhookForm stepId={stepId} step={step} />
    case 'journey':
      return <SubJourneyForm stepId={stepId} step={step} />
    case 'exit':
      return <ExitForm stepId={stepId} step={step} />
    default:
      return assertNever(step, 'step kind')
  }
}
