import { IconX } from '@tabler/icons-react'
import { messageText } from '../texts.ts'
import { Buttons, LinkLine, Picture, ShownText, type DeviceProps } from './shown-text.tsx'
import styles from './devices.module.css'

/** A message inside the app: across it, or as a banner at its top. The grey bars stand for the app. */
export function InApp({ fields, shape }: DeviceProps & { shape: 'modal' | 'banner' }) {
  return (
    <figure className={styles.device} aria-label={messageText(shape)} data-testid={`device-${shape}`}>
      <div className={`${styles.phone} ${styles.app}`} data-shape={shape}>
        <Bars />
        <div className={shape === 'modal' ? styles.modal : styles.banner}>
          {shape === 'modal' && <Picture fields={fields} />}
          <div className={styles.modalHead}>
            <strong data-testid="preview-title">
              <ShownText field={fields.title} />
            </strong>
            <IconX size={14} stroke={2} className={styles.quietIcon} aria-hidden="true" />
          </div>
          <div className={shape === 'modal' ? styles.flowing : styles.twoLines} data-testid="preview-body">
            <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
          </div>
          <Buttons fields={fields} />
        </div>
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

/** A widget on a page of the site. */
export function Widget({ fields }: DeviceProps) {
  return (
    <figure className={styles.device} aria-label={messageText('placed')} data-testid="device-widget">
      <div className={styles.page}>
        <div className={styles.pageBar} aria-hidden="true">
          <i /><i /><i />
        </div>
        <div className={styles.pageBody}>
          <Bars />
          <div className={styles.widget}>
            <Picture fields={fields} />
            <strong data-testid="preview-title">
              <ShownText field={fields.title} />
            </strong>
            <div className={styles.flowing} data-testid="preview-body">
              <ShownText field={fields.body} empty={<span className={styles.quiet}>{messageText('noText')}</span>} />
            </div>
            <Buttons fields={fields} />
          </div>
          <Bars />
        </div>
      </div>
      <LinkLine fields={fields} />
    </figure>
  )
}

function Bars() {
  return (
    <div className={styles.bars} aria-hidden="true">
      <i /><i /><i /><i />
    </div>
  )
}
