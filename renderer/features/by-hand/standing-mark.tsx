import { useIsStanding } from '../../stores/person-store.ts'
import { handText } from './texts.ts'
import styles from './standing-mark.module.css'

/** On the card at which the person who is tried out stands now. */
export function StandingMark({ nodeId }: { nodeId: string }) {
  const stands = useIsStanding(nodeId)
  return stands ? <span className={styles.mark} data-testid="standing-mark">{handText('here')}</span> : null
}
