import { useRef } from 'react'
import { changeJourney, withField } from '../document/commands/journey.ts'
import { documentStore, useDocumentStore } from '../document/document-store.ts'
import { cut } from '../i18n/cut.ts'
import { editText } from '../document/edit-texts.ts'
import { appText } from './texts.ts'
import styles from './journey-name.module.css'

/** The journey's name, edited where it stands; Escape takes the typing back. */
export function JourneyName() {
  const name = useDocumentStore((state) => state.document.name ?? '')
  const before = useRef(name)
  const { apply, seal } = documentStore.getState()
  const rename = (next: string) => apply(changeJourney(editText('renameJourney'), (document) => withField(document, 'name', next === '' ? undefined : next), 'name'))
  return (
    <span className={styles.name} data-value={name === '' ? appText('unnamed') : cut(name)}>
      <input
        className={styles.input}
        value={name}
        size={1}
        placeholder={appText('unnamed')}
        aria-label={appText('name')}
        data-testid="journey-name"
        onFocus={() => (before.current = name)}
        onChange={(event) => rename(event.currentTarget.value)}
        onBlur={seal}
        onKeyDown={(event) => {
          if (event.key === 'Escape') rename(before.current)
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </span>
  )
}
