// Prints one JSON object: how a large journey opens, pans, and takes an edit. Drives the built app (`npm run build`) in headless Chromium with
// software drawing. `node tests/bench/editing.mjs [--steps n] [--times n]`, 1,000 steps and 5 openings unless told otherwise.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumLaunchOptions } from '../../build/config/chromium.ts'
import { openDoor } from './door.mjs'
import { largeJourney } from './large-journey.ts'
import { longestTasks, traced, workBetweenMarks } from './trace.mjs'

const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual)
const count = option('--steps', 1000)
const times = option('--times', 5)
const PAN_SECONDS = 3

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-editing-'))
const browser = await chromium.launch(chromiumLaunchOptions())
const door = await openDoor(folder)
try {
  const journey = largeJourney(count)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(door.address)
  await page.getByTestId('start').waitFor()
  await page.evaluate(save, journey)
  const opened = []
  for (let time = 0; time < times; time++) opened.push(await opening(page, journey))
  const panning = {}
  for (const [zoom, key] of [['full', '0'], ['half', 'half'], ['fitted', '1']]) panning[zoom] = await panningAt(page, key)
  await opening(page, journey) // back to where it began
  const report = {
    machine: { cores: cpus().length, model: cpus()[0]?.model, loadBefore: loadavg()[0], node: process.version, chromium: browser.version() },
    steps: count,
    openMs: summary(opened),
    panning,
    typing: await typing(page),
  }
  console.log(JSON.stringify(report, null, 2))
} finally {
  await browser.close()
  await door.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** In the page: saves the journey through the engine's own door. */
async function save(document) {
  const socket = new WebSocket(`ws://${location.host}/engine`)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const answered = new Promise((resolve) => socket.addEventListener('message', ({ data }) => JSON.parse(data).id === 1 && resolve(JSON.parse(data))))
  socket.send(JSON.stringify({ id: 1, method: 'journeys.save', params: { id: null, document, baseVersion: null } }))
  const answer = await answered
  if (!answer.ok) throw new Error(answer.error.message)
  socket.close()
}

/** From the click on the start screen until every card that lies in view is drawn and stays where it is, in ms. */
async function opening(page, { layout }) {
  const origin = new URL(page.url()).origin
  await page.goto(`${origin}/`)
  await page.reload()
  const row = page.locator('li[data-testid^="journey-"] button').first()
  await row.waitFor()
  await page.waitForTimeout(500) // what the start screen still does must not count
  await page.evaluate(watchForCards, layout)
  await row.click()
  const ms = await page.evaluate(() => globalThis.cardsDrawn)
  await page.locator('.react-flow__node').first().click({ trial: true })
  return ms
}

/** In the page: from the next click on, looks at every frame whether all cards in view are there. */
function watchForCards(layout) {
  globalThis.cardsDrawn = new Promise((resolve) => {
    addEventListener('click', () => {
      const startedAt = performance.now()
      let settled = { view: '', at: 0, frames: 0 }
      const look = () => {
        const now = performance.now()
        const view = viewIfDrawn()
        settled = view !== '' && view === settled.view ? { ...settled, frames: settled.frames + 1 } : { view, at: now, frames: 0 }
        if (view !== '' && settled.frames >= 6) resolve(settled.at - startedAt)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true })
  })
  function viewIfDrawn() {
    const pane = document.querySelector('.react-flow')
    const moved = document.querySelector('.react-flow__viewport')?.style.transform
    const [, x, y, zoom] = /translate\(([-\d.e]+)px, ([-\d.e]+)px\) scale\(([-\d.e]+)\)/.exec(moved ?? '') ?? []
    if (!pane || zoom === undefined) return ''
    const inView = Object.entries(layout).filter(([, at]) => {
      const [left, top] = [at.x * zoom + Number(x), at.y * zoom + Number(y)]
      return left > -200 * zoom && top > -60 * zoom && left < pane.clientWidth - 40 && top < pane.clientHeight - 40
    })
    const isDrawn = inView.every(([id]) => {
      const card = pane.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      return card && getComputedStyle(card).visibility === 'visible' && card.firstElementChild?.clientHeight > 0
    })
    return inView.length > 3 && isDrawn ? `${moved} ${inView.length}` : ''
  }
}

async function panningAt(page, key) {
  await page.getByTestId('canvas').click({ position: { x: 700, y: 4 } })
  if (key === 'half') {
    await page.keyboard.press('0')
    await page.waitForTimeout(300)
    for (let guard = 0; guard < 12 && (await zoomOf(page)) > 0.52; guard++) {
      await page.keyboard.press('-')
      await page.waitForTimeout(250)
    }
  } else await page.keyboard.press(key)
  await page.waitForTimeout(500)
  const zoom = await zoomOf(page)
  const nodes = await page.locator('.react-flow__node').count()
  let frames
  const events = await traced(page, async () => {
    frames = await page.evaluate(pan, PAN_SECONDS)
  })
  return { zoom, nodesDrawn: nodes, mainThreadMsPerFrame: summary(workBetweenMarks(events, 'pan-frame').slice(10)), frameMs: summary(frames), longestTasksMs: longestTasks(events, 'pan-frame') }
}

async function zoomOf(page) {
  return page.evaluate(() => Number(/scale\(([-\d.e]+)\)/.exec(document.querySelector('.react-flow__viewport')?.style.transform ?? '')?.[1]))
}

/** In the page: turns the wheel a little every frame, there and back across the journey, and marks each frame. */
function pan(seconds) {
  const pane = document.querySelector('.react-flow__pane')
  return new Promise((resolve) => {
    const frames = []
    const startedAt = performance.now()
    let before = startedAt
    const step = (now) => {
      performance.mark('pan-frame')
      frames.push(now - before)
      before = now
      const elapsed = now - startedAt
      if (elapsed > seconds * 1000) return resolve(frames.slice(10))
      const there = Math.floor(elapsed / 1000) % 2 === 0 ? 1 : -1
      pane.dispatchEvent(new WheelEvent('wheel', { deltaX: 22 * there, deltaY: 8 * there, bubbles: true, cancelable: true, clientX: 600, clientY: 400 }))
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

/** A name typed letter by letter, and taken back: from the key to the frame that shows it, in ms. */
async function typing(page) {
  await page.getByTestId('step-s1').click()
  const field = page.locator('[data-testid="inspector"] input').first()
  await field.waitFor()
  await field.click()
  await page.evaluate(watchKeys)
  const events = await traced(page, () => field.pressSequentially(' and some more words for it', { delay: 90 }))
  const keys = await page.evaluate(() => globalThis.keyMs.splice(0))
  await page.getByTestId('canvas').click({ position: { x: 700, y: 4 } })
  const undo = []
  for (let time = 0; time < 8; time++) {
    for (const key of ['Control+z', 'Control+Shift+Z']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(150)
    }
  }
  undo.push(...(await page.evaluate(() => globalThis.keyMs.filter(({ key }) => key.toLowerCase() === 'z').map(({ ms }) => ms))))
  return { mainThreadMsPerKey: summary(workBetweenMarks(events, 'key')), keyToFrameMs: summary(keys.filter(({ key }) => key.length === 1).map(({ ms }) => ms)), undoMs: summary(undo) }
}

function watchKeys() {
  globalThis.keyMs = []
  addEventListener('keydown', ({ key, timeStamp }) => {
    performance.mark('key')
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => globalThis.keyMs.push({ key, ms: performance.now() - timeStamp })
      port2.postMessage(null)
    })
  }, { capture: true })
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share) => Math.round(10 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 10
  return { median: at(0.5), p95: at(0.95), max: at(1), samples: sorted.length }
}
