import { hostname } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { PublishBench, welcome } from './bench.ts'

let bench: PublishBench
beforeEach(() => {
  bench = new PublishBench()
})
afterEach(() => bench.close())

describe('carrying out a plan', () => {
  it('makes what the journey needs first, then the journey as a draft, and switches nothing on', async () => {
    const plan = await bench.approved()
    expect(plan.steps.map(({ key, action }) => [key, action])).toEqual([['template/hello/-', 'create'], ['template/again/-', 'create'], ['journey', 'create']])
    const publication = await bench.apply(plan.id)
    expect(publication).toMatchObject({ state: 'applied', done: 3, of: 3, platformId: 'id-3', status: 'draft', problem: null, approval: { by: 'Ada', door: 'window' } })
    expect(bench.platform.changes).toEqual(['POST /things hello [welcome/template/hello/-]', 'POST /things again [welcome/template/again/-]', 'POST /things Welcome [welcome/journey]'])
    expect(bench.told.map(({ phase }) => phase)).toContain('Making template 2 of 2')
    expect(bench.platform.all('journey')[0]!.body).toMatchObject({ steps: { hello: { template: 'id-1' }, again: { template: 'id-2' } } })
  })

  it('leaves what is as it should be, and changes what is not', async () => {
    await bench.published()
    bench.platform.changes.length = 0
    expect((await bench.plan()).steps.map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'unchanged'])
    const plan = await bench.approved(welcome('Hi'))
    expect(plan.steps.map(({ action }) => action)).toEqual(['update', 'unchanged', 'unchanged'])
    expect(plan.changes).toMatchObject([{ key: 'step:hello', by: 'us' }])
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'applied', done: 1, of: 1, platformId: 'id-3' })
    expect(bench.platform.changes).toHaveLength(1)
    expect(bench.platform.all('template')[0]!.body).toEqual({ title: 'Hi' })
  })
})

describe('an outcome that nobody knows', () => {
  const lost = new RehearsalError('E_PLATFORM_UNKNOWN', 'No answer.', 'Look.')
  const cases = [['it was done and the answer was lost', { when: 'after', error: lost }], ['it was never done', { when: 'before', error: lost }], ['it was done, and the answer was 502', { when: 'after', status: 502 }], ['it was not done, and the answer was 503', { when: 'before', status: 503 }]] as const

  it.each(cases)('is found out before anything is sent again: %s', async (_, mishap) => {
    for (const nth of [0, 1, 2]) {
      const one = new PublishBench()
      one.platform.mishaps.push(...Array.from({ length: nth }, () => undefined), mishap)
      expect(await one.published()).toMatchObject({ state: 'applied', done: 3, problem: null })
      expect(one.platform.changes).toHaveLength(3)
      expect(one.platform.things.size).toBe(3)
      one.close()
    }
  })

  it('waits for a platform that is slow to show what it made', async () => {
    bench.platform.mishaps.push({ when: 'after', error: lost })
    bench.platform.hiddenFor = 3
    expect(await bench.published()).toMatchObject({ state: 'applied' })
    expect(bench.platform.things.size).toBe(3)
    expect(bench.known.ledger({ publicationId: bench.known.history({})[0]!.publication.id }).map(({ state }) => state)).toEqual(['foundOut', 'done', 'done'])
  })

  it('of a change is not taken for somebody else\'s when its own token is stale by it', async () => {
    await bench.published()
    bench.platform.mishaps.push({ when: 'after', error: lost })
    expect(await bench.published(welcome('Hi'))).toMatchObject({ state: 'applied', problem: null })
    expect(bench.platform.all('template')[0]).toMatchObject({ body: { title: 'Hi' } })
  })

  it('stays unknown if the platform cannot be asked, and is found out when it is gone on with', async () => {
    const plan = await bench.approved()
    bench.platform.mishaps.push(undefined, { when: 'after', error: lost })
    bench.platform.onCall = ({ repeat }) => {
      if (repeat === 'read' && bench.platform.things.size === 2) throw new RehearsalError('E_PLATFORM_UNREACHED', 'No network.', 'Look.')
    }
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'interrupted', done: 1, problem: { code: 'E_PLATFORM_UNREACHED' } })
    expect(bench.known.interrupted()).toHaveLength(1)
    bench.platform.onCall = () => {}
    bench.service = bench.open()
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'applied', done: 3 })
    expect(bench.platform.changes).toHaveLength(3)
    expect(bench.known.history({})[0]!.events.map(({ what }) => what)).toEqual(['applied', 'resumed', 'interrupted'])
  })
})

describe('somebody else writing meanwhile', () => {
  it('ends it with a conflict before anything of theirs is written over', async () => {
    await bench.published()
    const plan = await bench.approved(welcome('Hi'))
    bench.platform.all('template')[0]!.body = { title: 'Merhaba' }
    await expect(bench.apply(plan.id)).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT', message: expect.stringContaining('Somebody changed the template') as string })
    expect(bench.platform.all('template')[0]!.body).toEqual({ title: 'Merhaba' })
    expect(bench.known.history({})[0]!.publication).toMatchObject({ state: 'failed', problem: { code: 'E_PLATFORM_CONFLICT' }, problemSteps: ['hello'] })
  })

  it('ends it before anything is changed under people if somebody switched it on', async () => {
    await bench.published()
    const plan = await bench.approved(welcome('Hi'))
    bench.platform.all('journey')[0]!.status = 'active'
    await expect(bench.apply(plan.id)).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT', message: expect.stringContaining('switched on') as string })
    expect(bench.platform.all('template')[0]!.body).toEqual({ title: 'Hello' })
  })

  it('is not written over either where they made the very thing', async () => {
    const plan = await bench.approved()
    bench.platform.send({ method: 'POST', path: '/things', body: { kind: 'template', name: 'again [welcome/template/again/-]', body: { title: 'theirs' } }, repeat: 'once' }).catch(() => {})
    await expect(bench.apply(plan.id)).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT' })
    expect(bench.platform.all('template').map(({ body }) => body)).toEqual([{ title: 'theirs' }, { title: 'Hello' }])
  })
})

describe('what the platform refuses', () => {
  it('is told with the steps it is about, and going on later finishes it', async () => {
    const plan = await bench.approved()
    bench.platform.mishaps.push(undefined, { when: 'before', status: 422 })
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'failed', done: 1, problem: { code: 'E_PLATFORM_INVALID', message: expect.stringContaining('no text') as string }, problemSteps: ['hello'] })
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'applied', done: 3, problem: null, problemSteps: [] })
    expect(bench.platform.things.size).toBe(3)
  })
})

describe('cancelling', () => {
  it('ends it between two calls; going on does nothing twice', async () => {
    const plan = await bench.approved()
    bench.platform.onCall = ({ method }) => {
      if (method === 'POST') bench.jobs.cancel('j')
    }
    await expect(bench.service.apply({ jobId: 'j', planId: plan.id })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(bench.platform.things.size).toBe(1)
    expect(bench.known.interrupted()).toMatchObject([{ state: 'interrupted', done: 1, problem: { code: 'CANCELLED' } }])
    bench.platform.onCall = () => {}
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'applied' })
    expect(bench.platform.changes).toHaveLength(3)
  })
})

describe('cancelling too late', () => {
  it('does not say that nothing was kept, for the calls were made', async () => {
    const plan = await bench.approved()
    bench.platform.onCall = ({ method }) => {
      if (method === 'POST' && bench.platform.things.size === 2) bench.jobs.cancel('j')
    }
    await expect(bench.service.apply({ jobId: 'j', planId: plan.id })).rejects.toMatchObject({ code: 'CANCELLED', help: expect.stringMatching(/^What was done .*until then sta/) as string })
    expect(bench.platform.things.size).toBe(3)
  })
})

describe('two processes at once', () => {
  it('only one applies, the other is told', async () => {
    const plan = await bench.approved()
    const other = bench.open()
    const first = bench.apply(plan.id)
    await expect(other.apply({ jobId: 'other', planId: plan.id })).rejects.toMatchObject({ code: 'E_PUBLISHING' })
    expect(await first).toMatchObject({ state: 'applied' })
  })

  it('one that lost its lease sends nothing more', async () => {
    const plan = await bench.approved()
    let calls = 0
    bench.platform.onCall = ({ method }) => {
      if (method === 'POST' && ++calls === 2) bench.workspace.leases.take({ connectionId: 'c1', holder: 'other', machine: 'other', pid: 1, publicationId: 'x', beatAt: bench.at }, () => false)
    }
    await expect(bench.apply(plan.id)).rejects.toMatchObject({ code: 'E_PUBLISHING' })
    expect(bench.platform.things.size, 'not even what it had begun to send').toBe(1)
    expect(bench.workspace.ledger.of(bench.workspace.publications.ofPlan(plan.id)!.id).map(({ state }) => state), 'whoever goes on with it settles it').toEqual(['done', 'sending'])
  })

  it('one that slept while another did its work leaves that as it is', async () => {
    const plan = await bench.approved()
    let calls = 0
    let meanwhile: Promise<unknown> = Promise.resolve()
    bench.platform.onCall = ({ method }) => {
      if (method !== 'POST' || ++calls !== 2) return
      bench.platform.onCall = () => {}
      bench.at += 60_000 // so long it is not heard of
      bench.workspace.leases.release('c1', bench.workspace.leases.get('c1')!.holder)
      meanwhile = bench.open().apply({ jobId: 'other', planId: plan.id })
    }
    await expect(bench.apply(plan.id)).rejects.toMatchObject({ code: 'E_PUBLISHING' })
    expect(await meanwhile).toMatchObject({ state: 'applied' })
    expect(bench.platform.changes).toHaveLength(3)
    expect(bench.workspace.publications.ofPlan(plan.id)).toMatchObject({ state: 'applied', problem: null })
  })

  it('one whose process is gone is not waited for', async () => {
    const plan = await bench.approved()
    bench.workspace.leases.take({ connectionId: 'c1', holder: 'dead', machine: hostname(), pid: 2 ** 22 + 1, publicationId: 'x', beatAt: bench.at }, () => false)
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'applied' })
  })
})
