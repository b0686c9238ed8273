import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHost } from '../../../engine/node/host.ts'
import { REHEARSE } from '../../rehearse-program.ts'
import { fileWith, importFiles, temporaryFolder } from './files.ts'

const some = 'user_id,ts,event,price\nann,2024-01-01,buy,5\nbob,1704153600,buy,\n,2024-01-01,buy,1\nann,soon,see,\n'

/** Runs the command as a person does. */
function data(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...REHEARSE, 'data', ...args], {
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
      'Timestamps: ISO 8601 (1 row), epoch seconds (1 row)', 'buy           2  by 2 profiles  price (number, 50 %)', '2 rows were rejected',
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

  test('takes the column "name" for the event names as a run does, whatever is in it', () => {
    const codes = fileWith('profileId,at,name\na,2024-01-01,101\nb,2024-01-02,102\n')
    for (const map of [[], ['--map', 'profileId=profileId']]) {
      const { status, stdout } = data('inspect', codes, ...map)
      expect([status, stdout.includes('2 events of 2 profiles'), stdout.includes('--set-name')]).toEqual([0, true, false])
    }
    expect(data('inspect', codes).stdout).toContain('Read with --map profileId=profileId,at=at,name=name')
  })
})

describe('data export', () => {
  test('takes the mapping that inspect suggests, and says on stderr which rows are left out', () => {
    const out = join(temporaryFolder(), 'out.jsonl')
    const { status, stdout, stderr } = data('export', fileWith(some), '--map', 'auto', '--out', out)
    expect([status, stdout, stderr]).toEqual([0, `2 events of 2 profiles written to ${out}\n`, 'rejected rows: 1 no profile id, 1 unreadable instant; see rehearse data inspect\n'])
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(3)
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

describe('the datasets of a workspace', () => {
  test('are imported with what was suggested or chosen last time, listed, sampled, sliced, exported, imported again and deleted', () => {
    const workspace = temporaryFolder()
    const file = fileWith('00001 19970101  1 11.77\n00002 19970112  1 12.00\n00002 19970301  5 77.00\n', 'cdnow.txt')
    const library = (...args: string[]) => data(...args, '--workspace', workspace)

    const first = library('import', file, '--map', 'auto', '--set-name', 'purchase', '--name', 'CDNOW')
    expect([first.status, first.stderr]).toEqual([0, 'read with --map profileId=column_1,at=column_2 --set-name purchase\n'])
    expect(library('import', file, '--map', 'auto', '--name', 'CDNOW').stderr).toBe('read with --map profileId=column_1,at=column_2 --set-name purchase (as last time)\n')
    expect(library('list').stdout).toMatch(/^\S+ {2}CDNOW {2}3 events {2}2 profiles {2}1997-01-01 to 1997-03-01 {2}0\.0 MB {2}[0-9a-f]{12} {2}cdnow\.txt\n$/)

    expect(library('slice', 'CDNOW', '--from', '1997-01-02', '--until', '1997-02-01', '--name', 'January').stdout).toMatch(/^January: 1 event of 1 profile, 1997-01-12T/)
    expect(library('sample', 'CDNOW', '--share', '1').stdout).toMatch(/^CDNOW, 100 %: 3 events of 2 profiles/)
    const out = join(workspace, 'out.csv')
    expect(library('export', 'CDNOW', '--out', out).stdout).toBe(`3 events of 2 profiles written to ${out}\n`)
    expect(readFileSync(out, 'utf8').split('\n')[1]).toBe('00001,1997-01-01T00:00:00.000Z,purchase,"{""column_3"":1,""column_4"":11.77}"')
    expect(library('reimport', 'CDNOW').stdout).toBe('CDNOW: its files are as they were; 3 events of 2 profiles, 0 rows rejected\n')

    expect(library('delete', 'January')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^E_USAGE "January" \(1 event\) would be deleted\n.*--yes/) })
    expect(library('delete', 'January', '--yes').status).toBe(0)
    expect(JSON.parse(library('list', '--json').stdout).map(({ name }: { name: string }) => name)).toEqual(['CDNOW', 'CDNOW, 100 %'])
    expect(library('sample', 'January', '--share', '1')).toMatchObject({ status: 2, stderr: expect.stringContaining('There are: CDNOW; CDNOW, 100 %.') })
  })

  test.each([[['list', 'x']], [['sample', 'x']], [['slice', 'x']], [['reimport']], [['rejects', 'x.csv']], [['import', 'x.csv', '--delimiter', 'dot']], [['import', 'x.csv', '--header', 'maybe']]])('data %j exits with 2', (args) => {
    expect(data(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^E_USAGE .+\n {2}.+/) })
  })
})

test('data rejects writes them as a table, formulas made harmless', () => {
  const out = join(temporaryFolder(), 'rejects.csv')
  const { status, stdout } = data('rejects', fileWith('user_id,ts,event\n=1+1,soon,buy\nann,2024-01-01,buy\n'), '--out', out)
  expect([status, stdout]).toEqual([0, `1 of 1 rejected row written to ${out}\n`])
  expect(readFileSync(out, 'utf8')).toBe(`file,line,reason,text\nevents.csv,2,unreadable instant: soon,"'=1+1,soon,buy"\n`)
})

test('data import drops and hashes with the key given, and nothing of it is in the workspace', () => {
  const workspace = temporaryFolder()
  const file = fileWith('user_id,ts,event,email\nzoe,2024-01-01,buy,zoe@secret.example\n')
  const args = ['import', file, '--map', 'profileId=user_id,at=ts,name=event', '--drop', 'email', '--hash', 'user_id', '--workspace', workspace]
  expect(data(...args).status).toBe(0)
  const found = spawnSync('grep', ['-rl', 'zoe', workspace], { encoding: 'utf8' })
  expect([found.status, found.stdout]).toEqual([1, ''])
  expect(readFileSync(join(workspace, 'hash.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  expect(data(...args, '--hash-key', fileWith('short', 'key'))).toMatchObject({ status: 2, stderr: expect.stringMatching(/^E_HASH_KEY /) })
})

test('a file of weekdays and hours is a clear error, whatever is done with it', () => {
  const file = fileWith('user_id,iso_weekday,hour_utc,event\na,1,0.5,open\n', 'opens.csv')
  for (const args of [['inspect', file], ['import', file], ['import', file, '--map', 'auto'], ['import', file, '--map', 'profileId=user_id,at=hour_utc,name=event']]) {
    expect(data(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(/^E_NO_DATE .*There is no date in this file.*\n {2}An event needs an instant/) })
  }
})
