import { useMemo, useState } from 'react'
import { zoneNamed } from '../../../../engine/core/model/calendar.ts'
import type { Trigger } from '../../../../engine/core/model/journey.ts'
import { scheduleInstants } from '../../../../engine/core/model/recurrence.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { recurrenceOf, ruleOf, WEEKDAY_MORNINGS } from '../../../document/recurrence-parts.ts'
import { useRunStore } from '../../../stores/run-store.ts'
import { datasetById } from '../../../stores/workspace-store.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { SwitchField } from '../fields/choice-field.tsx'
import { MomentField } from '../fields/moment-field.tsx'
import { Remark } from '../fields/section.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { type EditedPart } from '../../../document/edited-part.ts'
import { locale } from '../../../i18n/language.ts'
import { RecurrenceFields, RuleField } from './recurrence-fields.tsx'
import styles from '../fields/fields.module.css'

type Schedule = Extract<Trigger, { kind: 'schedule' }>

/** When everybody is asked: once, or again and again; and who of them. */
export function ScheduleFields({ trigger, onChange }: { trigger: Schedule; onChange(what: EditedPart, next: Schedule): string | undefined }) {
  const timeZone = useDocumentStore((state) => state.document.timeZone ?? 'UTC')
  const [asRule, setAsRule] = useState(false)
  const { at, every } = trigger
  const choose = (form: 'once' | 'repeating') => {
    if (form === 'once') return every === undefined ? undefined : onChange('schedule', { ...withField(trigger, 'every', undefined), at: at ?? `${firstDay()}T09:00` })
    return every === undefined ? onChange('schedule', { ...trigger, every: ruleOf({ ...WEEKDAY_MORNINGS, time: at?.slice(11, 16) || WEEKDAY_MORNINGS.time }) }) : undefined
  }
  const setAt: Commit<string | undefined> = (next) => onChange('startOfSchedule', withField(trigger, 'at', next))
  const setEvery: Commit<string> = (rule) => onChange('repetition', { ...trigger, every: rule })
  return (
    <>
      <SwitchField
        label={inspectorText('triggerSchedule')}
        value={every === undefined ? 'once' : 'repeating'}
        options={[{ value: 'once', label: inspectorText('scheduleOnce') }, { value: 'repeating', label: inspectorText('scheduleRepeating') }]}
        onChange={choose}
      />
      {every === undefined ? (
        <MomentField label={inspectorText('scheduleAt')} value={at} timeZone={timeZone} bare="local" testId="schedule-at" onChange={setAt} />
      ) : (
        <>
          {asRule ? <RuleField rule={every} onChange={setEvery} /> : <RecurrenceFields rule={every} at={at} onChange={setEvery} />}
          <MomentField label={inspectorText('scheduleFrom')} description={inspectorText('scheduleFromHelp')} value={at} timeZone={timeZone} bare="local" optional onChange={setAt} />
        </>
      )}
      <Occurrences trigger={trigger} timeZone={timeZone} />
      {every !== undefined && recurrenceOf(every, at) !== undefined && (
        <button type="button" className={`${styles.moreButton} ${styles.add}`} onClick={() => setAsRule(!asRule)}>
          {inspectorText(asRule ? 'showFields' : 'showRule')}
        </button>
      )}
      <div className={styles.nestedTitle}>{inspectorText('audience')}</div>
      <ConditionField sizes="all" value={trigger.audience} place={{ kind: 'moment' }} addLabel={inspectorText('addAudience')} onChange={(audience) => onChange('audience', withField(trigger, 'audience', audience))} />
    </>
  )
}

const MOST = 2000

/** How often the schedule comes round in the chosen data, and when first and last. */
function Occurrences({ trigger: { at, every }, timeZone }: { trigger: Schedule; timeZone: string }) {
  const datasetId = useRunStore((state) => state.datasetId)
  const dataset = datasetById(datasetId)
  const instants = useMemo(() => {
    const zone = zoneNamed(timeZone)
    if (!dataset || !zone) return undefined
    try {
      return scheduleInstants({ at: at ?? null, every: every ?? null }, zone, dataset.from, dataset.to).filter((instant) => instant >= dataset.from).slice(0, MOST)
    } catch {
      return undefined // a rule that is being typed; its field says what is wrong
    }
  }, [at, every, timeZone, dataset])
  if (instants === undefined) return <Remark>{inspectorText('inZone', { zone: timeZone })}</Remark>
  const format = new Intl.DateTimeFormat(locale(), { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const [first] = instants
  const last = instants.at(-1)
  return (
    <Remark>
      {first === undefined || last === undefined
        ? inspectorText('neverInData', { zone: timeZone })
        : instants.length === 1
          ? inspectorText('onceInData', { when: format.format(first), zone: timeZone })
          : inspectorText('timesInData', { count: instants.length, first: format.format(first), last: format.format(last), zone: timeZone })}
    </Remark>
  )
}

/** The first day of the chosen data, else today, as YYYY-MM-DD. */
function firstDay(): string {
  return new Date(datasetById(useRunStore.getState().datasetId)?.from ?? Date.now()).toISOString().slice(0, 10)
}
