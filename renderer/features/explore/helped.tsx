import { Tooltip } from '@mantine/core'
import styles from './explore.module.css'

/** Words with an explanation for who points at them, touches them, or comes to them by keyboard. */
export function Helped({ words, help }: { words: string; help: string }) {
  return (
    <Tooltip label={help} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={styles.help}>
        {words}
      </button>
    </Tooltip>
  )
}
