import { inspectorText } from './texts.ts'
import styles from './inspector.module.css'

/** What the inspector says when several cards, or a connection, are selected. */
export function SelectionNote({ nodes }: { nodes: number }) {
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{nodes > 0 ? inspectorText('severalTitle', { count: nodes }) : inspectorText('connectionTitle')}</h2>
      </header>
      <p className={styles.note}>{inspectorText(nodes > 0 ? 'severalHelp' : 'connectionHelp')}</p>
    </>
  )
}
