import { Modal, TextInput } from '@mantine/core'
import { IconSearch, IconWand } from '@tabler/icons-react'
import { Fragment, useMemo } from 'react'
import { lintCatalogue, type CatalogueEntry } from '../../../engine/core/lint/catalogue.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { capital } from '../../i18n/capital.ts'
import { folded } from '../../i18n/letters.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useChecksStore } from './checks-store.ts'
import styles from './checks-dialog.module.css'

export const text = defineTexts('checks', {
  title: 'What is checked',
  intro: 'Every journey is checked while it is drawn, by the same rules as on the command line.',
  search: 'Find a code or a word',
  nothing: 'No check is about that.',
  why: 'Why',
  todo: 'What to do',
  example: 'Example',
  fix: 'The fix {{what}}.',
  close: 'Close',
})

/** The checks by code: what each finds, why it matters, what to do, and an example; to be searched. */
export function ChecksDialog() {
  const query = useChecksStore((state) => state.query)
  const entries = useMemo(() => lintCatalogue(), [])
  const words = folded(query.trim()).split(/\s+/)
  const found = entries.filter((entry) => words.every((word) => allOf(entry).includes(word)))
  return (
    <Modal data-help="checks" opened onClose={() => useUiStore.getState().openDialog(null)} title={text('title')} size={720} closeButtonProps={{ 'aria-label': text('close') }}>
      <p className={styles.intro}>{text('intro')}</p>
      <TextInput
        value={query}
        onChange={(event) => useChecksStore.setState({ query: event.currentTarget.value })}
        placeholder={text('search')}
        aria-label={text('search')}
        leftSection={<IconSearch size={15} />}
        data-autofocus
        data-testid="checks-search"
      />
      <div className={styles.list} data-testid="checks" role="list" aria-label={text('title')} tabIndex={0}>
        {found.map((entry) => (
          <Check key={entry.code} entry={entry} />
        ))}
        {found.length === 0 && <p className={styles.intro}>{text('nothing')}</p>}
      </div>
    </Modal>
  )
}

/** One check. */
export function Check({ entry: { code, title, why, todo, example, fix } }: { entry: CatalogueEntry }) {
  return (
    <article className={styles.check} role="listitem" data-testid={`check-${code}`}>
      <h3 className={styles.title}>
        <span className={`${styles.code} tabular`}>{code}</span> <span>{capital(fromEngine(title))}</span>
      </h3>
      <dl className={styles.facts}>
        <dt>{text('why')}</dt>
        <dd>{capital(fromEngine(why))}</dd>
        <dt>{text('todo')}</dt>
        <dd>{capital(fromEngine(todo))}</dd>
        <dt>{text('example')}</dt>
        <dd>
          <Coded>{capital(fromEngine(example))}</Coded>
        </dd>
      </dl>
      {fix !== undefined && (
        <p className={styles.fix}>
          <IconWand size={14} stroke={1.8} aria-hidden="true" />
          {text('fix', { what: fromEngine(fix) })}
        </p>
      )}
    </article>
  )
}

/** Text in which what stands between back ticks is code. */
function Coded({ children }: { children: string }) {
  return children.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>))
}

function allOf({ code, title, why, todo, example }: CatalogueEntry): string {
  return folded([code, ...[title, why, todo, example].map((words) => fromEngine(words))].join(' '))
}
