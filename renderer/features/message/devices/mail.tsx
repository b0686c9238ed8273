import { isHtml, mailDocument } from '../mail-document.ts'
import { messageText } from '../texts.ts'
import { LinkLine, Picture, plainText, ShownText, type DeviceProps } from './shown-text.tsx'
import styles from './devices.module.css'

/** An e-mail: its line in the inbox, then the letter. An HTML body is drawn in a frame that can run and load nothing. */
export function Mail({ fields, width }: DeviceProps & { width: 'phone' | 'desktop' }) {
  const subject = fields.subject ?? fields.title
  const sender = fields.sender ?? fields.from
  const html = plainText(fields.html) ?? plainText(fields.body)
  const isMarkup = html !== undefined && (fields.html !== undefined || isHtml(html))
  return (
    <figure className={styles.device} data-width={width} aria-label={messageText(width)} data-testid={`device-email-${width}`}>
      <div className={styles.mailbox}>
        <div className={styles.inboxRow}>
          <span className={styles.avatar} aria-hidden="true" />
          <div className={styles.iosWords}>
            <strong className={styles.oneLine}>
              <ShownText field={sender} empty={messageText('sender')} />
            </strong>
            <div className={styles.oneLine} data-testid="preview-title">
              <ShownText field={subject} empty={<span className={styles.quiet}>{messageText('noSubject')}</span>} />
            </div>
            <div className={`${styles.oneLine} ${styles.quiet}`}>
              <ShownText field={fields.preheader} empty={html === undefined ? '' : firstWords(html)} />
            </div>
          </div>
        </div>
        <div className={styles.letter}>
          <h4 className={styles.subject}>
            <ShownText field={subject} empty={<span className={styles.quiet}>{messageText('noSubject')}</span>} />
          </h4>
          <Picture fields={fields} />
          {isMarkup ? (
            <iframe className={styles.frame} sandbox="" srcDoc={mailDocument(html)} title={messageText('htmlBody')} referrerPolicy="no-referrer" data-testid="mail-frame" />
          ) : (
            <div className={styles.plain} data-testid="preview-body">
              <ShownText field={fields.html ?? fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
            </div>
          )}
          <LinkLine fields={fields} />
        </div>
      </div>
    </figure>
  )
}

/** What an inbox shows of a letter without a preview text of its own. */
function firstWords(html: string): string {
  return html.slice(0, 4000).replace(/<style[^]*?(<\/style>|$)/gi, ' ').replace(/<[^>]*>?/g, ' ').replace(/&nbsp;/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 140)
}
