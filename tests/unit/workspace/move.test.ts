import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { prepareFolder, UNFINISHED } from '../../../engine/node/workspace/folder.ts'
import { EVENTS, MAPPING, welcome } from '../../contract/case.ts'
import { homeFolder, openHost, withHome, type Opened } from './open-host.ts'

withHome()

const at = (...parts: string[]) => join(homeFolder(), ...parts)

/** A journey, and a dataset with its columns. */
async function filled(onProgress?: Parameters<typeof openHost>[1]): Promise<Opened> {
  const opened = openHost(undefined, onProgress)
  writeFileSync(at('events.csv'), EVENTS)
  await opened.call('journeys.save', { id: null, document: welcome(), baseVersion: null })
  await opened.call('datasets.import', { jobId: 'import', name: 'Shop', paths: [at('events.csv')], mapping: MAPPING })
  return opened
}

const listed = async ({ call }: Opened) => ({ journeys: (await call('journeys.list', {})).map(({ name }) => name), datasets: (await call('datasets.list', {})).map(({ name, bytes }) => [name, bytes]) })

describe('moving a workspace', () => {
  it('copies all of it, uses it from the next start on, and leaves the old folder as it was', async () => {
    const before = await filled()
    const old = (await before.call('workspace.info', {})).directory
    const wanted = await listed(before)
    expect(await before.call('workspace.move', { jobId: 'move', to: at('elsewhere', 'mine') })).toEqual({ directory: at('elsewhere', 'mine'), isUsed: true })
    expect(await before.refusal('journeys.list', {})).toMatchObject({ code: 'E_MOVED' })
    await before.host.close()

    const after = openHost()
    const info = await after.call('workspace.info', {})
    expect(info).toMatchObject({ directory: at('elsewhere', 'mine'), namedBy: null, previous: { directory: old } })
    expect(await listed(after)).toEqual(wanted)
    expect(await listed(openHost(old))).toEqual(wanted)
  })

  it('deletes the old folder only when it is asked to, and not if something was written there since', async () => {
    const before = await filled()
    const old = before.host.workspaceDir
    await before.call('workspace.move', { jobId: 'move', to: at('new') })
    await before.host.close()
    const stray = openHost(old)
    await stray.call('journeys.save', { id: null, document: welcome('Stray'), baseVersion: null })
    await stray.host.close()
    const after = openHost()
    expect(await after.refusal('workspace.deletePrevious', { directory: homeFolder() })).toMatchObject({ code: 'E_NOT_FOUND' })
    expect(await after.refusal('workspace.deletePrevious', { directory: old })).toMatchObject({ code: 'E_PREVIOUS_CHANGED' })
    expect(existsSync(join(old, 'rehearsal.sqlite'))).toBe(true)
  })

  it('deletes the old folder and forgets it', async () => {
    const before = await filled()
    const old = before.host.workspaceDir
    await before.call('workspace.move', { jobId: 'move', to: at('new') })
    await before.host.close()
    const after = openHost()
    await after.call('workspace.deletePrevious', { directory: old })
    expect(existsSync(old)).toBe(false)
    expect((await after.call('workspace.info', {})).previous).toBeNull()
  })

  it('takes along what is written while it copies', async () => {
    let write: (() => void) | undefined
    const opened = await filled(({ phase }) => {
      if (phase !== 'copying') return
      write?.()
      write = undefined
    })
    let writing: Promise<unknown> | undefined
    write = () => (writing = opened.call('journeys.save', { id: null, document: welcome('Late'), baseVersion: null }))
    await opened.call('workspace.move', { jobId: 'move', to: at('new') })
    await writing
    await opened.host.close()
    expect((await listed(openHost())).journeys.sort()).toEqual(['Late', 'Welcome'])
  })

  it('leaves nothing behind and goes on where it was when it is cancelled', async () => {
    const opened = await filled(({ phase }) => {
      if (phase === 'copying') void opened.host.call('jobs.cancel', { jobId: 'move' })
    })
    expect(await opened.refusal('workspace.move', { jobId: 'move', to: at('new') })).toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(at('new'))).toBe(false)
    expect((await listed(opened)).journeys).toEqual(['Welcome'])
  })

  it('says what is wrong with a folder, and touches nothing', async () => {
    const opened = await filled()
    mkdirSync(at('full'))
    writeFileSync(at('full', 'letter.txt'), 'mine')
    mkdirSync(at('other'))
    const other = openHost(at('other'))
    await other.host.close()
    writeFileSync(at('a-file'), '')
    const move = (to: string) => opened.refusal('workspace.move', { jobId: 'move', to })
    expect(await move(at('full'))).toMatchObject({ code: 'E_MOVE_NOT_EMPTY', message: expect.stringContaining('letter.txt') as string })
    expect(await move(at('other'))).toMatchObject({ code: 'E_MOVE_WORKSPACE' })
    expect(await move(at('a-file'))).toMatchObject({ code: 'E_MOVE_NOT_EMPTY' })
    expect(await move(join(opened.host.workspaceDir, 'datasets', 'inner'))).toMatchObject({ code: 'E_MOVE_INSIDE' })
    expect(await move(join(opened.host.workspaceDir, '..'))).toMatchObject({ code: 'E_MOVE_INSIDE' })
    expect(await move('/proc/rehearsal')).toMatchObject({ code: expect.stringMatching(/^E_(READ_ONLY|DISK_FULL)$/) as string })
    expect(readFileSync(at('full', 'letter.txt'), 'utf8')).toBe('mine')
    expect((await listed(opened)).journeys).toEqual(['Welcome'])
    expect(() => prepareFolder(at('small'), 1e18)).toThrow(expect.objectContaining({ code: 'E_DISK_FULL' }))
    expect(existsSync(at('small'))).toBe(false)
  })

  it('uses a folder that is named from outside only after a person has named the new one', async () => {
    vi.stubEnv('REHEARSAL_WORKSPACE', at('named'))
    const opened = openHost()
    expect(await opened.call('workspace.info', {})).toMatchObject({ directory: at('named'), namedBy: 'variable' })
    expect(await opened.call('workspace.move', { jobId: 'move', to: at('new') })).toEqual({ directory: at('new'), isUsed: false })
    expect(await opened.call('journeys.list', {})).toEqual([])
    expect(await opened.refusal('workspace.use', { to: at('new') })).toMatchObject({ code: 'E_WORKSPACE_NAMED' })
  })

  it('killed in the middle, leaves the old one in use, and its half copy is written over by the next try', async () => {
    const before = await filled()
    const old = before.host.workspaceDir
    mkdirSync(join(old, 'exports'), { recursive: true })
    writeFileSync(join(old, 'exports', 'large.bin'), Buffer.alloc(16_000_000, 7))
    await before.host.close()
    const child = spawn(process.execPath, [new URL('child-moves.ts', import.meta.url).pathname, at('new')], { stdio: 'ignore' })
    await vi.waitFor(() => expect(existsSync(at('new', 'exports', 'large.bin')) || child.exitCode !== null).toBe(true), { timeout: 20_000, interval: 5 })
    child.kill('SIGKILL')
    await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)))
    expect(readdirSync(at('new'))).toContain(UNFINISHED)
    expect(readdirSync(at('new'))).not.toContain('rehearsal.sqlite')
    const again = openHost()
    expect(again.host.workspaceDir).toBe(old)
    expect((await listed(again)).journeys).toEqual(['Welcome'])
    expect(await again.refusal('workspace.use', { to: at('new') })).toMatchObject({ code: 'E_NO_WORKSPACE' })
    expect(await again.call('workspace.move', { jobId: 'move', to: at('new') })).toMatchObject({ isUsed: true })
    expect(readdirSync(at('new'))).not.toContain(UNFINISHED)
  })

  it('says that a chosen workspace is not there instead of making an empty one in its place', async () => {
    const before = await filled()
    await before.call('workspace.move', { jobId: 'move', to: at('disk', 'mine') })
    await before.host.close()
    const { renameSync } = await import('node:fs')
    renameSync(at('disk'), at('unplugged'))
    expect(() => openHost()).toThrow(expect.objectContaining({ code: 'E_WORKSPACE_GONE' }))
    expect(existsSync(at('disk'))).toBe(false)
  })
})
