import Database from 'better-sqlite3'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../engine/node/storage/migrations/index.ts'
import { openDatabase } from '../../../engine/node/storage/open-database.ts'
import { runChild } from './child.ts'
import { temporaryFolder } from './temporary-folder.ts'

const one = { number: 1, sql: 'CREATE TABLE notes (text TEXT) STRICT' }
const two = { number: 2, sql: "ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'" }
const broken = { number: 3, sql: "INSERT INTO notes VALUES ('half', 'done'); CREATE TABLE notes (text TEXT)" }

describe('opening a workspace database', () => {
  it('makes a new one with the newest tables, and no backup of nothing', () => {
    const folder = temporaryFolder()
    const database = openDatabase(join(folder, 'deep', 'rehearsal.sqlite'))
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(existsSync(join(folder, 'deep', 'backups'))).toBe(false)
    database.close()
  })

  it('numbers its migrations without a gap', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('keeps a whole copy of the old database before each migration', () => {
    const file = join(temporaryFolder(), 'rehearsal.sqlite')
    const old = openDatabase(file, [one])
    old.exec("INSERT INTO notes VALUES ('kept')")
    old.close()

    const database = openDatabase(file, [one, two])
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', author: 'nobody' }])
    database.close()

    const backup = new Database(join(file, '..', 'backups', 'rehearsal-version-1.sqlite'), { readonly: true })
    expect({ version: backup.pragma('user_version', { simple: true }), notes: backup.prepare('SELECT * FROM notes').all() }).toEqual({
      version: 1,
      notes: [{ text: 'kept' }],
    })
    backup.close()
    expect(readdirSync(join(file, '..', 'backups'))).toEqual(['rehearsal-version-1.sqlite'])
  })

  it('leaves everything as it was when a migration fails', () => {
    const file = join(temporaryFolder(), 'rehearsal.sqlite')
    openDatabase(file, [one, two]).close()

    expect(() => openDatabase(file, [one, two, broken])).toThrow('already exists')

    const database = openDatabase(file, [one, two])
    expect({
      version: database.pragma('user_version', { simple: true }),
      notes: database.prepare('SELECT * FROM notes').all(),
    }).toEqual({ version: 2, notes: [] })
    database.close()
  })

  it('refuses a database of a newer version and does not touch it', () => {
    const file = join(temporaryFolder(), 'rehearsal.sqlite')
    openDatabase(file, [one, two]).close()
    expect(() => openDatabase(file, [one])).toThrow(
      expect.objectContaining({
        code: 'E_STORE_NEWER',
        message: `The workspace ${file} was written by a newer Rehearsal (its version 2, this one knows 1).`,
        help: 'Update Rehearsal, or choose another workspace.',
      }),
    )
  })

  it('says that a file is damaged when it is no database', () => {
    const file = join(temporaryFolder(), 'rehearsal.sqlite')
    writeFileSync(file, 'this is no database at all, however long it is'.repeat(40))
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'E_STORE_DAMAGED' }))
  })

  it('says that a folder cannot be written when there is a file in its place', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(() => openDatabase(join(folder, 'file', 'rehearsal.sqlite'))).toThrow(expect.objectContaining({ code: 'E_READ_ONLY' }))
  })

  it('lets several processes make it at once: each finds all tables, made once', async () => {
    const file = join(temporaryFolder(), 'rehearsal.sqlite')
    const ends = await Promise.all([1, 2, 3].map(() => runChild('./child-opens-workspace.ts', [file])))
    const tables = [
      'changes', 'connections', 'datasets', 'forecasts', 'journey_drafts', 'journey_scenarios', 'journey_versions', 'journeys', 'mappings', 'proposals', 'publication_actions', 'publication_events', 'publication_parts', 'publication_statistics',
      'publications', 'publish_leases', 'publish_ledger', 'publish_pieces', 'publish_plans', 'runs', 'segment_copies', 'segment_versions', 'segments', 'settings', 'test_cases',
    ]
    const expected = { code: 0, stdout: `${JSON.stringify({ version: migrations.length, tables })}\n`, stderr: '' }
    expect(ends).toEqual([expected, expected, expected])
  })
})
