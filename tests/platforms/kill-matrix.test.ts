import { build } from 'esbuild'
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonValue } from '../../engine/core/json.ts'
import { TARGETS } from '../../engine/core/publish/targets/index.ts'
import type { TargetId } from '../../engine/core/publish/target.ts'
import { platformClients } from '../../engine/node/http/clients.ts'
import { platformsOf, type OpenPlatform } from '../../engine/node/publish/platform.ts'
import { ConnectionService } from '../../engine/node/services/connections.ts'
import type { ServiceContext } from '../../engine/node/services/context.ts'
import { Jobs } from '../../engine/node/services/jobs.ts'
import { PublicationService } from '../../engine/node/services/publications.ts'
import { PublishService } from '../../engine/node/services/publish.ts'
import { openWorkspace, type Workspace } from '../../engine/node/storage/workspace.ts'
import { startStub } from './all-stubs.ts'
import { callOn, type Call } from './call-on.ts'
import type { ChildOrder, Moment } from './kill-child.ts'
import { live } from './kill-life.ts'
import type { Stub } from './stub.ts'

// Every target, every call that changes something, every moment at which the process can die: a process of its own is killed there with SIGKILL, against a stub of
// the platform over HTTP; then Rehearsal is opened again and goes on. Nothing may be there twice, nothing may be missing, and all must be as if nothing had happened.

const MOMENTS: readonly Moment[] = ['before the row', 'row written', 'unanswered', 'answered', 'answer written']
/** Lives that go on beside each other, of each target beside the others': most of their time they wait for a platform's limits. */
const AT_ONCE = 4
/** Short, since the stubs show what they made at once. */
const SETTLE_MS = 400

interface End { things: Record<string, JsonValue>; journeys: JsonValue; theirs: JsonValue; events: JsonValue; ledger: readonly { what: string }[] }

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-kill-'))
const child = join(folder, 'child.mjs')
const table: string[] = []

beforeAll(async () => {
  const require = createRequire(import.meta.url)
  const native = pathToFileURL(require.resolve('better-sqlite3')).href
  await build({
    entryPoints: [new URL('kill-child.ts', import.meta.url).pathname], outfile: child, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent', mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [{ name: 'native', setup: ({ onResolve }) => onResolve({ filter: /^better-sqlite3$/ }, () => ({ path: native, external: true })) }],
  })
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  stdout.write(`\nKill matrix: killed at a moment of a call, opened again, compared with a life nobody disturbed\n${table.join('\n')}\n`)
})

/** Rehearsal on a workspace, opened as it always is. */
async function rehearse<T>(directory: string, stub: Stub, use: (call: Call, workspace: Workspace) => Promise<T>): Promise<T> {
  const secrets = { stateOf: () => Promise.resolve({ where: 'session' as const, variable: '' }), secretOf: () => Promise.resolve(stub.secret) }
  const workspace = openWorkspace(directory, () => {})
  const context: ServiceContext = { workspace, jobs: new Jobs(() => {}), secrets, door: 'window', now: Date.now, newId: randomUUID, ...platformClients({ secrets, now: Date.now }) }
  const opened = platformsOf(context)
  // Stubs do what takes time after so many looks, not after so long.
  const open: OpenPlatform = (...asked) => {
    const platform = opened(...asked)
    return { ...platform, client: { send: (sent, options) => platform.client.send({ ...sent, afterMs: 0 }, options) } }
  }
  const publish = new PublishService(context, { open, patience: { settleMs: SETTLE_MS, firstLookMs: 20 } })
  try {
    return await use(callOn({ publish: [publish, new PublicationService(context)], connections: [new ConnectionService(context)] }), workspace)
  } finally {
    workspace.close()
  }
}

/** Goes on to the end, and tells what is there then; ids and instants left out. */
async function endOf(target: TargetId, directory: string, stub: Stub): Promise<End> {
  return rehearse(directory, stub, async (call, workspace) => {
    const publicationId = await live(call, target, stub.settings)
    const { theirs, isThere, changes, publication } = await call('publish.check', { jobId: 'j', publicationId })
    expect({ isThere, changes, status: publication.status }).toEqual({ isThere: true, changes: [], status: 'active' })
    expect(await call('publish.interrupted', {})).toEqual([])
    const history = await call('publish.history', {})
    const ledger = history.toReversed().flatMap((one) => workspace.ledger.of(one.publication.id)).map(({ what }) => ({ what }))
    const kinds = Object.keys((stub.dump() as { things: Record<string, JsonValue[]> }).things) // as: so says the stub
    return {
      things: Object.fromEntries(kinds.map((kind) => [kind, stub.things(kind).length])),
      journeys: stub.journeys().map(({ name, state }) => ({ name, state })).toSorted((a, b) => `${a.name}${a.state}`.localeCompare(`${b.name}${b.state}`)),
      theirs: JSON.parse(JSON.stringify(theirs)) as JsonValue, // as: a document is JSON
      events: history.map(({ publication: one, events }) => ({ state: one.state, what: events.map(({ what }) => what).filter((what) => what !== 'interrupted' && what !== 'resumed') })),
      ledger,
    }
  })
}

/** Publishes in a process of its own until it is killed at that moment of that call. */
async function kill(order: ChildOrder, stub: Stub): Promise<void> {
  const process = fork(child, [JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], env: { PATH: env['PATH'], NODE_COMPILE_CACHE: join(folder, 'compiled') } })
  let said = ''
  process.stderr!.on('data', (data: Buffer) => (said += data.toString('utf8')))
  const exit = once(process, 'exit') as Promise<[number | null, string | null]> // as: so node says
  if (order.moment === 'unanswered') {
    const message = await Promise.race([once(process, 'message') as Promise<[{ method: string; path: string }]>, exit]) // as: so the child says
    if (typeof message[0] === 'object' && message[0] !== null) {
      const { method, path } = message[0]
      const hold = stub.hold({ method, path: new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) })
      process.send('go')
      await hold.arrived
      process.kill('SIGKILL')
      await exit
      hold.commitAndDrop()
      return
    }
  }
  const [code, signal] = await exit
  if (signal !== 'SIGKILL') throw new Error(`the process was to be killed at ${order.moment} of call ${order.call}, and ended with ${code}: ${said.slice(0, 2000)}`)
}

async function killed(target: TargetId, call: number, moment: Moment): Promise<End> {
  const stub = await startStub(target)
  const directory = join(folder, `${target}-${call}-${moment.replaceAll(' ', '-')}`)
  try {
    await kill({ workspace: directory, target, settings: stub.settings, secret: stub.secret, call, moment, settleMs: SETTLE_MS }, stub)
    return await endOf(target, directory, stub)
  } finally {
    await stub.close()
  }
}

const NOTHING_DOUBLE = (end: End) => ({ things: end.things, journeys: end.journeys, theirs: end.theirs, events: end.events })

describe.concurrent.each(TARGETS.map(({ id, name }) => ({ id, name })))('$name', ({ id, name }) => {
  it('comes to the same end wherever it is killed', async () => {
    const stub = await startStub(id)
    const undisturbed = await endOf(id, join(folder, id), stub).finally(() => stub.close())
    expect(undisturbed.ledger.length).toBeGreaterThan(2)
    const points = undisturbed.ledger.flatMap((_, index) => MOMENTS.map((moment) => ({ call: index + 1, moment })))
    const results = new Map<string, string>()
    const failures: string[] = []
    const queue = [...points]
    const worker = async () => {
      for (let point = queue.shift(); point; point = queue.shift()) {
        const key = `${point.call} ${point.moment}`
        try {
          expect(NOTHING_DOUBLE(await killed(id, point.call, point.moment))).toEqual(NOTHING_DOUBLE(undisturbed))
          results.set(key, 'same')
        } catch (error) {
          results.set(key, 'FAILED')
          failures.push(`call ${key}: ${error instanceof Error ? error.message : JSON.stringify(error)}`)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    table.push(`${name.padEnd(44)} ${MOMENTS.map((moment) => moment.padEnd(15)).join(' ')}`)
    for (const [index, { what }] of undisturbed.ledger.entries()) table.push(`  ${`${index + 1} ${what}`.slice(0, 42).padEnd(42)} ${MOMENTS.map((moment) => (results.get(`${index + 1} ${moment}`) ?? '').padEnd(15)).join(' ')}`)
    expect(failures).toEqual([])
  }, 900_000)
})
