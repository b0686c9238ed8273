import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallError, MethodInput, MethodName, MethodOutput } from '../../../engine/api/contract.ts'
import { createHost, type Host, type SecretOwner } from '../../../engine/node/host.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import type { Stub } from '../../platforms/stub.ts'

let folder: string
let stub: Stub
let host: Host
let progress: string[]
let asked: SecretOwner[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-connections-'))
  stub = await startStub('dittofeed')
  progress = []
  asked = []
  host = createHost({
    workspaceDir: folder,
    http: { firstBackOffMs: 20, mostBackOffMs: 40, longestWaitMs: 3000, timeouts: { lookup: 500, connect: 500, secureConnect: 500, send: 500, response: 500, request: 1500 } },
    secrets: {
      stateOf: () => Promise.resolve({ where: 'kept', variable: '' }),
      secretOf(owner) {
        asked.push(owner)
        return Promise.resolve(stub.secret)
      },
    },
    onEvent: (name, payload) => {
      if (name === 'job.progress' && 'phase' in payload) progress.push(payload.phase)
    },
  })
})
afterEach(async () => {
  await host.close()
  await stub.close()
  rmSync(folder, { recursive: true, force: true })
})

function call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
  return host.call(method, input) as Promise<MethodOutput<M>> // as: what the contract says it answers
}

const save = (settings: Record<string, string | number | boolean> = { ...stub.settings }) => call('connections.save', { target: 'dittofeed', name: 'Shop', settings })

describe('a connection', () => {
  it('says whose secret it is and where it is sent, in words of the engine', async () => {
    const { id } = await save()
    await expect(host.secretQuestion(id)).resolves.toEqual({ id, name: 'Shop', target: 'dittofeed', sentTo: [stub.url], platform: 'Dittofeed', label: 'Admin API key', help: expect.any(String) as string, scopes: [] })
    await expect(host.secretQuestion('nobody')).resolves.toBeNull()
    await call('connections.test', { jobId: 'j', id })
    // Once, for this piece of work; it is let go of with it.
    expect(asked).toEqual([{ id, name: 'Shop', target: 'dittofeed', sentTo: [stub.url] }])
  })

  it('of which the platform has enough for now waits, says for how long, and can be cancelled meanwhile', async () => {
    const { id } = await save()
    stub.fault({ kind: 'tooMany', retryAfter: { seconds: 1, as: 'seconds' }, match: { path: /./ } })
    expect((await call('connections.test', { jobId: 'j', id })).tried).toMatchObject({ problem: null })
    expect(progress).toContain('waiting 1 s for Dittofeed’s limit')

    stub.fault({ kind: 'tooMany', retryAfter: { seconds: 2, as: 'seconds' }, match: { path: /./ } })
    const refused = call('connections.test', { jobId: 'j2', id }).then(() => null, (error: CallError) => error.code)
    await expect.poll(() => progress).toContain('waiting 2 s for Dittofeed’s limit')
    expect(await call('jobs.cancel', { jobId: 'j2' })).toEqual({ cancelled: true })
    expect(await refused).toBe('CANCELLED')
    // What came of the last try stays.
    expect(await call('connections.list', {})).toMatchObject([{ tried: { problem: null } }])
  })

  it.each([
    ['resets every connection', { kind: 'reset', when: 'before', times: 9 }, 'E_PLATFORM_UNKNOWN'],
    ['never answers', { kind: 'silence', when: 'before', times: 9 }, 'E_PLATFORM_UNKNOWN'],
    ['leads elsewhere', { kind: 'redirect', to: 'https://evil.invalid/' }, 'E_PLATFORM_REDIRECT'],
    ['fails', { kind: 'status', status: 503, when: 'before', times: 9 }, 'E_PLATFORM_FAILED'],
    ['asks to wait for an hour', { kind: 'tooMany', retryAfter: { seconds: 3600, as: 'date' } }, 'E_PLATFORM_LIMIT'],
    ['answers without an end', { kind: 'hugeAnswer', bytes: 11_000_000 }, 'E_PLATFORM_UNKNOWN'],
  ] as const)('whose platform %s keeps that as what came of the try', async (_, fault, code) => {
    const { id } = await save()
    stub.fault({ ...fault, match: { path: /./ } })
    const { tried } = await call('connections.test', { jobId: 'j', id })
    expect(tried).toMatchObject({ account: null, problem: { code } })
    expect(JSON.stringify(tried)).not.toContain(stub.secret)
  })

  it('gets over a platform that stumbles once or twice', async () => {
    const { id } = await save()
    stub.fault({ kind: 'reset', when: 'after', match: { path: /./ } })
    stub.fault({ kind: 'status', status: 500, when: 'before', match: { path: /./ }, nth: 2 })
    expect((await call('connections.test', { jobId: 'j', id })).tried).toMatchObject({ problem: null })
    expect(stub.calls()).toHaveLength(3)
  })

  it('to a service that asks for no secret needs none, and nobody is asked for one', async () => {
    const { id, secret } = await call('connections.save', { target: 'http', name: 'Own', settings: { baseUrl: stub.url, header: '' } })
    expect(secret).toEqual({ where: 'unneeded', variable: 'REHEARSAL_SECRET_OWN' })
    await expect(host.secretQuestion(id)).resolves.toBeNull()
    await call('connections.test', { jobId: 'j', id })
    expect(asked).toEqual([])
    expect(stub.calls().every(({ headers }) => headers['authorization'] === undefined)).toBe(true)
  })

  it('leaves its secret in no file of the workspace', async () => {
    const { id } = await save()
    await call('connections.test', { jobId: 'j', id })
    stub.fault({ kind: 'status', status: 400, when: 'before', body: { message: `bad key ${stub.secret}`, encoded: encodeURIComponent(`Bearer ${stub.secret}`) }, match: { path: /./ } })
    const { tried } = await call('connections.test', { jobId: 'j', id })
    expect(tried?.problem).not.toBeNull()
    await host.close()
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(0)
    for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(stub.secret), name).toBe(false)
  })
})
