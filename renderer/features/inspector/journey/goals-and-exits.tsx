import { freeId } from '../../../../engine/core/model/ids.ts'
import type { ExitCriterion, Goal, JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { likelyGoalEvent } from '../../start/what-follows.ts'
import { ConditionField, SegmentField } from '../condition/condition-field.tsx'
import { useEventNames, usePropertyNames } from '../condition/catalogue-names.ts'
import { EventField } from '../condition/event-field.tsx'
import { CheckField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { AddButton, FoldedSection, Item, MoreClauses, movesIn, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { durationInWords } from '../../../i18n/in-words.ts'
import { nthPart, type PartName } from '../../../document/edited-part.ts'

/** What counts as reaching the aim of the journey. */
export function GoalsSection({ goals }: { goals: readonly Goal[] }) {
  const events = useEventNames()
  const set = (what: PartName, index: number, goal: Goal) =>
    goals.some((other, place) => place !== index && other.id === goal.id)
      ? inspectorText('sameId')
      : journeyEdit(nthPart(what, index), (document) => renamedGoal({ ...document, goals: (document.goals ?? []).with(index, goal) }, goals[index]?.id, goal.id))
  return (
    <FoldedSection id="goals" title={inspectorText('goals')} summary={goals.length === 0 ? inspectorText('none') : goals.map(goalInWords).join(' · ')}>
      {goals.map((goal, index) => (
        <Item
          key={index}
          testId={`goal-form-${index}`}
          removeLabel={inspectorText('remove', { what: goal.id })}
          onRemove={() => journeyEdit('goals', (document) => renamedGoal(withList(document, 'goals', goals.toSpliced(index, 1)), goal.id, undefined))}
          moves={movesIn(goals, index, (next) => journeyEdit('orderOfGoals', (document) => ({ ...document, goals: next })))}
          first={<TextField label={inspectorText('goalId')} value={goal.id} onChange={(id) => set('goal', index, { ...goal, id: id ?? '' })} />}
        >
          <Sentence>
            <Words>{inspectorText('reachedBy')}</Words>
            <EventField value={goal.event} testId={`goal-event-${index}`} onChange={(event) => set('goalEvent', index, { ...goal, event, id: followedId(goal, event, goals) })} />
          </Sentence>
          <ConditionField sizes="all" value={goal.where} place={{ kind: 'event', event: goal.event }} addLabel={inspectorText('onlyIf')} onChange={(where) => set('goalCondition', index, withField(goal, 'where', where))} />
          <GoalClauses goal={goal} set={(what, next) => set(what, index, next)} />
          <CheckField label={inspectorText('endsJourney')} value={goal.endsJourney ?? false} onChange={(ends) => set('goal', index, withField(goal, 'endsJourney', ends ? true : undefined))} />
        </Item>
      ))}
      <AddButton
        label={inspectorText('addGoal')}
        testId="add-goal"
        field="goal-event"
        onClick={() => {
          const event = likelyGoalEvent(goals.map((goal) => goal.event)) ?? events[0] ?? 'purchase'
          return journeyEdit('goals', (document) => ({ ...document, goals: [...goals, { id: freeIdIn(event, goals), event, window: 'P14D' }] }))
        }}
      />
    </FoldedSection>
  )
}

function GoalClauses({ goal, set }: { goal: Goal; set(what: PartName, goal: Goal): string | undefined }) {
  const { names } = usePropertyNames(goal.event)
  return (
    <>
      {goal.value !== undefined && (
        <Sentence onRemove={() => set('goalValue', withField(goal, 'value', undefined))}>
          <Words>{inspectorText('worth')}</Words>
          <TextField label={inspectorText('goalValue')} showLabel={false} value={goal.value} suggestions={names} testId="goal-value" onChange={(value) => set('goalValue', { ...goal, value: value ?? '' })} />
        </Sentence>
      )}
      {goal.window !== undefined && (
        <Sentence onRemove={() => set('goalWindow', withField(goal, 'window', undefined))}>
          <Words>{inspectorText('within')}</Words>
          <DurationField label={inspectorText('window')} showLabel={false} value={goal.window} testId="goal-window" onChange={(window) => set('goalWindow', { ...goal, window: window ?? '' })} />
          <Words>{inspectorText('ofEntering')}</Words>
        </Sentence>
      )}
      <MoreClauses
        clauses={[
          ...(goal.value === undefined ? [{ label: inspectorText('addWorth'), testId: 'add-goal-value', onAdd: () => set('goalValue', { ...goal, value: names[0] ?? 'price' }) }] : []),
          ...(goal.window === undefined ? [{ label: inspectorText('addWindow'), testId: 'add-goal-window', onAdd: () => set('goalWindow', { ...goal, window: 'P7D' }) }] : []),
        ]}
      />
    </>
  )
}

function goalInWords({ id, window }: Goal): string {
  return window === undefined ? id : inspectorText('goalWords', { id, span: durationInWords(window) })
}

/** Events after which people want to be left alone. */
const LEAVING_NAME = /(unsub|withdraw|cancel|opt_?out|delete|uninstall|complain|churn|iptal)/i

type Named = { id: string; event: string }

/** The id after another event was named: it goes with the event until somebody gives it a name of its own. */
function followedId({ id, event: before }: Named, event: string, all: readonly { id: string }[]): string {
  return id === before || /^(goal|exit)(-\d+)?$/.test(id) ? freeIdIn(event, all.filter((other) => other.id !== id)) : id
}

function freeIdIn(stem: string, all: readonly { id: string }[]): string {
  return freeId(stem, (taken) => all.some(({ id }) => id === taken))
}

/** What takes people out at once. */
export function ExitsSection({ exits, segments }: { exits: readonly ExitCriterion[]; segments: NonNullable<JourneyDocument['segments']> }) {
  const events = useEventNames()
  const [firstSegment] = Object.keys(segments)
  const leaving = events.find((name) => LEAVING_NAME.test(name)) ?? events[0] ?? 'unsubscribe'
  const set = (what: PartName, index: number, exit: ExitCriterion) =>
    exits.some((other, place) => place !== index && other.id === exit.id)
      ? inspectorText('sameId')
      : journeyEdit(nthPart(what, index), (document) => ({ ...document, exits: (document.exits ?? []).with(index, exit) }))
  const add = (exit: ExitCriterion) => journeyEdit('exits', (document) => ({ ...document, exits: [...exits, exit] }))
  return (
    <FoldedSection id="exits" title={inspectorText('exits')} summary={exits.length === 0 ? inspectorText('none') : exits.map(({ id }) => id).join(' · ')} help={inspectorText('exitsHelp')}>
      {exits.map((exit, index) => (
        <Item
          key={index}
          testId={`exit-form-${index}`}
          removeLabel={inspectorText('remove', { what: exit.id })}
          onRemove={() => journeyEdit('exits', (document) => withList(document, 'exits', exits.toSpliced(index, 1)))}
          moves={movesIn(exits, index, (next) => journeyEdit('orderOfExits', (document) => ({ ...document, exits: next })))}
          first={<TextField label={inspectorText('exitId')} value={exit.id} onChange={(id) => set('exit', index, { ...exit, id: id ?? '' })} />}
        >
          {'event' in exit ? (
            <>
              <Sentence>
                <Words>{inspectorText('when')}</Words>
                <EventField value={exit.event} testId={`exit-event-${index}`} onChange={(event) => set('exitEvent', index, { ...exit, event, id: followedId(exit, event, exits) })} />
                <Words>{inspectorText('happens')}</Words>
              </Sentence>
              <ConditionField sizes="all" value={exit.where} place={{ kind: 'event', event: exit.event }} addLabel={inspectorText('onlyIf')} onChange={(where) => set('exitCondition', index, withField(exit, 'where', where))} />
            </>
          ) : (
            <Sentence>
              <Words>{inspectorText('assoonas')}</Words>
              <SegmentField value={exit.segment} testId={`exit-segment-${index}`} onChange={(segment) => set('exitSegment', index, { ...exit, segment: segment ?? '' })} />
            </Sentence>
          )}
        </Item>
      ))}
      <div>
        <AddButton label={inspectorText('addEventExit')} testId="add-event-exit" field="exit-event" onClick={() => add({ id: freeIdIn(leaving, exits), event: leaving })} />
        {firstSegment !== undefined && <AddButton label={inspectorText('addSegmentExit')} testId="add-segment-exit" onClick={() => add({ id: freeIdIn(firstSegment, exits), segment: firstSegment })} />}
      </div>
    </FoldedSection>
  )
}

/** The document with a list, left out when it is empty. */
export function withList<K extends 'goals' | 'exits' | 'stages'>(document: JourneyDocument, key: K, list: NonNullable<JourneyDocument[K]>): JourneyDocument {
  return withField(document, key, (list.length === 0 ? undefined : list) as JourneyDocument[K] | undefined)
}

/** Splits judged by a goal, or won by it, follow its new name; undefined takes the goal away from them. */
function renamedGoal(document: JourneyDocument, from: string | undefined, to: string | undefined): JourneyDocument {
  if (from === undefined || from === to) return document
  const steps = Object.fromEntries(
    Object.entries(document.steps).map(([id, step]) => {
      if (step.kind !== 'split') return [id, step]
      const judged = step.goal === from ? withField(step, 'goal', to) : step
      const { autoWinner } = judged
      return [id, autoWinner?.metric === from ? withField(judged, 'autoWinner', to === undefined ? undefined : { ...autoWinner, metric: to }) : judged]
    }),
  )
  return { ...document, steps }
}
