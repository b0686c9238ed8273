import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHost } from '../../../engine/node/host.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import { versions } from '../../platforms/kill-life.ts'
import type { Stub } from '../../platforms/stub.ts'
import { aFolder, type Folder } from './run-rehearse.ts'

// That a person has to confirm is tested in tests/platforms/approval.test.ts; here the variable stands for one.

let stub: Stub
let folder: Folder
const [first, second] = versions()

beforeEach(async () => {
  stub = await startStub('dittofeed')
  folder = aFolder({ 'one.journey.json': JSON.stringify(first), 'two.journey.json': JSON.stringify(second), 'bad.journey.json': '{}' })
  vi.stubEnv('REHEARSAL_SECRET_PRODUCTION', stub.secret)
  vi.stubEnv('REHEARSAL_PUBLISH_UNATTENDED', 'yes')
  vi.stubEnv('REHEARSAL_WORKSPACE', folder.path('workspace'))
  const host = createHost({ workspaceDir: folder.path('workspace') })
  await host.call('connections.save', { target: 'dittofeed', name: 'Production', settings: stub.settings })
  await host.call('journeys.save', { id: null, document: first, baseVersion: null })
  await host.close()
})

afterEach(() => stub.close())

const to = ['--to', 'Production']

it('plans, publishes, switches on, and tells what happened, of a file or a journey of the workspace', async () => {
  const { rehearse } = folder
  expect(await rehearse('publish', 'history')).toMatchObject({ code: 0, stdout: 'Nothing was published from this workspace yet.\n' })
  const plan = await rehearse('publish', 'plan', 'Welcome', ...to)
  expect(plan).toMatchObject({ code: 0, stderr: '' })
  expect(plan.stdout.split('\n').slice(0, 4)).toEqual(['"Welcome" to Production (dittofeed): it is not there yet', '  + create    template hello', '  + create    template again', '  + create    journey  Welcome'])
  expect(plan.stdout).toContain('3 things to make or change; nobody receives anything by it, for switching on is a step of its own\n')
  expect(await rehearse('publish', 'apply', 'Welcome', ...to, '--by', 'Ada')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^"Welcome" to Production: applied, 3 of 3 done, there as .*, draft\n {2}begun .*, confirmed by Ada \(unattended\)\n/) as string })
  expect(await rehearse('publish', 'activate', 'one.journey.json', ...to)).toMatchObject({ code: 0, stderr: expect.stringContaining('Switches on "Welcome" at Dittofeed (Production)') as string })
  expect(stub.journeys()).toMatchObject([{ state: 'Running' }])
  expect(await rehearse('publish', 'activate', 'one.journey.json', ...to)).toMatchObject({ code: 1, stderr: expect.stringContaining('E_APPROVAL cannot activate: Dittofeed cannot activate a journey that is active') as string })
  expect((await rehearse('publish', 'plan', 'two.journey.json', ...to)).stdout).toContain('IT RUNS THERE: what is changed takes effect at once')
  expect(await rehearse('publish', 'apply', 'two.journey.json', ...to)).toMatchObject({ code: 0 })
  expect((await rehearse('publish', 'status')).stdout.match(/^"/gm)).toHaveLength(1)
  const { stdout } = await rehearse('publish', 'history', 'Welcome', '--json')
  const history = JSON.parse(stdout) as { publication: { id: string }; events: { what: string }[] }[] // as: so the command says
  expect(history.map(({ events }) => events.map(({ what }) => what))).toEqual([['applied'], ['activate', 'applied']])
  expect((await rehearse('publish', 'ledger', history[0]!.publication.id)).stdout.split('\n').slice(0, 2)).toEqual([expect.stringMatching(/ done {5}200 PUT .* {2}Change template "hello"$/), expect.stringMatching(/Change journey "Welcome"$/)])
})

it('exits 1 for drift, a plan that cannot be carried out, and what was interrupted, and says how to go on', async () => {
  const { rehearse } = folder
  await rehearse('publish', 'apply', 'Welcome', ...to)
  expect(await rehearse('publish', 'check', 'Welcome', ...to)).toMatchObject({ code: 0, stdout: '"Welcome" at Production: draft, as it was published\n' })
  stub.edit(stub.journeys()[0]!.id, (journey) => {
    const { nodes } = journey['definition'] as { nodes: { variant?: { seconds?: number } }[] } // as: so Dittofeed keeps it
    nodes.find(({ variant }) => variant?.seconds !== undefined)!.variant!.seconds = 7200
  })
  expect(await rehearse('publish', 'check', 'Welcome', ...to)).toMatchObject({ code: 1, stdout: expect.stringContaining('changed there since it was published') as string })
  expect(await rehearse('publish', 'plan', 'two.journey.json', ...to)).toMatchObject({ code: 1, stdout: expect.stringContaining('Cannot be carried out: It was changed at Dittofeed') as string })
  expect(await rehearse('publish', 'apply', 'two.journey.json', ...to)).toMatchObject({ code: 1, stderr: expect.stringContaining('E_APPROVAL this plan cannot be carried out') as string })
  stub.fault({ kind: 'status', status: 403, when: 'before', match: { method: 'PUT', path: /journeys/ } })
  expect(await rehearse('publish', 'apply', 'two.journey.json', ...to, '--over-theirs')).toMatchObject({ code: 1, stdout: expect.stringContaining('E_PLATFORM_SCOPE') as string })
  stub.setScopes([])
  vi.stubEnv('REHEARSAL_SECRET_PRODUCTION', undefined)
  expect(await rehearse('publish', 'check', 'Welcome', ...to)).toMatchObject({ code: 1, stderr: expect.stringContaining('E_SECRET There is no secret for "Production"') as string })
})

it('exits 2 for what it cannot use', async () => {
  const { rehearse } = folder
  const wrong: [string[], RegExp][] = [
    [[], /E_USAGE say what to do/],
    [['burn'], /E_USAGE publish cannot "burn"/],
    [['plan', 'Welcome'], /E_USAGE say where to with --to/],
    [['plan', ...to], /E_USAGE name a journey/],
    [['plan', 'Nobody', ...to], /E_NOT_FOUND there is no journey "Nobody"/],
    [['plan', 'Welcome', '--to', 'Nowhere'], /E_NOT_FOUND there is no connection "Nowhere".*\n.*Production/],
    [['plan', 'bad.journey.json', ...to], /^J002 .*[^]*E_NO_JOURNEY/],
    [['plan', 'bad.journey.json', ...to, '--json'], /^\{"file":"bad.journey.json","diagnostics":\[\{"code":"J002".*\n\{"error":\{"code":"E_NO_JOURNEY"/],
    [['check', 'Welcome', ...to], /E_NOT_FOUND "Welcome" was never published/],
  ]
  for (const [args, says] of wrong) expect(await rehearse('publish', ...args), args.join(' ')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) as string })
})
