import { assertNever } from '../../../../engine/core/errors.ts'
import type { Channel } from '../../../../engine/core/model/steps/message.ts'
import { useDeviceStore } from '../person-store.ts'
import { InApp, Widget } from './in-app.tsx'
import { Mail } from './mail.tsx'
import { Sms, WhatsApp } from './chat.tsx'
import { AndroidPush, IosPush, WebPush } from './push.tsx'
import type { DeviceProps } from './shown-text.tsx'

/** A message as a device shows it; which one is chosen beside it. `isNarrow`: there is only room for a phone. */
export function DevicePreview({ channel, isNarrow = false, ...shown }: DeviceProps & { channel: Channel; isNarrow?: boolean }) {
  const devices = useDeviceStore()
  switch (channel) {
    case 'push':
      return devices.push === 'ios' ? <IosPush {...shown} /> : <AndroidPush {...shown} />
    case 'inApp':
      return <InApp {...shown} shape={devices.inApp} />
    case 'email':
      return <Mail {...shown} width={isNarrow ? 'phone' : devices.email} />
    case 'webPush':
      return <WebPush {...shown} />
    case 'sms':
      return <Sms {...shown} />
    case 'whatsapp':
      return <WhatsApp {...shown} />
    case 'widget':
      return <Widget {...shown} />
    default:
      return assertNever(channel, 'channel')
  }
}
