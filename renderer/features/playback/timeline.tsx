import { IconBellOff, IconMailFilled, IconStarFilled, IconUserPlus, type Icon } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Activity, Landmark } from '../../../engine/core/playback/activity.ts'
import { Hint } from '../../components/hint.tsx'
import { msInWords } from '../../i18n/in-words.ts'
import { people } from '../../i18n/numbers.ts'
import { usePlaybackStore, type Stretch } from '../../stores/playback-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { ActivityChart } from './activity-chart.tsx'
import { instantInWords } from './instant-text.ts'
import { loopStretch, pause, play, seek, zoneOf } from './player.ts'
import { logOf } from './read-log.ts'
import { playbackText } from './texts.ts'
import { ticksOf } from './ticks.ts'
import styles from './timeline.module.css'

const DAY = 86_400_000
/** Pixels a tick's words need. */
const TICK_WIDTH = 76

/** The virtual time of the run as a track: what happened when, where playback stands, and by drag or key another place. */
export function Timeline({ run }: { run: FinishedRun }) {
  const [track, width] = useWidth()
  const isRead = usePlaybackStore((state) => state.run === run)
  const read = isRead ? logOf(run) : undefined
  const { from, until } = run.result
  const x = (at: number) => (until <= from ? 0 : ((Math.min(until, Math.max(from, at)) - from) / (until - from)) * width)
  return (
    <div className={styles.timeline}>
      <Landmarks run={run} landmarks={read?.landmarks ?? NONE} stretchMs={read?.activity.stretchMs ?? 0} x={x} width={width} />
      <div className={styles.trackRoom} ref={track}>
        {width > 0 && <ActivityChart run={run} activity={read?.activity} width={width} />}
        {width > 0 && <Track run={run} activity={read?.activity} width={width} x={x} />}
      </div>
      {width > 0 && <Ticks run={run} x={x} width={width} />}
    </div>
  )
}

const NONE: readonly Landmark[] = []

function useWidth() {
  const track = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!track.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(track.current)
    return () => observer.disconnect()
  }, [])
  return [track, width] as const
}

interface TrackProps { run: FinishedRun; activity: Activity | undefined; width: number; x(at: number): number }

function Track({ run, activity, width, x }: TrackProps) {
  const { from, until } = run.result
  const zone = zoneOf(run)
  const [hovered, setHovered] = useState<number | null>(null)
  const drag = useRef<{ stretchFrom: number | null; wasPlaying: boolean } | null>(null)
  const stretch = usePlaybackStore((state) => state.stretch)
  // What is heard goes with the figures, not with every frame.
  const shown = useRunStore((state) => state.moment?.at ?? null)
  const atX = ({ clientX, currentTarget }: PointerEvent) => {
    const { left } = currentTarget.getBoundingClientRect()
    return from + Math.min(1, Math.max(0, (clientX - left) / width)) * (until - from)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = atX(event)
    drag.current = { stretchFrom: event.shiftKey ? at : null, wasPlaying: usePlaybackStore.getState().isPlaying }
    if (event.shiftKey) return
    pause()
    void seek(at)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const at = atX(event)
    setHovered(at)
    if (!drag.current) return
    const { stretchFrom } = drag.current
    if (stretchFrom === null) void seek(at)
    else if (Math.abs(x(at) - x(stretchFrom)) >= 3) loopStretch(stretchOf(stretchFrom, at))
  }
  const onPointerUp = () => {
    const ended = drag.current
    drag.current = null
    if (ended?.wasPlaying === true && ended.stretchFrom === null) void play()
  }
  return (
    <>
      {stretch !== null && <span className={styles.stretch} data-testid="playback-stretch" style={{ left: x(stretch.from), width: Math.max(2, x(stretch.until) - x(stretch.from)) }} />}
      <div
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={playbackText('timeline')}
        aria-valuemin={from}
        aria-valuemax={until}
        aria-valuenow={Math.min(until, Math.max(from, shown ?? until))}
        aria-valuetext={shown === null ? playbackText('wholeRun') : instantInWords(zone, Math.max(from, shown))}
        data-testid="playback-timeline"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onPointerLeave={() => setHovered(null)}
        onKeyDown={(event) => onKey(event, run, activity)}
      />
      {hovered !== null && <Hovered run={run} activity={activity} at={hovered} left={x(hovered)} width={width} />}
      <Needle run={run} width={width} />
    </>
  )
}

function stretchOf(a: number, b: number): Stretch {
  return { from: Math.round(Math.min(a, b)), until: Math.round(Math.max(a, b)) }
}

/** Arrows go by what the picture tells apart, Page by a day or more; with Shift they choose a stretch from where one stands. */
function onKey(event: KeyboardEvent, { result: { from, until } }: FinishedRun, activity: Activity | undefined): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { at, stretch } = usePlaybackStore.getState()
  if (event.key === 'Escape' && stretch !== null) loopStretch(null)
  else {
    const here = Math.min(until, Math.max(from, at ?? until))
    const little = activity?.stretchMs ?? Math.max(60_000, (until - from) / 240)
    const much = Math.max(10 * little, Math.min(DAY, (until - from) / 4))
    const goals: Record<string, number> = { ArrowRight: here + little, ArrowUp: here + little, ArrowLeft: here - little, ArrowDown: here - little, PageUp: here + much, PageDown: here - much, Home: from, End: until }
    const goal = goals[event.key]
    if (goal === undefined) return
    const to = Math.min(until, Math.max(from, goal))
    pause()
    if (event.shiftKey && event.key !== 'Home' && event.key !== 'End') {
      const anchor = stretch === null ? here : Math.abs(stretch.from - here) < Math.abs(stretch.until - here) ? stretch.until : stretch.from
      loopStretch(anchor === to ? null : stretchOf(anchor, to))
    } else if (event.shiftKey) return
    void seek(to)
  }
  event.preventDefault()
  event.stopPropagation()
}

/** Where playback stands; moved every frame without drawing anything anew. */
function Needle({ run: { result: { from, until } }, width }: { run: FinishedRun; width: number }) {
  const needle = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const place = (at: number | null) => {
      const share = until <= from ? 1 : Math.min(1, Math.max(0, ((at ?? until) - from) / (until - from)))
      needle.current?.style.setProperty('transform', `translateX(${Math.round(share * width * 2) / 2}px)`)
      needle.current?.toggleAttribute('data-whole', at === null)
    }
    place(usePlaybackStore.getState().at)
    return usePlaybackStore.subscribe((state, before) => {
      if (state.at !== before.at) place(state.at)
    })
  }, [from, until, width])
  return <span ref={needle} className={styles.needle} aria-hidden="true" />
}

function Hovered({ run, activity, at, left, width }: { run: FinishedRun; activity: Activity | undefined; at: number; left: number; width: number }) {
  const index = activity ? Math.min(activity.moves.length - 1, Math.floor((at - activity.from) / activity.stretchMs)) : -1
  return (
    <div className={`${styles.hover} tabular`} data-testid="playback-hover" style={{ left: Math.min(Math.max(left, 130), Math.max(130, width - 130)) }}>
      <strong>{instantInWords(zoneOf(run), at)}</strong>
      {activity && (
        <span>
          {playbackText('hoverCounts', { messages: people(activity.messages[index]!), goals: people(activity.goals[index]!), entries: people(activity.entries[index]!), span: msInWords(activity.stretchMs) })}
        </span>
      )}
    </div>
  )
}

function Ticks({ run, x, width }: { run: FinishedRun; x(at: number): number; width: number }) {
  const { from, until } = run.result
  const zone = zoneOf(run)
  const ticks = useMemo(() => ticksOf({ from, until }, zone, Math.max(2, Math.floor(width / TICK_WIDTH))), [from, until, zone, width])
  return (
    <svg className={`${styles.ticks} tabular`} width={width} height={18} aria-hidden="true">
      {ticks.filter(({ at }) => x(at) < width - 30).map(({ at, label }) => (
        <g key={at} transform={`translate(${x(at)} 0)`}>
          <line className={styles.tickLine} y2={6} />
          <text className={styles.tick} x={5} y={13}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}

const LANDMARKS: Record<Landmark['kind'], Icon> = { firstGoal: IconStarFilled, firstCapped: IconBellOff, mostEntries: IconUserPlus, mostMessages: IconMailFilled }
const LANDMARK_WIDTH = 22

/** Instants worth seeing, above the track; those that would lie on each other move aside. */
function Landmarks({ run, landmarks, stretchMs, x, width }: { run: FinishedRun; landmarks: readonly Landmark[]; stretchMs: number; x(at: number): number; width: number }) {
  const zone = zoneOf(run)
  const places = placesOf(landmarks.map(({ at }) => x(at) - LANDMARK_WIDTH / 2), width)
  return (
    <div className={styles.landmarks} role="group" aria-label={playbackText('landmarks')}>
      {landmarks.map(({ kind, at, people: count }, index) => {
        const Glyph = LANDMARKS[kind]
        const what = count === null ? playbackText(kind) : playbackText(kind, { people: people(count), span: msInWords(stretchMs) })
        const label = playbackText('goThere', { what, when: instantInWords(zone, Math.max(run.result.from, at)) })
        return (
          <Hint key={kind} label={label} position="top">
            <button type="button" className={styles.landmark} data-kind={kind} data-testid={`landmark-${kind}`} aria-label={label} style={{ left: places[index] }} onClick={() => {
              pause()
              void seek(Math.max(run.result.from, at))
            }}>
              <Glyph size={13} stroke={2} />
            </button>
          </Hint>
        )
      })}
    </div>
  )
}

/** Where each of some marks stands, left to right, none on another and none outside. */
function placesOf(wanted: readonly number[], width: number): number[] {
  const places: number[] = []
  wanted.forEach((left, index) => places.push(Math.max(index === 0 ? 0 : places[index - 1]! + LANDMARK_WIDTH, Math.min(left, width - (wanted.length - index) * LANDMARK_WIDTH))))
  return places
}
