import { exactMs } from '../../../engine/core/model/duration.ts'
import { documentStore } from '../../document/document-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { currentFlow } from '../canvas/flow-handle.ts'
import { showPeople, usePeopleStore } from '../people/people-store.ts'
import { pause, showWholeRun } from '../playback/player.ts'
import type { Side } from './place-card.ts'

/** Steps of the sample the tour stands at. */
const SEEN_STEP = 'first-hour'
const TURNED_STEP = 'cart-filled'
const HOUR = 3_600_000
/** Below this a card shows no number one could press. */
const READABLE_ZOOM = 0.7

export type StopId = 'look' | 'run' | 'who' | 'story' | 'play' | 'rest' | 'change' | 'again' | 'try' | 'publish'

export interface Stop {
  id: StopId
  /** What it points at, as a selector; the first that is there. */
  at: readonly string[]
  side: Side
  /** The keys that do what it asks for, as the list of actions has them. */
  action?: string
  /** Opens what has to be open for it. */
  prepare?(): void
  /** A stop that asks for something: what is watched, and whether it has come to what was asked for. */
  watch?(): unknown
  isDone?(now: unknown, before: unknown): boolean
}

const ui = () => useUiStore.getState()
const another = (now: unknown, before: unknown) => now !== null && now !== before
const becameTrue = (now: unknown) => now === true
const runId = () => useRunStore.getState().latest?.summary.id ?? null

/** The stops, in order. */
export const STOPS: readonly Stop[] = [
  { id: 'look', at: ['[data-testid="step-first-hour"]', '[data-part="canvas"]'], side: 'right' },
  { id: 'run', at: ['[data-testid="run"]', '[data-testid="run-progress"]'], side: 'below', action: 'run.start', watch: runId, isDone: another },
  {
    id: 'who', at: [`[data-testid="people-${SEEN_STEP}"]`, `[data-testid="step-${SEEN_STEP}"]`], side: 'right',
    prepare: () => showCard(SEEN_STEP),
    watch: () => usePeopleStore.getState().asked,
    isDone: another,
  },
  {
    id: 'story', at: ['[data-testid="people-list"] [role="option"]', '[data-testid="results"]'], side: 'above',
    prepare: () => {
      useUiStore.setState({ resultsOpen: true, resultsTab: 'people' })
      // Whoever skipped the number has nobody listed yet.
      if (usePeopleStore.getState().asked === null) void showPeople({ kind: 'entered', step: SEEN_STEP })
    },
    watch: () => ui().resultsTab === 'person' && ui().resultsOpen,
    isDone: becameTrue,
  },
  { id: 'play', at: ['[data-testid="playback-play"]'], side: 'above', action: 'run.play', prepare: wholeRun, watch: () => usePlaybackStore.getState().isPlaying, isDone: becameTrue },
  {
    id: 'rest', at: ['[data-testid="what-if-note"]', '[data-testid="results"]'], side: 'above',
    prepare: () => {
      wholeRun()
      useUiStore.setState({ resultsOpen: true, resultsTab: 'funnel' })
    },
  },
  {
    id: 'change', at: ['[data-testid="timeout-after"]', '[data-testid="inspector"]'], side: 'left',
    prepare: () => showForm(TURNED_STEP, '[data-testid="timeout-after"]'),
    watch: timeoutMs,
    isDone: (now) => now === HOUR,
  },
  { id: 'again', at: ['[data-testid="run"]', '[data-testid="run-progress"]'], side: 'below', action: 'run.start', watch: runId, isDone: another },
  {
    id: 'try', at: ['[data-testid="try-values"]', '[data-testid="inspector"]'], side: 'left', action: 'run.whatIf',
    prepare: () => showForm(TURNED_STEP, '[data-testid="try-values"]'),
    watch: () => ui().resultsTab === 'whatIf' && ui().resultsOpen,
    isDone: becameTrue,
  },
  { id: 'publish', at: ['[data-testid="publish"]'], side: 'below', action: 'publish.open', watch: () => ui().page === 'publish', isDone: becameTrue },
]

/** Stops that show figures: there has to be a run. */
export const NEED_RUN: ReadonlySet<StopId> = new Set(['who', 'story', 'play', 'rest', 'try'])

/** How long the wait is that the tour asks to change, in ms. */
function timeoutMs(): number | null {
  const step = documentStore.getState().document.steps[TURNED_STEP]
  const after = step?.kind === 'waitFor' ? step.timeout?.after : undefined
  try {
    return after === undefined ? null : exactMs(after)
  } catch {
    return null
  }
}

function showCard(stepId: string): void {
  if (documentStore.getState().document.steps[stepId] === undefined) return
  const flow = currentFlow()
  if (flow && flow.getZoom() < READABLE_ZOOM) void flow.zoomTo(READABLE_ZOOM)
  ui().reveal(stepId)
}

/** Opens the form of a step at that field, once both are there. */
function showForm(stepId: string, field: string): void {
  useUiStore.setState({ inspectorOpen: true })
  showCard(stepId)
  requestAnimationFrame(() => requestAnimationFrame(() => globalThis.document.querySelector(field)?.scrollIntoView({ block: 'center' })))
}

function wholeRun(): void {
  pause()
  if (usePlaybackStore.getState().at !== null) showWholeRun()
}
