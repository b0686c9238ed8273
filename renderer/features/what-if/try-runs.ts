import { differences, type FigureRow } from '../../../engine/core/report/differences.ts'
import { applyTurns } from '../../../engine/core/what-if/apply.ts'
import { spreadOver } from '../../../engine/core/what-if/range.ts'
import { tunables } from '../../../engine/core/what-if/tunables.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { cancelJob, forgetJob, newJobId } from '../../stores/job-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { showWholeRun } from '../playback/player.ts'
import { useWhatIfStore, type Base, type Turns } from './what-if-store.ts'

/** A run that nobody waits for any more is let go to its end if it is nearly there: else a long drag would show nothing until it ends. */
const STALE_AFTER_MS = 300
/** Nothing was turned for so long: there is time to look at other values. */
const IDLE_MS = 250
const CURVE_POINTS = 15
/** Where a run takes longer than this, the curve is drawn of fewer points. */
const SLOW_MS = 500
const FEW_POINTS = 7

const CANCELLED = 'CANCELLED'

let underWay: { turns: Turns; base: Base; jobId: string } | null = null
let idle: ReturnType<typeof setTimeout> | undefined
let curveJob: string | null = null
let lastMs = 0

/** Turns one number; the result follows. To its own value: it is put back. */
export function turn(id: string, value: number): void {
  const { base, turns } = useWhatIfStore.getState()
  if (base === null) return
  const own = tunables(base.document, base.assumptions.scenario, base.assumptions.assume).find((one) => one.id === id)
  if (own === undefined) return
  const { [id]: _before, ...others } = turns
  useWhatIfStore.setState({ turns: value === own.value ? others : { ...others, [id]: value }, last: id })
  // What would be is told of the whole run: beside the figures of an instant it would be added to the wrong ones.
  if (useRunStore.getState().moment !== null) showWholeRun()
  follow()
}

/** Puts everything back. */
export function putBack(): void {
  useWhatIfStore.setState({ turns: {}, tried: null, error: null })
  follow()
}

/** Runs what is turned now, unless that is shown or under way already. Of several asked for in a row the last one counts. */
export function follow(): void {
  stopCurve()
  const { base, turns, tried, last } = useWhatIfStore.getState()
  if (base === null) return
  if (Object.keys(turns).length === 0) useWhatIfStore.setState({ tried: null, error: null })
  else if (underWay === null && (tried?.turns !== turns)) void start(base, turns)
  else if (underWay !== null && (underWay.turns !== turns || underWay.base !== base)) letGoIfLate()
  if (last !== null) idle = setTimeout(() => void drawCurve(), IDLE_MS)
}

function letGoIfLate(): void {
  const { trying } = useWhatIfStore.getState()
  if (trying !== null && performance.now() - trying.since > STALE_AFTER_MS) void cancelJob(trying.jobId)
}

async function start(base: Base, turns: Turns): Promise<void> {
  const jobId = newJobId()
  const since = performance.now()
  underWay = { turns, base, jobId }
  useWhatIfStore.setState({ trying: { jobId, since } })
  try {
    const tuned = tunedBy(base, turns)
    const { result, responses } = await connection.call('whatIf.run', { jobId, ...questionFor(base, tuned) })
    lastMs = performance.now() - since
    const now = useWhatIfStore.getState()
    // While a slider moves, what it passed is shown on the way to where it goes.
    if (now.base === base && Object.keys(now.turns).length > 0) {
      useWhatIfStore.setState({ tried: { turns, document: tuned.document, responses, differences: differences({ document: base.document, result: base.result }, { document: tuned.document, result }) }, error: null })
    }
  } catch (cause) {
    const error = asCallError(cause)
    if (error.code !== CANCELLED && useWhatIfStore.getState().turns === turns) useWhatIfStore.setState({ error, tried: null })
  } finally {
    forgetJob(jobId)
    underWay = null
    useWhatIfStore.setState({ trying: null })
    const now = useWhatIfStore.getState()
    if (now.base !== null && (now.turns !== turns || now.base !== base) && Object.keys(now.turns).length > 0 && now.error === null) void start(now.base, now.turns)
  }
}

/** Stops what is under way; what is turned stays. */
export function stopTrying(): void {
  const { trying } = useWhatIfStore.getState()
  stopCurve()
  if (trying !== null) void cancelJob(trying.jobId)
}

function tunedBy(base: Base, turns: Turns) {
  return applyTurns(base.document, base.assumptions.scenario, Object.entries(turns).map(([id, value]) => ({ id, value })))
}

function questionFor({ assumptions, together, data }: Base, { document, scenario }: ReturnType<typeof tunedBy>) {
  const { assume } = assumptions
  return { document, ...data, ...(together.length === 0 ? {} : { together: [...together] }), ...(scenario === undefined ? {} : { scenario }), ...(assume === undefined ? {} : { assume }) }
}

function stopCurve(): void {
  clearTimeout(idle)
  if (curveJob !== null) void cancelJob(curveJob)
  curveJob = null
}

/** Looks at the other values of the number that was turned last, one after the other, while nothing else is asked. */
async function drawCurve(): Promise<void> {
  const { base, turns, last, curve } = useWhatIfStore.getState()
  if (base === null || last === null) return
  if (underWay !== null) {
    idle = setTimeout(() => void drawCurve(), IDLE_MS)
    return
  }
  const { [last]: value, ...others } = turns
  const number = tunables(base.document, base.assumptions.scenario, base.assumptions.assume).find(({ id }) => id === last)
  if (number === undefined) return
  const key = JSON.stringify([last, Object.entries(others).sort(), base.data, baseNumber(base)])
  const known = curve?.key === key ? curve.points : []
  const wanted = spreadOver(number.range, lastMs > SLOW_MS ? FEW_POINTS : CURVE_POINTS, number.value)
  const all = value === undefined || value < number.range.low || value > number.range.high ? wanted : [...new Set([...wanted, value])].sort((a, b) => a - b)
  let points = known.filter((point) => wanted.includes(point.value) || point.value === value)
  const show = () => useWhatIfStore.setState({ curve: { id: last, key, points, total: all.length } })
  show()
  for (const one of [...all].sort((a, b) => distance(a, number.value, number.range) - distance(b, number.value, number.range))) {
    if (points.some((point) => point.value === one)) continue
    const jobId = newJobId()
    curveJob = jobId
    const rows = await rowsWith(base, { ...others, [last]: one }, jobId)
    if (curveJob !== jobId || rows === null) return
    points = [...points, { value: one, figures: Object.fromEntries(rows.flatMap(({ id, after }) => (after === null ? [] : [[id, after]]))) }].sort((a, b) => a.value - b.value)
    show()
  }
  curveJob = null
}

function distance(value: number, from: number, { low, high }: { low: number; high: number }): number {
  return Math.abs(value - from) / Math.max(1e-9, high - low)
}

const numbers = new WeakMap<Base, number>()
let bases = 0

/** Tells bases apart in a key. */
function baseNumber(base: Base): number {
  if (!numbers.has(base)) numbers.set(base, ++bases)
  return numbers.get(base)!
}

async function rowsWith(base: Base, turns: Turns, jobId: string): Promise<readonly FigureRow[] | null> {
  const tuned = tunedBy(base, turns)
  try {
    const { result } = await connection.call('whatIf.run', { jobId, ...questionFor(base, tuned) })
    return differences({ document: base.document, result: base.result }, { document: tuned.document, result }).rows.filter(({ isHeadline }) => isHeadline)
  } catch {
    // A value that cannot be run has no point; why is told when it is turned to.
    return null
  } finally {
    forgetJob(jobId)
  }
}
