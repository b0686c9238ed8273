import { handText } from '../by-hand/texts.ts'
import styles from './cases.module.css'

const MARKS = { '-': 'was', '+': 'now', ' ': 'stays' } as const

/** Lines of `expected only`, `happened only` and both, as a case result has them: marked in words. */
export function DiffLines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.diff}>
      {lines.map((line, index) => {
        const mark = MARKS[line.charAt(0) as keyof typeof MARKS] ?? 'stays' // as: looked up with a default
        return (
          <li key={`${index} ${line}`} data-mark={mark}>
            <span className={styles.mark}>{handText(mark)}</span>
            <span>{line.slice(2)}</span>
          </li>
        )
      })}
    </ul>
  )
}
