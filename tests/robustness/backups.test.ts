import Database from 'better-sqlite3'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentDigest } from '../../engine/node/document-digest.ts'
import { BACKUPS_KEPT, listBackups } from '../../engine/node/storage/backups.ts'
import { databaseFileOf, openWorkspace } from '../../engine/node/storage/workspace.ts'
import { smallJourney } from '../unit/storage/small-journey.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'

const DAY = 86_400_000

/** An open workspace whose clock is `clock.now`. */
function opened() {
  const directory = join(temporaryFolder(), 'workspace')
  const clock = { now: Date.now() }
  const workspace = openWorkspace(directory, () => {}, () => clock.now)
  let number = 0
  const work = () => {
    const document = smallJourney(`journey ${++number}`)
    workspace.journeys.create({ id: `j${number}`, document, digest: documentDigest(document), savedAt: clock.now })
  }
  return { directory, clock, workspace, keeper: workspace.keepBackups(), work, names: () => readdirSync(join(directory, 'backups')).toSorted() }
}

describe('backups of the workspace', () => {
  it('are none of an empty one, one as soon as there is something, and then one a day with work in it', async () => {
    const { clock, workspace, keeper, work } = opened()
    expect(await keeper.ifDue()).toBeNull()
    work()
    const first = await keeper.ifDue()
    expect(first).toMatchObject({ name: expect.stringMatching(/^rehearsal-000001-\d{4}-/) as string })
    work()
    expect(await keeper.ifDue(), 'the same day').toBeNull()
    clock.now += DAY + 60_000
    expect(await keeper.ifDue()).toMatchObject({ name: expect.stringMatching(/^rehearsal-000002-/) as string })
    clock.now += 3 * DAY
    expect(await keeper.ifDue(), 'nothing was written since').toBeNull()
    await keeper.close()
    workspace.close()
  })

  it('are made when the clock was set back, too, and hold what was there, in one file', async () => {
    const { directory, clock, workspace, keeper, work, names } = opened()
    work()
    await keeper.ifDue()
    clock.now -= 700 * DAY
    work()
    const made = await keeper.ifDue()
    expect(made?.name).toMatch(/^rehearsal-000002-/)
    expect(names()).toHaveLength(2)
    const copy = new Database(made!.file, { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM journeys').pluck().get()).toBe(2)
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    copy.close()
    expect(listBackups(databaseFileOf(directory))[0]!.name).toBe(made!.name)
    await keeper.close()
    workspace.close()
  })

  it(`are kept up to ${BACKUPS_KEPT}, the oldest goes first`, async () => {
    const { workspace, keeper, work, names } = opened()
    for (let number = 0; number < BACKUPS_KEPT + 3; number++) {
      work()
      await keeper.make()
    }
    expect(names().map((name) => name.slice(10, 16))).toEqual(Array.from({ length: BACKUPS_KEPT }, (_, index) => String(index + 4).padStart(6, '0')))
    await keeper.close()
    workspace.close()
  })

  it('are given up when the workspace is closed, and leave nothing half made', async () => {
    const { directory, workspace, keeper, work } = opened()
    for (let number = 0; number < 200; number++) work()
    const under = keeper.make()
    await keeper.close()
    workspace.close()
    const made = await under
    expect(existsSync(join(directory, 'backups')) ? readdirSync(join(directory, 'backups')) : []).toEqual(made ? [made.name] : [])
  })
})
