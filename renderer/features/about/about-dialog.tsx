import { Button, Modal, TextInput } from '@mantine/core'
import { IconCopy, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { notify } from '../../components/notify.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { asCallError } from '../../document/save.ts'
import type { CallError } from '../../../engine/api/contract.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { noticesFor, readNotices, type Notice } from './read-notices.ts'
import { readVersions, type Version } from './read-versions.ts'
import { aboutText } from './texts.ts'
import styles from './about.module.css'

/** What this is, in which versions, under which terms, and of whose work it is made. */
export function AboutDialog() {
  const close = () => useUiStore.getState().openDialog(null)
  return (
    <Modal data-help="privacy" opened onClose={close} title={aboutText('title')} size={680} closeButtonProps={{ 'aria-label': aboutText('close') }}>
      <div className={styles.about} data-testid="about">
        <p className={styles.lead}>{aboutText('what')}</p>
        <p className={styles.words}>{aboutText('promise')}</p>
        <Versions />
        <section>
          <h3 className={styles.heading}>{aboutText('licence')}</h3>
          <p className={styles.words}>{aboutText('mit')}</p>
        </section>
        <section>
          <h3 className={styles.heading}>{aboutText('data')}</h3>
          <p className={styles.words}>{aboutText('creditReal')}</p>
          <p className={styles.words}>{aboutText('creditMade')}</p>
        </section>
        <Notices />
      </div>
    </Modal>
  )
}

function Versions() {
  const [asked, setAsked] = useState(0)
  const [state, setState] = useState<{ versions: readonly Version[] | null; error: CallError | null }>({ versions: null, error: null })
  useEffect(() => {
    let isCurrent = true
    readVersions().then(
      (versions) => isCurrent && setState({ versions, error: null }),
      (cause: unknown) => isCurrent && setState({ versions: null, error: asCallError(cause) }),
    )
    return () => {
      isCurrent = false
    }
  }, [asked])
  const { versions, error } = state
  return (
    <section>
      <div className={styles.row}>
        <h3 className={styles.heading}>{aboutText('versions')}</h3>
        {versions !== null && (
          <Button size="compact-sm" variant="default" leftSection={<IconCopy size={15} stroke={1.8} />} onClick={() => void copy(versions)} data-testid="copy-versions">
            {aboutText('copy')}
          </Button>
        )}
      </div>
      {error !== null && (
        <ProblemNote error={error}>
          <Button size="compact-sm" variant="default" onClick={() => setAsked(asked + 1)}>
            {aboutText('tryAgain')}
          </Button>
        </ProblemNote>
      )}
      {versions === null && error === null && <p role="status">{aboutText('reading')}</p>}
      {versions !== null && (
        <dl className={`${styles.versions} tabular`} data-testid="versions">
          {versions.map(({ what, version }) => (
            <div key={what}>
              <dt>{aboutText(what)}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

async function copy(versions: readonly Version[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(versions.map(({ what, version }) => `${aboutText(what)} ${version}`).join('\n'))
    notify(aboutText('copied'))
  } catch {
    notify(aboutText('notCopied'), 'error')
  }
}

/** Packages of others, each with the terms it is used under. */
function Notices() {
  const [notices, setNotices] = useState<readonly Notice[] | null | undefined>()
  const [query, setQuery] = useState('')
  useEffect(() => {
    let isCurrent = true
    void readNotices().then((read) => isCurrent && setNotices(read))
    return () => {
      isCurrent = false
    }
  }, [])
  const found = noticesFor(notices ?? [], query)
  return (
    <section>
      <h3 className={styles.heading}>{aboutText('parts')}</h3>
      {notices === undefined && <p role="status">{aboutText('reading')}</p>}
      {notices === null && <p className={styles.words} data-testid="no-notices">{aboutText('noNotices')}</p>}
      {notices !== undefined && notices !== null && (
        <>
          <p className={styles.words}>{aboutText('partsCount', { count: notices.length })}</p>
          <TextInput
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            placeholder={aboutText('search')}
            aria-label={aboutText('search')}
            leftSection={<IconSearch size={15} />}
            data-testid="notices-search"
          />
          <ul className={styles.notices} data-testid="notices" aria-label={aboutText('parts')} tabIndex={0}>
            {found.map((notice) => (
              <li key={`${notice.name}@${notice.version}`}>
                <details>
                  <summary aria-label={aboutText('showText', { name: notice.name })}>
                    <span className={styles.package}>{notice.name}</span>
                    <span className="tabular">{notice.version}</span>
                    <span className={styles.licence}>{notice.licence}</span>
                  </summary>
                  <pre className={styles.text}>{notice.text}</pre>
                </details>
              </li>
            ))}
            {found.length === 0 && <li className={styles.words}>{aboutText('nothing')}</li>}
          </ul>
        </>
      )}
    </section>
  )
}
