// Prints one JSON object: how long a frame takes while 300 people are followed over a journey of 100 cards whose numbers run, how long the log takes to be
// read, and how long the playhead takes to cross it. Drives the built app (`npm run build`) in headless Chromium with software drawing.
// `node tests/bench/playback.mjs [--nodes n] [--people n] [--seconds n]`
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumLaunchOptions } from '../../build/config/chromium.ts'
import { Playhead } from '../../engine/core/playback/playhead.ts'
import { openDoor } from './door.mjs'
import { traced, workBetweenMarks } from './trace.mjs'

const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual)
const nodes = option('--nodes', 100)
const people = option('--people', 2_200)
const seconds = option('--seconds', 6)
const ROWS = 10
const HALF_DAY = 43_200_000
const START = Date.UTC(2026, 0, 5)

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-playback-'))
const events = join(folder, 'events.csv')
// Spread evenly over half a day, so that as many are always under way.
writeFileSync(events, `profileId,at,name\n${Array.from({ length: people }, (_, index) => `p${index},${new Date(START + Math.floor((index / people) * HALF_DAY)).toISOString()},signup`).join('\n')}\n`)
const browser = await chromium.launch(chromiumLaunchOptions())
const door = await openDoor(folder, [events])
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(door.address)
  await page.getByTestId('start').waitFor()
  const prepared = await page.evaluate(prepare, { document: manySteps(nodes), events })
  await page.goto(`${new URL(door.address).origin}/#journey=${prepared.id}`)
  await page.reload()
  await page.locator('[data-testid^="numbers-"]').first().waitFor()
  await page.getByTestId('playback-activity').locator('path').first().waitFor({ state: 'attached' })
  await page.getByTestId('playback-loop').click()
  await page.keyboard.press('1')
  await page.waitForTimeout(600)
  const report = {
    machine: { cores: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg()[0], node: process.version, chromium: browser.version() },
    log: { rows: prepared.rows, readMs: Math.round(prepared.readMs) },
    playing: [await playing(page, '1 min / s'), await playing(page, '15 min / s'), await playing(page, '1 h / s')],
    playhead: crossing(1_000_000),
  }
  console.log(JSON.stringify(report, null, 2))
} finally {
  await browser.close()
  await door.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Frames while it plays at that speed, from the middle of the run on. */
async function playing(page, speed) {
  await page.getByTestId('playback-speed').click()
  await page.getByRole('option', { name: speed }).click()
  await page.getByTestId('playback-instant').fill('6:00')
  await page.getByTestId('playback-instant').press('Enter')
  await page.getByTestId('playback-play').click()
  await page.waitForTimeout(1200)
  let frames
  const trace = await traced(page, async () => {
    frames = await page.evaluate(watchFrames, seconds)
  })
  const dots = (await page.getByTestId('playback-dot').count()) === 0 ? 1 : await page.getByTestId('playback-dot').getAttribute('title')
  await page.getByTestId('playback-play').click()
  return {
    speed, peopleADot: Number(String(dots).replaceAll(',', '')), tokens: summary(frames.map(({ tokens }) => tokens)),
    frameMs: summary(frames.map(({ ms }) => ms)), mainThreadMsPerFrame: summary(workBetweenMarks(trace, 'play-frame').slice(5)),
  }
}

/** In the page: marks every frame, and how many people were drawn in it. */
function watchFrames(time) {
  const tokens = document.querySelector('[data-testid="tokens"]')
  return new Promise((resolve) => {
    const frames = []
    const startedAt = performance.now()
    let before = startedAt
    const step = (now) => {
      performance.mark('play-frame')
      frames.push({ ms: now - before, tokens: Number(tokens?.dataset.tokens) })
      before = now
      if (now - startedAt > time * 1000) resolve(frames.slice(5))
      else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

/** In the page: saves the journey, imports the events, runs, reads the log; answers the journey's id. */
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
        else reject(new Error(`${method}: ${answer.error.message}`))
      })
      socket.send(JSON.stringify({ id: own, method, params }))
    })
  const [dataset] = await call('datasets.list', {})
  const datasetId = dataset?.id ?? (await call('datasets.import', { jobId: 'import', name: 'People', paths: [path], mapping: {} })).id
  const { id } = await call('journeys.save', { id: null, document, baseVersion: null })
  await call('runs.start', { jobId: 'run', journeyId: id, document, datasetId })
  const startedAt = performance.now()
  const { rows } = await call('runs.log', { jobId: 'log', document, datasetId })
  const readMs = performance.now() - startedAt
  socket.close()
  return { id, rows, readMs }
}

/** One long line of delays in rows, through which everybody walks: an hour in all. */
function manySteps(count) {
  const names = Array.from({ length: count - 2 }, (_, index) => `s${index}`)
  const columns = Math.ceil(count / ROWS)
  return {
    format: 'journey', formatVersion: 1, id: 'line', name: 'A long line', reentry: { kind: 'once' },
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 's0' }],
    steps: {
      ...Object.fromEntries(names.map((name, index) => [name, { kind: 'delay', name: `Step ${index}`, for: 'PT1M', next: names[index + 1] ?? 'out' }])),
      out: { kind: 'exit', name: 'Out' },
    },
    layout: Object.fromEntries(['entry:in', ...names, 'out'].map((name, index) => [name, { x: (index % columns) * 340, y: Math.floor(index / columns) * 240 }])),
  }
}

/** The playhead in this process: from one end of a log of so many rows to the other and back, in ms. */
function crossing(rows) {
  const counters = [{ kind: 'started', journey: 0 }, ...Array.from({ length: 99 }, (_, index) => ({ kind: 'entered', journey: 0, step: `s${index}` }))]
  const log = {
    counters, instances: rows / 100, micros: new Float64Array(rows), at: Float64Array.from({ length: rows }, (_, row) => row), counter: Uint32Array.from({ length: rows }, (_, row) => row % 100),
    profile: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 100)), instance: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 100)),
  }
  const head = new Playhead(log, 0, 0)
  const times = { forward: [], back: [], figures: [] }
  for (let round = 0; round < 20; round++) {
    for (const [name, work] of [['forward', () => head.seek(rows)], ['back', () => head.seek(rows / 2)], ['figures', () => head.figures()]]) {
      const startedAt = performance.now()
      work()
      times[name].push(performance.now() - startedAt)
    }
    head.seek(-1)
  }
  return { rows, forwardMs: summary(times.forward), halfBackMs: summary(times.back), figuresMs: summary(times.figures) }
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share) => Math.round(10 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 10
  return { median: at(0.5), p95: at(0.95), max: at(1), samples: sorted.length }
}
