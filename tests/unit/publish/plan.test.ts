import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planSchema } from '../../../engine/core/publish/plan.ts'
import { PublishBench, welcome } from './bench.ts'

let bench: PublishBench
beforeEach(() => {
  bench = new PublishBench()
})
afterEach(() => bench.close())

type Steps = { steps: Record<string, { for?: string }> }

describe('a plan', () => {
  it('says what would be made, with exact payloads, and changes nothing', async () => {
    const plan = planSchema.parse(await bench.plan())
    expect(plan).toMatchObject({ journeyId: 'welcome', journeyName: 'Welcome', connectionName: 'Production', target: 'http', there: null, inFlight: null, calls: 3, changes: [], blockers: [] })
    expect(plan.steps.at(-1)!.body).toMatchObject({ steps: { hello: { template: { $ref: 'template/hello/-' } } } })
    expect(plan.budgets).toEqual([{ id: 'create', count: 100, perMs: 86_400_000, left: 100, needed: 3 }])
    expect(bench.platform.changes).toEqual([])
    expect(bench.service.getPlan({ id: plan.id })).toEqual(plan)
  })

  it('has a digest of what a person sees: another payload, account or state of things is another one', async () => {
    const digests = [(await bench.plan()).digest, (await bench.plan()).digest, (await bench.plan(welcome('Hi'))).digest]
    bench.settings = { place: 'us' }
    digests.push((await bench.plan()).digest)
    bench.settings = { place: 'eu' }
    await bench.published()
    digests.push((await bench.plan()).digest)
    expect(digests[0]).toBe(digests[1])
    expect(new Set(digests).size).toBe(4)
  })

  it('counts what is left of a budget from the ledger, and is blocked where it does not reach', async () => {
    await bench.published()
    for (let number = 0; number < 96; number++) bench.workspace.ledger.begin({ publicationId: bench.known.history({})[0]!.publication.id, connectionId: 'c1', piece: 'x', what: '', method: 'POST', path: '/', digest: '', repeat: 'once', budget: 'create' }, bench.at)
    const plan = await bench.plan({ ...welcome(), id: 'other' })
    expect(plan.budgets).toMatchObject([{ left: 1, needed: 3 }])
    expect(plan.blockers).toEqual(['Fake takes 1 more of these calls for now, and this needs 3: its limit counts over a day.'])
  })

  it('tells our changes, theirs, and what both changed, and is blocked until somebody decides', async () => {
    const published = await bench.published()
    const journey = bench.platform.all('journey')[0]!
    const body = structuredClone(journey.body) as Steps
    body.steps['wait']!.for = 'P2D'
    journey.body = body as never
    const ours = welcome('Hi')
    const same = await bench.plan(ours)
    expect(same.changes.map(({ key, by, theirs }) => [key, by, theirs.length])).toEqual([['step:hello', 'us', 0], ['step:wait', 'them', 1]])
    expect(same.there).toMatchObject({ platformId: published.platformId, drifted: true })
    expect(same.blockers).toEqual([expect.stringMatching(/^It was changed at Fake since it was last published from here \(1 difference\)/)])
    const both = await bench.plan({ ...ours, steps: { ...ours.steps, wait: { kind: 'delay', for: 'P3D', next: 'again' } } })
    expect(both.changes.map(({ key, by }) => [key, by])).toEqual([['step:hello', 'us'], ['step:wait', 'both']])
    const alike = await bench.plan({ ...ours, steps: { ...ours.steps, wait: { kind: 'delay', for: 'P2D', next: 'again' } } })
    expect(alike.changes.map(({ key, by }) => [key, by])).toEqual([['step:hello', 'us'], ['step:wait', 'bothAlike']])
    expect(alike.blockers).toEqual([])
    expect(await bench.published(ours, 'overwrite')).toMatchObject({ state: 'applied' })
    expect((bench.platform.all('journey')[0]!.body as Steps).steps['wait']!.for).toBe('P1D')
    expect((await bench.plan(ours)).changes).toEqual([])
  })

  it('says when what it changes takes effect at once, because it runs there', async () => {
    const { id } = await bench.published()
    expect((await bench.plan(welcome('Hi'))).liveAtOnce).toBe(false)
    await bench.acted(id, 'activate')
    expect((await bench.plan(welcome('Hi'))).liveAtOnce).toBe(true)
    expect((await bench.plan()).liveAtOnce).toBe(false)
  })

  it('sees an edit of a template as a change of the journey', async () => {
    await bench.published()
    bench.platform.all('template')[0]!.body = { title: 'Merhaba' }
    const plan = await bench.plan()
    expect(plan.changes).toMatchObject([{ key: 'step:hello', by: 'them' }])
    expect(plan.blockers).toHaveLength(1)
  })

  it('takes a journey that is there and was never published from here for somebody\'s', async () => {
    const other = new PublishBench()
    await bench.published(welcome('Hi'))
    for (const thing of bench.platform.things.values()) other.platform.things.set(thing.id, thing)
    const plan = await other.plan()
    expect(plan).toMatchObject({ there: { drifted: true }, changes: [{ key: 'step:hello', by: 'them' }] })
    expect((await other.plan(welcome('Hi'))).changes).toEqual([])
    other.close()
  })

  it('does not take our own unfinished work for somebody else\'s', async () => {
    await bench.published()
    const next = { ...welcome('Hi'), steps: { ...welcome('Hi').steps, wait: { kind: 'delay', for: 'P2D', next: 'again' } } } as const
    const plan = await bench.approved(next)
    bench.platform.mishaps.push(undefined, { when: 'before', status: 422 })
    expect(await bench.apply(plan.id)).toMatchObject({ state: 'failed', done: 1 })
    const again = await bench.plan(next)
    expect(again.blockers).toEqual([])
    expect(again.changes.map(({ by }) => by)).not.toContain('them')
    expect(await bench.published(next)).toMatchObject({ state: 'applied' })
    expect(bench.known.history({}).map(({ publication }) => [publication.state, publication.problem?.code])).toEqual([['applied', undefined], ['failed', 'E_SUPERSEDED'], ['applied', undefined]])
  })
})
