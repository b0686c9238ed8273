import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { safeName } from '../../../engine/serve/uploads.ts'
import { smallJourney } from '../storage/small-journey.ts'
import { openDoor, openSocket } from './door.ts'

type Door = Awaited<ReturnType<typeof openDoor>>

async function upload({ ask, signIn }: Door, name: string, body: string): Promise<string> {
  const { status, body: answer } = await ask(`/upload?name=${encodeURIComponent(name)}`, { method: 'PUT', headers: await signIn(), body })
  expect(status).toBe(200)
  const { path, bytes } = JSON.parse(answer) as { path: string; bytes: number } // as: checked by what follows
  expect(bytes).toBe(Buffer.byteLength(body))
  return path
}

/** One call through the door's WebSocket. */
async function callFrom(door: Door, method: string, params: unknown): Promise<unknown> {
  const page = await openSocket(door.door.port, await door.signIn())
  page.socket.send(JSON.stringify({ id: 1, method, params }))
  const answer = await page.answerTo(1)
  page.close()
  return answer
}

describe('an upload', () => {
  it('arrives as it was sent, under its name, and can be imported', async () => {
    const door = await openDoor()
    const text = 'profileId,at,name\nada,2026-01-01T10:00:00Z,signup\n'
    const path = await upload(door, '../olay "günlüğü" 😀.csv', text)
    expect(path.split(/[\\/]/).at(-1)).toBe('olay _günlüğü_ 😀.csv')
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(await callFrom(door, 'datasets.preview', { path })).toMatchObject({ ok: true, result: { path, format: 'csv' } })
    const imported = await callFrom(door, 'datasets.import', { jobId: 'j', name: 'x', paths: [path], mapping: {} })
    expect(imported).toMatchObject({ ok: true, result: { events: 1 } })
  })

  it.each([
    ['is not there', (workspace: string) => rmSync(workspace, { recursive: true })],
    ['is an empty folder, as where a disk was taken out', (workspace: string) => {
      rmSync(workspace, { recursive: true })
      mkdirSync(workspace)
    }],
  ])('does not bring back a workspace that %s', async (_, takeAway) => {
    const door = await openDoor()
    await upload(door, 'before.csv', 'a')
    const workspace = join(door.folder, 'workspace')
    takeAway(workspace)
    const left = existsSync(workspace)
    const { status, body } = await door.ask('/upload?name=a.csv', { method: 'PUT', headers: await door.signIn(), body: 'x'.repeat(1 << 20) })
    expect({ status, ...(JSON.parse(body) as object) }).toMatchObject({ status: 503, code: 'E_WORKSPACE_GONE', message: `The workspace ${workspace} is not there.`, help: expect.stringContaining('choose the file again') as string })
    expect(existsSync(workspace)).toBe(left)
    if (left) expect(readdirSync(workspace)).toEqual([])
    mkdirSync(workspace, { recursive: true })
    writeFileSync(join(workspace, 'rehearsal.sqlite'), '')
    await upload(door, 'after.csv', 'it is back')
  })

  it('under way does not bring back a workspace that is taken away', async () => {
    const door = await openDoor()
    const workspace = join(door.folder, 'workspace')
    const sending = request({ host: '127.0.0.1', port: door.door.port, path: '/upload?name=a.csv', method: 'PUT', headers: { host: door.hostName, ...(await door.signIn()) } })
    const answered = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      sending.on('error', reject).on('response', (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => resolve({ status: response.statusCode, body }))
      })
    })
    sending.write('half')
    await vi.waitFor(() => expect(readdirSync(join(workspace, 'uploads'), { recursive: true })).toContainEqual(expect.stringMatching(/a\.csv\.partial$/)), { timeout: 10_000 })
    rmSync(workspace, { recursive: true })
    sending.end('whole')
    const { status, body } = await answered
    expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([503, 'E_WORKSPACE_GONE'])
    expect(existsSync(workspace)).toBe(false)
  })

  it('does not replace another of the same name', async () => {
    const door = await openDoor()
    const [one, other] = [await upload(door, 'a.csv', 'one'), await upload(door, 'a.csv', 'other')]
    expect([readFileSync(one, 'utf8'), readFileSync(other, 'utf8')]).toEqual(['one', 'other'])
  })

  it('that is broken off leaves nothing behind', async () => {
    const door = await openDoor()
    const headers = { ...(await door.signIn()), host: door.hostName, 'content-length': '1000000' }
    const uploads = join(door.folder, 'workspace', 'uploads')
    const sending = request({ host: '127.0.0.1', port: door.door.port, path: '/upload?name=a.csv', method: 'PUT', headers })
    const broken = new Promise((resolve) => sending.on('error', resolve))
    sending.write('x'.repeat(1000))
    const files = () => {
      const entries = existsSync(uploads) ? readdirSync(uploads, { recursive: true, withFileTypes: true }) : []
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    }
    await vi.waitFor(() => expect(files()).toEqual(['a.csv.partial']), { timeout: 10_000 })
    sending.destroy()
    await broken
    await vi.waitFor(() => expect(files()).toEqual([]), { timeout: 10_000 })
  })

  it('is refused without an origin, without a name, and with another method', async () => {
    const door = await openDoor()
    const page = await door.signIn()
    const answers = [
      await door.ask('/upload?name=a.csv', { method: 'PUT', headers: { cookie: page.cookie }, body: 'x' }),
      await door.ask('/upload', { method: 'PUT', headers: page, body: 'x' }),
      await door.ask('/upload?name=a.csv', { method: 'POST', headers: page, body: 'x' }),
      await door.ask('/upload?name=a.csv', { headers: page }),
    ]
    expect(answers.map(({ status, body }) => [status, (JSON.parse(body) as { code: string }).code])).toEqual([ // as: a CallError
      [403, 'E_FORBIDDEN'],
      [400, 'E_BAD_REQUEST'],
      [405, 'E_BAD_REQUEST'],
      [405, 'E_BAD_REQUEST'],
    ])
    expect(existsSync(join(door.folder, 'workspace', 'uploads'))).toBe(false)
  })

  it('says that the workspace cannot take it when there is no folder to put it in', async () => {
    const door = await openDoor()
    writeFileSync(join(door.folder, 'workspace', 'uploads'), 'a file where a folder should be')
    const { status, body } = await door.ask('/upload?name=a.csv', { method: 'PUT', headers: await door.signIn(), body: 'x' })
    expect({ status, answer: JSON.parse(body) as unknown }).toEqual({
      status: 500,
      answer: {
        code: 'E_READ_ONLY',
        message: 'The workspace cannot take a.csv (ENOTDIR).',
        help: 'Choose a workspace you may write to, with --workspace.',
      },
    })
  })

  it('is gone when the door is closed', async () => {
    const door = await openDoor()
    const path = await upload(door, 'a.csv', 'x')
    await door.closeDoor()
    expect(existsSync(dirname(dirname(path)))).toBe(false)
  })

  it.each([
    ['plain.csv', 'plain.csv'],
    ['/etc/passwd', 'passwd'],
    ['C:\\data\\events.csv.gz', 'events.csv.gz'],
    ['..', 'file'],
    ['.hidden', 'hidden'],
    ['a\u0000b|c?.csv', 'a_b_c_.csv'],
    ['nul.csv', '_nul.csv'],
    [`${'long '.repeat(60)}.csv.gz`, `${'long '.repeat(20)}${'long '.repeat(60).slice(-13)}.csv.gz`],
  ])('named %j is kept as %j', (given, kept) => {
    expect(safeName(given)).toBe(kept)
  })
})

describe('a path from a browser window', () => {
  it.each([
    ['journeys.openFile', { path: '/etc/passwd' }],
    ['journeys.saveFile', { id: 'a', path: '/tmp/never-written.journey.json' }],
    ['journeys.save', { id: null, document: smallJourney(), baseVersion: null, path: '/tmp/never-written.journey.json' }],
    ['datasets.preview', { path: '/etc/passwd' }],
    ['datasets.import', { jobId: 'j', name: 'x', paths: ['/etc/passwd'], mapping: {} }],
  ])('is refused by %s if nobody picked it', async (method, params) => {
    const door = await openDoor()
    expect(await callFrom(door, method, params)).toMatchObject({
      ok: false,
      error: { code: 'E_PATH_REFUSED', message: expect.stringMatching(/^The window in a browser may not use \//) as string },
    })
  })

  it('is refused beside an upload: among other paths, for profiles, by a way round, by a link', async () => {
    const door = await openDoor()
    const path = await upload(door, 'a.csv', 'profileId,at,name\nada,2026-01-01T10:00:00Z,signup\n')
    const secret = join(door.folder, 'secret.txt')
    symlinkSync(secret, join(dirname(path), 'link.csv'))
    const attempts = [
      { paths: [path, secret] },
      { paths: [path], profiles: { path: secret } },
      { paths: [join(dirname(path), '..', '..', '..', '..', 'secret.txt')] },
      { paths: [join(dirname(path), 'link.csv')] },
      { paths: [join(door.folder, 'workspace', 'rehearsal.sqlite')] },
    ]
    const asked = attempts.map((attempt) => callFrom(door, 'datasets.import', { jobId: 'j', name: 'x', mapping: {}, ...attempt }))
    const answers = await Promise.all(asked)
    expect(answers).toMatchObject(attempts.map(() => ({ ok: false, error: { code: 'E_PATH_REFUSED' } })))
  })

  it('is accepted if it stood on the command line', async () => {
    const door = await openDoor()
    const file = join(door.folder, 'mine.journey.json')
    writeFileSync(file, JSON.stringify(smallJourney()))
    const named = await openDoor({ namedFiles: [file] })
    expect(await callFrom(door, 'journeys.openFile', { path: file })).toMatchObject({ ok: false, error: { code: 'E_PATH_REFUSED' } })
    expect(await callFrom(named, 'journeys.openFile', { path: file })).toMatchObject({ ok: true, result: { journey: { path: file } } })
  })

  it('is accepted if it is the file of a journey, for that alone', async () => {
    const door = await openDoor()
    const file = join(door.folder, 'mine.journey.json')
    writeFileSync(file, JSON.stringify(smallJourney()))
    const { journey } = (await door.host.call('journeys.openFile', { path: file })) as { journey: { id: string } } // as: so says the contract
    const saved = await callFrom(door, 'journeys.saveFile', { id: journey.id, path: file })
    expect(saved).toMatchObject({ ok: true, result: { id: journey.id, path: file } })
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(smallJourney(), null, 2)}\n`)
    expect(await callFrom(door, 'datasets.preview', { path: file })).toMatchObject({ ok: false, error: { code: 'E_PATH_REFUSED' } })
  })
})
