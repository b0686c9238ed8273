import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { closeButton } from '../../components/notify.ts'
import styles from './notify-way.module.css'

/** Says that something waits, and leads there. It stays until it is closed. */
export function notifyWay({ message, way, go, testId }: { message: string; way: string; go(): void; testId: string }): void {
  const id = crypto.randomUUID()
  notifications.show({
    id,
    autoClose: false,
    withBorder: true,
    closeButtonProps: closeButton,
    message: (
      <span className={styles.note} data-testid={testId}>
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.way!}
          onClick={() => {
            notifications.hide(id)
            go()
          }}
        >
          {way}
        </Button>
      </span>
    ),
  })
}
