import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallError, MethodInput, MethodName, MethodOutput } from '../../engine/api/contract.ts'
import { createHost, LastingHost } from '../../engine/node/host.ts'
import { workspacePointerFile } from '../../engine/node/paths.ts'
import { readPointer } from '../../engine/node/workspace/pointer.ts'
import { welcome } from '../contract/case.ts'
import { homeFolder, withHome } from '../unit/workspace/open-host.ts'

withHome()

const open: LastingHost[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

function opened() {
  const host = new LastingHost(() => createHost())
  open.push(host)
  return {
    host,
    call: <M extends MethodName>(method: M, input: MethodInput<M>) => host.call(method, input) as Promise<MethodOutput<M>>, // as: so says the contract
    refusal: (method: MethodName, input: unknown) => host.call(method, input).then((answer) => Promise.reject(new Error(JSON.stringify(answer))), (error: CallError) => error.code),
  }
}

/** A person chose the folder of that name, below their home. */
function choose(name: string): string {
  const directory = join(homeFolder(), name)
  mkdirSync(join(workspacePointerFile(), '..'), { recursive: true })
  writeFileSync(workspacePointerFile(), JSON.stringify({ directory, previous: null }))
  return directory
}

const save = { id: null, document: welcome('Mine'), baseVersion: null }

describe('a chosen workspace that is not there at the start', () => {
  it('is said with its folder, and opened once it is back', async () => {
    const directory = choose('disk')
    const { host, call, refusal } = opened()
    expect(host.isOpen).toBe(false)
    expect(await refusal('journeys.list', {})).toBe('E_WORKSPACE_GONE')
    expect(await refusal('store.state', {})).toBe('E_WORKSPACE_GONE')
    expect(await call('app.info', {})).toMatchObject({ workspace: directory })
    expect(existsSync(directory), 'nothing is made in its place').toBe(false)
    const elsewhere = createHost({ workspaceDir: directory })
    await elsewhere.call('journeys.save', save)
    await elsewhere.close()
    expect(await call('store.state', {})).toEqual({ readOnly: null, restored: null })
    expect(await call('journeys.list', {})).toHaveLength(1)
  })

  it('gives way to another one, or to a new one in its place, when a person says so', async () => {
    const directory = choose('disk')
    const other = join(homeFolder(), 'other')
    const { call, refusal } = opened()
    mkdirSync(other)
    expect(await refusal('workspace.use', { to: other })).toBe('E_NO_WORKSPACE')
    expect(await refusal('workspace.use', { to: 7 })).toBe('E_BAD_REQUEST')
    expect(await call('workspace.use', { to: other, make: true })).toEqual({ directory: other })
    await call('journeys.save', save)
    expect(readPointer()).toMatchObject({ directory: other })

    choose('disk')
    const again = opened()
    expect(await again.call('workspace.use', { to: directory, make: true })).toEqual({ directory })
    expect(await again.call('journeys.list', {})).toEqual([])
  })

  it('is not made among files that lie in its place', async () => {
    const directory = choose('disk')
    mkdirSync(directory)
    writeFileSync(join(directory, 'holiday.txt'), 'Bodrum')
    expect(await opened().refusal('workspace.use', { to: directory, make: true })).toBe('E_NO_WORKSPACE')
    expect(readdirSync(directory)).toEqual(['holiday.txt'])
  })
})

describe('a workspace that is taken away while it is open', () => {
  it('is said, nothing comes to be in its place, and it is gone on with once it is back', async () => {
    const { host, call, refusal } = opened()
    await call('journeys.save', save)
    const { workspace: directory } = await call('app.info', {})
    const away = `${directory}-away`
    renameSync(directory, away)
    for (const method of ['journeys.list', 'store.state'] as const) expect(await refusal(method, {})).toBe('E_STORE_GONE')
    expect(await call('app.info', {})).toMatchObject({ workspace: directory })
    expect([host.isOpen, existsSync(directory)]).toEqual([true, false])
    renameSync(away, directory)
    await call('store.state', {})
    expect(await call('journeys.list', {})).toHaveLength(1)
  })

  it('may come back as a copy, and windows that ask at once open it once', async () => {
    const { call, refusal } = opened()
    await call('journeys.save', save)
    const { workspace: directory } = await call('app.info', {})
    const copy = createHost({ workspaceDir: join(homeFolder(), 'copy') })
    await copy.call('journeys.save', save)
    await copy.call('journeys.save', { ...save, document: { ...welcome('Another'), id: 'another' } })
    await copy.close()
    rmSync(directory, { recursive: true })
    expect(await refusal('journeys.list', {})).toBe('E_STORE_GONE')
    renameSync(join(homeFolder(), 'copy'), directory)
    expect(await Promise.all([call('store.state', {}), call('store.state', {})])).toHaveLength(2)
    expect(await call('journeys.list', {})).toHaveLength(2)
  })

  it('gives way to a new one in its place when a person says so', async () => {
    const { call, refusal } = opened()
    await call('journeys.save', save)
    const { workspace: directory } = await call('app.info', {})
    rmSync(directory, { recursive: true })
    expect(await refusal('journeys.list', {})).toBe('E_STORE_GONE')
    await call('workspace.use', { to: directory, make: true })
    expect(await call('journeys.list', {})).toEqual([])
    await call('journeys.save', save)
  })
})
