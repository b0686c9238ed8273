import { Button, TextInput } from '@mantine/core'
import { IconBolt, IconCalendarEvent, IconDatabaseImport, IconPlugConnected, IconUsersGroup } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { Trigger } from '../../../engine/core/model/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { people } from '../../i18n/numbers.ts'
import { useCatalogue, useRunStore } from '../../stores/run-store.ts'
import { openImport } from '../datasets/import-store.ts'
import { useVisibleDatasets } from '../datasets/visible-datasets.ts'
import { openMakePeople } from '../populations/population-store.ts'
import { chooseDataset } from '../simulation/run.ts'
import { likelyStarts } from '../start/likely-events.ts'
import { startWith } from './start-with.ts'
import { FamilyTile } from './families.tsx'
import { canvasText } from './texts.ts'
import styles from './empty-canvas.module.css'

const OFFERED = 5

/** What an empty canvas asks: what starts the journey? The events of the chosen data are the answers at hand; without data, how to get some. */
export function EmptyCanvas() {
  const isEmpty = useDocumentStore((state) => state.document.entries.length === 0 && flowShapeOf(state.document.steps).steps === 0)
  const hasData = useRunStore((state) => state.datasetId !== null)
  if (!isEmpty) return null
  return (
    <div className={styles.empty} data-testid="empty-canvas">
      <FamilyTile family="entry" icon={IconBolt} size={48} />
      <h2 className={styles.title}>{canvasText('emptyTitle')}</h2>
      {hasData ? <EventsOfData /> : <AnyEvent />}
      <OtherStarts />
      {!hasData && <GetData />}
    </div>
  )
}

function EventsOfData() {
  const catalogue = useCatalogue()
  if (catalogue === undefined) return <p className={styles.body}>{canvasText('emptyReading')}</p>
  const starts = likelyStarts(catalogue)
  const peopleOf = (name: string) => catalogue.events.find((event) => event.name === name)?.profiles ?? 0
  return (
    <>
      <p className={styles.body}>{canvasText('emptyBody')}</p>
      <div className={styles.starts} role="group" aria-label={canvasText('emptyTitle')}>
        {starts.slice(0, OFFERED).map((name) => (
          <button key={name} type="button" className={styles.start} data-testid={`start-with-${name}`} onClick={() => startWith({ kind: 'event', event: name })}>
            <span className={styles.startName}>{name}</span>
            <span className={`${styles.startFact} tabular`}>{canvasText('emptyPeople', { count: peopleOf(name), people: people(peopleOf(name)) })}</span>
          </button>
        ))}
      </div>
      <Button className={styles.button!} variant="subtle" size="compact-sm" data-testid="start-with-other" onClick={() => startWith({ kind: 'event', event: starts[0] ?? 'signup' })}>
        {canvasText(starts.length > OFFERED ? 'emptyOther' : 'emptyEntry')}
      </Button>
    </>
  )
}

/** Without data the event is simply named. */
function AnyEvent() {
  const [event, setEvent] = useState('')
  const start = (submitted: FormEvent) => {
    submitted.preventDefault()
    startWith({ kind: 'event', event: event.trim() === '' ? 'signup' : event.trim() })
  }
  return (
    <>
      <p className={styles.body}>{canvasText('emptyNoData')}</p>
      <form className={styles.name} onSubmit={start}>
        <TextInput aria-label={canvasText('emptyEvent')} placeholder="signup" value={event} data-testid="start-event" onChange={(typed) => setEvent(typed.currentTarget.value)} />
        <Button type="submit">{canvasText('emptyEntry')}</Button>
      </form>
    </>
  )
}

function OtherStarts() {
  const starts: readonly { label: string; icon: typeof IconBolt; trigger: Trigger }[] = [
    { label: canvasText('emptySchedule'), icon: IconCalendarEvent, trigger: { kind: 'schedule', every: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0' } },
    { label: canvasText('emptyApi'), icon: IconPlugConnected, trigger: { kind: 'api', name: 'order-ready' } },
  ]
  return (
    <div className={styles.others}>
      {starts.map(({ label, icon: Glyph, trigger }) => (
        <Button key={label} className={styles.button!} variant="subtle" color="gray" size="compact-sm" leftSection={<Glyph size={16} stroke={1.7} />} onClick={() => startWith(trigger)}>
          {label}
        </Button>
      ))}
    </div>
  )
}

/** Data of the workspace, an import, or people who are made: each fills the events above. */
function GetData() {
  const datasets = useVisibleDatasets()
  return (
    <div className={styles.data}>
      <p className={styles.dataWords}>{canvasText('emptyGetData')}</p>
      <div className={styles.others}>
        {datasets.slice(0, 3).map(({ id, name }) => (
          <Button key={id} className={styles.button!} variant="default" size="compact-md" onClick={() => chooseDataset(id)}>
            {name}
          </Button>
        ))}
        <Button className={styles.button!} variant="default" size="compact-md" leftSection={<IconDatabaseImport size={16} stroke={1.7} />} onClick={() => openImport()}>
          {canvasText('emptyImport')}
        </Button>
        <Button className={styles.button!} variant="default" size="compact-md" leftSection={<IconUsersGroup size={16} stroke={1.7} />} onClick={openMakePeople}>
          {canvasText('emptyMakePeople')}
        </Button>
      </div>
    </div>
  )
}
