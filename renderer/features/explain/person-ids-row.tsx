import { askPerson } from './ask-person.ts'
import styles from './one-person.module.css'

/** People by their ids, each to be pressed. */
export function PersonIds({ ids }: { ids: readonly string[] }) {
  return ids.map((id) => (
    <button key={id} type="button" className={styles.idButton} data-testid={`person-${id}`} onClick={() => void askPerson(id)}>
      {id}
    </button>
  ))
}
