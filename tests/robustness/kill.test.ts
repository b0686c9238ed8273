import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { isWhole } from '../../engine/node/columns/dataset-files.ts'
import { createHost } from '../../engine/node/host.ts'
import { MAPPING, welcome } from '../contract/case.ts'
import { REHEARSE } from '../rehearse-program.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'
import { EngineProcess, ENDED } from './engine-process.ts'
import { isAt, type Progress } from './point.ts'

// The engine is killed with SIGKILL in a process of its own at chosen points of its work. Then it is opened again: what was answered is there, what was not
// is there whole or not at all, nothing half made is left, and the same call does the work.

const ROWS = 60_000

/** Many people, so that reading, sorting and writing all take long enough to be killed in. */
function manyEvents(folder: string): string {
  const path = join(folder, 'events.csv')
  const lines = ['user_id,timestamp,event,price,note']
  for (let row = 0; row < ROWS; row++) lines.push(`u${(row * 7919) % 5_000},${new Date(1_767_225_600_000 + ((row * 104_729) % 2_000_000) * 1000).toISOString()},${row % 3 ? 'purchase' : 'signup'},${row % 90},note ${row}`)
  writeFileSync(path, lines.join('\n'))
  return path
}

const looping: JourneyDocument = {
  ...welcome(),
  reentry: { kind: 'always' },
  steps: { hello: { kind: 'message', channel: 'push', next: 'rest' }, rest: { kind: 'delay', for: 'PT12H', next: 'again' }, again: { kind: 'branch', branches: [{ id: 'yes', when: { did: 'purchase', within: 'P2D' }, next: 'hello' }], else: 'done' }, done: { kind: 'exit' } },
}

function place(): { folder: string; workspace: string } {
  const folder = temporaryFolder()
  return { folder, workspace: join(folder, 'workspace') }
}

/** What holds of every workspace whose engine was killed. */
async function expectSound(workspace: string): Promise<void> {
  const database = new Database(join(workspace, 'rehearsal.sqlite'))
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(database.pragma('foreign_key_check')).toEqual([])
  database.close()
}

const progress = (phase: string, share: number) => ({ event, payload }: { event: string; payload: unknown }) => event === 'job.progress' && isAt(payload as Progress, { phase, share }) // as: that event's payload

const datasetFolders = (workspace: string) => (existsSync(join(workspace, 'datasets')) ? readdirSync(join(workspace, 'datasets')) : [])

describe('the engine killed', () => {
  it.each([
    ['while it reads the file', 'reading', 0.3],
    ['while it sorts', 'sorting', 0],
    ['while it writes the columns', 'writing', 0.3],
  ])('during an import, %s: nothing half imported stays, and importing again is one call', async (_, phase, share) => {
    const { folder, workspace } = place()
    const asked = { jobId: 'j', name: 'Shop', paths: [manyEvents(folder)], mapping: MAPPING }
    const engine = await EngineProcess.open(workspace, { phase, share })
    await expect(engine.call('datasets.import', asked)).rejects.toThrow(ENDED)
    await expectSound(workspace)
    const halves = datasetFolders(workspace)

    const again = createHost({ workspaceDir: workspace })
    expect(await again.call('datasets.list', {})).toEqual([])
    expect(await again.call('datasets.import', asked)).toMatchObject({ name: 'Shop', events: ROWS })
    await again.close()
    const left = datasetFolders(workspace)
    expect(left).toHaveLength(1)
    expect(isWhole(join(workspace, 'datasets', left[0]!), true)).toBe(true)
    expect(halves.filter((name) => name.startsWith('.')), 'it was killed in the middle').toHaveLength(1)
  })

  it('during a run: no half run is listed, and running again gives what it would have given', async () => {
    const { folder, workspace } = place()
    const engine = await EngineProcess.open(workspace)
    const { id: datasetId } = await engine.call('datasets.import', { jobId: 'i', name: 'Shop', paths: [manyEvents(folder)], mapping: MAPPING })
    const { id: journeyId } = await engine.call('journeys.save', { id: null, document: looping, baseVersion: null })
    const asked = { jobId: 'r', journeyId, document: looping, datasetId, engine: 'xstate' as const }
    const reached = engine.until(progress('profiles', 0.02))
    const lost = engine.call('runs.start', asked).catch((error: Error) => error.message)
    await reached
    await engine.kill()
    expect(await lost).toBe(ENDED)
    await expectSound(workspace)
    const again = await EngineProcess.open(workspace)
    expect(await again.call('runs.list', {})).toEqual([])
    expect(await again.call('journeys.get', { id: journeyId })).toMatchObject({ document: looping })
    const { run, result } = await again.call('runs.start', { ...asked, engine: 'kernel' })
    expect(result.instances.started).toBeGreaterThan(1000)
    expect((await again.call('runs.list', {})).map(({ id }) => id)).toEqual([run.id])
    await again.kill()
  })

  it.each([0, 1, 3, 7, 12])('among saves, %i ms after one was answered: every answered save is there, and the one under way is whole or not there', async (delayMs) => {
    const { workspace } = place()
    const engine = await EngineProcess.open(workspace)
    const { id } = await engine.call('journeys.save', { id: null, document: welcome('0'), baseVersion: null })
    let answered = 0
    const saving = (async () => {
      for (let number = 1; ; number++) {
        await engine.call('journeys.save', { id, document: { ...welcome(String(number)), description: 'x'.repeat(50_000) }, baseVersion: number })
        await engine.call('drafts.keep', { id: 'd', holder: 'w', journeyId: id, baseVersion: number, text: JSON.stringify(welcome(String(number))) })
        answered = number
      }
    })().catch((error: Error) => error.message)
    while (answered < 5) await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setTimeout(resolve, delayMs)) // where it is then is left to chance
    await engine.kill()
    expect(await saving).toBe(ENDED)
    await expectSound(workspace)
    const again = createHost({ workspaceDir: workspace })
    const { journey, document } = (await again.call('journeys.get', { id })) as { journey: { version: number }; document: JourneyDocument }
    expect(journey.version).toBeGreaterThanOrEqual(answered + 1)
    expect(document.name).toBe(String(journey.version - 1))
    const { document: draft } = (await again.call('drafts.take', { id: 'd', holder: 'v' })) as { document: JourneyDocument }
    expect(Number(draft.name)).toBeGreaterThanOrEqual(answered)
    await again.close()
  })

  it('while a backup takes the place of a damaged database: the next start does it again', async () => {
    const { workspace } = place()
    const host = createHost({ workspaceDir: workspace })
    await host.call('journeys.save', { id: null, document: welcome(), baseVersion: null })
    await host.close()
    const file = join(workspace, 'rehearsal.sqlite')
    const database = new Database(file)
    mkdirSync(join(workspace, 'backups'), { recursive: true })
    await database.backup(join(workspace, 'backups', 'rehearsal-000001-then.sqlite'))
    database.close()
    // As it is found when the one that restored was killed before the last step.
    writeFileSync(file, 'torn')
    writeFileSync(`${file}.restoring`, 'half a copy')
    writeFileSync(`${file}.restoring.lock`, String(2 ** 22 + 1))
    const again = createHost({ workspaceDir: workspace })
    expect(await again.call('journeys.list', {})).toHaveLength(1)
    await again.close()
    expect(readdirSync(workspace).filter((name) => name.includes('restoring'))).toEqual([])
  })
})

describe('the command line killed', () => {
  it('in the middle of an import leaves nothing behind that the next command minds', async () => {
    const { folder } = place()
    const workspace = join(folder, 'workspace')
    const map = Object.entries(MAPPING).map(([ours, theirs]) => `${ours}=${theirs}`).join(',')
    const command = [...REHEARSE, 'data', 'import', manyEvents(folder), '--map', map, '--workspace', workspace]
    const run = () => spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] })
    const names = () => datasetFolders(workspace)
    const first = run()
    const exit = once(first, 'exit') as Promise<[number | null, string | null]> // as: so node says
    while (!names().some((name) => name.startsWith('.')) && first.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2)) // until it has begun to write
    first.kill('SIGKILL')
    expect((await exit)[1]).toBe('SIGKILL')
    expect(names()).toHaveLength(1)
    const second = run()
    expect((await once(second, 'exit'))[0]).toBe(0)
    expect(names(), 'what was left half made is swept by the next one').toEqual([expect.not.stringMatching(/^\./)])
    await expectSound(workspace)
  })
})
