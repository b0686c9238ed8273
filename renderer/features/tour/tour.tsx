import { Button, CloseButton, Portal } from '@mantine/core'
import { IconArrowLeft, IconHandClick } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { keysHere } from '../../app/action-facts.ts'
import { ACTIONS } from '../../app/actions.ts'
import { keysOf } from '../../components/keys.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { usePeopleStore } from '../people/people-store.ts'
import { goToStop, keepCopy, leaveTour, putAwayCopy } from './start-tour.ts'
import { STOPS, type Stop } from './stops.ts'
import { tourText } from './texts.ts'
import { useTourStore } from './tour-store.ts'
import { targetOf, useTarget } from './use-target.ts'
import { useStop } from './watch-stop.ts'
import styles from './tour.module.css'

const NOWHERE: readonly string[] = []
/** A letter so long ago may be followed by another, ms. */
const STILL_TYPING = 2000
/** The list of people has taken the focus by then, ms. */
const AFTER_LIST = 50

/** One stop of the tour beside what it points at. The window works as ever: nothing is covered that is pointed at, and nothing is held back. */
export function Tour() {
  return (
    <Portal>
      <Card />
    </Portal>
  )
}

/** Drawn once the portal is there, so that it can take the focus. */
function Card() {
  const id = useTourStore((state) => state.stop)
  const page = useUiStore((state) => state.page)
  const stop = STOPS.find((one) => one.id === id)
  const isAway = page !== 'editor' && !(page === 'publish' && (id === 'publish' || id === 'end'))
  useStop(isAway ? undefined : stop)
  const card = useRef<HTMLElement>(null)
  const ring = useRef<HTMLDivElement>(null)
  useTarget(isAway || stop === undefined ? NOWHERE : stop.at, stop?.side ?? 'right', card, ring)
  const typedAt = useRef(-Infinity)
  useEffect(() => {
    const note = () => (typedAt.current = performance.now())
    globalThis.document.addEventListener('input', note, true)
    return () => globalThis.document.removeEventListener('input', note, true)
  }, [])
  useEffect(() => {
    // Whoever is typing goes on typing; what the card says is read out.
    const isTyping = globalThis.document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true && performance.now() - typedAt.current < STILL_TYPING
    if (!isTyping) card.current?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true })
  }, [id, isAway])
  useEffect(() => {
    if (id !== 'story') return undefined
    // The list takes the keyboard once its people are there; the card says first what they are.
    return usePeopleStore.subscribe(({ list }, before) => {
      if (list.length > 0 && before.list.length === 0) setTimeout(() => card.current?.querySelector<HTMLElement>('[data-first]')?.focus({ preventScroll: true }), AFTER_LIST)
    })
  }, [id])
  return (
    <>
      <div ref={ring} className={styles.ring} aria-hidden="true" data-testid="tour-ring" />
      <section ref={card} className={styles.card} role="dialog" aria-modal="false" aria-labelledby="tour-title" aria-describedby="tour-body" data-beside data-part="tour" data-testid="tour" data-stop={id} onKeyDown={onKeyDown}>
        {isAway ? <Away /> : stop === undefined ? <End /> : <AtStop key={stop.id} stop={stop} />}
        <CloseButton className={styles.close!} size={28} aria-label={tourText('leave')} onClick={leaveTour} data-testid="tour-leave" />
      </section>
    </>
  )
}

function AtStop({ stop }: { stop: Stop }) {
  const at = STOPS.indexOf(stop)
  const [keys] = keysHere(ACTIONS.find(({ id }) => id === stop.action) ?? { id: '', keys: [] })
  return (
    <>
      <p className={`${styles.count} tabular`}>{tourText('at', { at: at + 1, of: STOPS.length })}</p>
      <div aria-live="polite">
        <h2 id="tour-title" className={styles.title}>{tourText(stop.id)}</h2>
        <p id="tour-body" className={styles.body}>{tourText(`${stop.id}Body`)}</p>
        {stop.isDone !== undefined && (
          <p className={styles.todo} data-testid="tour-todo">
            <IconHandClick size={18} stroke={1.7} aria-hidden="true" />
            <span>
              <strong>{tourText(`${stop.id}Do` as 'runDo')}</strong>
              {keys !== undefined && <> {tourText('orKeys', { keys: keysOf(keys) })}</>}
            </span>
          </p>
        )}
      </div>
      <Progress at={at} />
      <footer className={styles.foot}>
        {at > 0 && (
          <Button size="xs" variant="subtle" color="gray" leftSection={<IconArrowLeft size={15} stroke={1.8} />} onClick={() => goToStop(-1)} data-testid="tour-back">
            {tourText('back')}
          </Button>
        )}
        <span className={styles.gap} />
        {stop.isDone !== undefined && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => goToStop(1)} data-testid="tour-skip">
            {tourText('skip')}
          </Button>
        )}
        {stop.isDone === undefined ? (
          <Button size="xs" onClick={() => goToStop(1)} data-first data-testid="tour-next">
            {tourText('next')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => goThere(stop)} data-first data-testid="tour-go">
            {tourText('goThere')}
          </Button>
        )}
      </footer>
    </>
  )
}

/** The tour goes on only with its own journey in view. */
function Away() {
  return (
    <>
      <h2 id="tour-title" className={styles.title}>{tourText('title')}</h2>
      <p id="tour-body" className={styles.body}>{tourText('elsewhere')}</p>
      <footer className={styles.foot}>
        <span className={styles.gap} />
        <Button size="xs" onClick={() => useUiStore.getState().showPage('editor')} data-first data-testid="tour-return">
          {tourText('goBackThere')}
        </Button>
      </footer>
    </>
  )
}

function End() {
  return (
    <>
      <div aria-live="polite">
        <h2 id="tour-title" className={styles.title}>{tourText('end')}</h2>
        <p id="tour-body" className={styles.body}>{tourText('endBody')}</p>
        <p className={styles.body}>{tourText('endHelp')}</p>
      </div>
      <footer className={styles.foot}>
        <span className={styles.gap} />
        <Button size="xs" variant="default" onClick={keepCopy} data-testid="tour-keep">
          {tourText('keep')}
        </Button>
        <Button size="xs" onClick={() => void putAwayCopy()} data-first data-testid="tour-put-away">
          {tourText('putAway')}
        </Button>
      </footer>
    </>
  )
}

function Progress({ at }: { at: number }) {
  return (
    <div className={styles.dots} aria-hidden="true">
      {STOPS.map(({ id }, index) => (
        <span key={id} data-gone={index <= at || undefined} />
      ))}
    </div>
  )
}

/** What a stop points at may take so long to be there, ms: a list of people is read first. */
const COMES_WITHIN = 4000

/** Takes the keyboard to what the stop is about, as soon as it is there: itself, the list it is in, or the first place in it that takes the focus. */
function goThere(stop: Stop, since = performance.now()): void {
  const isLate = performance.now() - since > COMES_WITHIN
  const target = targetOf(isLate ? stop.at : stop.at.slice(0, 1))
  const goal = target?.closest<HTMLElement>('[role="listbox"]') ?? (target?.matches('button, input, [tabindex]') === true ? target : target?.querySelector<HTMLElement>('button, input, [tabindex="0"]:not([role="separator"])'))
  if (goal) goal.focus()
  else if (!isLate && useTourStore.getState().stop === stop.id) requestAnimationFrame(() => goThere(stop, since))
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const act = event.key === 'Escape' ? leaveTour : event.key === 'ArrowRight' ? () => goToStop(1) : event.key === 'ArrowLeft' ? () => goToStop(-1) : undefined
  if (act === undefined) return
  event.preventDefault()
  event.stopPropagation()
  act()
}
