import { inspectorText } from './texts.ts'
import styles from './inspector.module.css'

/** What the inspector says when a connection is selected. */
export function SelectionNote() {
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{inspectorText('connectionTitle')}</h2>
      </header>
      <p className={styles.note}>{inspectorText('connectionHelp')}</p>
    </>
  )
}
