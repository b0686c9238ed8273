import { Autocomplete, Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { PersonEvent } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { useCatalogue } from '../../stores/run-store.ts'
import { instantOfText, textOfInstant } from './instant-text.ts'
import { PropertiesForm } from './properties-form.tsx'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

interface EventFormProps {
  /** What it begins with. */
  event: PersonEvent
  zone: string
  isNew: boolean
  onSave(event: PersonEvent): void
  onCancel(): void
}

/** One event: what, when, with what. The names and properties of the data are offered. */
export function EventForm({ event, zone, isNew, onSave, onCancel }: EventFormProps) {
  const [name, setName] = useState(event.name)
  const [when, setWhen] = useState(textOfInstant(event.at, zone))
  const [properties, setProperties] = useState(event.properties)
  const [tried, setTried] = useState(false)
  const document = useDocumentStore((state) => state.document)
  const catalogue = useCatalogue()
  const names = useMemo(() => [...new Set([...eventsOf(document), ...(catalogue?.events.map((one) => one.name) ?? []), '$set'])], [document, catalogue])
  const known = useMemo(() => (name === '$set' ? catalogue?.attributes : catalogue?.events.find((one) => one.name === name)?.properties)?.map((one) => one.name) ?? [], [catalogue, name])
  // What is shown may be less than is known: unchanged it stays what it was.
  const at = when === textOfInstant(event.at, zone) ? event.at : instantOfText(when, event.at, zone)
  const save = () => {
    setTried(true)
    if (name.trim() !== '' && at !== undefined) onSave({ name: name.trim(), at, properties })
  }
  return (
    <form
      className={styles.form}
      data-testid="event-form"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        save()
      }}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Escape') return
        pressed.stopPropagation()
        onCancel()
      }}
    >
      <div className={styles.formRow}>
        <Autocomplete size="xs" className={styles.grow!} label={handText('eventName')} data={names} value={name} onChange={setName} limit={30} data-autofocus autoFocus={isNew} selectFirstOptionOnChange={false} error={tried && name.trim() === '' ? handText('noName') : undefined} data-testid="event-name" />
        <TextInput size="xs" className={`${styles.grow} tabular`} label={handText('eventAt')} value={when} spellCheck={false} autoFocus={!isNew} onChange={(changed) => setWhen(changed.currentTarget.value)} error={at === undefined ? handText('wrongInstant') : undefined} data-testid="event-at" />
      </div>
      <PropertiesForm label={handText(name === '$set' ? 'attributes' : 'properties')} values={properties} names={known} testId="event-properties" onChange={setProperties} />
      <div className={styles.formRow}>
        <Button type="submit" size="compact-sm" data-testid="event-save">{handText(isNew ? 'addNow' : 'save')}</Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>{handText('cancel')}</Button>
      </div>
    </form>
  )
}

/** Events the journey reacts to, in its order. */
function eventsOf({ entries, goals = [], exits = [], steps }: JourneyDocument): string[] {
  const starts = entries.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger.event] : trigger.kind === 'api' ? [`$api:${trigger.name}`] : []))
  const waits = Object.values(steps).flatMap((step) => (step.kind === 'waitFor' ? step.branches.flatMap((branch) => ('event' in branch ? [branch.event] : [])) : []))
  return [...starts, ...waits, ...goals.map(({ event }) => event), ...exits.flatMap((exit) => ('event' in exit ? [exit.event] : []))]
}
