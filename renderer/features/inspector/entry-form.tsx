import type { Where } from '../../../engine/core/model/condition.ts'
import type { Entry, Trigger } from '../../../engine/core/model/journey.ts'
import { placeOf, withPlace } from '../../document/arrival.ts'
import { withField } from '../../document/commands/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { triggerInWords } from '../../document/trigger-in-words.ts'
import { iconOfTrigger } from '../canvas/families.tsx'
import { CommentsSection } from '../comments/comments-section.tsx'
import { type EditedPart } from '../../document/edited-part.ts'
import { useEventNames } from './condition/catalogue-names.ts'
import { ConditionField, SegmentField } from './condition/condition-field.tsx'
import { blankCondition, type ConditionPlace } from './condition/condition-forms.ts'
import { EventField } from './condition/event-field.tsx'
import { PlaceFields } from './condition/place-fields.tsx'
import { ScheduleFields } from './entry/schedule-fields.tsx'
import { ChoiceField, SwitchField } from './fields/choice-field.tsx'
import { Remark, Section } from './fields/section.tsx'
import { TargetField } from './fields/target-field.tsx'
import { TextField } from './fields/text-field.tsx'
import { FormHead } from './form-head.tsx'
import { inspectorText } from './texts.ts'
import { entryEdit } from './use-step-edit.ts'

/** What brings people in here, who of them, and where they go first. */
export function EntryForm({ entryId }: { entryId: string }) {
  const entry = useDocumentStore((state) => state.document.entries.find(({ id }) => id === entryId))
  const segments = useDocumentStore((state) => state.document.segments)
  if (!entry) return null
  const edit = entryEdit(entryId)
  const { trigger } = entry
  const arrival = trigger.kind === 'event' ? placeOf(entry.where) : undefined
  const place: ConditionPlace = trigger.kind === 'event' || trigger.kind === 'api' ? { kind: 'event', event: trigger.kind === 'event' ? trigger.event : `$api:${trigger.name}` } : { kind: 'moment' }
  const setWhere = (where: Where | undefined) => edit('condition', (current) => withField(current, 'where', arrival ? withPlace(arrival.near, where) : where))
  return (
    <>
      <FormHead nodeId={entryNodeId(entryId)} family="entry" icon={iconOfTrigger(trigger)} title={triggerInWords(trigger, segments)} kind={inspectorText('entry')} />
      <TriggerFields entry={entry} />
      <Section title={inspectorText('onlyIf')}>
        <ConditionField sizes="all" value={arrival ? arrival.rest : entry.where} place={place} onChange={setWhere} />
      </Section>
      <Section title={inspectorText('leadsTo')}>
        <TargetField
          label={inspectorText('next')}
          from={entryNodeId(entryId)}
          portId="next"
          value={entry.next}
          onChange={(next) => (next === undefined ? undefined : edit('connection', (current) => ({ ...current, next })))}
          testId="target-next"
        />
      </Section>
      <CommentsSection nodeId={entryNodeId(entryId)} />
    </>
  )
}

type TriggerChoice = Trigger['kind'] | 'place'

const CHOICES = ['event', 'place', 'segment', 'schedule', 'api'] as const
const CHOICE_WORDS = { event: 'triggerEvent', place: 'triggerPlace', segment: 'triggerSegment', schedule: 'triggerSchedule', api: 'triggerApi' } as const
const CHOICE_HELP = { event: 'triggerEventHelp', place: 'triggerPlaceHelp', segment: 'triggerSegmentHelp', schedule: 'triggerScheduleHelp', api: 'triggerApiHelp' } as const

function TriggerFields({ entry }: { entry: Entry }) {
  const events = useEventNames()
  const segments = useDocumentStore((state) => state.document.segments)
  const edit = entryEdit(entry.id)
  const { trigger } = entry
  const arrival = trigger.kind === 'event' ? placeOf(entry.where) : undefined
  const chosen: TriggerChoice = arrival ? 'place' : trigger.kind
  const set = (what: EditedPart, next: Trigger) => edit(what, (current) => ({ ...current, trigger: next }))
  const [firstSegment] = Object.keys(segments ?? {})
  const choose = (next: TriggerChoice) => {
    if (next === chosen) return undefined
    const event = trigger.kind === 'event' ? trigger.event : (events[0] ?? 'signup')
    // Coming to a place is an event with a condition on where it happened; leaving that choice takes the condition away.
    const without = (current: Entry) => withField(current, 'where', arrival ? arrival.rest : current.where)
    if (next === 'place') {
      const blank = blankCondition('near', {})
      return 'near' in blank ? edit('trigger', (current) => ({ ...current, trigger: { kind: 'event', event }, where: withPlace(blank.near, current.where) })) : undefined
    }
    if (next === 'event') return edit('trigger', (current) => ({ ...without(current), trigger: { kind: next, event } }))
    if (next === 'segment') return firstSegment === undefined ? inspectorText('noSegments') : edit('trigger', (current) => ({ ...without(current), trigger: { kind: next, segment: firstSegment, change: 'enter' } }))
    if (next === 'schedule') return edit('trigger', (current) => ({ ...without(current), trigger: { kind: next, every: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0' } }))
    return edit('trigger', (current) => ({ ...without(current), trigger: { kind: next, name: 'order-ready' } }))
  }
  return (
    <Section title={inspectorText('trigger')}>
      <ChoiceField<TriggerChoice>
        label={inspectorText('trigger')}
        showLabel={false}
        value={chosen}
        testId="trigger-kind"
        options={CHOICES.map((choice) => ({ value: choice, label: inspectorText(CHOICE_WORDS[choice]) }))}
        onChange={(next) => (next === undefined ? undefined : choose(next))}
      />
      <Remark>{inspectorText(CHOICE_HELP[chosen])}</Remark>
      {trigger.kind === 'event' && <EventField label={inspectorText('event')} showLabel value={trigger.event} testId="trigger-event" onChange={(event) => set('event', { ...trigger, event })} />}
      {arrival && <PlaceFields value={arrival.near} onChange={(near) => edit('place', (current) => ({ ...current, where: withPlace(near, placeOf(current.where)?.rest) }))} />}
      {trigger.kind === 'segment' && (
        <>
          <SwitchField
            label={inspectorText('change')}
            value={trigger.change}
            options={[{ value: 'enter', label: inspectorText('enter') }, { value: 'leave', label: inspectorText('leave') }]}
            onChange={(change) => set('trigger', { ...trigger, change })}
          />
          <SegmentField label={inspectorText('segment')} value={trigger.segment} onChange={(segment) => set('segment', { ...trigger, segment: segment ?? '' })} />
        </>
      )}
      {trigger.kind === 'schedule' && <ScheduleFields trigger={trigger} onChange={set} />}
      {trigger.kind === 'api' && (
        <TextField label={inspectorText('apiName')} description={inspectorText('apiNameHelp', { name: trigger.name })} value={trigger.name} testId="api-name" onChange={(name) => set('call', { ...trigger, name: name ?? '' })} />
      )}
    </Section>
  )
}
