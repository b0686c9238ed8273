import { Button, Modal, TextInput } from '@mantine/core'
import { IconCircleCheck, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { cut } from '../../i18n/cut.ts'
import { ago } from '../../i18n/dates.ts'
import { locale } from '../../i18n/language.ts'
import { connectionText } from './connection-texts.ts'
import { closeImport, listJourneys, openBrought, readJourney, useImportStore, type Brought, type Listed } from './import-store.ts'
import { ProblemList } from './problem-list.tsx'
import { StatusBadge } from './status-badge.tsx'
import { publishText } from './texts.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'
import own from './import-dialog.module.css'

/** The journeys of an account, and one of them as a document before it is opened. */
export function ImportDialog() {
  const { isOpen, from, listed, brought } = useImportStore()
  const { document } = brought?.state === 'there' ? brought.answer : { document: undefined }
  const title = document !== undefined ? cut(document.name ?? document.id) : from === null ? connectionText('importFile') : connectionText('journeysTitle', { name: from.name })
  return (
    <Modal data-help="connections" opened={isOpen} onClose={closeImport} size={640} title={title} closeButtonProps={{ 'aria-label': connectionText('close') }}>
      <div className={styles.fields} data-testid="import-dialog">
        {brought === null && listed?.state === 'asking' && <WorkNote jobId={listed.jobId} before={connectionText('asking')} />}
        {brought === null && listed?.state === 'stopped' && <p className={styles.quiet}>{publishText('stopped')}</p>}
        {brought === null && listed?.state === 'failed' && (
          <ProblemNote error={listed.error}>
            {from !== null && <Button size="compact-sm" variant="default" onClick={() => void listJourneys(from)}>{publishText('tryAgain')}</Button>}
          </ProblemNote>
        )}
        {brought === null && listed?.state === 'there' && <JourneysThere journeys={listed.answer} />}
        {brought?.state === 'asking' && <WorkNote jobId={brought.jobId} before={connectionText('reading')} />}
        {(brought?.state === 'failed' || brought?.state === 'stopped') && (
          <>
            {brought.state === 'failed' && <ProblemNote error={brought.error} />}
            <BackToList />
          </>
        )}
        {brought?.state === 'there' && <WhatCame brought={brought.answer} />}
      </div>
    </Modal>
  )
}

function JourneysThere({ journeys }: { journeys: readonly Listed[] }) {
  const now = useNow()
  const [query, setQuery] = useState('')
  if (journeys.length === 0) return <p className={styles.quiet} data-testid="no-journeys-there">{connectionText('noJourneys')}</p>
  const found = journeys.filter(({ name }) => name.toLocaleLowerCase(locale()).includes(query.trim().toLocaleLowerCase(locale())))
  return (
    <>
      <TextInput aria-label={connectionText('find')} placeholder={connectionText('find')} leftSection={<IconSearch size={16} stroke={1.8} />} value={query} autoFocus onChange={(event) => setQuery(event.currentTarget.value)} data-testid="find-there" />
      {found.length === 0 && <p className={styles.quiet}>{connectionText('noneFound')}</p>}
      <ul className={own.journeys} data-testid="journeys-there">
        {found.map(({ id, name, status, updatedAt }) => (
          <li key={id}>
            <button type="button" className={own.journey} aria-label={connectionText('readNamed', { name: cut(name) })} onClick={() => void readJourney(id)} data-testid={`there-${id}`}>
              <span className={own.name}>{cut(name)}</span>
              {updatedAt !== null && <span className={styles.quiet}>{connectionText('changed', { when: ago(updatedAt, now) })}</span>}
              {status !== null && <StatusBadge status={status} />}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function WhatCame({ brought }: { brought: Brought }) {
  const { notes, document } = brought
  return (
    <>
      {notes.length === 0 ? (
        <p className={styles.verdict} data-tone="good">
          <IconCircleCheck size={16} stroke={1.9} aria-hidden="true" />
          {connectionText('importWhole')}
        </p>
      ) : (
        <>
          <p className={own.words}>{connectionText('importNotes', { count: notes.length })}</p>
          <ProblemList problems={notes} of={document} />
        </>
      )}
      <div className={`${styles.ways} ${styles.end}`}>
        <BackToList />
        <Button onClick={() => void openBrought(brought)} autoFocus data-testid="open-brought">{connectionText('openNew')}</Button>
      </div>
    </>
  )
}

function BackToList() {
  const from = useImportStore((state) => state.from)
  if (from === null) return null
  return <Button variant="default" onClick={() => useImportStore.setState({ brought: null })}>{connectionText('back')}</Button>
}
