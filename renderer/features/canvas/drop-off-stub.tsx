import { people } from '../../i18n/numbers.ts'
import { useDropOff } from '../../stores/run-store.ts'
import { canvasText } from './texts.ts'
import styles from './card.module.css'

/** People who ended here, as a stub that tapers off below the card. */
export function DropOffStub({ nodeId }: { nodeId: string }) {
  const left = useDropOff(nodeId)
  if (left === undefined || left === 0) return null
  return (
    <div className={`${styles.dropOff} tabular`}>
      <svg width="18" height="26" viewBox="0 0 18 26" aria-hidden="true">
        <path d="M0 0H18C14 8 10.5 16 9 26C7.5 16 4 8 0 0Z" />
      </svg>
      <span>{canvasText('dropOff', { people: people(left) })}</span>
    </div>
  )
}
