import dns from 'node:dns'
import net from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { EVENTS, MAPPING, welcome } from '../../contract/case.ts'
import { homeFolder, openHost, withHome } from '../workspace/open-host.ts'

withHome()

// Everything in Node that leaves the machine goes through one of these: http, https and fetch by a socket and a name that is looked up.
const asked: unknown[] = []

beforeEach(() => {
  asked.length = 0
  const refuse = (what: string) => (...given: unknown[]) => {
    asked.push([what, given[0]])
    throw new Error('this session must not connect')
  }
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse('connect') as never)
  vi.spyOn(dns, 'lookup').mockImplementation(refuse('lookup') as never)
  vi.spyOn(globalThis, 'fetch').mockImplementation(refuse('fetch') as never)
})
afterEach(() => vi.restoreAllMocks())

it('a session of the engine opens no connection: drawing, importing, rehearsing, exporting, housekeeping', async () => {
  const { call } = openHost()
  writeFileSync(join(homeFolder(), 'events.csv'), EVENTS)
  const { id } = await call('journeys.save', { id: null, document: welcome(), baseVersion: null })
  const { id: datasetId } = await call('datasets.import', { jobId: 'i', name: 'Shop', paths: [join(homeFolder(), 'events.csv')], mapping: MAPPING })
  const { run } = await call('runs.start', { jobId: 'r', journeyId: id, document: welcome(), datasetId })
  await call('runs.explain', { document: welcome(), datasetId, profileId: 'ada' })
  await call('journeys.export', { document: welcome(), to: 'xstate' })
  await call('targets.fit', { document: welcome() })
  await call('runs.get', { id: run.id })
  await call('support.report', { window: {} })
  await call('retention.apply', {})
  await call('workspace.backup', { jobId: 'b' })
  await call('workspace.export', { jobId: 'e', datasets: 'all' })
  expect(asked).toEqual([])
})

it('would be noticed: the watch sees a connection', () => {
  expect(() => net.connect(443, '127.0.0.1')).toThrow('must not connect')
  expect(asked).toHaveLength(1)
})
