import { once } from 'node:events'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openDoor, openSocket } from './door.ts'

const PING_EVERY_MS = 100

it('a window that answers no ping is let go after two; one that does, as every browser, stays', async () => {
  const { door, signIn, hostName } = await openDoor({ pingEveryMs: PING_EVERY_MS })
  const page = await openSocket(door.port, await signIn())
  const deaf = new WebSocket(`ws://${hostName}/engine`, { headers: await signIn(), autoPong: false })
  let pings = 0
  deaf.on('ping', () => pings++)
  await once(deaf, 'open')
  const [code] = (await once(deaf, 'close')) as [number] // as: so ws says
  expect({ code, pings }).toEqual({ code: 1006, pings: 2 })

  let answered = 0
  page.socket.on('ping', () => answered++)
  while (answered < 4) await once(page.socket, 'ping')
  page.socket.send(JSON.stringify({ id: 1, method: 'journeys.list', params: {} }))
  expect(await page.answerTo(1)).toMatchObject({ ok: true })
})

it('a window that was held up for one ping stays', async () => {
  const { door, signIn, hostName } = await openDoor({ pingEveryMs: PING_EVERY_MS })
  const window = new WebSocket(`ws://${hostName}/engine`, { headers: await signIn(), autoPong: false })
  let pings = 0
  window.on('ping', () => {
    if (++pings % 2 === 0) window.pong()
  })
  await once(window, 'open')
  while (pings < 6) await once(window, 'ping')
  expect(window.readyState).toBe(WebSocket.OPEN)
  expect(door.port).toBeGreaterThan(0)
  window.terminate()
})
