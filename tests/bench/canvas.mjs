// Prints one JSON object: how long until the window can be used, and how long a frame takes while a journey of 200 cards with live numbers is
// panned. Drives the built app (`npm run build`) in headless Chromium with software drawing. `node tests/bench/canvas.mjs [--nodes n]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumLaunchOptions } from '../../build/config/chromium.ts'
import { openDoor } from './door.mjs'

const PEOPLE = 2000
const ROWS = 10
const PAN_SECONDS = 4
const wanted = Number(process.argv[process.argv.indexOf('--nodes') + 1]) || 200

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-canvas-'))
const events = join(folder, 'events.csv')
writeFileSync(events, `profileId,at,name\n${Array.from({ length: PEOPLE }, (_, index) => `p${index},${1_790_000_000 + index * 60},signup`).join('\n')}\n`)
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  const launches = []
  for (let times = 0; times < 5; times++) launches.push(await launch())
  const frames = await panning()
  const report = {
    machine: { cores: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg()[0], node: process.version, chromium: browser.version() },
    windowInteractiveMs: summary(launches.map(({ page }) => page)),
    serveAndWindowInteractiveMs: summary(launches.map(({ all }) => all)),
    panning: { nodes: frames.nodes, withNumbers: frames.numbers, seconds: PAN_SECONDS, frameMs: summary(frames.near), fittedFrameMs: summary(frames.fitted) },
  }
  console.log(JSON.stringify(report, null, 2))
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

/** From starting the engine, and from asking for the page, to a start screen that takes clicks. */
async function launch() {
  const startedAt = performance.now()
  const door = await openDoor(folder, [events])
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const askedAt = performance.now()
  await page.goto(door.address)
  await page.getByTestId('open-sample').click({ trial: true })
  const now = performance.now()
  await page.close()
  await door.stop()
  return { page: now - askedAt, all: now - startedAt }
}

async function panning() {
  const door = await openDoor(folder, [events])
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(door.address)
  await page.getByTestId('start').waitFor()
  const id = await page.evaluate(prepare, { document: longJourney(wanted), events })
  await page.goto(`${new URL(door.address).origin}/#journey=${id}`)
  await page.reload()
  await page.locator('[data-testid^="numbers-"]').first().waitFor()
  const nodes = await page.locator('.react-flow__node').count()
  const numbers = await page.locator('[data-testid^="numbers-"]').count()
  const near = await page.evaluate(pan, PAN_SECONDS)
  await page.keyboard.press('1')
  await page.waitForFunction(() => document.querySelector('.react-flow__viewport')?.getAnimations({ subtree: false }).length === 0)
  const fitted = await page.evaluate(pan, PAN_SECONDS)
  await page.close()
  await door.stop()
  return { nodes, numbers, near, fitted }
}

/** In the page: saves the journey, imports the events, runs; answers the journey's id. */
async function prepare({ document, events: path }) {
  const socket = new WebSocket(`ws://${location.host}/engine`)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  let last = 0
  const call = (method, params) =>
    new Promise((resolve, reject) => {
      const own = ++last
      socket.addEventListener('message', ({ data }) => {
        const answer = JSON.parse(data)
        if (answer.id !== own) return
        if (answer.ok) resolve(answer.result)
        else reject(new Error(answer.error.message))
      })
      socket.send(JSON.stringify({ id: own, method, params }))
    })
  const { id } = await call('journeys.save', { id: null, document, baseVersion: null })
  const dataset = await call('datasets.import', { jobId: 'import', name: 'bench', paths: [path], mapping: {} })
  await call('runs.start', { jobId: 'run', journeyId: id, document, datasetId: dataset.id })
  socket.close()
  return id
}

/** In the page: turns the wheel a little every frame and answers how long each frame took, in ms. */
function pan(seconds) {
  const pane = document.querySelector('.react-flow__pane')
  return new Promise((resolve) => {
    const frames = []
    const startedAt = performance.now()
    let before = startedAt
    const step = (now) => {
      frames.push(now - before)
      before = now
      const elapsed = now - startedAt
      if (elapsed > seconds * 1000) return resolve(frames.slice(10))
      const there = Math.floor(elapsed / 1000) % 2 === 0 ? 1 : -1
      pane.dispatchEvent(new WheelEvent('wheel', { deltaX: 14 * there, deltaY: 5 * there, bubbles: true, cancelable: true, clientX: 600, clientY: 400 }))
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

/** A journey of that many cards, one after the other, in five stages. */
function longJourney(count) {
  const steps = {}
  const layout = { 'entry:in': { x: 0, y: 0 } }
  for (let index = 0; index < count - 1; index++) {
    const next = index < count - 2 ? { next: `s${index + 1}` } : {}
    const stage = `stage-${Math.floor((index / count) * 5)}`
    if (index === count - 2) steps[`s${index}`] = { kind: 'exit', stage }
    else if (index % 3 === 0) steps[`s${index}`] = { kind: 'delay', name: `Wait ${index}`, stage, for: 'PT1M', ...next }
    else if (index % 3 === 1) steps[`s${index}`] = { kind: 'message', name: `Message ${index}`, stage, channel: 'push', template: { title: `Text ${index}` }, ...next }
    else steps[`s${index}`] = { kind: 'waitFor', name: `Wait for ${index}`, stage, branches: [{ id: 'bought', event: 'purchase', ...next }], timeout: { after: 'PT2M', ...next } }
    layout[`s${index}`] = { x: 400 * (1 + Math.floor(index / ROWS)), y: 240 * (index % ROWS) }
  }
  const stages = Array.from({ length: 5 }, (_, index) => ({ id: `stage-${index}`, name: `Stage ${index + 1}` }))
  return { format: 'journey', formatVersion: 1, id: 'bench', name: 'Bench', stages, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 's0' }], steps, layout }
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share) => Math.round(10 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 10
  return { median: at(0.5), p25: at(0.25), p75: at(0.75), p95: at(0.95), samples: sorted.length }
}
