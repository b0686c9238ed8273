import { SegmentedControl } from '@mantine/core'
import type { Channel } from '../../../../engine/core/model/steps/message.ts'
import { useDeviceStore } from '../person-store.ts'
import { messageText } from '../texts.ts'

/** Which device, where a channel has several; nothing where it has one. `isNarrow`: there is only room for a phone. */
export function DeviceSwitch({ channel, isNarrow = false }: { channel: Channel; isNarrow?: boolean }) {
  const { push, inApp, email } = useDeviceStore()
  if (channel === 'push') {
    const data = [{ value: 'ios', label: messageText('iosLike') }, { value: 'android', label: messageText('androidLike') }] as const
    return <Switch label={messageText('device')} value={push} data={data} onChange={(value) => useDeviceStore.setState({ push: value })} />
  }
  if (channel === 'inApp') {
    const data = [{ value: 'modal', label: messageText('modal') }, { value: 'banner', label: messageText('banner') }] as const
    return <Switch label={messageText('shape')} value={inApp} data={data} onChange={(value) => useDeviceStore.setState({ inApp: value })} />
  }
  if (channel === 'email' && !isNarrow) {
    const data = [{ value: 'desktop', label: messageText('desktop') }, { value: 'phone', label: messageText('phone') }] as const
    return <Switch label={messageText('width')} value={email} data={data} onChange={(value) => useDeviceStore.setState({ email: value })} />
  }
  return null
}

function Switch<T extends string>({ label, value, data, onChange }: { label: string; value: T; data: readonly { value: T; label: string }[]; onChange(value: T): void }) {
  // as: the control hands back one of the values it was given
  return <SegmentedControl size="sm" aria-label={label} value={value} data={[...data]} onChange={(next) => onChange(next as T)} data-testid="device-switch" />
}
