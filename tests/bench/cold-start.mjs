// How long the packaged app takes from its start until the sample is on the canvas and answers a click, and what its processes hold in memory then and after a
// run. `npm run package:dir && node tests/bench/cold-start.mjs [--launches n] [--app <executable>]` prints one JSON object: medians with spread, milliseconds
// and megabytes, beside what an empty window of the same Electron holds. The files of the app are in the system's cache from the second launch on, as on any day but the first; the first is told apart.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { provideElectron } from '../../build/scripts/electron.mjs'
import { connectToPage } from './devtools-page.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const launches = Number(argument('--launches') ?? 10)
const executable = argument('--app') ?? join(root, 'dist', 'packages-for-tests', 'linux-unpacked', 'rehearsal')
const settleMs = 5_000
const aim = { readyMs: 2_000, megabytes: 350 }

if (process.platform !== 'linux') throw new Error('Memory is read from /proc: this bench is for Linux.')
if (!existsSync(executable)) throw new Error(`There is no packaged app at ${executable}: npm run package:dir`)
if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  const run = spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1440x900x24', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}

const home = mkdtempSync(join(tmpdir(), 'rehearsal-cold-start-'))
const loadBefore = loadavg()[0]
try {
  const first = await launch({ isFirst: true })
  const runs = []
  for (let at = 0; at < launches; at += 1) runs.push(await launch({ measuresMemory: at < 3 }))
  const withMemory = runs.filter(({ opened }) => opened)
  const report = {
    machine: { cores: availableParallelism(), model: cpus()[0]?.model, loadBefore, loadAfter: loadavg()[0], drawing: 'software, under xvfb' },
    app: { executable: executable.replace(root, ''), version: first.version },
    aim,
    launches,
    // From the start of the process; `answers`: a click on a card has selected it.
    // `processorMs`: the work of all processes until then, which says more than the clock where other programs run as well.
    milliseconds: Object.fromEntries(['processorMs', 'pageBegins', 'firstPaint', 'startScreenOrEditor', 'sampleOnCanvas', 'answers'].map((name) => [name, spread(runs.map(({ times }) => times[name]))])),
    firstLaunchWithSampleMade: first.times,
    // The sum of the resident sets counts shared pages once for each process, the proportional sum once altogether; the last is without files, such as the
    // program itself.
    memory: { sampleOpen: memoryOf(withMemory.map(({ opened }) => opened)), afterRun: memoryOf(withMemory.map(({ afterRun }) => afterRun)), emptyWindow: memoryOf([await emptyWindow()]) },
  }
  console.log(JSON.stringify(report, null, 2))
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}

async function launch({ isFirst = false, measuresMemory = false }) {
  const settings = join(home, 'settings')
  rmSync(join(settings, 'DevToolsActivePort'), { force: true })
  const startedAt = Date.now()
  const child = spawn(executable, ['--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${settings}`, '--open-sample'], {
    env: { ...process.env, REHEARSAL_WORKSPACE: join(home, 'workspace') },
    stdio: 'ignore',
  })
  try {
    const page = await connectToPage(join(settings, 'DevToolsActivePort'))
    const since = (epochMs) => Math.round(epochMs - startedAt)
    const startScreenOrEditor = since(await page.seen('#root > *'))
    const sampleOnCanvas = since(await page.seen('.react-flow__node-step'))
    const answers = since(await page.clickUntil('.react-flow__node-step', '.react-flow__node-step.selected'))
    const processorMs = processorTime(child.pid)
    const { begins, paint, version } = await page.evaluate(`({ begins: performance.timeOrigin, paint: performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN), version: rehearsalDesktop.facts.electronVersion })`)
    const times = { processorMs, pageBegins: since(begins), firstPaint: since(paint), startScreenOrEditor, sampleOnCanvas, answers }
    if (isFirst) await page.seen('[data-testid^="numbers-"]')
    if (!measuresMemory) return { times, version }
    await wait(settleMs)
    const opened = memory(child.pid)
    await page.clickUntil('[data-testid="run"]:not([disabled])', '[data-testid="cancel-run"], [data-testid="run"][data-loading], [data-testid^="numbers-"]')
    await wait(settleMs)
    return { times, version, opened, afterRun: memory(child.pid) }
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

/** What Electron holds before anything of an app is in it: one window with one word. */
async function emptyWindow() {
  const { executable, env } = await provideElectron({ log: (line) => console.error(line) })
  const folder = join(home, 'empty')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "main": "main.js" }')
  writeFileSync(join(folder, 'main.js'), "const { app, BrowserWindow } = require('electron')\nlet window\napp.whenReady().then(() => (window = new BrowserWindow({ width: 1440, height: 900 })).loadURL('data:text/html,nothing'))\n")
  const child = spawn(executable, ['--no-sandbox', `--user-data-dir=${join(home, 'empty-settings')}`, folder], { env: { ...process.env, ...env }, stdio: 'ignore' })
  const ended = once(child, 'exit')
  await wait(settleMs)
  const held = memory(child.pid)
  child.kill('SIGTERM')
  await ended
  return held
}

/** Every process of the app: [{ what, rss, pss, own }], megabytes; `own` is what stands in no file, and so cannot simply be dropped. */
function memory(parent) {
  return processesBelow(parent).map((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    return { what: whatIs(pid, parent), rss: megabytes('Rss'), pss: megabytes('Pss'), own: megabytes('Pss_Anon') }
  })
}

/** Clock ticks are hundredths of a second on every Linux. */
function processorTime(parent) {
  const ticks = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, each) => sum + Number(each), 0)
  return processesBelow(parent).reduce((sum, pid) => sum + ticks(pid) * 10, 0)
}

function whatIs(pid, parent) {
  if (pid === parent) return 'main'
  const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  const type = /--type=([\w-]+)/.exec(line)?.[1] ?? 'other'
  if (type !== 'utility') return type
  return /NodeService/i.test(line) ? 'engine' : (/--utility-sub-type=(\w+)/.exec(line)?.[1] ?? 'utility')
}

function processesBelow(parent) {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return [[Number(pid), Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])]]
    } catch {
      return [] // it ended meanwhile
    }
  }))
  const below = (pid) => [pid, ...[...parents].filter(([, of]) => of === pid).flatMap(([child]) => below(child))]
  return below(parent)
}

function memoryOf(launched) {
  const sum = (one, what) => one.reduce((total, part) => total + part[what], 0)
  const kinds = [...new Set(launched.flatMap((one) => one.map(({ what }) => what)))]
  const each = (kind) => ({ rss: spread(launched.map((one) => sum(one.filter(({ what }) => what === kind), 'rss'))).median, pss: spread(launched.map((one) => sum(one.filter(({ what }) => what === kind), 'pss'))).median })
  return { rssSum: spread(launched.map((one) => sum(one, 'rss'))), pssSum: spread(launched.map((one) => sum(one, 'pss'))), ownSum: spread(launched.map((one) => sum(one, 'own'))), byProcess: Object.fromEntries(kinds.map((kind) => [kind, each(kind)])) }
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: Math.round(sorted[sorted.length >> 1] ?? NaN), least: Math.round(sorted[0] ?? NaN), most: Math.round(sorted.at(-1) ?? NaN) }
}

function argument(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
