import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createHost } from '../../engine/node/host.ts'
import type { Accepted } from './accepted.ts'
import type { Refusal } from './refusals.ts'

type Methods = 'store.state' | 'store.noted'

export const storeAccepted: { [M in Methods]: readonly Accepted[] } = {
  'store.state': [
    {
      that: 'has nothing to tell of a workspace that is well',
      async holds(bench) {
        expect(await bench.call('store.state', {})).toEqual({ readOnly: null, restored: null })
      },
    },
    {
      that: 'says that the workspace of a newer version can only be read',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        await bench.host.close()
        const directory = join(bench.folder, 'workspace')
        const database = new Database(join(directory, 'rehearsal.sqlite'))
        database.pragma('user_version = 999')
        database.close()
        const host = createHost({ workspaceDir: directory })
        expect(await host.call('store.state', {})).toEqual({ readOnly: { code: 'E_STORE_NEWER', message: expect.stringContaining('reading only') as string, help: expect.stringContaining('Update Rehearsal') as string }, restored: null })
        expect(await host.call('journeys.get', { id })).toMatchObject({ journey: { id } })
        await expect(host.call('journeys.delete', { id })).rejects.toMatchObject({ code: 'E_STORE_NEWER' })
        await host.close()
      },
    },
  ],
  'store.noted': [
    {
      that: 'ends the telling of what was put right',
      async holds(bench) {
        await bench.saveJourney()
        await bench.host.close()
        const directory = join(bench.folder, 'workspace')
        const file = join(directory, 'rehearsal.sqlite')
        mkdirSync(join(directory, 'backups'), { recursive: true })
        copyFileSync(file, join(directory, 'backups', 'rehearsal-000001-then.sqlite'))
        writeFileSync(file, 'gone')
        const host = createHost({ workspaceDir: directory })
        expect(await host.call('store.state', {})).toMatchObject({ readOnly: null, restored: { why: 'damaged', backup: 'rehearsal-000001-then.sqlite', setAside: expect.stringMatching(/^damaged\//) as string } })
        expect(await host.call('journeys.list', {})).toHaveLength(1)
        const { restored } = (await host.call('store.state', {})) as { restored: { setAside: string } }
        expect(readFileSync(join(directory, restored.setAside), 'utf8')).toBe('gone')
        expect(await host.call('store.noted', {})).toEqual({})
        expect(await host.call('store.state', {})).toEqual({ readOnly: null, restored: null })
        expect(existsSync(join(directory, 'restored.json'))).toBe(false)
        await host.close()
      },
    },
  ],
}

export const storeMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'store.state': { params: [], path: '$' },
  'store.noted': { params: { at: 1 }, path: '$' },
}

export const storeRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'store.state': 'nothing to refuse',
  'store.noted': 'nothing to refuse',
}
