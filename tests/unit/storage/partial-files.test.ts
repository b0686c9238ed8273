import { spawn, spawnSync } from 'node:child_process'
import { hostname } from 'node:os'
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHost } from '../../../engine/node/host.ts'
import { isPartial, partialOf, sweepWorkspace, whileNoted } from '../../../engine/node/partial-files.ts'
import { filesIn } from '../../../engine/node/workspace/folder.ts'
import { writeFileWhole } from '../../../engine/node/write-file-whole.ts'
import { temporaryFolder } from './temporary-folder.ts'

const DAY_MS = 86_400_000

let workspace: string
let deadPid: number

beforeEach(() => {
  workspace = temporaryFolder()
  for (const folder of ['backups', 'exports']) mkdirSync(join(workspace, folder))
  deadPid = spawnSync(process.execPath, ['--version']).pid
})

/** The name a process would give a partial file of `path`. */
function partialBy(pid: number, path: string, machine?: string): string {
  const own = basename(partialOf(path)).replace(`-${process.pid}-`, `-${pid}-`)
  return join(dirname(path), machine === undefined ? own : own.replace(`-${hostname().replace(/[^A-Za-z0-9]/g, '').slice(0, 24) || 'here'}-`, `-${machine}-`))
}

function written(path: string, writtenAt?: number): string {
  writeFileSync(path, 'half')
  if (writtenAt !== undefined) utimesSync(path, writtenAt / 1000, writtenAt / 1000)
  return path
}

describe('what a killed process left half made', () => {
  it('is gone from the workspace when it is opened, with what SQLite and the Parquet writer put beside it', async () => {
    const half = ['rehearsal-000001-x.sqlite', 'rehearsal-000001-x.sqlite'].map((name) => partialBy(deadPid, join(workspace, 'backups', name)))
    const all = [
      written(half[0]!), written(`${half[0]}-journal`), written(`${half[0]}-wal`), written(`${half[1]}-shm`),
      written(partialBy(deadPid, join(workspace, 'exports', 'Shop.parquet'))), written(`${partialBy(deadPid, join(workspace, 'exports', 'Shop.parquet'))}.part-a.csv`), written(`${partialBy(deadPid, join(workspace, 'exports', 'Shop.parquet'))}.part-12.parquet`),
      written(partialBy(deadPid, join(workspace, 'restored.json'))),
    ]
    const work = partialBy(deadPid, join(workspace, 'export'))
    mkdirSync(work)
    all.push(work, written(join(work, 'rehearsal.sqlite')))
    const host = createHost({ workspaceDir: workspace })
    expect(all.filter((path) => existsSync(path))).toEqual([])
    await host.close()
  })

  it('is gone from a folder elsewhere that it wrote to, once that is there', async () => {
    const elsewhere = join(temporaryFolder(), 'disk')
    const note = join(workspace, `.writing-${/-([A-Za-z0-9]+-\d+-[0-9a-f]{8})\.partial$/.exec(partialBy(deadPid, join(workspace, 'x')))![1]}`)
    writeFileSync(note, elsewhere)
    sweepWorkspace(workspace)
    await expect(access(elsewhere), 'the disk is not there: it is looked for again').rejects.toThrow()
    expect(existsSync(note)).toBe(true)
    mkdirSync(elsewhere)
    const half = written(partialBy(deadPid, join(elsewhere, 'Shop.csv')))
    const whole = written(join(elsewhere, 'Shop.csv'))
    sweepWorkspace(workspace)
    await vi.waitFor(() => expect([half, note].filter((path) => existsSync(path))).toEqual([]))
    expect(existsSync(whole)).toBe(true)
  })

  it('is gone from any folder when something is written there again', () => {
    const folder = temporaryFolder()
    written(partialBy(deadPid, join(folder, 'shop.journey.json')))
    writeFileWhole(join(folder, 'shop.journey.json'), '{}')
    expect(readdirSync(folder)).toEqual(['shop.journey.json'])
  })
})

describe('what stays', () => {
  let living: ReturnType<typeof spawn>
  beforeEach(() => {
    living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  })
  afterEach(() => void living.kill())

  it('is what a living process writes, in this process and another', () => {
    const kept = [written(partialOf(join(workspace, 'exports', 'a.csv'))), written(partialBy(living.pid!, join(workspace, 'exports', 'b.csv')))]
    sweepWorkspace(workspace)
    expect(readdirSync(join(workspace, 'exports')).sort()).toEqual(kept.map((path) => basename(path)).sort())
  })

  it('but not if its number is that of a process before this machine or this process was started', () => {
    written(partialOf(join(workspace, 'exports', 'a.csv')), Date.now() - 1000 * process.uptime() - DAY_MS)
    written(partialBy(living.pid!, join(workspace, 'exports', 'b.csv')), 0)
    sweepWorkspace(workspace)
    expect(readdirSync(join(workspace, 'exports'))).toEqual([])
  })

  it('is what another machine wrote within a week', () => {
    const young = written(partialBy(deadPid, join(workspace, 'backups', 'a.sqlite'), 'elsewhere'), Date.now() - 6 * DAY_MS)
    const old = written(partialBy(deadPid, join(workspace, 'backups', 'b.sqlite'), 'elsewhere'), Date.now() - 8 * DAY_MS)
    sweepWorkspace(workspace)
    expect([young, old].map((path) => existsSync(path))).toEqual([true, false])
  })

  it('is every file that is not named as ours are, however old', () => {
    const theirs = ['.partial', 'notes.partial', '.notes.partial', `Shop-here-${deadPid}-0123abcd.partial`, `.a-${deadPid}-0123abcd.partial`, `.a-here-${deadPid}-0123abcd.partial.csv`, `.a-here-${deadPid}-0123abcd`, `.a-here-${deadPid}-0123ABCD.partial`]
    for (const name of theirs) written(join(workspace, 'exports', name), 0)
    sweepWorkspace(workspace)
    expect(readdirSync(join(workspace, 'exports')).sort()).toEqual(theirs.sort())
    expect(theirs.filter(isPartial)).toEqual([])
  })
})

describe('the name of a partial file', () => {
  it('is another one each time, hidden, short enough for a name of 255 bytes, and left out when a workspace moves', () => {
    const path = join(workspace, 'exports', `${'ç'.repeat(125)}.csv`)
    const names = [written(partialOf(path)), written(partialOf(path))].map((one) => basename(one))
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name.startsWith('.ç')).toBe(true)
    written(join(workspace, 'exports', 'mine.partial'))
    expect(filesIn(workspace).map(({ path: own }) => own)).toEqual(['exports/mine.partial'])
  })

  it('stands behind a note while something is written elsewhere, which fails no work', async () => {
    const noted = () => readdirSync(workspace).filter((name) => name.startsWith('.writing-'))
    expect(await whileNoted(workspace, '/elsewhere', () => Promise.resolve(noted().length))).toBe(1)
    await expect(whileNoted(workspace, '/elsewhere', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(noted()).toEqual([])
    rmSync(workspace, { recursive: true })
    expect(await whileNoted(workspace, '/elsewhere', () => Promise.resolve('done'))).toBe('done')
  })
})
