import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databaseFileOf, openWorkspace, type Workspace } from '../../engine/node/storage/workspace.ts'
import { documentDigest } from '../../engine/node/document-digest.ts'
import { smallJourney } from '../unit/storage/small-journey.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'

const NOW = Date.UTC(2026, 10, 28, 12)

function save(workspace: Workspace, id: string): void {
  const document = smallJourney(`journey ${id}`)
  workspace.journeys.create({ id, document, digest: documentDigest(document), savedAt: NOW })
}

/** A workspace of 40 journeys, then a backup, then one more; closed. */
async function workedIn(): Promise<string> {
  const directory = join(temporaryFolder(), 'workspace')
  const workspace = openWorkspace(directory, () => {}, () => NOW)
  for (let number = 0; number < 40; number++) save(workspace, `kept-${number}`)
  await workspace.keepBackups().make()
  save(workspace, 'after-the-backup')
  workspace.close()
  return directory
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

/** Where the page of a tree begins that is nearest to the middle; what lies on other pages is text, which says nothing of itself. */
function middlePageOfTree(file: string): number {
  const bytes = readFileSync(file)
  const trees = Array.from({ length: bytes.length / 4096 - 1 }, (_, index) => (index + 1) * 4096).filter((at) => [2, 5, 10, 13].includes(bytes[at]!) && bytes.readUInt16BE(at + 3) > 2)
  return trees[Math.floor(trees.length / 2)]!
}

const noise = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 37 + 11) % 251)

const damages: Record<string, (file: string) => void> = {
  'whose header is noise': (file) => overwrite(file, 0, noise(100)),
  'with a torn page in the middle': (file) => overwrite(file, middlePageOfTree(file) + 8, noise(3000)),
  'with every page but the first torn': (file) => overwrite(file, 4096, noise(statSync(file).size - 4096)),
  'cut short': (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  'cut in the middle of a page': (file) => truncateSync(file, 4096 * 3 + 1000),
  'without a byte': (file) => truncateSync(file, 0),
  'full of zeros': (file) => overwrite(file, 0, new Uint8Array(statSync(file).size)),
  'that is some text': (file) => writeFileSync(file, 'My holiday in Bodrum\n'.repeat(500)),
}

describe('a workspace database', () => {
  it.each(Object.keys(damages))('%s is put aside, and the last backup takes its place', async (what) => {
    const directory = await workedIn()
    const file = databaseFileOf(directory)
    damages[what]!(file)
    const broken = readFileSync(file)

    const workspace = openWorkspace(directory, () => {}, () => NOW)
    const note = workspace.restored()
    expect(note).toMatchObject({ at: NOW, why: 'damaged', backup: expect.stringMatching(/^rehearsal-000001-/) as string })
    expect(workspace.readOnly).toBeNull()
    expect(workspace.journeys.list()).toHaveLength(40)
    save(workspace, 'goes-on')
    workspace.close()
    if (broken.length > 0) expect(readFileSync(join(directory, note!.setAside!)).equals(broken)).toBe(true)
    else expect(note!.setAside).toBeNull()

    const again = openWorkspace(directory, () => {}, () => NOW)
    expect(again.restored(), 'it is told until a person has taken note').toEqual(note)
    again.restorationSeen()
    again.close()
    const third = openWorkspace(directory, () => {}, () => NOW)
    expect([third.restored(), third.journeys.list().length]).toEqual([null, 41])
    third.close()
  })

  it('that is gone while its backups are there comes back from the last one', async () => {
    const directory = await workedIn()
    rmSync(databaseFileOf(directory))
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    expect(workspace.restored()).toMatchObject({ why: 'missing', setAside: null })
    expect(workspace.journeys.list()).toHaveLength(40)
    workspace.close()
  })

  it('in whose place another program’s stands is put aside, if a backup says that there was one', async () => {
    const directory = await workedIn()
    const file = databaseFileOf(directory)
    rmSync(file)
    anotherProgram(file)
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    expect(workspace.restored()).toMatchObject({ why: 'foreign' })
    const aside = new Database(join(directory, workspace.restored()!.setAside!), { readonly: true })
    expect(aside.prepare('SELECT title FROM bookmarks').pluck().get()).toBe('Weather')
    aside.close()
    workspace.close()
  })

  it.each([0, 5])('of another program, with its version %i, is never written to', (version) => {
    const directory = temporaryFolder()
    const file = databaseFileOf(directory)
    anotherProgram(file, version)
    const before = readFileSync(file)
    expect(() => openWorkspace(directory, () => {})).toThrow(expect.objectContaining({ code: 'E_STORE_FOREIGN' }))
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(directory)).toEqual(['rehearsal.sqlite'])
  })

  it('that is damaged and has no backup is left as it is', async () => {
    const directory = await workedIn()
    rmSync(join(directory, 'backups'), { recursive: true })
    const file = databaseFileOf(directory)
    damages['with a torn page in the middle']!(file)
    const before = readFileSync(file)
    expect(() => openWorkspace(directory, () => {})).toThrow(expect.objectContaining({ code: 'E_STORE_DAMAGED' }))
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is restored from the backup in which most was written, whatever the clock said, and never from a damaged one', async () => {
    const directory = await workedIn()
    const file = databaseFileOf(directory)
    const later = openWorkspace(directory, () => {}, () => NOW - 400 * 86_400_000) // the clock was set back
    const second = await later.keepBackups().make()
    save(later, 'third')
    const third = await later.keepBackups().make()
    later.close()
    overwrite(third!.file, 0, noise(8192))
    truncateSync(file, 5000)
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    expect(workspace.restored()!.backup).toBe(second!.name)
    expect(workspace.journeys.list()).toHaveLength(41)
    workspace.close()
  })

  it('of a newer version is read, and not a byte of it is changed', async () => {
    const directory = await workedIn()
    const file = databaseFileOf(directory)
    const database = new Database(file)
    database.exec('ALTER TABLE journeys ADD COLUMN colour TEXT')
    database.pragma('user_version = 999')
    database.close()
    const before = readFileSync(file)
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    expect(workspace.readOnly).toMatchObject({ code: 'E_STORE_NEWER' })
    expect(workspace.journeys.list()).toHaveLength(41)
    const told = (() => {
      try {
        return workspace.together(() => workspace.journeys.delete('kept-1', NOW))
      } catch (error) {
        return workspace.explain(error)
      }
    })()
    expect(told).toMatchObject({ code: 'E_STORE_NEWER', help: expect.stringContaining('Update') as string })
    workspace.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('of a newer version that keeps things otherwise cannot be opened, and is left as it is', async () => {
    const directory = await workedIn()
    const file = databaseFileOf(directory)
    const database = new Database(file)
    database.exec('ALTER TABLE runs RENAME TO rehearsals')
    database.pragma('user_version = 999')
    database.close()
    const before = readFileSync(file)
    expect(() => openWorkspace(directory, () => {})).toThrow(expect.objectContaining({ code: 'E_STORE_NEWER' }))
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('that is found damaged while it is open is told, and put right at the next start', async () => {
    const directory = await workedIn()
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    const told = workspace.explain(Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT_INDEX' }))
    expect(told).toMatchObject({ code: 'E_STORE_DAMAGED', help: expect.stringContaining('Start Rehearsal again') as string })
    expect(existsSync(join(directory, 'check-at-next-start'))).toBe(true)
    workspace.close()
    openWorkspace(directory, () => {}).close()
    expect(existsSync(join(directory, 'check-at-next-start')), 'it was looked at and is well').toBe(false)
  })

  it('that is moved away while it is open takes no more writes', async () => {
    const directory = await workedIn()
    const workspace = openWorkspace(directory, () => {}, () => NOW)
    workspace.assertThere()
    rmSync(databaseFileOf(directory))
    expect(() => workspace.assertThere()).toThrow(expect.objectContaining({ code: 'E_STORE_GONE' }))
    workspace.close()
  })
})

function anotherProgram(file: string, version = 0): void {
  const database = new Database(file)
  database.exec("CREATE TABLE bookmarks (title TEXT); INSERT INTO bookmarks VALUES ('Weather')")
  database.pragma(`user_version = ${version}`)
  database.close()
}
