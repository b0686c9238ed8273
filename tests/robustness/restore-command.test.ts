import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { readArguments } from '../../engine/cli/arguments.ts'
import { restoreCommand } from '../../engine/cli/commands/workspace-restore.ts'
import { documentDigest } from '../../engine/node/document-digest.ts'
import { assertNobodyHasIt } from '../../engine/node/storage/restore-store.ts'
import { databaseFileOf, openWorkspace } from '../../engine/node/storage/workspace.ts'
import { smallJourney } from '../unit/storage/small-journey.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'

/** What the command prints. */
function restore(...args: string[]): string {
  const given = readArguments(args, { workspace: 'one', json: 'flag' })
  let printed = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  try {
    restoreCommand(given.positionals, given)
  } finally {
    write.mockRestore()
  }
  return printed
}

describe('rehearse workspace restore', () => {
  it('lists backups, puts one back, keeps what was there, and does neither while a window has the workspace open', async () => {
    const directory = join(temporaryFolder(), 'workspace')
    const workspace = openWorkspace(directory, () => {})
    const save = (id: string) => workspace.journeys.create({ id, document: smallJourney(id), digest: documentDigest(smallJourney(id)), savedAt: 1 })
    save('one')
    const backup = (await workspace.keepBackups().make())!
    save('two')
    expect(restore('--workspace', directory)).toContain(backup.name)

    expect(() => restore(backup.name, '--workspace', directory)).toThrow(expect.objectContaining({ code: 'E_STORE_BUSY', message: expect.stringContaining('has the workspace') as string }))
    expect(workspace.journeys.list()).toHaveLength(2)
    workspace.close()

    const file = databaseFileOf(directory)
    const before = readFileSync(file)
    assertNobodyHasIt(file)
    const note = JSON.parse(restore('last', '--workspace', directory, '--json')) as { setAside: string; why: string; backup: string }
    expect(note).toMatchObject({ why: 'asked', backup: backup.name })
    expect(readFileSync(join(directory, note.setAside)).equals(before)).toBe(true)
    const again = openWorkspace(directory, () => {})
    expect(again.journeys.list().map(({ id }) => id)).toEqual(['one'])
    expect(again.restored()?.why).toBe('asked')
    again.close()
  })

  it('refuses a backup that is damaged or not there, and changes nothing', async () => {
    const directory = join(temporaryFolder(), 'workspace')
    const workspace = openWorkspace(directory, () => {})
    workspace.journeys.create({ id: 'one', document: smallJourney(), digest: 'd', savedAt: 1 })
    const backup = (await workspace.keepBackups().make())!
    workspace.close()
    writeFileSync(backup.file, 'no database')
    const before = readFileSync(databaseFileOf(directory))
    expect(() => restore(backup.name, '--workspace', directory)).toThrow(expect.objectContaining({ code: 'E_STORE_DAMAGED' }))
    expect(() => restore('never-made', '--workspace', directory)).toThrow(expect.objectContaining({ code: 'E_NOT_FOUND', unusable: true }))
    expect(readFileSync(databaseFileOf(directory)).equals(before)).toBe(true)
  })
})
