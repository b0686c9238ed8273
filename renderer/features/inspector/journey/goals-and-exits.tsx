import { freeId } from '../../../../engine/core/model/ids.ts'
import type { ExitCriterion, Goal, JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { useEventNames, usePropertyNames } from '../condition/catalogue-names.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { AddButton, Item, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'

/** What counts as reaching the aim of the journey. */
export function GoalsSection({ goals }: { goals: readonly Goal[] }) {
  const events = useEventNames()
  const set = (what: string, index: number, goal: Goal) =>
    goals.some((other, place) => place !== index && other.id === goal.id)
      ? inspectorText('sameId')
      : journeyEdit(`${what} ${index + 1}`, (document) => renamedGoal({ ...document, goals: (document.goals ?? []).with(index, goal) }, goals[index]?.id, goal.id))
  return (
    <Section title={inspectorText('goals')}>
      {goals.map((goal, index) => (
        <Item
          key={index}
          removeLabel={inspectorText('remove', { what: goal.id })}
          onRemove={() => journeyEdit('goals', (document) => renamedGoal(withList(document, 'goals', goals.toSpliced(index, 1)), goal.id, undefined))}
          first={<TextField label={inspectorText('goalId')} value={goal.id} onChange={(id) => set('goal', index, { ...goal, id: id ?? '' })} />}
        >
          <TextField label={inspectorText('event')} value={goal.event} suggestions={events} onChange={(event) => set('goal event', index, { ...goal, event: event ?? '' })} />
          <ConditionField value={goal.where} event={goal.event} addLabel={inspectorText('onlyIf')} onChange={(where) => set('goal condition', index, withField(goal, 'where', where))} />
          <GoalValue goal={goal} onChange={(value) => set('goal value', index, withField(goal, 'value', value))} />
          <DurationField label={inspectorText('window')} value={goal.window} optional onChange={(window) => set('goal window', index, withField(goal, 'window', window))} />
          <CheckField label={inspectorText('endsJourney')} value={goal.endsJourney ?? false} onChange={(ends) => set('goal', index, withField(goal, 'endsJourney', ends ? true : undefined))} />
        </Item>
      ))}
      <AddButton
        label={inspectorText('addGoal')}
        testId="add-goal"
        onClick={() => journeyEdit('goals', (document) => ({ ...document, goals: [...goals, { id: freeId('goal', (id) => goals.some((goal) => goal.id === id)), event: events[0] ?? 'purchase', window: 'P14D' }] }))}
      />
    </Section>
  )
}

function GoalValue({ goal, onChange }: { goal: Goal; onChange(value: string | undefined): string | undefined }) {
  const { names } = usePropertyNames(goal.event)
  return <TextField label={inspectorText('goalValue')} value={goal.value} suggestions={names} onChange={onChange} />
}

/** What takes people out at once. */
export function ExitsSection({ exits }: { exits: readonly ExitCriterion[] }) {
  const events = useEventNames()
  const segments = useDocumentStore((state) => state.document.segments)
  const [firstSegment] = Object.keys(segments ?? {})
  const set = (what: string, index: number, exit: ExitCriterion) =>
    exits.some((other, place) => place !== index && other.id === exit.id)
      ? inspectorText('sameId')
      : journeyEdit(`${what} ${index + 1}`, (document) => ({ ...document, exits: (document.exits ?? []).with(index, exit) }))
  const add = (exit: ExitCriterion) => journeyEdit('exits', (document) => ({ ...document, exits: [...exits, exit] }))
  const newId = () => freeId('exit', (id) => exits.some((exit) => exit.id === id))
  return (
    <Section title={inspectorText('exits')} help={inspectorText('exitsHelp')}>
      {exits.map((exit, index) => (
        <Item
          key={index}
          removeLabel={inspectorText('remove', { what: exit.id })}
          onRemove={() => journeyEdit('exits', (document) => withList(document, 'exits', exits.toSpliced(index, 1)))}
          first={<TextField label={inspectorText('exitId')} value={exit.id} onChange={(id) => set('exit', index, { ...exit, id: id ?? '' })} />}
        >
          {'event' in exit ? (
            <>
              <TextField label={inspectorText('event')} value={exit.event} suggestions={events} onChange={(event) => set('exit event', index, { ...exit, event: event ?? '' })} />
              <ConditionField value={exit.where} event={exit.event} addLabel={inspectorText('onlyIf')} onChange={(where) => set('exit condition', index, withField(exit, 'where', where))} />
            </>
          ) : (
            <ChoiceField
              label={inspectorText('entersSegment')}
              value={exit.segment}
              options={Object.entries(segments ?? {}).map(([id, segment]) => ({ value: id, label: segment.name ?? id }))}
              onChange={(segment) => set('exit segment', index, { ...exit, segment: segment ?? '' })}
            />
          )}
        </Item>
      ))}
      <div>
        <AddButton label={inspectorText('addEventExit')} onClick={() => add({ id: newId(), event: events[0] ?? 'unsubscribe' })} />
        {firstSegment !== undefined && <AddButton label={inspectorText('addSegmentExit')} onClick={() => add({ id: newId(), segment: firstSegment })} />}
      </div>
    </Section>
  )
}

/** The document with a list, left out when it is empty. */
export function withList<K extends 'goals' | 'exits' | 'stages'>(document: JourneyDocument, key: K, list: NonNullable<JourneyDocument[K]>): JourneyDocument {
  return withField(document, key, (list.length === 0 ? undefined : list) as JourneyDocument[K] | undefined)
}

/** Splits judged by a goal follow its new name; undefined takes the goal away from them. */
function renamedGoal(document: JourneyDocument, from: string | undefined, to: string | undefined): JourneyDocument {
  if (from === undefined || from === to) return document
  const steps = Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, step.kind === 'split' && step.goal === from ? withField(step, 'goal', to) : step]))
  return { ...document, steps }
}
