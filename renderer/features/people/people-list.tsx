import { useElementSize } from '@mantine/hooks'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { loadMore, usePeopleStore, type CountedPerson } from './people-store.ts'
import { backToNumber, openPerson } from './walk-people.ts'
import { peopleText } from './people-texts.ts'
import styles from './people.module.css'

const ROW = 32
/** Rows drawn above and below what is in view. */
const MARGIN = 6

/** The people, only those in view drawn; the arrow keys move along them and Enter tells what happened to one. */
export function PeopleList() {
  const list = usePeopleStore((state) => state.list)
  const found = usePeopleStore((state) => state.found)
  const at = usePeopleStore((state) => state.at)
  const asked = usePeopleStore((state) => state.asked)
  const { ref: sizeOf, height } = useElementSize<HTMLDivElement>()
  const box = useRef<HTMLDivElement | null>(null)
  const [top, setTop] = useState(0)
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN)
  const end = Math.min(list.length, Math.ceil((top + (height || 400)) / ROW) + MARGIN)

  // Who pressed a number wants to go on from here, and who comes back from a story to where they were.
  useEffect(() => {
    if (!(globalThis.document.activeElement instanceof HTMLInputElement)) box.current?.focus({ preventScroll: true })
    if (box.current) box.current.scrollTop = Math.max(0, usePeopleStore.getState().at * ROW - ROW)
  }, [asked])

  const go = (to: number) => {
    const next = Math.max(0, Math.min(list.length - 1, to))
    usePeopleStore.setState({ at: next })
    if (to >= list.length) void loadMore()
    const { current } = box
    if (!current) return
    const y = next * ROW
    if (y < current.scrollTop) current.scrollTop = y
    else if (y + ROW > current.scrollTop + current.clientHeight) current.scrollTop = y + ROW - current.clientHeight
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(height / ROW) - 1)
    const moves: Record<string, () => unknown> = {
      ArrowDown: () => go(at + 1), ArrowUp: () => go(at - 1), PageDown: () => go(at + page), PageUp: () => go(at - page), Home: () => go(0), End: () => go(list.length - 1),
      Enter: () => openPerson(at), ' ': () => openPerson(at), Escape: backToNumber,
    }
    if (!Object.hasOwn(moves, event.key)) return
    event.preventDefault()
    event.stopPropagation()
    moves[event.key]!()
  }
  return (
    <div className={styles.found}>
      <div className={`${styles.row} ${styles.head}`} aria-hidden="true">
        <span>{peopleText('id')}</span>
        <span className={styles.number}>{peopleText('timesColumn')}</span>
        <span>{peopleText('first')}</span>
        <span>{peopleText('last')}</span>
      </div>
      <div
        ref={(element) => {
          box.current = element
          sizeOf(element)
        }}
        className={`${styles.list} tabular`}
        role="listbox"
        tabIndex={0}
        aria-label={`${peopleText('list')}. ${peopleText('keys')}`}
        aria-activedescendant={at >= first && at < end ? `person-row-${at}` : undefined}
        data-testid="people-list"
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop)
          if (event.currentTarget.scrollTop + event.currentTarget.clientHeight > list.length * ROW) void loadMore()
        }}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: list.length * ROW }} className={styles.whole}>
          {list.slice(first, end).map((person, index) => (
            <Row key={person.profileId} person={person} place={first + index} of={found} isChosen={first + index === at} />
          ))}
        </div>
      </div>
      {list.length < found && (
        <p className={`${styles.more} tabular`}>
          <Button variant="default" size="compact-sm" onClick={() => void loadMore()} data-testid="people-more">
            {peopleText('more')}
          </Button>
          {peopleText('loaded', { loaded: full(list.length), found: full(found) })}
        </p>
      )}
    </div>
  )
}

function Row({ person: { profileId, times, firstAt, lastAt }, place, of, isChosen }: { person: CountedPerson; place: number; of: number; isChosen: boolean }) {
  return (
    <div
      id={`person-row-${place}`}
      className={styles.row}
      style={{ top: place * ROW }}
      role="option"
      aria-selected={isChosen}
      aria-setsize={of}
      aria-posinset={place + 1}
      data-testid={`people-row-${profileId}`}
      onClick={() => void openPerson(place)}
    >
      <span className={styles.id}>{profileId}</span>
      <span className={styles.number}>{full(times)}</span>
      <span>{instantInWords(firstAt)}</span>
      <span>{lastAt === firstAt ? '' : instantInWords(lastAt)}</span>
    </div>
  )
}
