import { IconCheck, IconX } from '@tabler/icons-react'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { closed, namesIn, type ToldLine } from './told-lines.ts'
import { explainText } from './texts.ts'
import styles from './reasons.module.css'

/** A line of the engine's words, with the names in it set off. `isClosed`: without the reasons it goes on in. `isPart`: it is a part of a condition. */
export function Told({ text, isClosed = false, isPart = false }: { text: string; isClosed?: boolean; isPart?: boolean }) {
  const words = fromEngine(text, isPart ? 'line' : undefined)
  return namesIn(isClosed ? closed(words) : words).map((part, index) => (part.isName ? <b key={index} className={styles.name}>{part.text}</b> : part.text))
}

/** Reasons as a tree: every part of a condition with what was found, and whether it holds. */
export function Reasons({ lines, label }: { lines: readonly ToldLine[]; label?: string }) {
  return (
    <ul className={styles.reasons} aria-label={label}>
      {lines.map((line, index) => (
        <li key={index} className={styles.reason} data-mark={line.mark ?? undefined}>
          <div className={styles.line}>
            {line.mark !== null && <Mark holds={line.mark === 'holds'} />}
            <span className={styles.words}>
              {line.mark !== null && <span className={styles.verdict}>{explainText(line.mark === 'holds' ? 'holds' : 'fails')} </span>}
              <Told text={line.text} isPart={line.mark !== null} />
            </span>
          </div>
          {line.below.length > 0 && <Reasons lines={line.below} />}
        </li>
      ))}
    </ul>
  )
}

function Mark({ holds }: { holds: boolean }) {
  const Glyph = holds ? IconCheck : IconX
  return (
    <span className={styles.mark} aria-hidden="true">
      <Glyph size={13} stroke={2.4} />
    </span>
  )
}
