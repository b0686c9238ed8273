import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHost } from '../../../engine/node/host.ts'
import { fileWith, importFiles, temporaryFolder } from './files.ts'

const program = new URL('../../../engine/cli/rehearse.ts', import.meta.url).pathname
const some = 'user_id,ts,event,price\nann,2024-01-01,buy,5\nbob,1704153600,buy,\n,2024-01-01,buy,1\nann,soon,see,\n'

/** Runs the command as a person does. */
function data(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'data', ...args], {
    encoding: 'utf8', env: { ...process.env, REHEARSAL_CACHE: temporaryFolder(), REHEARSAL_WORKSPACE: temporaryFolder(), NODE_NO_WARNINGS: '1' },
  })
  return { status, stdout, stderr }
}

describe('data inspect', () => {
  test('tells columns, mapping, span, timestamp formats, events and rejected rows', () => {
    const path = fileWith(some)
    const { status, stdout, stderr } = data('inspect', path)
    expect([status, stderr]).toEqual([0, ''])
    for (const text of [
      'Read with --map profileId=user_id,at=ts,name=event', '2 events of 2 profiles, 2024-01-01T00:00:00.000Z to 2024-01-02T00:00:00.000Z',
      'Timestamps: ISO 8601 (1 rows), epoch seconds (1 rows)', 'buy           2  by 2 profiles  price (number, 50 %)', '2 rows were rejected',
      'events.csv:4 no profile id: ",2024-01-01,buy,1"', 'events.csv:5 unreadable instant: soon: "ann,soon,see,"',
    ]) expect(stdout).toContain(text)
  })

  test('has a JSON form', () => {
    const { status, stdout } = data('inspect', fileWith(some), '--json')
    const found = JSON.parse(stdout)
    expect(status).toBe(0)
    expect(found).toMatchObject({
      format: 'csv', mapping: { profileId: 'user_id', at: 'ts', name: 'event' }, events: 2, profiles: 2, rejected: 2,
      catalogue: { events: [{ name: 'buy', count: 2 }] }, rejects: [{ line: 4, reason: 'no profile id' }, { line: 5, reason: 'unreadable instant: soon' }],
    })
  })
})

describe('data import', () => {
  test('prints digest and counts', () => {
    const { status, stdout } = data('import', fileWith(some), '--map', 'profileId=user_id,at=ts,name=event')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^2 events of 2 profiles.*\n.*\nDigest: sha256:[0-9a-f]{64}\n2 rows were rejected\n/)
  })

  test('without the mapped column exits with 2 and says on stderr which columns there are', () => {
    const { status, stdout, stderr } = data('import', fileWith(some))
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^E_COLUMN_MISSING .*events\.csv: there is no column "profileId" for the profile ids\. Columns: user_id, ts, event, price\.\n {2}Did you mean "user_id"\?/)
  })

  test('gives errors as JSON with --json', () => {
    const { status, stderr } = data('import', fileWith(''), '--json')
    expect([status, JSON.parse(stderr).error.code]).toEqual([2, 'E_EMPTY_FILE'])
  })

  test('puts the dataset into the list of the workspace, where the window finds it', async () => {
    const workspace = temporaryFolder()
    const { status, stdout } = data('import', fileWith(some), '--map', 'profileId=user_id,at=ts,name=event', '--workspace', workspace)
    expect([status, stdout]).toEqual([0, expect.stringContaining(`In workspace ${workspace}\n`)])
    const host = createHost({ workspaceDir: workspace })
    onTestFinished(() => host.close())
    expect(await host.call('datasets.list', {})).toEqual([expect.objectContaining({ name: 'events.csv', events: 2, profiles: 2, rejected: 2, source: 'events.csv' })])
  })
})

test('data export writes a file that is imported as the same events', async () => {
  const out = join(temporaryFolder(), 'out.parquet')
  const { status, stdout } = data('export', fileWith(some), '--map', 'profileId=user_id,at=ts,name=event', '--out', out)
  expect([status, stdout]).toEqual([0, `2 events of 2 profiles written to ${out}\n`])
  expect(readFileSync(out).subarray(0, 4).toString()).toBe('PAR1')
  expect((await importFiles(out)).rows.map(({ profileId, properties }) => [profileId, properties])).toEqual([['ann', { price: 5 }], ['bob', {}]])
})

test.each([[[]], [['eat', 'x.csv']], [['inspect']], [['inspect', 'a.csv', 'b.csv']], [['export', 'a.csv']], [['import', 'a.csv', '--frobnicate']], [['import', '/no/such.csv']]])(
  'data %j exits with 2 and says what to do',
  (args) => {
    const { status, stdout, stderr } = data(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^E_(USAGE|UNREADABLE) .+\n {2}.+/)
  },
)
