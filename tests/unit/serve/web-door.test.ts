import { existsSync, rmSync, symlinkSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LARGEST_MESSAGE_BYTES } from '../../../engine/serve/engine-socket.ts'
import { openDoor, openSocket } from './door.ts'

describe('the printed address', () => {
  it('signs the browser in with a cookie no script can read, and leaves the address', async () => {
    const { door, ask, hostName } = await openDoor()
    const { status, headers } = await ask(door.address.slice(`http://${hostName}`.length))
    expect({ status, location: headers.location, cookies: headers['set-cookie'] }).toEqual({
      status: 303,
      location: '/',
      cookies: [expect.stringMatching(new RegExp(`^rehearsal-${door.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))],
    })
  })

  it('opens one browser: a second is refused, and a new address is printed for it', async () => {
    const { door, ask, hostName, newAddresses } = await openDoor()
    const first = door.address.slice(`http://${hostName}`.length)
    const { headers } = await ask(first)
    const again = await ask(first)
    expect({ status: again.status, cookies: again.headers['set-cookie'] }).toEqual({ status: 403, cookies: undefined })
    expect(again.body).toContain('This address was used already')
    expect(newAddresses).toEqual([door.address])
    expect((await ask(door.address.slice(`http://${hostName}`.length))).headers['set-cookie']).toEqual(headers['set-cookie'])
  })

  it('may be opened again in the browser it was opened in', async () => {
    const { door, ask, hostName, newAddresses } = await openDoor()
    const first = door.address.slice(`http://${hostName}`.length)
    const cookie = (await ask(first)).headers['set-cookie']![0]!.split(';')[0]!
    expect(await ask(first, { headers: { cookie } })).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(newAddresses).toEqual([])
  })

  it.each(['', 'wrong', 'a'.repeat(43)])('is refused with the token %j, which spends nothing', async (token) => {
    const { ask, signIn } = await openDoor()
    const { status, headers } = await ask(`/?token=${token}`)
    expect({ status, cookies: headers['set-cookie'] }).toEqual({ status: 403, cookies: undefined })
    expect((await signIn()).cookie).toMatch(/^rehearsal-/)
  })
})

describe('every request', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example', '[::1]'])('is refused for the host %s', async (host) => {
    const { ask, signIn, door } = await openDoor()
    const page = await signIn()
    expect((await ask('/', { headers: { ...page, host } })).status).toBe(421)
    expect((await ask('/', { headers: { ...page, host: `${host}:${door.port + 1}` } })).status).toBe(421)
  })

  it('is answered under both names of this machine', async () => {
    const { ask, signIn, door } = await openDoor()
    const { cookie } = await signIn()
    const host = `localhost:${door.port}`
    expect((await ask('/', { headers: { cookie, host, origin: `http://${host}` } })).status).toBe(200)
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])('is refused from the origin %s', async (origin) => {
    const { ask, signIn, door } = await openDoor()
    const { cookie } = await signIn()
    expect((await ask('/', { headers: { cookie, origin } })).status).toBe(403)
    expect((await ask('/', { headers: { cookie, origin: `${origin}:${door.port + 1}` } })).status).toBe(403)
    expect((await ask(`/?token=${new URL(door.address).searchParams.get('token')}`, { headers: { origin } })).status).toBe(403)
  })

  it.each(['/', '/assets/app.js', '/upload?name=a.csv', '/nowhere'])('for %s is refused without the cookie', async (path) => {
    const { ask, hostName, door } = await openDoor()
    const wrong = [undefined, `rehearsal-${door.port}=guess`, `rehearsal-${door.port}=`, 'rehearsal=x']
    for (const cookie of wrong) expect((await ask(path, { headers: cookie === undefined ? {} : { cookie } })).status).toBe(401)
    expect((await ask(path, { method: 'PUT', headers: { origin: `http://${hostName}` }, body: 'x' })).status).toBe(401)
  })

  it('does not accept the cookie of another door', async () => {
    const [one, other] = [await openDoor(), await openDoor()]
    const { cookie } = await one.signIn()
    expect((await other.ask('/', { headers: { cookie } })).status).toBe(401)
    expect((await other.ask('/', { headers: { cookie: cookie.replace(String(one.door.port), String(other.door.port)) } })).status).toBe(401)
  })

  it.each(['POST', 'DELETE', 'OPTIONS', 'PUT'])('may not be %s for a file of the window', async (method) => {
    const { ask, signIn } = await openDoor()
    expect((await ask('/', { method, headers: await signIn() })).status).toBe(405)
  })

  it('is answered with a strict policy, also when it is refused', async () => {
    const { ask, signIn } = await openDoor()
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    const answers = [await ask('/', { headers: await signIn() }), await ask('/'), await ask('/', { headers: { host: 'evil.example' } })]
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 421])
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
    }
  })

  it('comes from this machine: no other address is listened on', async () => {
    const { door } = await openDoor()
    const others = Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ internal, family }) => !internal && family === 'IPv4')
    const tried = others.map(
      ({ address }) =>
        new Promise((resolve) => {
          const socket = connect(door.port, address).on('connect', () => resolve(`${address} answered`)).on('error', () => resolve('refused'))
          socket.unref()
        }),
    )
    expect(await Promise.all(tried)).toEqual(others.map(() => 'refused'))
  })
})

describe('the files of the window', () => {
  it('come with their type', async () => {
    const { ask, signIn } = await openDoor()
    const headers = await signIn()
    expect(await ask('/', { headers })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>the window</title>',
    })
    expect(await ask('/assets/app.js?v=1', { headers })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
      body: 'console.log(1)',
    })
    expect(await ask('/assets/app.js', { method: 'HEAD', headers })).toMatchObject({ status: 200, headers: { 'content-length': '14' }, body: '' })
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt/../../secret.txt',
    '/assets',
    '/%00',
    '/%',
    '/link.txt',
  ])(
    'are all there is: %s is not found',
    async (path) => {
      const { ask, signIn, folder } = await openDoor()
      symlinkSync(join(folder, 'secret.txt'), join(folder, 'window', 'link.txt'))
      const { status, body } = await ask(path, { headers: await signIn() })
      expect({ status, leaked: body.includes('secret\n') || body === 'secret' }).toEqual({ status: 404, leaked: false })
    },
  )

  it('are missed with a page that says how to build them', async () => {
    const { ask, signIn, folder } = await openDoor()
    const headers = await signIn()
    rmSync(join(folder, 'window'), { recursive: true })
    const { status, body } = await ask('/', { headers })
    expect(status).toBe(503)
    expect(body).toContain('npm run build')
    expect(existsSync(join(folder, 'window'))).toBe(false)
  })
})

describe('the WebSocket', () => {
  it('answers calls and brings events to every window', async () => {
    const { door, signIn, host } = await openDoor()
    const page = await signIn()
    const [one, other] = [await openSocket(door.port, page), await openSocket(door.port, page)]
    one.socket.send(JSON.stringify({ id: 1, method: 'templates.create', params: { templateId: 'passo-dukkan', jobId: 'j', withData: false } }))
    one.socket.send(JSON.stringify({ id: 2, method: 'journeys.get', params: { id: 'nobody' } }))
    expect(await one.answerTo(1)).toMatchObject({ ok: true, result: { journey: { journeyId: 'passo-dukkan' } } })
    expect(await one.answerTo(2)).toEqual({
      id: 2,
      ok: false,
      error: {
        code: 'E_NOT_FOUND',
        message: 'There is no journey "nobody" here.',
        help: 'It may have been deleted; look at the list of journeys again.',
      },
    })
    expect(await other.event('workspace.changed')).toEqual({ event: 'workspace.changed', payload: { what: 'journeys' } })
    expect(await host.call('journeys.list', {})).toHaveLength(1)
  })

  it('is not opened without the cookie, without an origin, from a foreign one, for another host or path', async () => {
    const { door, signIn, hostName } = await openDoor()
    const { cookie, origin } = await signIn()
    const refusals = [
      await openSocket(door.port, { origin }),
      await openSocket(door.port, { origin, cookie: `rehearsal-${door.port}=guess` }),
      await openSocket(door.port, { cookie }),
      await openSocket(door.port, { cookie, origin: 'http://evil.example' }),
      await openSocket(door.port, { cookie, origin: 'null' }),
      await openSocket(door.port, { cookie, origin: `https://${hostName}` }),
      await openSocket(door.port, { cookie, origin: `http://evil.example:${door.port}`, host: `evil.example:${door.port}` }),
      await openSocket(door.port, { cookie, origin, path: '/' }),
    ]
    expect(refusals.map(({ refused }) => refused)).toEqual([401, 401, 403, 403, 403, 403, 421, 404])
  })

  it('answers a method that does not exist with an error and goes on', async () => {
    const { door, signIn } = await openDoor()
    const page = await openSocket(door.port, await signIn())
    page.socket.send(JSON.stringify({ id: 1, method: 'files.read', params: { path: '/etc/passwd' } }))
    expect(await page.answerTo(1)).toMatchObject({ ok: false, error: { code: 'E_UNKNOWN_METHOD', message: 'There is no method "files.read".' } })
    page.socket.send(JSON.stringify({ id: 2, method: 'journeys.list', params: {} }))
    expect(await page.answerTo(2)).toEqual({ id: 2, ok: true, result: [] })
  })

  it('is closed by a message that is too large', async () => {
    const { door, signIn } = await openDoor()
    const page = await openSocket(door.port, await signIn())
    page.socket.send('x'.repeat(LARGEST_MESSAGE_BYTES + 1))
    expect((await page.closed()).code).toBe(1009)
  })

  it.each([
    '{',
    '[]',
    '{"id":"1","method":"app.info","params":{}}',
    '{"method":"app.info"}',
    '{"id":1,"method":"app.info","params":{},"more":1}',
  ])('is closed by %s, which is no request', async (text) => {
    const { door, signIn } = await openDoor()
    const page = await openSocket(door.port, await signIn())
    page.socket.send(text)
    expect(await page.closed()).toEqual({ code: 1008, reason: 'a request is {"id":number,"method":text,"params":…}' })
  })

  it('is closed by a message that is not text', async () => {
    const { door, signIn } = await openDoor()
    const page = await openSocket(door.port, await signIn())
    page.socket.send(Buffer.from('{"id":1,"method":"app.info","params":{}}'))
    expect((await page.closed()).code).toBe(1003)
  })
})
