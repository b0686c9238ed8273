import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircleFilled } from '@tabler/icons-react'
import type { Channel } from '../../../engine/core/model/steps/message.ts'
import { lengthNotes, type LengthNote } from './device-limits.ts'
import { plainText } from './devices/shown-text.tsx'
import type { RenderedTexts } from './render-texts.ts'
import { messageText } from './texts.ts'
import styles from './preview.module.css'

const MARKS = { refused: IconCircleXFilled, warning: IconAlertTriangleFilled, hint: IconInfoCircleFilled } as const
const WORDS = { refused: 'lengthRefused', warning: 'lengthWarning', hint: 'lengthHint' } as const satisfies Record<LengthNote['tone'], Parameters<typeof messageText>[0]>

/** What is too long for the channel as that person would read it. */
export function LengthNotes({ channel, fields }: { channel: Channel; fields: RenderedTexts }) {
  const texts = Object.fromEntries(Object.entries(fields).flatMap(([key, field]): [string, string][] => {
    const text = plainText(field)
    return text === undefined ? [] : [[key, text]]
  }))
  const notes = lengthNotes(channel, texts)
  if (notes.length === 0) return null
  return (
    <ul className={styles.lengths} aria-label={messageText('lengths')} data-testid="length-notes">
      {notes.map(({ tone, words }) => {
        const Mark = MARKS[tone]
        return (
          <li key={words} data-tone={tone}>
            <Mark size={15} aria-hidden="true" />
            <span>
              <span className="visually-hidden">{messageText(WORDS[tone])}: </span>
              {words}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
