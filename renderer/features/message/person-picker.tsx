import { ActionIcon, Autocomplete, Button, Menu, TextInput } from '@mantine/core'
import { IconArrowsShuffle, IconChevronLeft, IconChevronRight, IconUserQuestion } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { connection } from '../../bridge/connection.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { setExample, takePerson, useExampleStore, usePerson } from './person-store.ts'
import { exampleOf, missingFor, type PreviewPerson } from './preview-scope.ts'
import { messageText } from './texts.ts'
import styles from './person-picker.module.css'

type Asked = readonly { of: 'profile' | 'event'; name: string }[]

/** Whose data a preview shows: somebody of the chosen data who would get the message, or example values where there are no data. */
export function PersonPicker({ events, asked }: { events: readonly string[]; asked: Asked }) {
  const { datasetId, person, isAsking, error, nobodyLacks } = usePerson(events)
  if (datasetId === null) return <Examples asked={asked} />
  if (error && error.code !== 'E_PROFILE') {
    return (
      <ProblemNote error={error}>
        <Button variant="default" size="compact-sm" onClick={() => void takePerson(datasetId, events, { by: 'place', place: 0 })}>
          {messageText('again')}
        </Button>
      </ProblemNote>
    )
  }
  if (person === null) return <p className={styles.words}>{messageText(isAsking ? 'reading' : 'emptyData')}</p>
  const missing = missingFor(person, asked)
  const move = (by: number) => void takePerson(datasetId, events, { by: 'place', place: ((person.place ?? 0) + by + person.total) % person.total })
  return (
    <div className={styles.picker} role="group" aria-label={messageText('person')} data-testid="person-picker">
      <div className={styles.line}>
        <PersonId key={person.profileId} datasetId={datasetId} events={events} person={person} />
        <Hint label={messageText('previous')}>
          <ActionIcon variant="default" size={32} aria-label={messageText('previous')} data-testid="person-previous" onClick={() => move(-1)}>
            <IconChevronLeft size={16} stroke={1.8} />
          </ActionIcon>
        </Hint>
        <Hint label={messageText('next')}>
          <ActionIcon variant="default" size={32} aria-label={messageText('next')} data-testid="person-next" onClick={() => move(1)}>
            <IconChevronRight size={16} stroke={1.8} />
          </ActionIcon>
        </Hint>
        <Hint label={messageText('random')}>
          <ActionIcon variant="default" size={32} aria-label={messageText('random')} data-testid="person-random" onClick={() => void takePerson(datasetId, events, { by: 'place', place: Math.floor(Math.random() * person.total) })}>
            <IconArrowsShuffle size={16} stroke={1.8} />
          </ActionIcon>
        </Hint>
        {asked.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={messageText('somebodyWithout', { name: '…' })} title={messageText('somebodyWithout', { name: '…' })} data-testid="person-lacking">
                <IconUserQuestion size={16} stroke={1.8} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {asked.map((one) => (
                <Menu.Item key={`${one.of}.${one.name}`} onClick={() => void takePerson(datasetId, events, { by: 'lacking', lacking: one, from: (person.place ?? -1) + 1 })}>
                  {messageText('somebodyWithout', { name: `${one.of}.${one.name}` })}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <p className={styles.words} role="status" data-testid="person-facts">
        {person.place === null ? messageText('elsewhere') : messageText('personOf', { place: full(person.place + 1), total: full(person.total) })} ·{' '}
        {person.event === null ? messageText('noEvent') : messageText('lastEvent', { name: person.event.name, when: instantInWords(person.event.at) })}
        {missing.length > 0 && (
          <>
            {' '}
            · <strong>{messageText('missing', { names: missing.join(', ') })}</strong>
          </>
        )}
      </p>
      {error?.code === 'E_PROFILE' && <p className={styles.words} role="alert">{`${fromEngine(error.message)}; ${fromEngine(error.help)}`}</p>}
      {nobodyLacks !== null && <p className={styles.words} role="status">{messageText('everybodyHas', { name: nobodyLacks })}</p>}
    </div>
  )
}

const MOST_IDS = 20

/** Typing an id offers those that begin so; Enter, or a choice, takes it. */
function PersonId({ datasetId, events, person }: { datasetId: string; events: readonly string[]; person: PreviewPerson }) {
  const [typed, setTyped] = useState(person.profileId)
  const [ids, setIds] = useState<readonly string[]>([])
  useEffect(() => {
    let isOver = false
    connection.call('previews.ids', { datasetId, text: typed === person.profileId ? '' : typed.trim(), limit: MOST_IDS }).then(
      (found) => { if (!isOver) setIds(found) },
      () => undefined, // the person beside it says what is wrong with the data
    )
    return () => { isOver = true }
  }, [datasetId, typed, person.profileId])
  const take = (id: string) => {
    if (id !== '' && id !== person.profileId) void takePerson(datasetId, events, { by: 'id', id })
  }
  return (
    <Autocomplete
      className={styles.id!}
      label={messageText('person')}
      aria-label={messageText('search')}
      role="combobox"
      value={typed}
      data={[...ids]}
      filter={({ options }) => options}
      maxDropdownHeight={240}
      data-testid="preview-person-id"
      onChange={setTyped}
      onOptionSubmit={take}
      onKeyDown={(event) => { if (event.key === 'Enter') take(typed.trim()) }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(person.profileId)}
    />
  )
}

/** A field for each name the texts ask for. */
function Examples({ asked }: { asked: Asked }) {
  const journeyId = useDocumentStore((state) => state.document.id)
  const values = useExampleStore((state) => state.values[journeyId]) ?? {}
  if (asked.length === 0) return <p className={styles.words}>{messageText('examplesNone')}</p>
  return (
    <div className={styles.picker} role="group" aria-label={messageText('examples')} data-testid="examples">
      <p className={styles.words}>{messageText('examplesHelp')}</p>
      <div className={styles.examples}>
        {asked.map(({ of, name }) => (
          <TextInput
            key={`${of}.${name}`}
            label={`${of}.${name}`}
            aria-label={messageText('example', { name: `${of}.${name}` })}
            value={exampleOf(values, of, name)}
            data-testid={`example-${of}.${name}`}
            onChange={(event) => setExample(journeyId, `${of}.${name}`, event.currentTarget.value)}
          />
        ))}
      </div>
    </div>
  )
}
