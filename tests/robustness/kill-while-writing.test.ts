import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createHost } from '../../engine/node/host.ts'
import { MAPPING, welcome } from '../contract/case.ts'
import { temporaryFolder } from '../unit/storage/temporary-folder.ts'
import { EngineProcess, ENDED, type Told } from './engine-process.ts'

// The engine is killed while it writes a file that is whole or not at all: the next one that opens the workspace takes away what it left half made.

const ROWS = 60_000

function manyEvents(folder: string): string {
  const path = join(folder, 'events.csv')
  const lines = ['user_id,timestamp,event,price,note']
  for (let row = 0; row < ROWS; row++) lines.push(`u${(row * 7919) % 5_000},${new Date(1_767_225_600_000 + row * 1000).toISOString()},${row % 3 ? 'purchase' : 'signup'},${row % 90},note ${row}`)
  writeFileSync(path, lines.join('\n'))
  return path
}

const at = (wanted: string) => ({ event, payload }: Told) => {
  const { phase, done } = payload as { phase: string; done: number } // as: told of a job
  return event === 'job.progress' && phase === wanted && done > 0
}

const hidden = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.'))

it.each([
  ['the data are written as a file', 'writing', 'datasets.export', 'Shop.csv'],
  ['the workspace is packed into one file', 'packing', 'workspace.export', 'All.rehearsal-workspace'],
] as const)('killed while %s: the next start sweeps that folder and the workspace, and the same call writes it', async (_, phase, method, name) => {
  const folder = temporaryFolder()
  const workspace = join(folder, 'workspace')
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  const engine = await EngineProcess.open(workspace)
  const { id } = await engine.call('datasets.import', { jobId: 'i', name: 'Shop', paths: [manyEvents(folder)], mapping: MAPPING })
  await engine.call('journeys.save', { id: null, document: welcome(), baseVersion: null })
  const path = join(elsewhere, name)
  const asked = method === 'datasets.export' ? { jobId: 'e', id, path } : { jobId: 'e', path, datasets: 'all' as const }
  const reached = engine.until(at(phase))
  const lost = engine.call(method, asked as never).catch((error: Error) => error.message) // as: what that method asks for
  await reached
  await vi.waitFor(() => expect(hidden(elsewhere)).toHaveLength(1), { interval: 1 })
  await engine.kill()
  expect(await lost).toBe(ENDED)
  expect(readdirSync(elsewhere), 'it was killed in the middle').toEqual([expect.stringMatching(/^\..*\.partial$/)])
  expect(hidden(workspace)).toContainEqual(expect.stringMatching(/^\.writing-/))

  const again = createHost({ workspaceDir: workspace })
  await vi.waitFor(() => expect([...hidden(elsewhere), ...hidden(workspace)]).toEqual([]))
  await again.call(method, asked)
  await again.close()
  expect([...readdirSync(elsewhere), ...hidden(workspace)]).toEqual([name])
})
