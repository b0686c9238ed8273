import { notifications } from '@mantine/notifications'
import { cut } from '../i18n/cut.ts'
import { defineTexts } from '../i18n/define-texts.ts'

export const text = defineTexts('notify', { close: 'Close this note' })

/** What the cross of a note is called. */
export const closeButton = { 'aria-label': text('close') }

/** A short word about what just happened, at the edge of the window. */
export function notify(message: string, kind: 'info' | 'error' = 'info', title?: string): void {
  notifications.show({
    message: cut(message),
    ...(title === undefined ? {} : { title: cut(title) }),
    color: kind === 'error' ? 'red' : 'blue',
    autoClose: kind === 'error' ? 12_000 : 4_000,
    withBorder: true,
    closeButtonProps: closeButton,
  })
}
