import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAPPING, EVENTS, welcome } from '../contract/case.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'
import { EngineProcess } from './engine-process.ts'
import { writeFileSync } from 'node:fs'

// The desktop app, `rehearse serve` and the command line may have one workspace open at once: two engines, each in a process of its own.

async function two(): Promise<{ folder: string; workspace: string; first: EngineProcess; second: EngineProcess; end(): Promise<void> }> {
  const folder = temporaryFolder()
  const workspace = join(folder, 'workspace')
  const [first, second] = await Promise.all([EngineProcess.open(workspace), EngineProcess.open(workspace)])
  return { folder, workspace, first, second, end: async () => void (await Promise.all([first.kill(), second.kill()])) }
}

const changed = (what: string) => ({ event, payload }: { event: string; payload: unknown }) => event === 'workspace.changed' && (payload as { what: string }).what === what

describe('two engines on one workspace', () => {
  it('make it at once, see what the other saves, and tell a conflict instead of overwriting', async () => {
    const { first, second, end } = await two()
    const heard = second.until(changed('journeys'))
    const { id } = await first.call('journeys.save', { id: null, document: welcome('First'), baseVersion: null })
    await heard
    expect(await second.call('journeys.list', {})).toMatchObject([{ id, name: 'First', version: 1 }])
    const heardToo = first.until(changed('journeys'))
    await second.call('journeys.save', { id, document: welcome('Of the second'), baseVersion: 1 })
    await heardToo
    await expect(first.call('journeys.save', { id, document: welcome('Of the first'), baseVersion: 1 })).rejects.toMatchObject({ code: 'E_CONFLICT' })
    expect((await first.call('journeys.get', { id })).document.name).toBe('Of the second')
    await end()
  })

  it('save at the same time, hundreds of times, and nothing is lost or refused as busy', async () => {
    const { first, second, end } = await two()
    const save = async (engine: EngineProcess, who: string) => {
      for (let number = 0; number < 100; number++) {
        await engine.call('journeys.save', { id: null, document: welcome(`${who} ${number}`), baseVersion: null })
        await engine.call('drafts.keep', { id: `${who}-draft`, holder: who, journeyId: null, baseVersion: null, text: JSON.stringify(welcome(`${who} ${number}`)) })
      }
    }
    await Promise.all([save(first, 'a'), save(second, 'b')])
    expect(await first.call('journeys.list', {})).toHaveLength(200)
    expect(await second.call('drafts.list', {})).toHaveLength(2)
    await end()
  })

  it('import the same file at once: both are answered, and it is one dataset with its columns', async () => {
    const { folder, first, second, end } = await two()
    const path = join(folder, 'events.csv')
    writeFileSync(path, EVENTS + Array.from({ length: 30_000 }, (_, row) => `u${row % 900},2026-01-${String((row % 28) + 1).padStart(2, '0')}T10:00:00Z,purchase,${row % 50}\n`).join(''))
    const [one, other] = await Promise.all([first, second].map((engine) => engine.call('datasets.import', { jobId: 'j', name: 'Shop', paths: [path], mapping: MAPPING })))
    expect(one!.id).toBe(other!.id)
    for (const engine of [first, second]) {
      expect(await engine.call('datasets.list', {})).toHaveLength(1)
      expect((await engine.call('datasets.catalogue', { id: one!.id })).events).toBeDefined()
    }
    await end()
  })

  it('go on when one of them is stopped in the middle of its work, as by a laptop that sleeps', async () => {
    const { first, second, end } = await two()
    await first.call('journeys.save', { id: null, document: welcome('Before'), baseVersion: null })
    first.signal('SIGSTOP')
    const waiting = first.call('journeys.save', { id: null, document: welcome('Asked while it slept'), baseVersion: null })
    await second.call('journeys.save', { id: null, document: welcome('Of the other'), baseVersion: null })
    first.signal('SIGCONT')
    await waiting
    expect((await second.call('journeys.list', {})).map(({ name }) => name).toSorted()).toEqual(['Asked while it slept', 'Before', 'Of the other'])
    await end()
  })
})

describe('an engine that is stopped and goes on during a run', () => {
  it('ends the run with the figures it would have had, and its progress goes on', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'events.csv')
    writeFileSync(path, EVENTS + Array.from({ length: 60_000 }, (_, row) => `u${row % 3000},2026-01-${String((row % 28) + 1).padStart(2, '0')}T10:00:00Z,${row % 4 ? 'purchase' : 'signup'},${row % 50}\n`).join(''))
    const engine = await EngineProcess.open(join(folder, 'workspace'))
    const { id: datasetId } = await engine.call('datasets.import', { jobId: 'i', name: 'Shop', paths: [path], mapping: MAPPING })
    const asked = { journeyId: null, document: welcome(), datasetId, engine: 'xstate' as const }
    const undisturbed = await engine.call('runs.start', { ...asked, jobId: 'a' })
    const begun = engine.until(({ event }) => event === 'job.progress')
    const run = engine.call('runs.start', { ...asked, jobId: 'b' })
    await begun
    engine.signal('SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 3000)) // the sleep itself
    engine.signal('SIGCONT')
    const { timing: _timing, ...figures } = (await run).result
    const { timing: _before, ...before } = undisturbed.result
    expect(figures).toEqual(before)
    await engine.kill()
  })
})
