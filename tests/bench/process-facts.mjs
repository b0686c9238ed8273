// What the system says of processes (Linux): for benches that watch the app for a long time.
import { readdirSync, readFileSync, statSync } from 'node:fs'

const PAGE_BYTES = 4096

/** This process's descendants, each `{ pid, kind, rssMb, files }`; `kind` as Chromium names it, or `engine`. */
export function descendants(of = process.pid) {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const below = (pid) => all.filter((one) => parents.get(one) === pid).flatMap((one) => [one, ...below(one)])
  return below(of).map((pid) => ({ pid, kind: kindOf(pid), rssMb: rssMb(pid), files: openFiles(pid) })).filter(({ rssMb: rss }) => rss > 0)
}

/** Size of a file in MB, 0 without it. */
export function fileMb(path) {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / 1e6
}

/**
 * Ordinary least squares of values over hours: what they grow by in an hour, and the half width of its 95 % interval. Samples of one process that follow each
 * other are not independent, so the interval is a lower bound of the doubt.
 */
export function growth(hours, values) {
  const n = hours.length
  if (n < 4) return { perHour: null, plusMinus: null }
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / n
  const [x, y] = [mean(hours), mean(values)]
  const spread = hours.reduce((sum, one) => sum + (one - x) ** 2, 0)
  const slope = hours.reduce((sum, one, index) => sum + (one - x) * (values[index] - y), 0) / spread
  const rest = values.reduce((sum, one, index) => sum + (one - y - slope * (hours[index] - x)) ** 2, 0)
  return { perHour: round(slope), plusMinus: round(1.96 * Math.sqrt(rest / (n - 2) / spread)) }
}

export function round(value) {
  return Math.round(value * 100) / 100
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function parentOf(pid) {
  return Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0)
}

function rssMb(pid) {
  return round((Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES) / 1e6)
}

function kindOf(pid) {
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
  return /--type=([\w-]+)/.exec(command)?.[1] ?? (/rehearse\.js serve/.test(command) ? 'engine' : 'other')
}

function openFiles(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}
