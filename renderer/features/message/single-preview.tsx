import type { ReactNode } from 'react'
import { TemplateFields } from '../inspector/steps/template-fields.tsx'
import { DeviceSwitch } from './devices/device-switch.tsx'
import { InApp } from './devices/in-app.tsx'
import { DevicePreview } from './devices/preview.tsx'
import { AndroidPush, IosPush } from './devices/push.tsx'
import { LengthNotes } from './length-notes.tsx'
import { useLiquidNames } from './liquid-names.ts'
import type { MessageColumn } from './message-columns.ts'
import { PersonPicker } from './person-picker.tsx'
import { useRendered, type RenderedTexts } from './render-texts.ts'
import { templateEdit } from './template-edit.ts'
import { messageText } from './texts.ts'
import { textsOfTemplate, usePreviewScope } from './use-preview.ts'
import styles from './preview.module.css'

/** One message: its texts on the left, every device of its channel on the right. */
export function SinglePreview({ column, children }: { column: MessageColumn; children: ReactNode }) {
  const { stepId, channel, template, variant } = column
  const { known } = useLiquidNames(stepId)
  const texts = textsOfTemplate(template)
  const { scope, asked } = usePreviewScope(known.events, Object.values(texts))
  const fields = useRendered(texts, scope)
  return (
    <div className={styles.single}>
      <div className={styles.side}>
        {children}
        <PersonPicker events={known.events} asked={asked} />
        <TemplateFields stepId={stepId} channel={channel} value={template} onChange={templateEdit(stepId, variant)} />
      </div>
      <div className={styles.devices} data-testid="preview">
        {channel === 'email' && <DeviceSwitch channel={channel} />}
        {fields === undefined ? <p className={styles.waiting}>{messageText('rendering')}</p> : <AllDevices column={column} fields={fields} at={scope.nowMs} />}
        {fields && <LengthNotes channel={channel} fields={fields} />}
      </div>
    </div>
  )
}

function AllDevices({ column: { channel }, fields, at }: { column: MessageColumn; fields: RenderedTexts; at: number }) {
  if (channel === 'push') {
    return (
      <div className={styles.pair}>
        <Named name={messageText('iosLike')}><IosPush fields={fields} at={at} /></Named>
        <Named name={messageText('androidLike')}><AndroidPush fields={fields} at={at} /></Named>
      </div>
    )
  }
  if (channel === 'inApp') {
    return (
      <div className={styles.pair}>
        <Named name={messageText('modal')}><InApp fields={fields} at={at} shape="modal" /></Named>
        <Named name={messageText('banner')}><InApp fields={fields} at={at} shape="banner" /></Named>
      </div>
    )
  }
  return <DevicePreview channel={channel} fields={fields} at={at} />
}

function Named({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.named}>
      <h3 className={styles.deviceName}>{name}</h3>
      {children}
    </div>
  )
}
