import { IconHelp } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useDocumentStore } from '../../document/document-store.ts'
import { cut } from '../../i18n/cut.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { Doorway } from '../datasets/doorway.tsx'
import { readConnections } from './connections-store.ts'
import { guideText } from './guide-texts.ts'
import { PUBLISH_PLACES, type PublishPlace } from './publish-places.tsx'
import { useHasJourney, usePublishStore } from './publish-store.ts'
import { readTargets } from './targets-store.ts'
import { publishText } from './texts.ts'
import { refreshWatched } from './refresh-watched.ts'
import styles from './publish.module.css'

/** From a journey to a platform and back: where it fits, over which connection, what would be done, what is there now, and who did what. */
export function PublishPage() {
  const placeId = usePublishStore((state) => state.place)
  const place = PUBLISH_PLACES.find(({ id }) => id === placeId) ?? PUBLISH_PLACES[0]!
  useEffect(() => {
    void readTargets()
    void readConnections()
    void refreshWatched()
  }, [])
  const panel = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    // Whoever works by keyboard goes on in the place that was opened: what had the focus went with the one before.
    if (globalThis.document.activeElement === globalThis.document.body || globalThis.document.activeElement === null) {
      const goal = isFirst.current ? globalThis.document.getElementById(`publish-to-${place.id}`) : panel.current
      goal?.focus()
    }
    isFirst.current = false
  }, [place.id])
  return (
    <div className={styles.page} data-testid="publish-page">
      <aside className={styles.aside} aria-label={publishText('title')} data-part="left">
        <h1 className={styles.title}>{publishText('title')}</h1>
        <WhichJourney />
        <Places chosen={place.id} />
        <button type="button" className={styles.guide} onClick={() => useUiStore.getState().openDialog('publishing')} data-testid="open-publish-guide">
          <IconHelp size={18} stroke={1.7} aria-hidden="true" />
          {guideText('title')}
        </button>
      </aside>
      <section className={styles.detail} ref={panel} tabIndex={-1} role="tabpanel" id="publish-place" aria-labelledby={`publish-to-${place.id}`} data-part="place" key={place.id}>
        <div className={styles.column}>
          <place.Show />
        </div>
      </section>
      <Doorway />
    </div>
  )
}

function WhichJourney() {
  const hasJourney = useHasJourney()
  const name = useDocumentStore((state) => cut(state.document.name ?? state.document.id))
  const version = useDocumentStore((state) => state.summary?.version)
  const dirty = useDocumentStore((state) => state.dirty)
  if (!hasJourney) return <p className={styles.which}>{publishText('noneOpen')}</p>
  const state = version === undefined ? publishText('notSaved') : publishText(dirty ? 'versionEdited' : 'version', { version })
  return (
    <button type="button" className={styles.whichJourney} onClick={() => useUiStore.getState().showPage('editor')} data-testid="publish-to-editor">
      <span className={styles.whichName}>{name}</span>
      <span className={styles.quiet}>{state}</span>
    </button>
  )
}

/** Up and down go from place to place; Tab goes on into the one that is shown. */
function Places({ chosen }: { chosen: string }) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const tabs = [...(list.current?.querySelectorAll<HTMLButtonElement>('[role="tab"]') ?? [])]
    const at = tabs.findIndex((tab) => tab === globalThis.document.activeElement)
    const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? -1 : undefined
    if (to === undefined || at < 0) return
    event.preventDefault()
    const next = tabs.at(to === tabs.length ? 0 : to)
    next?.focus()
    next?.click()
  }
  return (
    <div className={styles.places} role="tablist" aria-orientation="vertical" aria-label={publishText('places')} ref={list} onKeyDown={onKeyDown}>
      {PUBLISH_PLACES.map((place) => (
        <PlaceTab key={place.id} place={place} isChosen={place.id === chosen} />
      ))}
    </div>
  )
}

const always = () => true
const nothing = () => 0

function PlaceTab({ place: { id, label, Glyph, useBadge = nothing, useIsThere = always }, isChosen }: { place: PublishPlace; isChosen: boolean }) {
  const badge = useBadge()
  const isThere = useIsThere()
  if (!isThere) return null
  return (
    <button
      type="button"
      role="tab"
      id={`publish-to-${id}`}
      aria-selected={isChosen}
      aria-controls="publish-place"
      tabIndex={isChosen ? 0 : -1}
      className={styles.place}
      onClick={() => usePublishStore.setState({ place: id })}
      data-testid={`publish-to-${id}`}
    >
      <Glyph size={18} stroke={1.7} aria-hidden="true" />
      <span className={styles.placeName}>{publishText(label)}</span>
      {badge > 0 && <span className={`${styles.badge} tabular`}>{badge}</span>}
    </button>
  )
}
