import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startStub } from '../../platforms/all-stubs.ts'
import type { Stub } from '../../platforms/stub.ts'
import { aFolder } from '../cli/run-rehearse.ts'

let stub: Stub
beforeEach(async () => {
  stub = await startStub('dittofeed')
})
afterEach(() => stub.close())

function connections() {
  const { rehearse } = aFolder()
  return (...args: string[]) => rehearse('connections', ...args, '--workspace', 'workspace')
}

const set = () => ['--set', ...Object.entries(stub.settings).map(([field, value]) => `${field}=${value}`)]

describe('rehearse connections', () => {
  it('adds, lists, tries and removes an account, with the secret from the environment', async () => {
    const run = connections()
    const added = await run('add', 'Shop', '--target', 'dittofeed', ...set())
    expect(added).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('secret missing: set REHEARSAL_SECRET_SHOP\n  never tried') })
    const without = await run('test', 'Shop')
    expect(without).toMatchObject({ code: 1, stderr: expect.stringMatching(/^E_SECRET .*\n.*REHEARSAL_SECRET_SHOP/) })

    vi.stubEnv('REHEARSAL_SECRET_SHOP', stub.secret)
    const tried = await run('test', 'Shop')
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringMatching(/secret from REHEARSAL_SECRET_SHOP\n {2}works: /) })
    vi.stubEnv('REHEARSAL_SECRET_SHOP', 'not-the-admin-key')
    const refused = await run('test', 'Shop', '--json')
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({ name: 'Shop', tried: { account: null, problem: { code: 'E_PLATFORM_AUTH' } } })
    for (const { stdout, stderr } of [tried, refused]) expect(stdout + stderr).not.toMatch(new RegExp(`${stub.secret}|not-the-admin-key`))

    expect((await run('list')).stdout).toContain('Shop  dittofeed')
    expect(await run('remove', 'Shop')).toMatchObject({ code: 0 })
    expect((await run('list', '--json')).stdout).toBe('[]\n')
  })

  it('takes no secret on the command line, and says what else is wrong', async () => {
    const run = connections()
    const wrong: [string[], string, number][] = [
      [['add', 'Shop', '--secret', 'k'], 'E_USAGE --secret is never given on the command line', 2],
      [['add', 'Shop', '--api-key=k'], 'E_USAGE --api-key is never given on the command line', 2],
      [['add', 'Shop'], 'E_USAGE say which platform, with --target', 2],
      [['add', 'Shop', '--target', 'braze'], 'E_USAGE there is no platform "braze"', 2],
      [['add', 'Shop', '--target', 'dittofeed'], 'E_USAGE Dittofeed needs workspaceId\n  --set workspaceId=… is the Workspace id', 2],
      [['add', 'Shop', '--target', 'dittofeed', '--set', 'apiKey=k'], 'E_USAGE --set apiKey is no field of Dittofeed', 2],
      [['add', 'Shop', '--target', 'dittofeed', '--set', 'workspaceId=7'], 'E_SETTINGS Dittofeed: Workspace id: ', 2],
      [['test', 'Shop'], 'E_NOT_FOUND there is no connection "Shop" in this workspace', 2],
      [['burn'], 'E_USAGE connections cannot "burn"', 2],
    ]
    for (const [args, says, code] of wrong) {
      const { stderr, code: was } = await run(...args)
      expect(stderr, args.join(' ')).toContain(says)
      expect(was).toBe(code)
    }
  })
})
