import type { Entry, Trigger } from '../../../engine/core/model/journey.ts'
import { withField } from '../../document/commands/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { triggerInWords } from '../../document/trigger-in-words.ts'
import { iconOfTrigger } from '../canvas/families.tsx'
import { ConditionField } from './condition/condition-field.tsx'
import { useEventNames } from './condition/catalogue-names.ts'
import { ChoiceField, SwitchField } from './fields/choice-field.tsx'
import { Section } from './fields/section.tsx'
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
  const event = entry.trigger.kind === 'event' ? entry.trigger.event : undefined
  return (
    <>
      <FormHead nodeId={entryNodeId(entryId)} family="entry" icon={iconOfTrigger(entry.trigger)} title={triggerInWords(entry.trigger, segments)} kind={inspectorText('entry')} />
      <TriggerFields entry={entry} />
      <Section title={inspectorText('onlyIf')}>
        <ConditionField value={entry.where} event={event} withProperties={event !== undefined} onChange={(where) => edit('condition', (current) => withField(current, 'where', where))} />
      </Section>
      <Section title={inspectorText('leadsTo')}>
        <TargetField
          label={inspectorText('next')}
          from={entryNodeId(entryId)}
          value={entry.next}
          onChange={(next) => (next === undefined ? undefined : edit('connection', (current) => ({ ...current, next })))}
          testId="target-next"
        />
      </Section>
    </>
  )
}

function TriggerFields({ entry }: { entry: Entry }) {
  const events = useEventNames()
  const segments = useDocumentStore((state) => state.document.segments)
  const edit = entryEdit(entry.id)
  const set = (what: string, trigger: Trigger) => edit(what, (current) => ({ ...current, trigger }))
  const { trigger } = entry
  const [firstSegment] = Object.keys(segments ?? {})
  const choose = (kind: Trigger['kind']) => {
    if (kind === trigger.kind) return undefined
    if (kind === 'event') return set('trigger', { kind, event: events[0] ?? 'signup' })
    if (kind === 'segment') return firstSegment === undefined ? inspectorText('noSegments') : set('trigger', { kind, segment: firstSegment, change: 'enter' })
    return kind === 'schedule' ? set('trigger', { kind, every: 'FREQ=DAILY;BYHOUR=9' }) : set('trigger', { kind, name: 'call' })
  }
  return (
    <Section title={inspectorText('trigger')}>
      <ChoiceField<Trigger['kind']>
        label={inspectorText('trigger')}
        showLabel={false}
        value={trigger.kind}
        options={[
          { value: 'event', label: inspectorText('triggerEvent') },
          { value: 'segment', label: inspectorText('triggerSegment') },
          { value: 'schedule', label: inspectorText('triggerSchedule') },
          { value: 'api', label: inspectorText('triggerApi') },
        ]}
        onChange={(kind) => (kind === undefined ? undefined : choose(kind))}
      />
      {trigger.kind === 'event' && (
        <TextField label={inspectorText('event')} value={trigger.event} suggestions={events} testId="trigger-event" onChange={(event) => set('event', { ...trigger, event: event ?? '' })} />
      )}
      {trigger.kind === 'segment' && (
        <>
          <ChoiceField
            label={inspectorText('segment')}
            value={trigger.segment}
            options={Object.entries(segments ?? {}).map(([id, segment]) => ({ value: id, label: segment.name ?? id }))}
            onChange={(segment) => set('segment', { ...trigger, segment: segment ?? '' })}
          />
          <SwitchField
            label={inspectorText('change')}
            value={trigger.change}
            options={[{ value: 'enter', label: inspectorText('enter') }, { value: 'leave', label: inspectorText('leave') }]}
            onChange={(change) => set('trigger', { ...trigger, change })}
          />
        </>
      )}
      {trigger.kind === 'schedule' && (
        <>
          <TextField label={inspectorText('at')} description={inspectorText('atHelp')} value={trigger.at} onChange={(at) => set('schedule', withField(trigger, 'at', at))} />
          <TextField label={inspectorText('every')} description={inspectorText('everyHelp')} value={trigger.every} onChange={(every) => set('repetition', withField(trigger, 'every', every))} />
          <ConditionField value={trigger.audience} withProperties={false} addLabel={inspectorText('audience')} onChange={(audience) => set('audience', withField(trigger, 'audience', audience))} />
        </>
      )}
      {trigger.kind === 'api' && <TextField label={inspectorText('apiName')} value={trigger.name} onChange={(name) => set('call', { ...trigger, name: name ?? '' })} />}
    </Section>
  )
}
