import { Button } from '@mantine/core'
import { Component, useState, type ReactNode } from 'react'
import { keepNow } from '../../document/autosave.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { asNotWritten, saveOpenJourney } from '../store-note/gone-over.ts'
import styles from './mishap.module.css'
import { mishapText } from './texts.ts'

/** What cannot be drawn takes nothing along: the journey lives beside the drawing, and there are ways to go on with it. */
export class Mishap extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return this.state.error === null ? this.props.children : <NotDrawn error={this.state.error} onAgain={() => this.setState({ error: null })} />
  }
}

/** Of files that could not be read, as browsers put it; they try no file a second time. */
const NOT_READ = /dynamically imported module|preload CSS|Importing a module/i

function NotDrawn({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const isEdited = useDocumentStore((state) => state.dirty)
  const [told, setTold] = useState('')
  const wasRead = !NOT_READ.test(error instanceof Error ? error.message : '')
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const save = () => saveOpenJourney().then((saved) => setTold(saved ? mishapText('savedFile') : ''), (cause: unknown) => setTold(`${mishapText('notSavedFile')}: ${asNotWritten(cause).message}`))
  const loadAnew = async () => {
    if (isEdited && !(await keepNow())) return setTold(mishapText('notKept'))
    globalThis.location.reload()
  }
  return (
    <main className={styles.place} data-testid="mishap">
      <section className={styles.card} role="alert">
        <h1 className={styles.title}>{mishapText('title')}</h1>
        <p className={styles.body}>{mishapText(wasRead ? 'body' : 'notRead')}</p>
        <div className={styles.ways}>
          {wasRead && <Button onClick={onAgain} data-testid="mishap-again" autoFocus>{mishapText('drawAgain')}</Button>}
          <Button variant={wasRead ? 'default' : 'filled'} onClick={() => void loadAnew()} data-testid="mishap-reload" autoFocus={!wasRead}>{mishapText('loadAnew')}</Button>
          {isEdited && <Button variant="default" onClick={() => void save()} data-testid="mishap-save">{mishapText('saveFile')}</Button>}
        </div>
        <p className={styles.told} role="status">{told}</p>
        <details className={styles.details}>
          <summary>{mishapText('details')}</summary>
          <pre>{stack.includes(message) ? stack : `${message}\n${stack}`}</pre>
        </details>
      </section>
    </main>
  )
}
