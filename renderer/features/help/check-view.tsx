import { lintCatalogue } from '../../../engine/core/lint/catalogue.ts'
import { Check } from '../problems/checks-dialog.tsx'
import { openChecks } from '../problems/checks-store.ts'
import { helpText } from './texts.ts'
import styles from './help-drawer.module.css'

/** What there is to know of one check: the same entry as in the list of all. */
export function CheckView({ code }: { code: string }) {
  const entry = lintCatalogue().find((one) => one.code === code)
  return (
    <div className={styles.article}>
      {entry === undefined ? <p role="alert">{helpText('failed')}</p> : <div role="list"><Check entry={entry} /></div>}
      <button type="button" className={styles.link} onClick={() => openChecks()}>
        {helpText('allChecks')}
      </button>
    </div>
  )
}
