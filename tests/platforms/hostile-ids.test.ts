import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { TARGETS } from '../../engine/core/publish/targets/index.ts'
import { startStub } from './all-stubs.ts'
import { versions } from './kill-life.ts'
import { openRehearsal } from './open-rehearsal.ts'

// Journeys whose ids and names mean something in addresses, over real HTTP: each makes one journey, beside one of somebody else that nobody touches.

const IDS = ['a/b', '../welcome', 'welcome?all=1', '%2e%2e', "x' or '1'='1", 'é😀', '__proto__', 'a\r\nX-Evil: 1', '{{ journey }}', '[rehearsal:welcome/journey]', 'x'.repeat(10_000)]
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-ids-'))
const open: (() => unknown)[] = []
let workspaces = 0

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

async function begin(target: (typeof TARGETS)[number]['id']) {
  const stub = await startStub(target)
  const { call, close } = openRehearsal(join(folder, String(++workspaces)), stub)
  open.push(() => stub.close(), close)
  const { id: connectionId } = await call('connections.save', { target, name: 'Production', settings: { ...stub.settings } })
  return { stub, call, connectionId }
}

describe.each(TARGETS.map(({ id }) => id))('%s', (target) => {
  it('makes each its own journey, and sees no other one changed', async () => {
    const { stub, call, connectionId } = await begin(target)
    const [welcome] = versions()
    const publish = async (id: string) => {
      const plan = await call('publish.plan', { jobId: 'j', connectionId, document: { ...welcome, id, name: id === 'welcome' ? 'Welcome' : `${id.slice(0, 9000)} of a kind` } })
      expect([id.slice(0, 30), plan.blockers, plan.there]).toEqual([id.slice(0, 30), [], null])
      await call('publish.approve', { planId: plan.id, digest: plan.digest, by: 'Ada' })
      const { state, problem, platformId } = await call('publish.apply', { jobId: 'j', planId: plan.id })
      return { state, problem, platformId }
    }
    const { platformId: first } = await publish('welcome')
    const before = JSON.stringify(stub.journeys().find(({ id }) => id === first))
    const made = new Set([first])
    for (const id of IDS) {
      const { state, problem, platformId } = await publish(id)
      // What a platform itself takes no name of is its own to say; it is not made twice, and nothing else is.
      if (state !== 'applied') expect(problem?.code).toMatch(/^E_PLATFORM_INVALID$/)
      else made.add(platformId)
    }
    expect(new Set(stub.journeys().map(({ id }) => id))).toEqual(made)
    expect(made.size).toBeGreaterThan(IDS.length / 2)
    expect(JSON.stringify(stub.journeys().find(({ id }) => id === first))).toBe(before)
    expect(stub.calls().filter(({ headers }) => headers['x-evil'] !== undefined)).toEqual([])
  })
})

it.each(['.', '..'])('a service whose paths hold our id is not asked for the journey %j', async (id) => {
  const { stub, call, connectionId } = await begin('http')
  await expect(call('publish.plan', { jobId: 'j', connectionId, document: { ...versions()[0], id } })).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID' })
  expect(stub.calls()).toEqual([])
})
