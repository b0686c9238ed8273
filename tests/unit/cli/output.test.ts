import { spawn } from 'node:child_process'
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REHEARSE } from '../../rehearse-program.ts'
import { aFolder } from './run-rehearse.ts'
import { FILES } from './sample-files.ts'

const RUN = ['simulate', 'shop.json', '--events', 'events.csv']
const onLinux = process.platform === 'linux'

/** Runs the program with its stdout connected so; its exit code, and what it says on stderr. */
function withStdout(stdout: 'pipe' | number, args: readonly string[], cwd: string): Promise<[number | null, string]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...REHEARSE, ...args], { cwd, stdio: ['ignore', stdout, 'pipe'] })
    child.stdout?.destroy() // a reader that has gone before anything came
    let stderr = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve([code, stderr]))
  })
}

describe('what a command writes', () => {
  it('may be read as far as somebody likes: a reader that goes is no fault, and the work goes on to its end', async () => {
    const { path } = aFolder(FILES)
    expect(await withStdout('pipe', ['data', 'inspect', 'events.csv'], path('.'))).toEqual([0, ''])
    expect((await withStdout('pipe', RUN, path('.')))[0]).toBe(0)
  })

  it.runIf(onLinux)('to a full disk by stdout is an error like that of a file, exit code 2', async () => {
    const { path } = aFolder(FILES)
    const full = openSync('/dev/full', 'w')
    const [code, stderr] = await withStdout(full, RUN, path('.')).finally(() => closeSync(full))
    expect([code, stderr.split('\n').filter((line) => line.startsWith('E_'))]).toEqual([2, ['E_WRITE cannot write to standard output: the disk is full']])
  })

  it.skipIf(process.platform === 'win32')('goes where a link leads, and the link stays', async () => {
    const { rehearse, path } = aFolder(FILES)
    writeFileSync(path('real.json'), 'before')
    symlinkSync('real.json', path('link.json'))
    expect(await rehearse('simulate', ...RUN.slice(1), '--out', 'link.json')).toMatchObject({ code: 0 })
    expect([lstatSync(path('link.json')).isSymbolicLink(), JSON.parse(readFileSync(path('real.json'), 'utf8')).journey.id]).toEqual([true, 'shop'])
  })

  it.runIf(onLinux)('is never put in the place of a device: files of events and rejected rows are refused one', async () => {
    const { path, program } = aFolder(FILES)
    const device = path('null.csv')
    symlinkSync('/dev/null', device)
    for (const args of [['data', 'export', 'events.csv', '--out', device], ['data', 'rejects', 'events.csv', '--out', device], ['population', 'passo-dukkan', '--profiles', '1', '--out', device]]) {
      const { code, stderr } = await program(...args)
      expect([code, stderr.split('\n')[0]]).toEqual([2, `E_WRITE cannot write ${device}: it is a device or a pipe, and this needs a file`])
    }
    expect(lstatSync(device).isSymbolicLink()).toBe(true)
  })

  it.each<[args: ['simulate' | 'merge' | 'data' | 'what-if' | 'export' | 'population' | 'scenario', ...string[]], message: string]>([
    [['simulate', 'shop.json', '--events', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
    [['simulate', 'shop.json', '--events', 'events.csv', '--messages', './shop.json'], '--messages would overwrite ./shop.json, which is read'],
    [['simulate', 'shop.json', '--events', 'events.csv', '--profiles', 'people.csv', '--pressure', '../work/people.csv'], '--pressure would overwrite ../work/people.csv, which is read'],
    [['simulate', 'shop.json', '--events', 'events.csv', '--out', 'same.json', '--messages', './same.json'], '--out and --messages would both write ./same.json'],
    [['merge', 'shop.json', '--out', 'shop.json'], '--out would overwrite shop.json, which is read'],
    [['merge', 'shop.json', '--out', 'same.json', '--pressure', 'same.json'], '--out and --pressure would both write same.json'],
    [['data', 'export', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
    [['data', 'export', 'events.csv', '--profiles', 'out.profiles.csv', '--attributes', '--out', 'out.csv'], '--attributes would overwrite out.profiles.csv, which is read'],
    [['data', 'rejects', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
    [['what-if', 'shop.json', '--events', 'events.csv', '--vary', '$.steps.wait.timeout.after=PT15M..PT1H', '--out', 'shop.json'], '--out would overwrite shop.json, which is read'],
    [['export', 'shop.json', '--to=html', '--events', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
    [['population', 'learn', '--events', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
    [['population', 'passo-dukkan', '--out', 'same.csv', '--attributes', 'same.csv'], '--out and --attributes would both write same.csv'],
    [['scenario', 'learn', '--events', 'events.csv', '--out', 'events.csv'], '--out would overwrite events.csv, which is read'],
  ])('never takes the place of what is read or written besides: %j', async ([command, ...args], message) => {
    const all = { ...FILES, 'people.csv': 'profileId,plan\np1,free\n', 'out.profiles.csv': 'profileId,plan\np1,free\n' }
    const { rehearse, path } = aFolder(all)
    const { code, stdout, stderr } = await rehearse(command, ...args)
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `E_USAGE ${message}`])
    expect(Object.fromEntries(readdirSync(path('.')).map((file) => [file, readFileSync(path(file), 'utf8')]))).toEqual(all)
  })

  it.skipIf(process.platform === 'win32')('is held against inputs by where links lead, also of folders', async () => {
    const { rehearse, path } = aFolder(FILES)
    symlinkSync('events.csv', path('link.csv'))
    symlinkSync('.', path('here'))
    for (const out of ['link.csv', 'here/events.csv']) expect(await rehearse('simulate', ...RUN.slice(1), '--out', out)).toMatchObject({ code: 2, stderr: `E_USAGE --out would overwrite ${out}, which is read\n  write to another file\n` })
    expect(await rehearse('simulate', ...RUN.slice(1), '--out', 'x.json', '--messages', 'here/x.json')).toMatchObject({ code: 2 })
    expect(readFileSync(path('events.csv'), 'utf8')).toBe(FILES['events.csv'])
  })

  it.runIf(onLinux)('may go to one device several times', async () => {
    const { rehearse } = aFolder(FILES)
    expect(await rehearse('simulate', ...RUN.slice(1), '--out', '/dev/null', '--messages', '/dev/null')).toMatchObject({ code: 0 })
  })

  it('is refused a missing folder before anything is read', async () => {
    const { program } = aFolder(FILES)
    const { code, stderr } = await program('data', 'export', 'no-such-events.csv', '--out', 'no/such/x.csv')
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'E_WRITE cannot write no/such/x.csv: its folder does not exist'])
  })

  it.runIf(onLinux)('to a descriptor that is a file fills that file, for nothing may be put in the place of the descriptor', async () => {
    const { path } = aFolder(FILES)
    const file = openSync(path('out.json'), 'w')
    const [code] = await withStdout(file, [...RUN, '--out', '/proc/self/fd/1'], path('.')).finally(() => closeSync(file))
    expect([code, JSON.parse(readFileSync(path('out.json'), 'utf8')).journey.id]).toEqual([0, 'shop'])
  })
})
