import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import pageStyles from '../publish/publish.module.css'
import { HelpMark } from '../help/help-mark.tsx'
import { readSettings, useSettingsStore, type SectionId } from './settings-store.ts'
import { hitsFor, SECTIONS } from './sections.tsx'
import { settingsText } from './texts.ts'
import styles from './settings.module.css'

/** Everything about this window and its workspace that a person may choose, by section; found by name, and all of it by keyboard. */
export function SettingsPage() {
  const chosen = useSettingsStore((state) => state.section)
  const query = useSettingsStore((state) => state.query)
  const error = useSettingsStore((state) => state.error)
  const section = SECTIONS.find(({ id }) => id === chosen) ?? SECTIONS[0]!
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    void readSettings()
    if (useSettingsStore.getState().wanted === null) search.current?.focus()
  }, [])
  return (
    <div className={pageStyles.page} data-testid="settings-page" data-help="settings">
      <aside className={pageStyles.aside} aria-label={settingsText('title')} data-part="left">
        <h1 className={pageStyles.title}>
          {settingsText('title')} <HelpMark article="settings" />
        </h1>
        <TextInput ref={search} className={styles.search!} type="search" value={query} placeholder={settingsText('search')} aria-label={settingsText('search')} leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />} onChange={(event) => useSettingsStore.setState({ query: event.currentTarget.value })} onKeyDown={onSearchKey} data-testid="settings-search" />
        {query.trim() === '' ? <Sections chosen={section.id} /> : <Hits query={query} />}
      </aside>
      <section className={pageStyles.detail} tabIndex={-1} role="tabpanel" id="settings-section" aria-label={section.name()} data-part="place" key={section.id}>
        <div className={pageStyles.column}>
          <header>
            <h2 className={pageStyles.heading}>{section.name()}</h2>
            <p className={pageStyles.lead}>{section.lead()}</p>
          </header>
          {error !== null && (
            <ProblemNote error={error} testId="settings-error">
              <Button variant="default" size="compact-sm" onClick={() => void readSettings()}>{settingsText('tryAgain')}</Button>
            </ProblemNote>
          )}
          <section.Show />
        </div>
      </section>
    </div>
  )
}

function onSearchKey(event: KeyboardEvent<HTMLInputElement>): void {
  const { query } = useSettingsStore.getState()
  const [first] = hitsFor(query)
  if (event.key === 'Escape' && query !== '') useSettingsStore.setState({ query: '' })
  else if (event.key === 'Enter' && query.trim() !== '' && first) show(first.section, first.setting)
  else if (event.key === 'ArrowDown') event.currentTarget.closest('aside')?.querySelector<HTMLElement>('[role="tab"][tabindex="0"], [data-hit]')?.focus()
  else return
  event.preventDefault()
}

function show(section: SectionId, setting: string | null): void {
  useSettingsStore.setState({ section, wanted: setting, query: '' })
}

/** Up and down go from one to the next; Home and End to the ends. */
function walk(event: KeyboardEvent<HTMLElement>, selector: string): HTMLElement | undefined {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = all.indexOf(globalThis.document.activeElement as HTMLElement) // as: only looked for
  const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? -1 : undefined
  if (to === undefined || at < 0) return undefined
  event.preventDefault()
  const next = all.at(to === all.length ? 0 : to)
  next?.focus()
  return next
}

function Sections({ chosen }: { chosen: SectionId }) {
  return (
    <div className={pageStyles.places} role="tablist" aria-orientation="vertical" aria-label={settingsText('sections')} onKeyDown={(event) => walk(event, '[role="tab"]')?.click()}>
      {SECTIONS.map(({ id, name, Glyph }) => (
        <button key={id} type="button" role="tab" id={`settings-to-${id}`} aria-selected={id === chosen} aria-controls="settings-section" tabIndex={id === chosen ? 0 : -1} className={pageStyles.place} onClick={() => show(id, null)} data-testid={`settings-to-${id}`}>
          <Glyph size={18} stroke={1.7} aria-hidden="true" />
          <span className={pageStyles.placeName}>{name()}</span>
        </button>
      ))}
    </div>
  )
}

function Hits({ query }: { query: string }) {
  const hits = hitsFor(query)
  if (hits.length === 0) return <p className={pageStyles.which} role="status">{settingsText('nothing')}</p>
  return (
    <ul className={styles.hits} aria-label={settingsText('found')} onKeyDown={(event) => void walk(event, '[data-hit]')}>
      {hits.map(({ section, setting, name, place }) => (
        <li key={`${section} ${setting ?? ''}`}>
          <button type="button" className={styles.hit} data-hit onClick={() => show(section, setting)} data-testid={`hit-${setting ?? section}`}>
            {name}
            {place !== null && <span className={styles.hitPlace}>{place}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
