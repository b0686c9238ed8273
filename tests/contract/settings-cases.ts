import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Accepted } from './accepted.ts'
import type { Bench } from './case.ts'
import type { Refusal } from './refusals.ts'

// Cases of the methods on settings and on the workspace as a folder and a file: see contract.test.ts. Moving and files in full: tests/unit/workspace.

type Methods =
  | 'settings.get' | 'settings.save' | 'retention.preview' | 'retention.apply' | 'support.report' | 'support.log' | 'workspace.info' | 'workspace.move' | 'workspace.use'
  | 'workspace.deletePrevious' | 'workspace.backup' | 'workspace.export' | 'workspace.fileInfo' | 'workspace.import'

const exported = (bench: Bench) => bench.call('workspace.export', { jobId: bench.jobId(), datasets: 'all' })
const nothing = ['drafts', 'runs', 'versions', 'backups', 'logs'].map((what) => ({ what, count: 0, bytes: 0 }))

export const settingsAccepted: { [M in Methods]: readonly Accepted[] } = {
  'settings.get': [
    {
      that: 'says what is chosen, what would be without, and what the machine has',
      async holds(bench) {
        const { settings, defaults, machine } = await bench.call('settings.get', {})
        expect(settings).toEqual(defaults)
        expect(machine.limits.threads).toBeLessThanOrEqual(machine.processors)
      },
    },
  ],
  'settings.save': [
    {
      that: 'changes what is named, and tells windows',
      async holds(bench) {
        const { settings, defaults } = await bench.call('settings.save', { regional: { currency: 'TRY' } })
        expect(settings).toEqual({ ...defaults, regional: { ...defaults.regional, currency: 'TRY' } })
        expect(bench.heard).toEqual([{ name: 'workspace.changed', payload: { what: 'settings' } }])
      },
    },
  ],
  'retention.preview': [
    {
      that: 'counts what would go and takes nothing',
      async holds(bench) {
        await bench.saveJourney()
        expect(await bench.call('retention.preview', {})).toEqual(nothing)
      },
    },
  ],
  'retention.apply': [
    {
      that: 'takes nothing as long as nothing was chosen',
      async holds(bench) {
        await bench.saveJourney()
        expect(await bench.call('retention.apply', {})).toEqual(nothing)
        expect(await bench.call('journeys.list', {})).toHaveLength(1)
      },
    },
  ],
  'support.report': [
    {
      that: 'holds no journey unless it is asked for',
      async holds(bench) {
        const { id } = await bench.saveJourney()
        expect((await bench.call('support.report', { window: { Theme: 'dark' } })).text).not.toContain('Welcome')
        expect((await bench.call('support.report', { window: {}, journeyId: id })).text).toContain('Welcome')
      },
    },
  ],
  'support.log': [
    {
      that: 'names what failed last by its code',
      async holds(bench) {
        await bench.refusal('journeys.get', { id: 'nobody' })
        expect((await bench.call('support.log', {})).failures).toMatchObject([{ method: 'journeys.get', code: 'E_NOT_FOUND' }])
      },
    },
  ],
  'workspace.info': [
    {
      that: 'says where it is and how large its parts are',
      async holds(bench) {
        const { id } = await bench.importEvents()
        const info = await bench.call('workspace.info', {})
        expect(info).toMatchObject({ directory: join(bench.folder, 'workspace'), namedBy: expect.any(String) as string, datasets: [{ id, name: 'Shop' }], previous: null })
        expect(info.parts.find(({ what }) => what === 'datasets')!.bytes).toBeGreaterThan(100)
      },
    },
  ],
  'workspace.move': [
    {
      that: 'copies it; one that is named from outside is used once the new folder is named',
      async holds(bench) {
        await bench.saveJourney()
        expect(await bench.call('workspace.move', { jobId: bench.jobId(), to: join(bench.folder, 'new') })).toEqual({ directory: join(bench.folder, 'new'), isUsed: false })
        expect(bench.has('new', 'rehearsal.sqlite')).toBe(true)
        expect(await bench.call('journeys.list', {})).toHaveLength(1)
      },
    },
  ],
  // What it does is in tests/unit/workspace: here it would change what this machine uses.
  'workspace.use': [{ that: 'is told apart from a folder without a workspace', holds: async (bench) => void expect(await bench.refusal('workspace.use', { to: bench.folder })).toMatchObject({ code: expect.stringMatching(/^E_(NO_WORKSPACE|WORKSPACE_NAMED)$/) as string }) }],
  'workspace.deletePrevious': [{ that: 'deletes nothing that no workspace was moved from', holds: async (bench) => void expect((await bench.refusal('workspace.deletePrevious', { directory: bench.folder })).code).toBe('E_NOT_FOUND') }],
  'workspace.backup': [
    {
      that: 'copies the database while it is in use',
      async holds(bench) {
        const { path, bytes } = await bench.call('workspace.backup', { jobId: bench.jobId() })
        expect(path.startsWith(join(bench.folder, 'workspace', 'backups'))).toBe(true)
        expect(bytes).toBeGreaterThan(10_000)
      },
    },
  ],
  'workspace.export': [
    {
      that: 'writes one file, into the folder for exports where no path is given',
      async holds(bench) {
        await bench.saveJourney()
        await bench.importEvents()
        const file = await exported(bench)
        expect(file).toMatchObject({ path: join(bench.folder, 'workspace', 'exports', `${file.name}.rehearsal-workspace`), journeys: 1, datasets: [{ name: 'Shop', events: 5 }] })
      },
    },
  ],
  'workspace.fileInfo': [
    {
      that: 'says what the export said',
      async holds(bench) {
        const file = await exported(bench)
        expect(await bench.call('workspace.fileInfo', { path: file.path })).toEqual(file)
      },
    },
  ],
  'workspace.import': [
    {
      that: 'unpacks it into a folder of its own',
      async holds(bench) {
        const { path, name } = await exported(bench)
        expect(await bench.call('workspace.import', { jobId: bench.jobId(), path })).toMatchObject({ directory: join(bench.folder, name) })
        expect(bench.has(name, 'rehearsal.sqlite')).toBe(true)
      },
    },
  ],
}

export const settingsMalformed: { [M in Methods]: { params: unknown; path: string } } = {
  'settings.get': { params: 'all', path: '$' },
  'settings.save': { params: { regional: { weekStart: 'tuesday' } }, path: '$.regional.weekStart' },
  'retention.preview': { params: { retention: { runsDays: 3 } }, path: '$.retention.draftsDays' },
  'retention.apply': { params: 1, path: '$' },
  'support.report': { params: { window: 3 }, path: '$.window' },
  'support.log': { params: [], path: '$' },
  'workspace.info': { params: null, path: '$' },
  'workspace.move': { params: { jobId: 'j', to: '' }, path: '$.to' },
  'workspace.use': { params: {}, path: '$.to' },
  'workspace.deletePrevious': { params: {}, path: '$.directory' },
  'workspace.backup': { params: {}, path: '$.jobId' },
  'workspace.export': { params: { jobId: 'j' }, path: '$.datasets' },
  'workspace.fileInfo': { params: { path: 1 }, path: '$.path' },
  'workspace.import': { params: { jobId: 'j' }, path: '$.path' },
}

const noFile = (bench: Bench) => bench.file('events.rehearsal-workspace', 'no archive')

export const settingsRefused: { [M in Methods]: readonly Refusal[] | 'nothing to refuse' } = {
  'settings.get': 'nothing to refuse',
  'settings.save': [
    { when: 'there is no such currency', params: () => ({ regional: { currency: 'lira' } }), code: 'E_SETTING', says: /no currency/ },
    { when: 'there is no such time zone', params: () => ({ regional: { timeZone: 'Istanbul' } }), code: 'E_SETTING', says: /no time zone/ },
    { when: 'the machine cannot', params: () => ({ limits: { threads: 4096 } }), code: 'E_SETTING', says: /4096 cannot be/ },
  ],
  'retention.preview': 'nothing to refuse',
  'retention.apply': 'nothing to refuse',
  'support.report': [{ when: 'there is no such journey', params: () => ({ journeyId: 'nobody', window: {} }), code: 'E_NOT_FOUND', says: /no journey/ }],
  'support.log': 'nothing to refuse',
  'workspace.info': 'nothing to refuse',
  'workspace.move': [
    { when: 'it would go into itself', params: (bench) => ({ jobId: 'j', to: join(bench.folder, 'workspace', 'inner') }), code: 'E_MOVE_INSIDE', says: /within each other/ },
    {
      when: 'the folder is not empty',
      params(bench) {
        mkdirSync(join(bench.folder, 'full'))
        writeFileSync(join(bench.folder, 'full', 'a'), '')
        return { jobId: 'j', to: join(bench.folder, 'full') }
      },
      code: 'E_MOVE_NOT_EMPTY',
      says: /"a" is in it/,
    },
  ],
  'workspace.use': [{ when: 'there is none', params: (bench) => ({ to: bench.folder }), code: 'E_NO_WORKSPACE', says: /holds no workspace/ }],
  'workspace.deletePrevious': [{ when: 'it was not moved from there', params: (bench) => ({ directory: bench.folder }), code: 'E_NOT_FOUND', says: /was moved from/ }],
  'workspace.backup': 'nothing to refuse',
  'workspace.export': [{ when: 'there is no such dataset', params: () => ({ jobId: 'j', datasets: ['nobody'] }), code: 'E_NOT_FOUND', says: /no dataset/ }],
  'workspace.fileInfo': [{ when: 'it is none', params: (bench) => ({ path: noFile(bench) }), code: 'E_WORKSPACE_FILE', says: /no workspace file/ }],
  'workspace.import': [{ when: 'it is none', params: (bench) => ({ jobId: 'j', path: noFile(bench), to: join(bench.folder, 'new') }), code: 'E_WORKSPACE_FILE', says: /no workspace file/ }],
}
