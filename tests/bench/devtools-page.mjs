// A page of an app that was started with `--remote-debugging-port=0`, looked at through Chromium's own protocol: the app needs no test code, and fuses do not
// matter. The waiting happens in the page, frame by frame, so that the answers carry its clock and not that of the connection.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const patienceMs = 120_000

/** `portFile`: what Chromium writes once it listens. */
export async function connectToPage(portFile) {
  const port = await until(() => Number(readFileSync(portFile, 'utf8').split('\n')[0]))
  const target = await until(async () => (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()).find(({ type, url }) => type === 'page' && url.startsWith('app://')))
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('The page cannot be reached.')), { once: true })
  })
  const waiting = new Map()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(data)
    const call = waiting.get(id)
    waiting.delete(id)
    if (error) call?.reject(new Error(error.message))
    else call?.resolve(result)
  })
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    })

  async function evaluate(expression) {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** The instant, epoch ms, at which something of that selector was drawn. */
  async function seen(selector) {
    const look = `new Promise((found) => { const look = () => document.querySelector(${JSON.stringify(selector)}) ? requestAnimationFrame(() => setTimeout(() => found(Date.now()))) : requestAnimationFrame(look); look() })`
    // The page may be replaced by the real one while it is waited for.
    return until(() => evaluate(look))
  }

  /** Clicks the first of `selector`, again and again, until there is something of `outcome`; the instant of that. */
  async function clickUntil(selector, outcome) {
    const outcomeSeen = seen(outcome)
    let isSeen = false
    void outcomeSeen.then(() => (isSeen = true))
    while (!isSeen) {
      const point = await evaluate(`(() => { const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect(); return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null })()`)
      if (point) for (const type of ['mousePressed', 'mouseReleased']) await send('Input.dispatchMouseEvent', { type, ...point, button: 'left', clickCount: 1 })
      await wait(20)
    }
    return outcomeSeen
  }

  return { evaluate, seen, clickUntil }
}

async function until(attempt) {
  const givesUpAt = Date.now() + patienceMs
  for (;;) {
    try {
      const found = await attempt()
      if (found) return found
    } catch (error) {
      if (Date.now() > givesUpAt) throw error
    }
    if (Date.now() > givesUpAt) throw new Error('What was waited for did not come.')
    await wait(5)
  }
}
