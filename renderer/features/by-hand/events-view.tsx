import { ActionIcon } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMemo } from 'react'
import { create } from 'zustand'
import { eventInWords } from '../../../engine/core/explain/miss-in-words.ts'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { EventForm } from './event-form.tsx'
import { eventChanges, withChange, withoutEvent, type ScratchEvent } from './scratch.ts'
import { changeScratch, useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

const useOpenForm = create<{ key: number | null }>()(() => ({ key: null }))

/** Opens the form of that event in the list. */
export function openEventForm(key: number | null): void {
  useOpenForm.setState({ key })
}

/** Rows that are drawn at once: a busy person has thousands. */
const MOST_ROWS = 400

/** What the person did, event by event: each can be changed or taken away, and what differs from before says so. */
export function EventsView() {
  const now = useScratchStore((state) => state.now)
  const was = useScratchStore((state) => state.was)
  const open = useOpenForm((state) => state.key)
  const zone = useScratchStore((state) => state.explanation?.profile.timeZone ?? 'UTC')
  const changes = useMemo(() => (now === null ? null : eventChanges(was?.scratch ?? null, now)), [now, was])
  if (now === null || changes === null) return null
  const place = Math.max(0, now.events.findIndex(({ key, at }) => key === open || at > now.clock))
  const first = Math.max(0, Math.min(place - MOST_ROWS / 2, now.events.length - MOST_ROWS))
  const stateOf = ({ key, at }: ScratchEvent) => (at > now.clock ? handText('notYet') : changes.changed.has(key) ? handText('moved') : changes.added.has(key) ? handText('added') : '')
  return (
    <div className={styles.events}>
      {now.events.length === 0 && <p className={styles.quiet}>{handText('noEvents')}</p>}
      <ol className={styles.list} data-testid="events-list">
        {now.events.slice(first, first + MOST_ROWS).map((event) =>
          event.key === open ? (
            <li key={event.key}>
              <EventForm event={event} zone={zone} isNew={false} onCancel={() => openEventForm(null)} onSave={(changed) => {
                const { at, name, properties } = event
                const isMove = changed.name === name && JSON.stringify(changed.properties) === JSON.stringify(properties)
                if (!isMove || changed.at !== at) changeScratch(handText(isMove ? 'didMove' : 'didChange', { name: changed.name }), (scratch) => withChange(scratch, event.key, changed))
                openEventForm(null)
              }} />
            </li>
          ) : (
            <Row key={event.key} event={event} zone={zone} state={stateOf(event)} />
          ),
        )}
      </ol>
      {changes.gone > 0 && <p className={styles.quiet}>{handText('gone', { count: changes.gone })}</p>}
    </div>
  )
}

function Row({ event, zone, state }: { event: ScratchEvent; zone: string; state: string }) {
  const { key, name, at, properties } = event
  return (
    <li className={`${styles.eventRow} tabular`} data-testid={`event-${name}`} data-state={state || undefined}>
      <button type="button" className={styles.eventWords} title={handText('editEvent', { name })} onClick={() => openEventForm(key)}>
        <span className={styles.eventWhen}>{momentInWords(knownZone(zone), at)}</span>
        <span className={styles.eventWhat}>{fromEngine(eventInWords({ name, at, properties }), 'said')}</span>
        {state !== '' && <span className={styles.badge}>{state}</span>}
      </button>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={handText('editEvent', { name })} onClick={() => openEventForm(key)} data-testid={`edit-${name}`}>
        <IconPencil size={15} stroke={1.8} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={handText('deleteEvent', { name })} onClick={() => changeScratch(handText('didDelete', { name }), (scratch) => withoutEvent(scratch, key))} data-testid={`delete-${name}`}>
        <IconTrash size={15} stroke={1.8} />
      </ActionIcon>
    </li>
  )
}
