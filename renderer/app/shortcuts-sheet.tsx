import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { keysOf } from '../components/keys.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { folded } from '../i18n/letters.ts'
import { keysHere } from './action-facts.ts'
import { ACTIONS } from './actions.ts'
import { desktop } from './desktop.ts'
import { GROUPS } from './desktop-menu.ts'
import { CANVAS_KEYS, OUTLINE_KEYS, shortcutText, type KeyLine } from './other-keys.ts'
import { appText } from './texts.ts'
import styles from './shortcuts-sheet.module.css'

interface Part { title: string; lines: readonly { label: string; keys: string }[] }

/** Every shortcut on one sheet, those of the canvas and the outline too; to be searched by what it does or by its keys. */
export function ShortcutsSheet() {
  const isOpen = useUiStore((state) => state.dialog === 'shortcuts')
  return isOpen ? <Sheet /> : null
}

function Sheet() {
  const [query, setQuery] = useState('')
  const words = folded(query.trim()).split(/\s+/)
  const answers = ({ label, keys }: { label: string; keys: string }) => words.every((word) => folded(`${label} ${keys}`).includes(word))
  const parts = partsOfSheet()
    .map((part) => ({ ...part, lines: part.lines.filter(answers) }))
    .filter(({ lines }) => lines.length > 0)
  return (
    <Modal data-help="keyboard" opened onClose={() => useUiStore.getState().openDialog(null)} title={appText('shortcuts')} size={820} closeButtonProps={{ 'aria-label': appText('close') }}>
      <TextInput
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        placeholder={shortcutText('search')}
        aria-label={shortcutText('search')}
        leftSection={<IconSearch size={15} />}
        className={styles.search!}
        data-autofocus
        data-testid="shortcuts-search"
      />
      <div className={styles.columns} data-testid="shortcuts" role="region" aria-label={appText('shortcuts')} tabIndex={0}>
        {parts.map(({ title, lines }) => (
          <section key={title} className={styles.group} aria-label={title}>
            <h3 className={styles.heading}>{title}</h3>
            {lines.map(({ label, keys }) => (
              <div key={label} className={styles.row}>
                <span>{label}</span>
                <kbd className={styles.keys}>{keys}</kbd>
              </div>
            ))}
          </section>
        ))}
        {parts.length === 0 && <p className={styles.nothing}>{shortcutText('nothing')}</p>}
      </div>
      {!desktop() && <p className={styles.door}>{shortcutText('browserKeys')}</p>}
    </Modal>
  )
}

/** All parts of the sheet: the actions by group, then what is no action. */
export function partsOfSheet(isDesktop = desktop() !== undefined): Part[] {
  const lines = (list: readonly KeyLine[]) => list.map(({ label, keys }) => ({ label: shortcutText(label), keys: keysInWords(keys) }))
  return [
    ...GROUPS.map((group) => ({
      title: appText(group),
      lines: ACTIONS.filter((action) => action.group === group && keysHere(action, isDesktop).length > 0).map((action) => ({ label: appText(action.label), keys: keysInWords(keysHere(action, isDesktop).slice(0, 2)) })),
    })),
    { title: shortcutText('canvas'), lines: lines(CANVAS_KEYS) },
    { title: shortcutText('outline'), lines: lines(OUTLINE_KEYS) },
  ]
}

function keysInWords(keys: readonly string[]): string {
  return keys.map(keysOf).join(` ${shortcutText('or')} `)
}
