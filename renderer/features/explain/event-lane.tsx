import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Zone } from '../../../engine/core/model/calendar.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import { clusters, placeOf, snapOf, snapped, type Span } from './lane-scale.ts'
import type { EventMark } from './lanes-of.ts'
import { laneText } from './lane-texts.ts'
import styles from './lanes.module.css'

interface EventLaneProps {
  marks: readonly EventMark[]
  span: Span
  /** Of the whole axis, CSS pixels. */
  width: number
  zone: Zone
  onZoom(at: number): void
  onMove?(key: number, at: number): void
  onOpen?(key: number): void
  onDelete?(key: number): void
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Marks nearer than this are drawn as one. */
const NEAREST = 11
/** A hand that shakes does not move anything yet. */
const DRAG_FROM = 3

/** The events of a person along time, to be dragged or moved with the arrow keys; those too near each other are one mark that zooms in. */
export function EventLane({ marks, span, width, zone, onZoom, ...handling }: EventLaneProps) {
  const groups = clusters(marks, span, width, NEAREST)
  return groups.map((group, index) => {
    const [first] = group
    const next = groups[index + 1]?.[0]
    const room = ((next === undefined ? 1 : placeOf(next.at, span)) - placeOf(first!.at, span)) * width - 14
    if (group.length === 1) return <Mark key={first!.key} mark={first!} room={room} span={span} width={width} zone={zone} {...handling} />
    const names = [...new Set(group.map(({ name }) => name))].slice(0, 6).join(', ')
    const label = laneText('several', { count: group.length, names })
    return (
      <button key={first!.key} type="button" className={styles.several} style={{ left: `${placeOf(first!.at, span) * 100}%` }} title={label} aria-label={label} onClick={() => onZoom(first!.at)}>
        {group.length}
      </button>
    )
  })
}

type MarkProps = Omit<EventLaneProps, 'marks' | 'onZoom'> & { mark: EventMark; room: number }

function Mark({ mark: { key, at, name, state }, room, span, width, zone, onMove, onOpen, onDelete }: MarkProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const start = useRef<number | null>(null)
  const shown = dragged ?? at
  const msPerPixel = (span.to - span.from) / width
  const when = momentInWords(zone, shown)
  const draggedTo = (event: PointerEvent) => (start.current === null || Math.abs(event.clientX - start.current) < DRAG_FROM ? null : snapped(at + (event.clientX - start.current) * msPerPixel, snapOf(msPerPixel), zone))
  const onKeyDown = (event: KeyboardEvent) => {
    const far = event.ctrlKey || event.metaKey ? DAY : event.shiftKey ? HOUR : MINUTE
    const by = event.key === 'ArrowLeft' ? -far : event.key === 'ArrowRight' ? far : 0
    if (by !== 0) onMove?.(key, at + by)
    else if (event.key === 'Delete' || event.key === 'Backspace') onDelete?.(key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const words = state === 'as it was' ? '' : ` (${laneText(state === 'changed' ? 'changed' : state === 'new' ? 'isNew' : 'toCome')})`
  return (
    <button
      type="button"
     
      className={styles.event}
      data-state={state}
      data-dragged={dragged !== null || undefined}
      data-movable={onMove !== undefined || undefined}
      data-testid={`lane-event-${name}`}
      style={{ left: `${placeOf(shown, span) * 100}%` }}
      title={laneText('event', { name: `${name}${words}`, at: when })}
      aria-label={laneText(onMove ? 'eventMovable' : 'event', { name: `${name}${words}`, at: when })}
      onKeyDown={onMove && onKeyDown}
      onClick={() => start.current === null && onOpen?.(key)}
      onPointerDown={(event) => {
        if (!onMove || event.button !== 0) return
        start.current = event.clientX
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => start.current !== null && setDragged(draggedTo(event))}
      onPointerUp={(event) => {
        const to = draggedTo(event)
        // The click that ends a drag opens nothing.
        if (to === null) start.current = null
        else requestAnimationFrame(() => (start.current = null))
        setDragged(null)
        if (to !== null && to !== at) onMove?.(key, to)
      }}
      onPointerCancel={() => {
        start.current = null
        setDragged(null)
      }}
    >
      <span className={styles.diamond} aria-hidden="true" />
      {dragged !== null ? <span className={styles.dragged}>{laneText('to', { at: when })}</span> : room > 30 && <span className={styles.eventName} style={{ maxWidth: room }}>{name}</span>}
    </button>
  )
}
