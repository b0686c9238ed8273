import { Hint } from '../../components/hint.tsx'
import { useUiStore } from '../../stores/ui-store.ts'
import { askPerson } from '../explain/ask-person.ts'
import styles from './together.module.css'

/** Somebody it happened to; their story is a click away. */
export function PersonButton({ id, label, hint }: { id: string; label: string; hint: string }) {
  const open = () => {
    useUiStore.setState({ resultsTab: 'person' })
    void askPerson(id)
  }
  return (
    <Hint label={hint}>
      <button type="button" className={styles.person} onClick={open}>
        {label}
      </button>
    </Hint>
  )
}
