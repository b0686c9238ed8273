import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { aFolder } from './run-rehearse.ts'
import { FILES } from './sample-files.ts'

/** A folder whose usual workspace has the dataset "Shop", imported from the events in it. */
async function withShop() {
  const folder = aFolder({ ...FILES, 'people.csv': 'profileId,plan\np1,free\np2,paid\n' })
  vi.stubEnv('REHEARSAL_WORKSPACE', folder.path('ws'))
  const { code } = await folder.rehearse('data', 'import', 'events.csv', '--profiles', 'people.csv', '--name', 'Shop')
  expect(code).toBe(0)
  return folder
}

describe('a dataset of the usual workspace', () => {
  it('is exported without naming the workspace, as it is sampled', async () => {
    const { rehearse, path } = await withShop()
    expect(await rehearse('data', 'export', 'Shop', '--out', 'again.csv')).toMatchObject({ code: 0, stdout: '5 events of 3 profiles written to again.csv\n' })
    expect(await rehearse('data', 'rejects', 'Shop', '--out', 'rejects.csv')).toMatchObject({ code: 0, stdout: '1 of 1 rejected row written to rejects.csv\n' })
    expect(readFileSync(path('rejects.csv'), 'utf8')).toContain('p1,no time at all')
  })

  it.each([['export'], ['rejects']])('data %s: neither file nor dataset is said, and a missing file that would be read in some way is a file', async (what) => {
    const { rehearse } = await withShop()
    const refused = async (...args: string[]) => {
      const { code, stdout, stderr } = await rehearse('data', what, ...args, '--out', 'out.csv')
      return [code, stdout, stderr.split('\n')[0]]
    }
    expect(await refused('Shap')).toEqual([2, '', 'E_NOT_FOUND There is no file "Shap", and no dataset of that name in this workspace.'])
    expect(await refused('gone.csv', '--delimiter', 'comma')).toEqual([2, '', 'E_UNREADABLE gone.csv: there is no such file.'])
  })

  it.each([
    [['data', 'export', 'Shop', '--out', 'events.csv'], 'events.csv'],
    [['data', 'export', 'Shop', '--out', './ws/../events.csv'], 'events.csv'],
    [['data', 'rejects', 'Shop', '--out', 'people.csv'], 'people.csv'],
  ] as const)('never takes the place of a file it was imported from: %j', async ([command, ...args], original) => {
    const { rehearse, path } = await withShop()
    const before = readFileSync(path(original), 'utf8')
    const { code, stdout, stderr } = await rehearse(command, ...args)
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `E_ORIGINAL The dataset "Shop" was imported from ${path(original)}, which would be overwritten.`])
    expect(readFileSync(path(original), 'utf8')).toBe(before)
  })

  it('nor of one that another was imported from, as the one it is a sample of', async () => {
    const { rehearse, path } = await withShop()
    const before = readFileSync(path('events.csv'), 'utf8')
    expect((await rehearse('data', 'sample', 'Shop', '--share', '0.9', '--name', 'Most of it')).code).toBe(0)
    const { code, stderr } = await rehearse('data', 'export', 'Most of it', '--out', 'events.csv')
    expect([code, stderr.split('\n')[0]]).toEqual([2, `E_ORIGINAL The dataset "Shop" was imported from ${path('events.csv')}, which would be overwritten.`])
    expect(readFileSync(path('events.csv'), 'utf8')).toBe(before)
  })
})

describe('what the workspace refuses', () => {
  it.each([
    [['data', 'sample', 'Shop', '--share', '0.5', '--name', ''], 'E_BAD_REQUEST'],
    [['data', 'slice', 'Shop', '--from', '2026-12-02', '--until', '2026-12-01'], 'E_SPAN'],
    [['segments', 'show', 'nobody'], 'E_NOT_FOUND'],
    [['workspace', 'import', 'events.csv'], 'E_WORKSPACE_FILE'],
    [['workspace', 'export', '--datasets', 'Shap'], 'E_NOT_FOUND'],
  ] as const)('as unusable ends with 2: %j', async ([command, ...args], says) => {
    const { rehearse } = await withShop()
    const { code, stdout, stderr } = await rehearse(command, ...args)
    expect([code, stdout, stderr.split(' ')[0]]).toEqual([2, '', says])
  })

  it('otherwise ends with 1', async () => {
    const { rehearse } = await withShop()
    expect(await rehearse('data', 'sample', 'Shop', '--share', '0.0001')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^E_EMPTY_DATASET /) as string })
  })
})

describe('rehearse workspace export', () => {
  it('refuses a folder that is not there before it packs anything, and says what to do', async () => {
    const { rehearse } = await withShop()
    expect(await rehearse('workspace', 'export', '--out', 'nofolder/x.rehearsal-workspace')).toEqual({
      code: 2, stdout: '', stderr: 'E_WRITE cannot write nofolder/x.rehearsal-workspace: its folder does not exist\n  choose a folder you may write to, with room on the disk\n',
    })
  })

  it('counts one as one', async () => {
    const { rehearse } = await withShop()
    const { stdout } = await rehearse('workspace', 'export', '--out', 'x.rehearsal-workspace')
    expect(stdout.split('\n').slice(1, 3)).toEqual(['  0 journeys, 0 runs, 1 dataset', expect.stringMatching(/^ {2}Shop: 5 events, /)])
  })
})
