import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { defineTexts } from '../i18n/define-texts.ts'
import { closeButton } from './notify.ts'
import styles from './notify-undoable.module.css'

export const text = defineTexts('undoable', { undo: 'Undo' })

const OFFER_MS = 8000

/** Says what was done and offers to take it back. Exactly one of `undo` and `over` is called. */
export function notifyUndoable({ message, undo, over }: { message: string; undo(): unknown; over?(): unknown }): void {
  let isUndone = false
  const id = crypto.randomUUID()
  notifications.show({
    id,
    autoClose: OFFER_MS,
    withBorder: true,
    closeButtonProps: closeButton,
    message: (
      <span className={styles.offer}>
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.undo!}
          data-testid="undo-offer"
          onClick={() => {
            isUndone = true
            notifications.hide(id)
            undo()
          }}
        >
          {text('undo')}
        </Button>
      </span>
    ),
    onClose: () => {
      if (!isUndone) over?.()
    },
  })
}
