import { periodStart, knownZone, type Zone } from '../../../engine/core/model/calendar.ts'
import { exactMs } from '../../../engine/core/model/duration.ts'
import { Playhead } from '../../../engine/core/playback/playhead.ts'
import { Whereabouts } from '../../../engine/core/playback/whereabouts.ts'
import { overlay } from '../../../engine/core/report/overlay.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { sharedOverlay } from '../../../engine/core/report/shared-overlay.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { documentStore } from '../../document/document-store.ts'
import { usePlaybackStore, type Stretch } from '../../stores/playback-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { run as startRun } from '../simulation/run.ts'
import { FiguresInParts } from './figures-in-parts.ts'
import { readLog } from './read-log.ts'
import { speedFor } from './speeds.ts'

/** One run being played. */
export interface Playing { run: FinishedRun; head: Playhead; whereabouts: Whereabouts }

/** What the canvas wants to know of a playhead that moves. */
export interface PlayerListener {
  /** These rows of the log happened just now; `byStep`: one instant, to be followed by eye. */
  passed(playing: Playing, from: number, until: number, byStep: boolean): void
  /** It is somewhere else, or nowhere. */
  jumped(): void
}

/** Figures are shown at most so often while it plays, ms. */
const FIGURES_EVERY = 80
/** Longer frames are taken for a pause of the machine, not of the person. */
const LONGEST_FRAME = 100
/** After a drag stands still so long, the figures are completed by what takes a look at every row. */
const STILL_AFTER = 160

let playing: Playing | undefined
let asked = 0
let lastFrameAt = 0
let nextFiguresAt = 0
const parts = new FiguresInParts()
let completing: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<PlayerListener>()

const state = () => usePlaybackStore.getState()

export function listenToPlayer(listener: PlayerListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The run that is played, if it is the one that is shown and its log was read. */
export function nowPlaying(): Playing | undefined {
  return playing?.run === useRunStore.getState().latest ? playing : undefined
}

/** Makes the shown run ready to be played, reading its log if it was not yet. */
async function ready(): Promise<Playing | undefined> {
  const there = nowPlaying()
  if (there) return there
  const read = await readLog()
  const run = useRunStore.getState().latest
  if (!read || run === null) return undefined
  const already = nowPlaying()
  if (already) return already
  const windows = (run.document.goals ?? []).map(({ window }) => (window === undefined ? 0 : exactMs(window)))
  const head = new Playhead(read.log, 0, Math.max(0, ...windows))
  playing = { run, head, whereabouts: new Whereabouts(read.log, head.table) }
  return playing
}

export function zoneOf({ document }: Pick<FinishedRun, 'document'>): Zone {
  return knownZone(document.timeZone ?? 'UTC')
}

/** Virtual ms a second. */
export function speedNow(run: FinishedRun): number {
  return state().speed ?? speedFor(run.result.until - run.result.from)
}

/** Plays on, from the start if the whole run is shown or its end is reached. Without a run, there is one first. */
export async function play(): Promise<void> {
  if (state().isPlaying) return
  if (useRunStore.getState().latest === null) await startRun()
  const now = await ready()
  if (!now || state().isPlaying) return
  const { from, until } = bounds(now.run)
  const at = state().at
  usePlaybackStore.setState({ isPlaying: true, stepped: null })
  if (at === null || at >= until || at < from) jump(now, from - 1, false)
  lastFrameAt = performance.now()
  asked = requestAnimationFrame(frame)
}

export function pause(): void {
  if (!state().isPlaying) return
  cancelAnimationFrame(asked)
  usePlaybackStore.setState({ isPlaying: false })
  complete()
}

export function togglePlay(): void {
  if (state().isPlaying) pause()
  else void play()
}

/** The next (1) or previous (-1) instant at which something happens; of the whole run, the first or the last. */
export async function step(by: 1 | -1): Promise<void> {
  const now = await prepared()
  if (!now) return
  if (state().at === null) now.head.seek(by === 1 ? -Infinity : Infinity)
  const at = by === 1 ? now.head.next() : now.head.previous()
  if (at === undefined) return
  if (by === -1) return jump(now, at, true)
  const from = now.head.row
  move(now, at)
  usePlaybackStore.setState({ stepped: { from, until: now.head.row } })
  for (const listener of listeners) listener.passed(now, from, now.head.row, true)
  complete()
}

/** The beginning of the next (1) or the running or previous (-1) day in the journey's zone. */
export async function stepDay(by: 1 | -1): Promise<void> {
  const now = await prepared()
  if (!now) return
  const { from, until } = now.run.result
  const at = state().at ?? (by === 1 ? from : until)
  const zone = zoneOf(now.run)
  const today = periodStart(zone, at, 'day')
  seekIn(now, by === 1 ? periodStart(zone, at, 'day', 1) : today < at ? today : periodStart(zone, at, 'day', -1))
}

/** Shows the run as it stood at an instant. */
export async function seek(at: number): Promise<void> {
  const now = await ready()
  if (now) seekIn(now, at)
}

export async function seekStart(): Promise<void> {
  const now = await prepared()
  if (now) seekIn(now, now.run.result.from)
}

export async function seekEnd(): Promise<void> {
  const now = await prepared()
  if (now) seekIn(now, now.run.result.until)
}

/** Shows the whole run again, as if it had not been played. */
export function showWholeRun(): void {
  cancelAnimationFrame(asked)
  clearTimeout(completing)
  usePlaybackStore.setState({ isPlaying: false, at: null, stepped: null })
  useRunStore.getState().showMoment(null)
  for (const listener of listeners) listener.jumped()
}

/** Loops a stretch of the run; null: no stretch. */
export function loopStretch(stretch: Stretch | null): void {
  usePlaybackStore.setState({ stretch, isLooping: stretch !== null })
}

async function prepared(): Promise<Playing | undefined> {
  const now = await ready()
  if (now) pause()
  return now
}

function bounds({ result: { from, until } }: FinishedRun): Stretch {
  const { stretch, isLooping } = state()
  return isLooping && stretch !== null ? stretch : { from, until }
}

function frame(time: number): void {
  const now = nowPlaying()
  const { at, isPlaying, isLooping } = state()
  if (!now || at === null || !isPlaying) return
  const passedMs = Math.min(LONGEST_FRAME, Math.max(0, time - lastFrameAt))
  lastFrameAt = time
  const { from, until } = bounds(now.run)
  const next = at + (passedMs / 1000) * speedNow(now.run)
  if (next >= until) {
    if (!isLooping) return finish(now)
    jump(now, from - 1, false)
  } else {
    const row = now.head.row
    move(now, next)
    if (now.head.row > row) for (const listener of listeners) listener.passed(now, row, now.head.row, false)
    if (!parts.isOver) useRunStore.setState(({ figures }) => ({ figures: parts.next(figures) }))
    else if (time >= nextFiguresAt) showMoving(now)
  }
  asked = requestAnimationFrame(frame)
}

/** At the end the figures are those of the whole run, which is what is shown then. */
function finish(now: Playing): void {
  const row = now.head.row
  move(now, now.run.result.until)
  for (const listener of listeners) listener.passed(now, row, now.head.row, false)
  parts.stop()
  usePlaybackStore.setState({ isPlaying: false, at: null })
  useRunStore.getState().showMoment(null)
}

function seekIn(now: Playing, at: number): void {
  const { from, until } = now.run.result
  jump(now, Math.min(until, Math.max(from, at)), false)
}

/** Goes somewhere without anybody walking there; `isStep`: the figures are completed at once. */
function jump(now: Playing, at: number, isStep: boolean): void {
  move(now, at)
  usePlaybackStore.setState({ stepped: null })
  for (const listener of listeners) listener.jumped()
  if (isStep) return complete()
  show(now, false)
  clearTimeout(completing)
  if (!state().isPlaying) completing = setTimeout(complete, STILL_AFTER)
}

function move(now: Playing, at: number): void {
  now.head.seek(at)
  now.whereabouts.seek(now.head.row)
  usePlaybackStore.setState({ at })
}

/** The result of the run as it stands. */
function momentOf({ run, head }: Playing, isStill: boolean): { at: number; result: SimulationResult } {
  return { at: head.at, result: { ...run.result, ...head.figures(isStill), breakdowns: {} } }
}

function show(now: Playing, isStill: boolean): void {
  parts.stop()
  useRunStore.getState().showMoment(momentOf(now, isStill))
  nextFiguresAt = performance.now() + FIGURES_EVERY
}

/** While it moves, at many cards a few each frame: numbers may be some frames older than the drawer's, until it stands still. */
function showMoving(now: Playing): void {
  const moment = momentOf(now, false)
  const { figures } = useRunStore.getState()
  useRunStore.setState({ moment, figures: parts.begin(figures, sharedOverlay(figures, overlay(now.run.document, moment.result))) })
  nextFiguresAt = performance.now() + FIGURES_EVERY
}

/** While it stands still, dwell times too. */
function complete(): void {
  clearTimeout(completing)
  const now = nowPlaying()
  if (now && state().at !== null) show(now, true)
}

// Another run has another log; an edit that changes what happens stops what is playing, so that nobody takes old figures for new ones.
useRunStore.subscribe(({ latest }, before) => {
  if (latest === before.latest) return
  cancelAnimationFrame(asked)
  clearTimeout(completing)
  playing = undefined
  usePlaybackStore.setState({ run: null, problem: null, isPlaying: false, at: null, stretch: null, isLooping: false, stepped: null, ...(latest?.document.id === before.latest?.document.id ? {} : { speed: null }) })
  for (const listener of listeners) listener.jumped()
})
documentStore.subscribe(({ document }, before) => {
  if (document !== before.document && state().isPlaying && !giveSameFigures(before.document, document)) pause()
})
useUiStore.subscribe(({ page }, before) => {
  if (page !== before.page && page !== 'editor') pause()
})
