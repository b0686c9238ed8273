import { memo } from 'react'
import { kindOf, portsOf, connectPort, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { MessageStep } from '../../../engine/core/model/steps/message.ts'
import { assertNever } from '../../../engine/core/errors.ts'
import { withField } from '../../document/commands/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { namedExit } from '../../document/id-of-name.ts'
import { nameOfStep } from '../../document/names.ts'
import { suggestedName } from '../../document/suggested-name.ts'
import { iconOfStep } from '../canvas/families.tsx'
import { CommentsSection } from '../comments/comments-section.tsx'
import { kindInWords, wayInWords } from '../../i18n/in-words.ts'
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
  return (
    <>
      <FormHead nodeId={stepId} family={kindOf(step).family} icon={iconOfStep(step)} title={nameOfStep(step)} kind={kindInWords(step)} />
      <Section>
        <TextField
          label={inspectorText('name')}
          value={step.name}
          placeholder={suggestedName(step)}
          testId="step-name"
          onChange={(name) => edit('name', (current) => (current.kind === 'exit' ? namedExit(current, name) : withField(current, 'name', name)))}
        />
        <StageOfStep stepId={stepId} stage={step.stage} />
      </Section>
      <Settings stepId={stepId} step={step} />
      <NoteOfStep stepId={stepId} note={step.note} />
      <Comments nodeId={stepId} />
    </>
  )
}

// The parts of the form are drawn anew only with what they show, so that a key in one field does not wait for all others. What a part changes
// it changes in the step as it is by then.

const StageOfStep = memo(function StageOfStep({ stepId, stage }: { stepId: string; stage: string | undefined }) {
  return <StageField stepId={stepId} value={stage} onChange={(next) => stepEdit<Step>(stepId)('stage', (current) => withField(current, 'stage', next))} />
})

const NoteOfStep = memo(function NoteOfStep({ stepId, note }: { stepId: string; note: string | undefined }) {
  return (
    <Section>
      <TextField label={inspectorText('note')} value={note} lines={2} placeholder={inspectorText('notePlaceholder')} onChange={(next) => stepEdit<Step>(stepId)('note', (current) => withField(current, 'note', next))} />
    </Section>
  )
})

const Comments = memo(CommentsSection)

/** What only steps of this kind have, and where it leads. */
const Settings = memo(function Settings({ stepId, step }: { stepId: string; step: Step }) {
  // Ways are chosen where the form says when they are taken; what is left is a step's only way, or a split's.
  const ports = step.kind === 'waitFor' || step.kind === 'branch' ? [] : portsOf(step).filter(({ id }) => id !== 'suppressed' && id !== 'error')
  const leadsTo = ports.length > 0 && (
    <Section title={inspectorText('leadsTo')}>
      {ports.map((port) => (
        <TargetField
          key={port.id}
          label={wayInWords(port.label)}
          from={stepId}
          portId={port.id}
          value={port.target}
          onChange={(target) => stepEdit<Step>(stepId)('connection', (current) => connectPort(current, port.id, target))}
          testId={`target-${port.id}`}
        />
      ))}
    </Section>
  )
  // A message's form goes on for long after what everybody fills in; where it leads belongs right behind that.
  if (step.kind === 'message') return <MessageForm stepId={stepId} step={step} leadsTo={leadsTo} />
  return (
    <>
      <KindForm stepId={stepId} step={step} />
      {leadsTo}
    </>
  )
}, haveSameSettings)

/** Shown above and below by parts of their own. */
const SHOWN_APART: ReadonlySet<string> = new Set(['name', 'stage', 'note'])

function haveSameSettings(before: { stepId: string; step: Step }, after: { stepId: string; step: Step }): boolean {
  if (before.stepId !== after.stepId) return false
  const [a, b] = [before.step, after.step] as unknown as Record<string, unknown>[] // as: compared member by member
  return [...new Set([...Object.keys(a!), ...Object.keys(b!)])].every((key) => SHOWN_APART.has(key) || a![key] === b![key])
}

function KindForm({ stepId, step }: { stepId: string; step: Exclude<Step, MessageStep> }) {
  switch (step.kind) {
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
