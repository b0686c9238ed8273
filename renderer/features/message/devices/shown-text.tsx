import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { problemInWords } from '../../../../engine/core/liquid/liquid-problem.ts'
import type { Rendered } from '../../../../engine/core/liquid/render-text.ts'
import type { RenderedTexts } from '../render-texts.ts'
import { messageText } from '../texts.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import styles from './devices.module.css'

/** What devices are drawn of: the fields of a template as somebody reads them, and the instant of sending (epoch ms). */
export interface DeviceProps { fields: RenderedTexts; at: number }

/** A field as text, or why there is none; `empty` stands where nothing is written. Always text, never markup. */
export function ShownText({ field, empty }: { field: Rendered | undefined; empty?: ReactNode }) {
  if (field === undefined) return <>{empty}</>
  if ('problem' in field) {
    return (
      <span className={styles.problem} data-testid="preview-problem">
        <IconAlertTriangle size={14} stroke={2} aria-hidden="true" /> {messageText('notRendered', { what: fromEngine(problemInWords(field.problem), 'liquid') })}
      </span>
    )
  }
  return <>{field.text.trim() === '' ? empty : field.text}</>
}

/** The text of a field; undefined where it is empty or cannot be rendered. */
export function plainText(field: Rendered | undefined): string | undefined {
  return field === undefined || 'problem' in field || field.text.trim() === '' ? undefined : field.text
}

/** The picture of a message: nothing is fetched, so only what the text holds itself is shown; else its name. */
export function Picture({ fields }: { fields: RenderedTexts }) {
  const source = plainText(fields.image) ?? plainText(fields.picture)
  if (source === undefined) return null
  if (/^data:image\/(png|jpe?g|gif|webp);/.test(source)) return <img className={styles.picture} src={source} alt="" />
  return <div className={styles.pictureName}>{messageText('picture', { name: source.split(/[/?#]/).filter((part) => part !== '').at(-1)?.slice(0, 60) ?? source })}</div>
}

/** Buttons of a message, by the usual names of their fields. */
export function Buttons({ fields }: { fields: RenderedTexts }) {
  const labels = ['button', 'secondButton'].flatMap((key) => plainText(fields[key]) ?? [])
  if (labels.length === 0) return null
  return (
    <div className={styles.buttons}>
      {labels.map((label, index) => (
        <span key={index} className={styles.button} data-first={index === 0 || undefined}>
          {label}
        </span>
      ))}
    </div>
  )
}

/** Where a tap leads, in words: nothing in a preview leads anywhere. */
export function LinkLine({ fields }: { fields: RenderedTexts }) {
  const link = plainText(fields.link)
  if (link === undefined && !(fields.link && 'problem' in fields.link)) return null
  return (
    <p className={styles.linkLine}>
      {link === undefined ? <ShownText field={fields.link} /> : messageText('opens', { link })}
    </p>
  )
}
