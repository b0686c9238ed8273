// Prints one JSON object: what the app holds after hours of work. A person's loop (open the sample, edit, undo, rehearse, play, look at data and report, close) is played
// over and over in the built window, in headless Chromium through `rehearse serve` or, with --electron, in the desktop app; after each tenth of the time the heap of the
// window after a collection, its nodes and listeners, the memory and open files of every process and the size of the database are noted. The first fifth is warming up.
// `node tests/bench/soak.mjs [--minutes n] [--pause s] [--electron]`; two hours unless told otherwise, with so many seconds of rest after each loop. Exit 1 if the window's heap or its nodes surely grow.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, chromium } from 'playwright-core'
import { chromiumLaunchOptions } from '../../build/config/chromium.ts'
import { openDoor } from './door.mjs'
import { descendants, fileMb, growth, round } from './process-facts.mjs'

const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual)
const minutes = option('--minutes', 120)
const pauseMs = option('--pause', 0) * 1000
const SAMPLES = 60
/** Growth below this is no leak that a working day would notice: MB and nodes in an hour. */
const HEAP_MB_AN_HOUR = 10
const NODES_AN_HOUR = 2000

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-soak-'))
const opened = process.argv.includes('--electron') ? await openDesktop() : await openServed()
const { page, workspace, close } = opened
const samples = []
let loops = 0
try {
  page.setDefaultTimeout(300_000)
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable')
  await page.getByTestId('start').waitFor()
  await page.getByTestId('open-sample').click()
  await page.getByTestId('run-facts').waitFor({ timeout: 60_000 })
  await page.getByTestId('rail-start').click()
  const begin = performance.now()
  const end = begin + minutes * 60_000
  let nextSample = begin
  while (performance.now() < end) {
    await loop(page)
    await page.waitForTimeout(pauseMs)
    loops++
    if (performance.now() < nextSample) continue
    samples.push({ ...(await sample(devTools)), hours: (performance.now() - begin) / 3_600_000, loops })
    console.error(JSON.stringify(samples.at(-1))) // what is known should a machine be switched off
    nextSample += (minutes * 60_000) / SAMPLES
  }
  samples.push({ ...(await sample(devTools)), hours: (performance.now() - begin) / 3_600_000, loops })
} finally {
  await close()
  rmSync(folder, { recursive: true, force: true })
}

const report = reportOf(samples)
console.log(JSON.stringify(report, null, 2))
const surely = ({ perHour, plusMinus }, most) => perHour !== null && perHour - plusMinus > most
if (surely(report.growth.heapMb, HEAP_MB_AN_HOUR) || surely(report.growth.nodes, NODES_AN_HOUR)) process.exitCode = 1

async function loop(page) {
  await page.getByTestId('journeys').getByRole('button').first().click()
  await page.getByTestId('step-cart-filled').first().waitFor()
  const name = page.getByTestId('journey-name')
  const before = await name.inputValue()
  await name.fill(`${before} changed`)
  await name.press('Enter')
  await page.getByTestId('tab-outline').click()
  await page.getByTestId('outline-cart-filled').click()
  await page.keyboard.press('Delete')
  const undo = page.getByTestId('undo')
  while ((await undo.getAttribute('aria-disabled')) !== 'true') await undo.click()
  await page.getByTestId('run').click()
  await page.getByTestId('run-progress').waitFor({ state: 'detached' })
  await page.getByTestId('playback-play').click()
  await page.waitForTimeout(700) // so long it is watched
  await page.getByTestId('playback-play').click()
  await page.getByTestId('rail-data').click()
  await page.getByTestId('rail-start').click()
  await page.getByTestId('start').waitFor()
}

async function sample(devTools) {
  for (let time = 0; time < 2; time++) await devTools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devTools.send('Performance.getMetrics')
  const metric = (name) => metrics.find((one) => one.name === name)?.value ?? 0
  const processes = descendants()
  const of = (kind) => processes.filter((one) => one.kind === kind).reduce((sum, { rssMb }) => sum + rssMb, 0)
  return {
    heapMb: round(metric('JSHeapUsedSize') / 1e6), nodes: metric('Nodes'), listeners: metric('JSEventListeners'), documents: metric('Documents'),
    rssMb: round(processes.reduce((sum, { rssMb }) => sum + rssMb, 0)), engineRssMb: of('engine') || of('utility'), rendererRssMb: of('renderer'),
    files: processes.reduce((sum, { files }) => sum + files, 0), processes: processes.length,
    databaseMb: round(fileMb(join(workspace, 'rehearsal.sqlite'))), walMb: round(fileMb(join(workspace, 'rehearsal.sqlite-wal'))),
  }
}

function reportOf(all) {
  const settled = all.slice(Math.floor(all.length / 5))
  const hours = settled.map((one) => one.hours)
  const keys = ['heapMb', 'nodes', 'listeners', 'documents', 'rssMb', 'engineRssMb', 'rendererRssMb', 'files', 'databaseMb', 'walMb']
  return {
    machine: { cores: cpus().length, model: cpus()[0]?.model, load: loadavg()[0], node: process.version },
    door: process.argv.includes('--electron') ? 'electron' : 'serve', minutes: round((all.at(-1)?.hours ?? 0) * 60), loops,
    first: settled[0], last: all.at(-1),
    growth: Object.fromEntries(keys.map((key) => [key, growth(hours, settled.map((one) => one[key]))])),
    growthPerLoop: Object.fromEntries(keys.map((key) => [key, growth(settled.map((one) => one.loops / 100), settled.map((one) => one[key]))])),
    note: 'growth: in an hour; growthPerLoop: in a hundred loops; plusMinus is half of a 95 % interval',
  }
}

async function openServed() {
  const browser = await chromium.launch(chromiumLaunchOptions())
  const workspace = join(folder, 'workspace')
  const door = await openDoor(folder, [], workspace)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(door.address)
  return { page, workspace, close: async () => { await browser.close(); await door.stop() } }
}

async function openDesktop() {
  const { provideElectron } = await import('../../build/scripts/electron.mjs')
  const { executable, env } = await provideElectron({ log: (line) => console.error(line) })
  const workspace = join(folder, 'workspace')
  const root = new URL('../..', import.meta.url).pathname
  const app = await _electron.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'settings')}`, root], env: { ...process.env, ...env, REHEARSAL_WORKSPACE: workspace } })
  const page = await app.firstWindow()
  return { page, workspace, close: async () => { await app.evaluate(({ app: one }) => one.exit(0)).catch(() => {}); await app.close().catch(() => {}) } }
}
