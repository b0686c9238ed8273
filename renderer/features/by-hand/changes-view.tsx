import type { DifferenceLine, Differences } from './differences.ts'
import { handText } from './texts.ts'
import styles from './scratch.module.css'

/** What differs from before: outcome first, then messages and path, each line marked by a sign and in words. */
export function ChangesView({ differences: { path, messages, outcome, count } }: { differences: Differences }) {
  return (
    <div className={`${styles.changes} tabular`} data-testid="changes">
      {count === 0 && <p className={styles.quiet}>{handText('sameAsWas')}</p>}
      <Part title={handText('outcomeChanged')} lines={outcome} />
      <Part title={handText('messagesChanged')} lines={messages} />
      <Part title={handText('pathChanged')} lines={path} />
    </div>
  )
}

function Part({ title, lines }: { title: string; lines: readonly DifferenceLine[] }) {
  if (lines.every(({ mark }) => mark === 'same')) return null
  return (
    <section className={styles.part}>
      <h4 className={styles.partTitle}>{title}</h4>
      <ul className={styles.diff}>
        {lines.map(({ mark, text }, index) => (
          <li key={`${index} ${text}`} data-mark={mark}>
            <span className={styles.mark}>{handText(mark === 'same' ? 'stays' : mark)}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
