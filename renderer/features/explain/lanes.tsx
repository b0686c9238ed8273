import { ActionIcon } from '@mantine/core'
import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Explanation } from '../../../engine/api/contract.ts'
import { knownZone, type Zone } from '../../../engine/core/model/calendar.ts'
import { Hint } from '../../components/hint.tsx'
import { momentInWords } from '../../i18n/in-words.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { EventLane } from './event-lane.tsx'
import { clusters, placeOf, spanOf, ticksOf, type Span } from './lane-scale.ts'
import { instantsOf, lanesOf, type EventMark, type PointMark, type StayMark } from './lanes-of.ts'
import { laneText } from './lane-texts.ts'
import { useSize } from './use-size.ts'
import styles from './lanes.module.css'

interface LanesProps {
  explanation: Explanation
  journeyId: string
  /** In order; without `onMove` they cannot be moved. */
  events: readonly EventMark[]
  /** How late it is, where that is not the end of all. */
  clock?: number
  onMove?(key: number, at: number): void
  onOpen?(key: number): void
  onDelete?(key: number): void
}

const ZOOM_STEP = 1.6
const MOST_ZOOM = 2000
/** Width of the column with the names of the lanes, as in the style sheet. */
const NAMES_WIDTH = 84

/** What one person did and what happened to them along one axis of time, zoomed to fit at first. */
export function Lanes({ explanation, journeyId, events, clock, ...handling }: LanesProps) {
  const lanes = useMemo(() => lanesOf(explanation, journeyId), [explanation, journeyId])
  const wanted = useMemo(() => spanOf(somethingOf([...events.map(({ at }) => at), ...instantsOf(lanes)], clock)), [events, lanes, clock])
  const zone = knownZone(explanation.profile.timeZone)
  const [zoom, setZoom] = useState(1)
  const scroller = useRef<HTMLDivElement>(null)
  const { width } = useSize(scroller)
  const inner = Math.max(200, (width - NAMES_WIDTH) * zoom)
  const centre = useRef<number | null>(null)
  const zoomBy = (factor: number, at?: number) => {
    const element = scroller.current
    centre.current = at ?? (element ? wanted.from + ((element.scrollLeft + (width - NAMES_WIDTH) / 2) / inner) * (wanted.to - wanted.from) : null)
    setZoom((before) => Math.min(MOST_ZOOM, Math.max(1, before * factor)))
  }
  useLayoutEffect(() => {
    if (centre.current !== null && scroller.current) scroller.current.scrollLeft = placeOf(centre.current, wanted) * inner - (width - NAMES_WIDTH) / 2
    centre.current = null
  }, [inner, wanted, width])
  useWheelZoom(scroller, zoomBy)
  return (
    <div className={styles.lanes} data-testid="lanes" role="group" aria-label={laneText('title')}>
      <div className={styles.scroller} ref={scroller} tabIndex={-1}>
        <div className={styles.inner} style={{ width: inner + NAMES_WIDTH }}>
          <Lane name={laneText('events')}>
            <EventLane marks={events} span={wanted} width={inner} zone={zone} onZoom={(at) => zoomBy(ZOOM_STEP * ZOOM_STEP, at)} {...handling} />
          </Lane>
          <Lane name={laneText('steps')}>
            <Stays stays={lanes.stays} span={wanted} width={inner} zone={zone} />
          </Lane>
          <Lane name={laneText('messages')}>
            <Points marks={lanes.messages} span={wanted} width={inner} />
          </Lane>
          <Lane name={laneText('goals')}>
            <Points marks={lanes.goals} span={wanted} width={inner} />
          </Lane>
          <Axis span={wanted} width={inner} zone={zone}>
            <Zoom label={laneText('zoomIn')} onClick={() => zoomBy(ZOOM_STEP)}><IconZoomIn size={15} stroke={1.9} /></Zoom>
            <Zoom label={laneText('zoomOut')} isOff={zoom === 1} onClick={() => zoomBy(1 / ZOOM_STEP)}><IconZoomOut size={15} stroke={1.9} /></Zoom>
            <Zoom label={laneText('fit')} isOff={zoom === 1} onClick={() => setZoom(1)}><IconArrowsMaximize size={14} stroke={1.9} /></Zoom>
          </Axis>
          {clock !== undefined && clock <= wanted.to && <div className={styles.clock} style={{ left: NAMES_WIDTH + placeOf(clock, wanted) * inner }} title={momentInWords(zone, clock)} data-testid="lanes-clock" />}
        </div>
      </div>
    </div>
  )
}

/** Where nothing happened yet, what the clock says. */
function somethingOf(instants: readonly number[], clock: number | undefined): readonly number[] {
  return instants.length > 0 || clock === undefined ? instants : [clock]
}

function Lane({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.lane}>
      <span className={styles.name}>{name}</span>
      <div className={styles.track} role="group" aria-label={name}>{children}</div>
    </div>
  )
}

function Stays({ stays, span, width, zone }: { stays: readonly StayMark[]; span: Span; width: number; zone: Zone }) {
  // What is passed at once is no more than a line; one of those in the same place will do.
  const drawn = stays.filter(({ at, until }, index) => until > at || (placeOf(at, span) - placeOf(stays[index - 1]?.at ?? -Infinity, span)) * width >= 2)
  return drawn.map(({ at, until, name, nodeId, isOpen }, index) => {
    const room = placeOf(until, span) * width - placeOf(at, span) * width
    const hint = until > at ? laneText('stay', { name, from: momentInWords(zone, at), to: isOpen ? laneText('still') : momentInWords(zone, until) }) : laneText('moment', { name, at: momentInWords(zone, at) })
    return (
      <button
        key={`${index} ${at}`}
        type="button"
       
        tabIndex={-1}
        className={styles.stay}
        data-open={isOpen || undefined}
        data-moment={until === at || undefined}
        style={{ left: `${placeOf(at, span) * 100}%`, width: Math.max(3, room) }}
        title={hint}
        aria-label={hint}
        onClick={() => nodeId !== null && useUiStore.getState().reveal(nodeId)}
      >
        {room > 34 && <span className={styles.stayName}>{name}</span>}
      </button>
    )
  })
}

const NEAREST = 15

function Points({ marks, span, width }: { marks: readonly PointMark[]; span: Span; width: number }) {
  const groups = clusters(marks, span, width, NEAREST)
  return groups.map((group, index) => {
    const [first] = group
    const next = groups[index + 1]?.[0]
    const room = ((next === undefined ? 1 : placeOf(next.at, span)) - placeOf(first!.at, span)) * width - 18
    const hint = group.map((one) => one.hint).join('\n')
    return (
      <button key={`${index} ${first!.at}`} type="button" tabIndex={-1} className={styles.point} data-what={first!.what} style={{ left: `${placeOf(first!.at, span) * 100}%` }} title={hint} aria-label={hint} onClick={() => first!.nodeId !== null && useUiStore.getState().reveal(first!.nodeId)}>
        <span className={styles.dot} aria-hidden="true">{group.length > 1 ? group.length : GLYPHS[first!.what]}</span>
        {room > 30 && <span className={styles.pointName} style={{ maxWidth: room }}>{first!.name}</span>}
      </button>
    )
  })
}

/** Told apart by shape, not by colour alone. */
const GLYPHS = { sent: '➤', parked: '⏸', suppressed: '✕', goal: '⚑', end: '■' } as const

function Axis({ span, width, zone, children }: { span: Span; width: number; zone: Zone; children: ReactNode }) {
  return (
    <div className={styles.lane}>
      <span className={`${styles.name} ${styles.zoom}`}>{children}</span>
      <div className={`${styles.axis} tabular`} aria-hidden="true">
        {ticksOf(span, width, zone).map(({ at, words }) => (
          <span key={at} className={styles.tick} style={{ left: `${placeOf(at, span) * 100}%` }}>{words}</span>
        ))}
      </div>
    </div>
  )
}

function Zoom({ label, isOff = false, onClick, children }: { label: string; isOff?: boolean; onClick(): void; children: ReactNode }) {
  return (
    <Hint label={label}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} disabled={isOff} onClick={onClick}>
        {children}
      </ActionIcon>
    </Hint>
  )
}

/** The wheel zooms with Ctrl held, as on the canvas; alone it scrolls. React hears wheels too late to stop the page's own zoom. */
function useWheelZoom(element: { readonly current: HTMLElement | null }, zoomBy: (factor: number) => void): void {
  const latest = useRef(zoomBy)
  useEffect(() => void (latest.current = zoomBy))
  useEffect(() => {
    const target = element.current
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(event.deltaY < 0 ? 1.25 : 0.8)
    }
    target?.addEventListener('wheel', onWheel, { passive: false })
    return () => target?.removeEventListener('wheel', onWheel)
  }, [element])
}
