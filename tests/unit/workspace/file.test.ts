import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../engine/node/workspace/tar.ts'
import { EVENTS, MAPPING, welcome } from '../../contract/case.ts'
import { homeFolder, openHost, withHome, type Opened } from './open-host.ts'

withHome()

const at = (...parts: string[]) => join(homeFolder(), ...parts)

async function filled(): Promise<Opened> {
  const opened = openHost()
  writeFileSync(at('events.csv'), EVENTS)
  const { id } = await opened.call('journeys.save', { id: null, document: welcome(), baseVersion: null })
  await opened.call('journeys.saveFile', { id, path: at('welcome.journey.json') })
  await opened.call('datasets.import', { jobId: 'import', name: 'Shop', paths: [at('events.csv')], mapping: MAPPING })
  await opened.call('settings.save', { limits: { threads: 1 }, regional: { currency: 'TRY' } })
  return opened
}

const exported = async (opened: Opened, datasets: 'all' | string[] = 'all') => opened.call('workspace.export', { jobId: 'export', path: at('all.rehearsal-workspace'), datasets })

interface Packed { path: string; content: Buffer }

/** The entries of a file as they are, whatever reads them next. */
function unpack(path: string): Packed[] {
  const archive = gunzipSync(readFileSync(path))
  const entries: Packed[] = []
  for (let from = 0; archive[from] !== 0; ) {
    const name = archive.toString('utf8', from, from + 100).split('\0')[0]!
    const bytes = Number.parseInt(archive.toString('utf8', from + 124, from + 136), 8)
    entries.push({ path: name, content: archive.subarray(from + 512, from + 512 + bytes) })
    from += 512 + Math.ceil(bytes / 512) * 512
  }
  return entries
}

async function pack(path: string, entries: readonly Packed[]): Promise<void> {
  const parts: Uint8Array[] = []
  for await (const part of tarOf(entries.map(({ path: name, content }) => ({ path: name, bytes: content.length, content: Readable.from([content]) })))) parts.push(part)
  writeFileSync(path, gzipSync(Buffer.concat(parts)))
}

type Listed = { path: string; bytes: number; sha256: string }
interface ListedAll { formatVersion: number; files: Listed[] }

/** The exported file with something changed in it. */
async function changed(change: (entries: Packed[], manifest: ListedAll) => void): Promise<void> {
  const entries = unpack(at('all.rehearsal-workspace'))
  const manifest = JSON.parse(entries[0]!.content.toString()) as ListedAll // as: written by the export
  change(entries, manifest)
  entries[0]!.content = Buffer.from(JSON.stringify(manifest))
  await pack(at('changed.rehearsal-workspace'), entries)
}

/** The database in it as somebody else made it, listed properly. */
function withDatabase(entries: Packed[], manifest: ListedAll, sql: string): void {
  const entry = entries.find(({ path }) => path === 'rehearsal.sqlite')!
  writeFileSync(at('hostile.sqlite'), entry.content)
  const database = new Database(at('hostile.sqlite'))
  database.exec(sql)
  database.close()
  entry.content = readFileSync(at('hostile.sqlite'))
  const listed = manifest.files.find(({ path }) => path === entry.path)!
  listed.bytes = entry.content.length
  listed.sha256 = createHash('sha256').update(entry.content).digest('hex')
}

describe('a workspace as one file', () => {
  it('comes back whole in a new folder, beside what is there', async () => {
    const opened = await filled()
    const file = await exported(opened)
    expect(file).toMatchObject({ name: 'all', journeys: 1, runs: 0, datasets: [{ name: 'Shop' }] })
    expect(await opened.call('workspace.fileInfo', { path: file.path })).toEqual(file)
    const { directory } = await opened.call('workspace.import', { jobId: 'in', path: file.path })
    expect(directory).toBe(join(opened.host.workspaceDir, '..', 'all'))
    const copy = openHost(directory)
    expect((await copy.call('journeys.list', {})).map(({ name, path }) => [name, path])).toEqual([['Welcome', null]])
    const [dataset] = await copy.call('datasets.list', {})
    expect((await copy.call('datasets.catalogue', { id: dataset!.id })).events.map(({ name }) => name).sort()).toEqual(['purchase', 'signup'])
    expect((await copy.call('settings.get', {})).settings).toMatchObject({ regional: { currency: 'TRY' }, limits: { threads: null } })
    expect(await opened.call('journeys.list', {})).toHaveLength(1)
  })

  it('holds no path of this machine, no key for hashing, no log, and no dataset that was left out', async () => {
    const opened = await filled()
    writeFileSync(join(opened.host.workspaceDir, 'hash.key'), 'f'.repeat(64))
    const file = await exported(opened, [])
    const entries = unpack(file.path)
    expect(entries.map(({ path }) => path)).toEqual(['manifest.json', 'rehearsal.sqlite'])
    const all = Buffer.concat(entries.map(({ content }) => content)).toString('latin1')
    expect(all).not.toContain(homeFolder())
    expect(all).not.toContain('f'.repeat(64))
    const { directory } = await opened.call('workspace.import', { jobId: 'in', path: file.path, to: at('copy') })
    expect(await openHost(directory).call('datasets.list', {})).toEqual([])
  })

  it('is refused where it is cut off, changed, newer, or no such file, and leaves nothing behind', async () => {
    const opened = await filled()
    const { path, bytes } = await exported(opened)
    const refusal = async (from: string) => {
      const { code } = await opened.refusal('workspace.import', { jobId: 'in', path: from, to: at('copy') })
      expect(existsSync(at('copy'))).toBe(false)
      return code
    }
    const whole = readFileSync(path)
    for (const length of [0, 10, Math.floor(bytes / 2), bytes - 40]) {
      writeFileSync(at('cut.rehearsal-workspace'), whole)
      truncateSync(at('cut.rehearsal-workspace'), length)
      expect(await refusal(at('cut.rehearsal-workspace')), `${length} of ${bytes} bytes`).toBe('E_WORKSPACE_FILE')
    }
    await changed((entries) => void (entries.at(-1)!.content = Buffer.from(entries.at(-1)!.content.map((byte, index) => (index === 9 ? byte ^ 1 : byte)))))
    expect(await refusal(at('changed.rehearsal-workspace'))).toBe('E_WORKSPACE_FILE')
    await changed((_entries, manifest) => void (manifest.formatVersion = 2))
    expect(await refusal(at('changed.rehearsal-workspace'))).toBe('E_WORKSPACE_FILE_NEWER')
    expect(await refusal(at('events.csv'))).toBe('E_WORKSPACE_FILE')
    expect(await refusal(at('nowhere'))).toBe('E_UNREADABLE')
    expect(await refusal(homeFolder())).toBe('E_WORKSPACE_FILE')
  })

  it('cannot write outside of its folder, fill the disk, or bring something that acts by itself', async () => {
    const opened = await filled()
    await exported(opened)
    const refusal = async (change: Parameters<typeof changed>[0]) => {
      await changed(change)
      const { code } = await opened.refusal('workspace.import', { jobId: 'in', path: at('changed.rehearsal-workspace'), to: at('copy') })
      expect(existsSync(at('copy'))).toBe(false)
      return code
    }
    const extra = (path: string): Parameters<typeof changed>[0] => (entries, manifest) => {
      const content = Buffer.from('mine')
      entries.push({ path, content })
      manifest.files.push({ path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') })
    }
    for (const path of ['../evil', '/tmp/evil', 'datasets/../../evil', 'datasets/a/../../../evil', 'datasets\\a\\b', 'hash.key', 'datasets/.hidden/x', 'datasets/a/b/c']) {
      expect(await refusal(extra(path)), path).toBe('E_WORKSPACE_FILE')
    }
    expect(existsSync(at('evil'))).toBe(false)
    expect(await refusal((entries) => void entries.push({ path: 'datasets/a/unlisted', content: Buffer.alloc(9) }))).toBe('E_WORKSPACE_FILE')
    expect(await refusal((entries) => void (entries.at(-1)!.content = Buffer.alloc(5_000_000)))).toBe('E_WORKSPACE_FILE')
    expect(await refusal((_entries, { files }) => void (files.at(-1)!.bytes = 10 ** 15))).toBe('E_DISK_FULL')
    expect(await refusal((entries, manifest) => withDatabase(entries, manifest, "CREATE TRIGGER more AFTER INSERT ON runs BEGIN DELETE FROM journeys; END"))).toBe('E_STORE_DAMAGED')
    expect(await refusal((entries, manifest) => withDatabase(entries, manifest, "UPDATE datasets SET folder = '../..'"))).toBe('E_WORKSPACE_FILE')
    expect(await refusal((entries, manifest) => withDatabase(entries, manifest, "UPDATE datasets SET folder = 'datasets/elsewhere'"))).toBe('E_WORKSPACE_FILE')
    expect(await refusal((entries, manifest) => withDatabase(entries, manifest, 'PRAGMA user_version = 9999'))).toBe('E_STORE_NEWER')
  })

  it('refuses a link in the archive, whatever it is called', async () => {
    const opened = await filled()
    const { path } = await exported(opened)
    const archive = gunzipSync(readFileSync(path))
    const [first] = unpack(path)
    const second = 512 + Math.ceil(first!.content.length / 512) * 512
    archive[second + 156] = 0x32 // a symbolic link
    archive.write('        ', second + 148)
    const sum = archive.subarray(second, second + 512).reduce((all, byte) => all + byte, 0)
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, second + 148)
    writeFileSync(at('link.rehearsal-workspace'), gzipSync(archive))
    expect(await opened.refusal('workspace.import', { jobId: 'in', path: at('link.rehearsal-workspace'), to: at('copy') })).toMatchObject({ code: 'E_WORKSPACE_FILE', message: expect.stringContaining('no plain file') as string })
  })

  it('is not written over a workspace, nor kept half when it is cancelled', async () => {
    const opened = await filled()
    const { path } = await exported(opened)
    expect(await opened.refusal('workspace.import', { jobId: 'in', path, to: opened.host.workspaceDir })).toMatchObject({ code: 'E_MOVE_WORKSPACE' })
    const going = opened.refusal('workspace.export', { jobId: 'out', path: at('half.rehearsal-workspace'), datasets: 'all' })
    void opened.host.call('jobs.cancel', { jobId: 'out' })
    expect(await going).toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(at('half.rehearsal-workspace'))).toBe(false)
  })
})
