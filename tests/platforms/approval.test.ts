import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { methods, type CallError, type MethodInput, type MethodName, type MethodOutput } from '../../engine/api/contract.ts'
import { openAgentHost } from '../../engine/mcp/agent-host.ts'
import { TOOLS } from '../../engine/mcp/server.ts'
import { createHost, type Host, type HostOptions } from '../../engine/node/host.ts'
import { REHEARSE } from '../rehearse-program.ts'
import { openDoor, openSocket } from '../unit/serve/door.ts'
import { startStub } from './all-stubs.ts'
import { versions } from './kill-life.ts'
import type { Stub } from './stub.ts'

// "An approval cannot be skipped from any door": what an attacker, an agent or a script would try at each of them, against a platform that would take everything.

const [document] = versions()
const PUBLISHING = (Object.keys(methods) as MethodName[]).filter((name) => name.startsWith('publish.')) // as: that is what the keys are
const APPROVAL = expect.objectContaining({ code: 'E_APPROVAL' }) as unknown

let folder: string
let workspaceDir: string
let stub: Stub
const hosts: Host[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-approval-'))
  workspaceDir = join(folder, 'workspace')
  stub = await startStub('dittofeed')
  vi.stubEnv('REHEARSAL_SECRET_PRODUCTION', stub.secret)
})

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
  await stub.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

function open(approval?: HostOptions['approval']) {
  const host = createHost({ workspaceDir, ...(approval ? { approval } : {}) })
  hosts.push(host)
  const call = <M extends MethodName>(method: M, input: MethodInput<M>) => host.call(method, input) as Promise<MethodOutput<M>> // as: the host is held to the contract
  return { host, call, refusal: (method: string, params: unknown) => host.call(method, params).then((answer) => ({ answered: answer }), (error: unknown) => error as CallError) } // as: so the host rejects
}

/** A connection and a plan that only lacks consent, made at a door that could give it. */
async function planned() {
  const { call } = open('window')
  const { id: connectionId } = (await call('connections.list', {}))[0] ?? (await call('connections.save', { target: 'dittofeed', name: 'Production', settings: { ...stub.settings } }))
  return call('publish.plan', { jobId: 'j', connectionId, document })
}

function nothingHappened(): void {
  expect(stub.calls().filter(({ isCommitted }) => isCommitted)).toEqual([])
  expect(stub.journeys()).toEqual([])
}

describe('the port of the desktop window', () => {
  it('refuses to publish without consent, with a wrong digest, and with consent that came along in the call', async () => {
    const { id: planId, digest } = await planned()
    const { refusal } = open('window')
    const tries: [string, unknown, unknown][] = [
      ['publish.apply', { jobId: 'j', planId }, APPROVAL],
      ['publish.approve', { planId, digest: digest.toUpperCase(), by: 'Eve' }, APPROVAL],
      ['publish.approve', { planId, digest: '', by: 'Eve' }, expect.objectContaining({ code: 'E_BAD_REQUEST' })],
      ['publish.approve', { planId, digest, by: 'Eve', door: 'terminal' }, expect.objectContaining({ code: 'E_BAD_REQUEST' })],
      ['publish.apply', { jobId: 'j', planId, approval: { by: 'Eve', at: 0, door: 'window' } }, expect.objectContaining({ code: 'E_BAD_REQUEST' })],
      ['publish.apply', { jobId: 'j', planId, digest }, expect.objectContaining({ code: 'E_BAD_REQUEST' })],
      ['publish.plan', { jobId: 'j', connectionId: 'c', document, approval: 'window' }, expect.objectContaining({ code: 'E_BAD_REQUEST' })],
      ['publish.apply', { jobId: 'j', planId }, APPROVAL],
    ]
    for (const [method, params, expected] of tries) expect(await refusal(method, params), JSON.stringify(params)).toEqual(expected)
    nothingHappened()
  })

  it('takes consent to one plan for no other one, and for one time', async () => {
    const [one, other] = [await planned(), await planned()]
    const { call, refusal } = open('window')
    await call('publish.approve', { planId: one.id, digest: one.digest, by: 'Ada' })
    expect(await refusal('publish.apply', { jobId: 'j', planId: other.id })).toEqual(APPROVAL)
    nothingHappened()
    await call('publish.apply', { jobId: 'j', planId: one.id })
    const committed = stub.calls().filter(({ isCommitted }) => isCommitted).length
    expect(await refusal('publish.apply', { jobId: 'j', planId: one.id })).toEqual(APPROVAL)
    expect(await refusal('publish.approve', { planId: one.id, digest: one.digest, by: 'Ada' })).toEqual(APPROVAL)
    expect(stub.calls().filter(({ isCommitted }) => isCommitted)).toHaveLength(committed)
  })

  it('does not take the digest of one action for another, nor that of a plan', async () => {
    const plan = await planned()
    const { call, refusal } = open('window')
    await call('publish.approve', { planId: plan.id, digest: plan.digest, by: 'Ada' })
    const { id: publicationId } = await call('publish.apply', { jobId: 'j', planId: plan.id })
    const { digest } = await call('publish.planAction', { jobId: 'j', publicationId, action: 'pause' })
    for (const wrong of [digest, plan.digest, 'sha256:0']) expect(await refusal('publish.act', { jobId: 'j', publicationId, action: 'activate', digest: wrong, by: 'Eve' })).toEqual(APPROVAL)
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
  })
})

describe('what changed after a person consented', () => {
  const committed = () => stub.calls().filter(({ isCommitted }) => isCommitted)
  const applied = async (hosts: ReturnType<typeof open>) => {
    const { id: planId, digest } = await planned()
    await hosts.call('publish.approve', { planId, digest, by: 'Ada' })
    return { planId, apply: () => hosts.refusal('publish.apply', { jobId: 'j', planId }) }
  }

  it('is not published over: the address of the connection, changed by whatever process', async () => {
    const elsewhere = await startStub('dittofeed')
    const { apply } = await applied(open('window'))
    const other = open('none')
    const [connection] = await other.call('connections.list', {})
    await other.call('connections.save', { id: connection!.id, target: 'dittofeed', name: 'Production', settings: { ...stub.settings, baseUrl: elsewhere.url } })
    expect(await apply()).toEqual(APPROVAL)
    nothingHappened()
    expect(elsewhere.calls().filter(({ isCommitted }) => isCommitted)).toEqual([])
    await elsewhere.close()
  })

  it('nor its settings, which say whose workspace it is', async () => {
    const { apply } = await applied(open('window'))
    const { call } = open('window')
    const [connection] = await call('connections.list', {})
    await call('connections.save', { id: connection!.id, target: 'dittofeed', name: 'Production', settings: { ...stub.settings, emailFrom: 'eve@example.com' } })
    expect(await apply()).toEqual(APPROVAL)
    nothingHappened()
  })

  it('nor a connection that was deleted', async () => {
    const { apply } = await applied(open('window'))
    const { call } = open('window')
    await call('connections.delete', { id: (await call('connections.list', {}))[0]!.id })
    expect(await apply()).toEqual(expect.objectContaining({ code: 'E_NOT_FOUND' }))
    nothingHappened()
  })

  it('what is there now: somebody made it meanwhile, or changed it', async () => {
    const window = open('window')
    const [first, second] = [await applied(window), await applied(window)]
    expect(await first.apply()).toMatchObject({ answered: { state: 'applied' } })
    const before = committed().length
    expect(await second.apply()).toEqual(expect.objectContaining({ code: 'E_PLATFORM_CONFLICT' }))
    expect(committed()).toHaveLength(before)

    const plan = await window.call('publish.plan', { jobId: 'j', connectionId: (await window.call('connections.list', {}))[0]!.id, document: versions()[1] })
    await window.call('publish.approve', { planId: plan.id, digest: plan.digest, by: 'Ada' })
    stub.edit(stub.journeys()[0]!.id, (journey) => (journey['name'] = 'Hers'))
    expect(await window.refusal('publish.apply', { jobId: 'j', planId: plan.id })).toEqual(expect.objectContaining({ code: 'E_PLATFORM_CONFLICT' }))
    expect(stub.journeys()).toMatchObject([{ name: 'Hers' }])
  })

  it('the journey in the workspace: what was shown is what is sent', async () => {
    const window = open('window')
    const { id: key } = await window.call('journeys.save', { id: null, document, baseVersion: null })
    const { apply } = await applied(window)
    await window.call('journeys.save', { id: key, document: { ...versions()[1], name: 'Another' }, baseVersion: 1 })
    expect(await apply()).toMatchObject({ answered: { state: 'applied', journeyName: 'Welcome' } })
    expect(JSON.stringify(stub.things('template'))).toContain('Hello')
    expect(JSON.stringify(stub.things('template'))).not.toContain('Good day')
  })

  it('the journey at the platform, before it is switched on; the account it is at', async () => {
    const window = open('window')
    const { apply } = await applied(window)
    const { answered } = (await apply()) as { answered: MethodOutput<'publish.apply'> } // as: it is answered
    const act = (digest: string) => window.refusal('publish.act', { jobId: 'j', publicationId: answered.id, action: 'activate', digest, by: 'Ada' })
    const { digest } = await window.call('publish.planAction', { jobId: 'j', publicationId: answered.id, action: 'activate' })
    stub.edit(answered.platformId!, (journey) => (journey['canRunMultiple'] = true))
    expect(await act(digest)).toEqual(APPROVAL)
    stub.edit(answered.platformId!, (journey) => delete journey['canRunMultiple'])
    const again = await window.call('publish.planAction', { jobId: 'j', publicationId: answered.id, action: 'activate' })
    await window.call('connections.save', { id: answered.connectionId, target: 'dittofeed', name: 'Production', settings: { ...stub.settings, emailFrom: 'eve@example.com' } })
    expect(await act(again.digest)).toEqual(APPROVAL)
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
  })

  it('in two processes at once it is published once', async () => {
    const { planId } = await applied(open('window'))
    const outcomes = await Promise.all([open('window'), open('window')].map(({ refusal }) => refusal('publish.apply', { jobId: 'j', planId })))
    expect(outcomes.filter((one) => 'answered' in one)).toHaveLength(1)
    expect(stub.journeys()).toHaveLength(1)
    const makers = committed().map(({ method, path, body }) => `${method} ${path} ${JSON.stringify((body as { id?: string } | null)?.id)}`) // as: what is sent is an object
    expect(new Set(makers).size).toBe(makers.length)
  })
})

describe('the window in a browser', () => {
  it('refuses the same over its socket, and every call without its cookie', async () => {
    const { id: planId, digest } = await planned()
    const { host } = open('window')
    const { door, signIn } = await openDoor({ call: host.call })
    expect((await openSocket(door.port)).refused).toBeGreaterThanOrEqual(400)
    expect((await openSocket(door.port, { origin: 'https://evil.example', cookie: (await signIn()).cookie })).refused).toBeGreaterThanOrEqual(400)
    const { socket, answerTo, close } = await openSocket(door.port, await signIn())
    const tries: [string, unknown][] = [['publish.apply', { jobId: 'j', planId }], ['publish.approve', { planId, digest: `${digest}x`, by: 'Eve' }], ['publish.apply', { jobId: 'j', planId }]]
    for (const [id, [method, params]] of tries.entries()) {
      socket.send(JSON.stringify({ id, method, params }))
      expect(await answerTo(id)).toEqual({ id, ok: false, error: APPROVAL })
    }
    close()
    nothingHappened()
  })
})

describe('a door without a person', () => {
  it.each(['none', undefined] as const)('neither consents nor publishes, whatever it knows (%s)', async (approval) => {
    const { id: planId, digest } = await planned()
    const { refusal } = open(approval)
    expect(await refusal('publish.approve', { planId, digest, by: 'Ada' })).toEqual(APPROVAL)
    expect(await refusal('publish.apply', { jobId: 'j', planId })).toEqual(APPROVAL)
    await open('window').call('publish.approve', { planId, digest, by: 'Ada' })
    expect(await refusal('publish.apply', { jobId: 'j', planId })).toEqual(APPROVAL)
    nothingHappened()
  })

  it('does not switch anything on either', async () => {
    const plan = await planned()
    const window = open('window')
    await window.call('publish.approve', { planId: plan.id, digest: plan.digest, by: 'Ada' })
    const { id: publicationId } = await window.call('publish.apply', { jobId: 'j', planId: plan.id })
    const { digest } = await window.call('publish.planAction', { jobId: 'j', publicationId, action: 'activate' })
    expect(await open('none').refusal('publish.act', { jobId: 'j', publicationId, action: 'activate', digest, by: 'Ada' })).toEqual(APPROVAL)
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
  })

  it('of agents has no tool for it, and no method behind its tools', async () => {
    const { id, digest } = await planned()
    const agents = openAgentHost(workspaceDir)
    const params = { id, planId: id, digest, by: 'Agent', jobId: 'j', publicationId: id, action: 'activate' }
    for (const method of PUBLISHING) {
      await expect(agents.call(method as never, params as never), method).rejects.toMatchObject({ code: 'E_UNKNOWN_METHOD' }) // as: what an agent would have to get past
    }
    for (const { name, input } of TOOLS) expect([name, JSON.stringify(Object.keys(input))]).not.toEqual([expect.stringMatching(/approve|apply|activate/), expect.anything()])
    for (const { input } of TOOLS) expect(Object.keys(input)).not.toContain('digest')
    await agents.close()
    nothingHappened()
  })
})

describe('the command line', () => {
  const ran = (args: string[], { input = '', variable, terminal = false, silent = false }: { input?: string; variable?: string; terminal?: boolean; silent?: boolean } = {}) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
      const { REHEARSAL_PUBLISH_UNATTENDED: _, ...rest } = process.env
      const env = { ...rest, ...(variable === undefined ? {} : { REHEARSAL_PUBLISH_UNATTENDED: variable }) }
      const words = [process.execPath, ...REHEARSE, 'publish', ...args, '--workspace', workspaceDir]
      const quoted = `${words.map((word) => `'${word}'`).join(' ')}${silent ? ' 2>/dev/null' : ''}`
      // A session of its own has no terminal; `script` gives it one.
      const [command, ...rested] = terminal ? ['script', '-qec', quoted, '/dev/null'] : words
      const child = spawn(command!, rested, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
      const said = { stdout: '', stderr: '' }
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.stdout += text
        // Typed when it is asked for, as people do.
        if (terminal && said.stdout.endsWith('> ')) child.stdin.write(input)
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, ...said }))
      if (!terminal) child.stdin.end(input)
    })
  const journey = () => {
    const file = join(folder, 'welcome.journey.json')
    writeFileSync(file, JSON.stringify(document))
    return file
  }
  const hasScript = existsSync('/usr/bin/script')

  it('plans without a person, and refuses to publish without a terminal, also when the answer is piped in', async () => {
    await planned()
    const plan = await ran(['plan', journey(), '--to', 'Production', '--json'])
    expect(plan).toMatchObject({ code: 0, stderr: '' })
    const { id } = JSON.parse(plan.stdout) as { id: string } // as: so the command says
    for (const args of [['apply', journey(), '--to', 'Production'], ['apply', '--plan', id], ['activate', journey(), '--to', 'Production']]) {
      const refused = await ran(args, { input: 'Welcome\nWelcome\nyes\n' })
      expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^E_APPROVAL a person has to confirm this/) as string })
    }
    nothingHappened()
  })

  it.each(['1', 'YES'])('takes the variable that stands for a person only if it says yes, not %j', async (variable) => {
    await planned()
    expect(await ran(['apply', journey(), '--to', 'Production'], { variable })).toMatchObject({ code: 1, stderr: expect.stringContaining('E_APPROVAL') as string })
    nothingHappened()
  })

  it('with that variable publishes, and writes into the history that nobody was asked', async () => {
    await planned()
    const applied = await ran(['apply', journey(), '--to', 'Production', '--by', 'pipeline 7', '--json'], { variable: 'yes' })
    expect({ code: applied.code, ...(JSON.parse(applied.stdout) as object) }).toMatchObject({ code: 0, state: 'applied', approval: { by: 'pipeline 7', door: 'unattended' } })
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
    expect(await ran(['check', journey(), '--to', 'Production'])).toMatchObject({ code: 0, stdout: '"Welcome" at Production: draft, as it was published\n' })
  })

  it.skipIf(!hasScript)('at a terminal is not confirmed by Enter alone, however the journey is called', async () => {
    await planned()
    for (const name of [' ', 'Welcome\nNothing to do\nPlan 0', '\u200b']) {
      const file = join(folder, 'nameless.journey.json')
      writeFileSync(file, JSON.stringify({ ...document, name }))
      const { code, stdout } = await ran(['apply', file, '--to', 'Production'], { terminal: true, input: '\r' })
      expect([code, stdout]).toEqual([1, expect.stringContaining('E_APPROVAL not confirmed')])
      expect(stdout).not.toMatch(/^(?:Nothing to do|Plan 0$)/m)
    }
    nothingHappened()
  })

  it.skipIf(!hasScript)('at a terminal shows what is confirmed also where stderr is thrown away', async () => {
    await planned()
    const { code, stdout } = await ran(['apply', journey(), '--to', 'Production'], { terminal: true, input: 'no\r', silent: true })
    expect([code, stdout]).toEqual([1, expect.stringContaining('+ create    template hello')])
    nothingHappened()
  })

  it.skipIf(!hasScript)('at a terminal asks for the name of the journey, and takes nothing else for it', async () => {
    await planned()
    const wrong = await ran(['apply', journey(), '--to', 'Production'], { terminal: true, input: 'yes\r' })
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('E_APPROVAL not confirmed') as string })
    nothingHappened()
    const right = await ran(['apply', journey(), '--to', 'Production', '--by', 'Ada'], { terminal: true, input: 'Welcome\r' })
    expect(right).toMatchObject({ code: 0, stdout: expect.stringContaining('confirmed by Ada (terminal)') as string })
    expect(stub.journeys()).toMatchObject([{ state: 'NotStarted' }])
    const on = await ran(['activate', journey(), '--to', 'Production', '--by', 'Ada'], { terminal: true, input: 'Welcome\r' })
    expect(on).toMatchObject({ code: 0, stdout: expect.stringContaining('active') as string })
    expect(stub.journeys()).toMatchObject([{ state: 'Running' }])
  })
})
