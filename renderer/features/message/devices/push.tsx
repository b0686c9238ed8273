import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import { messageText } from '../texts.ts'
import { locale } from '../../../i18n/language.ts'
import { Buttons, LinkLine, Picture, ShownText, type DeviceProps } from './shown-text.tsx'
import styles from './devices.module.css'

/** An iOS-like lock screen: the title on one line, the text on four. */
export function IosPush({ fields, at }: DeviceProps) {
  return (
    <figure className={styles.device} aria-label={messageText('iosLike')} data-testid="device-ios">
      <div className={`${styles.phone} ${styles.lock}`}>
        <div className={styles.clock} aria-hidden="true">{clockOf(at)}</div>
        <div className={styles.iosCard}>
          <span className={styles.appTile} aria-hidden="true" />
          <div className={styles.iosWords}>
            <div className={styles.iosHead}>
              <strong className={styles.oneLine} data-testid="preview-title">
                <ShownText field={fields.title} empty={messageText('app')} />
              </strong>
              <span className={styles.quiet}>{messageText('nowWord')}</span>
            </div>
            <div className={styles.fourLines} data-testid="preview-body">
              <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
            </div>
          </div>
        </div>
        <Picture fields={fields} />
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

/** An Android-like notification: closed, title and text on one line each; opened, all of it up to ten lines. */
export function AndroidPush({ fields }: DeviceProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <figure className={styles.device} aria-label={messageText('androidLike')} data-testid="device-android">
      <div className={`${styles.phone} ${styles.shade}`}>
        <div className={styles.androidCard} data-open={isOpen || undefined}>
          <span className={styles.appDot} aria-hidden="true" />
          <div className={styles.androidWords}>
            <div className={styles.androidHead}>
              <span className={styles.quiet}>
                {messageText('app')} · {messageText('nowWord')}
              </span>
              <button type="button" className={styles.expand} aria-expanded={isOpen} aria-label={`${messageText('androidLike')}: ${messageText(isOpen ? 'openView' : 'closedView')}`} onClick={() => setOpen(!isOpen)}>
                {isOpen ? <IconChevronUp size={14} stroke={2} aria-hidden="true" /> : <IconChevronDown size={14} stroke={2} aria-hidden="true" />}
              </button>
            </div>
            <strong className={styles.oneLine} data-testid="preview-title">
              <ShownText field={fields.title} empty={messageText('app')} />
            </strong>
            <div className={isOpen ? styles.tenLines : styles.oneLine} data-testid="preview-body">
              <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
            </div>
            {isOpen && <Picture fields={fields} />}
            {isOpen && <Buttons fields={fields} />}
          </div>
        </div>
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

/** A browser's notification in the corner of a desktop. */
export function WebPush({ fields }: DeviceProps) {
  return (
    <figure className={styles.device} aria-label={messageText('webBrowser')} data-testid="device-webPush">
      <div className={styles.desk}>
        <div className={styles.webCard}>
          <Picture fields={fields} />
          <div className={styles.webBody}>
            <span className={styles.appTile} aria-hidden="true" />
            <div className={styles.iosWords}>
              <strong className={styles.oneLine} data-testid="preview-title">
                <ShownText field={fields.title} empty={messageText('site')} />
              </strong>
              <div className={styles.fourLines} data-testid="preview-body">
                <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
              </div>
              <span className={styles.quiet}>{messageText('ofShop', { site: messageText('site') })}</span>
            </div>
          </div>
          <Buttons fields={fields} />
        </div>
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

function clockOf(at: number): string {
  return clock.format(at)
}
