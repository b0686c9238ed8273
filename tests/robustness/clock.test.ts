import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createHost } from '../../engine/node/host.ts'
import { Leases } from '../../engine/node/publish/leases.ts'
import { openWorkspace } from '../../engine/node/storage/workspace.ts'
import { ago } from '../../renderer/i18n/dates.ts'
import { welcome } from '../contract/case.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'

const NOW = Date.UTC(2026, 10, 28, 12)
const YEAR = 365 * 86_400_000

describe('a clock that is set back', () => {
  it('changes no order of versions, and drafts are kept and taken as ever', async () => {
    let now = NOW
    const host = createHost({ workspaceDir: join(temporaryFolder(), 'workspace'), now: () => now })
    const saved = (await host.call('journeys.save', { id: null, document: welcome('First'), baseVersion: null })) as { id: string }
    await host.call('drafts.keep', { id: 'd1', holder: 'w1', journeyId: saved.id, baseVersion: 1, text: JSON.stringify(welcome('Draft')) })
    now -= YEAR
    await host.call('journeys.save', { id: saved.id, document: welcome('Second'), baseVersion: 1 })
    expect(await host.call('journeys.get', { id: saved.id })).toMatchObject({ journey: { version: 2 }, document: { name: 'Second' } })
    expect(await host.call('journeys.versions', { id: saved.id })).toMatchObject([{ version: 2 }, { version: 1 }])
    await host.call('drafts.keep', { id: 'd1', holder: 'w1', journeyId: saved.id, baseVersion: 1, text: JSON.stringify(welcome('Draft again')) })
    expect(await host.call('drafts.take', { id: 'd1', holder: 'w2' })).toMatchObject({ document: { name: 'Draft again' } })
    await host.close()
  })

  it('makes nothing "in 5 minutes": what was done is never still to come', () => {
    expect(ago(NOW + YEAR, NOW)).toBe('just now')
  })

  it('does not let a lease of a dead process on another machine stand for ever', async () => {
    const workspace = openWorkspace(join(temporaryFolder(), 'workspace'), () => {})
    const clock = { now: NOW, elapsed: 0 }
    const leases = new Leases(workspace.leases, { now: () => clock.now, newId: randomUUID, elapsedMs: () => clock.elapsed })
    workspace.leases.take({ connectionId: 'c', holder: 'gone', machine: 'elsewhere', pid: 1, publicationId: 'p', beatAt: NOW + YEAR }, () => false)
    const work = () => leases.hold('c', 'p2', () => Promise.resolve('done'))
    await expect(work()).rejects.toMatchObject({ code: 'E_PUBLISHING' })
    clock.elapsed += 14_000
    await expect(work(), 'it may beat yet').rejects.toMatchObject({ code: 'E_PUBLISHING' })
    clock.elapsed += 2000
    expect(await work()).toBe('done')
    workspace.close()
  })

  it('does not take a lease from one that beats by a clock ahead of ours', async () => {
    const workspace = openWorkspace(join(temporaryFolder(), 'workspace'), () => {})
    const clock = { now: NOW, elapsed: 0 }
    const leases = new Leases(workspace.leases, { now: () => clock.now, newId: randomUUID, elapsedMs: () => clock.elapsed })
    const beat = (at: number) => workspace.leases.take({ connectionId: 'c', holder: 'alive', machine: 'elsewhere', pid: 1, publicationId: 'p', beatAt: at }, () => false)
    for (let second = 0; second < 60; second += 10) {
      beat(NOW + YEAR + second * 1000)
      clock.elapsed = second * 1000
      await expect(leases.hold('c', 'p2', () => Promise.resolve())).rejects.toMatchObject({ code: 'E_PUBLISHING' })
    }
    workspace.close()
  })

  it('does not keep the lease of a process of this machine that is gone', async () => {
    const workspace = openWorkspace(join(temporaryFolder(), 'workspace'), () => {})
    workspace.leases.take({ connectionId: 'c', holder: 'gone', machine: hostname(), pid: 2 ** 22 + 1, publicationId: 'p', beatAt: NOW + YEAR }, () => false)
    const leases = new Leases(workspace.leases, { now: () => NOW, newId: randomUUID })
    expect(await leases.hold('c', 'p2', () => Promise.resolve('done'))).toBe('done')
    workspace.close()
  })
})

describe('a clock that jumps ahead', () => {
  it('takes no discarded draft away that was discarded before the jump', async () => {
    let now = NOW
    const host = createHost({ workspaceDir: join(temporaryFolder(), 'workspace'), now: () => now })
    const keep = (id: string) => host.call('drafts.keep', { id, holder: 'w1', journeyId: null, baseVersion: null, text: JSON.stringify(welcome(id)) })
    await keep('d1')
    await host.call('drafts.discard', { id: 'd1' })
    now += YEAR
    await keep('d2')
    now -= YEAR
    expect(await host.call('drafts.restore', { id: 'd1' })).toEqual({})
    await host.close()
  })
})
