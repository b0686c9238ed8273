import { Fragment, type ReactNode } from 'react'
import { smsParts } from '../sms-parts.ts'
import { messageText } from '../texts.ts'
import { Buttons, LinkLine, Picture, plainText, ShownText, type DeviceProps } from './shown-text.tsx'
import styles from './devices.module.css'

/** An SMS, with what it takes and how much is left. */
export function Sms({ fields }: DeviceProps) {
  const { encoding, parts, used, left } = smsParts(plainText(fields.body) ?? '')
  return (
    <figure className={styles.device} aria-label="SMS" data-testid="device-sms">
      <div className={`${styles.phone} ${styles.chat}`}>
        <div className={styles.chatName}>{messageText('shopNumber')}</div>
        <div className={styles.bubble} data-testid="preview-body">
          <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
        </div>
      </div>
      <p className={`${styles.counts} tabular`} data-testid="sms-counts">
        <strong>{messageText('sms', { parts })}</strong> {messageText('smsFacts', { encoding, used, left })}
      </p>
    </figure>
  )
}

/** A message in WhatsApp: title, text with its marks, footer, buttons below. */
export function WhatsApp({ fields }: DeviceProps) {
  const body = plainText(fields.body)
  return (
    <figure className={styles.device} aria-label="WhatsApp" data-testid="device-whatsapp">
      <div className={`${styles.phone} ${styles.chat}`} data-kind="wide">
        <div className={styles.chatName}>{messageText('whatsappBusiness')}</div>
        <div className={styles.bubble}>
          <Picture fields={fields} />
          {fields.title !== undefined && (
            <strong className={styles.block} data-testid="preview-title">
              <ShownText field={fields.title} />
            </strong>
          )}
          <div data-testid="preview-body">{body === undefined ? <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} /> : <Marked>{body}</Marked>}</div>
          {fields.footer !== undefined && (
            <div className={styles.quiet}>
              <ShownText field={fields.footer} />
            </div>
          )}
        </div>
        <Buttons fields={fields} />
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

const MARKS: Record<string, (children: ReactNode) => ReactNode> = {
  '*': (children) => <strong>{children}</strong>,
  '_': (children) => <em>{children}</em>,
  '~': (children) => <s>{children}</s>,
}

/** WhatsApp's own marks: *bold*, _italic_, ~struck~. */
function Marked({ children }: { children: string }) {
  return children.split(/(\*[^*\n]+\*|(?<!\w)_[^_\n]+_(?!\w)|~[^~\n]+~)/g).map((part, index) => <Fragment key={index}>{index % 2 === 1 ? MARKS[part[0]!]!(part.slice(1, -1)) : part}</Fragment>)
}
