import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ApprovalDoor } from '../../../engine/node/services/context.ts'
import { PublishBench, welcome } from './bench.ts'

let bench: PublishBench
beforeEach(() => {
  bench = new PublishBench({ refuses: ({ name }) => (name === 'Bad' ? ['It is bad.'] : []) })
})
afterEach(() => bench.close())

const refused = { code: 'E_APPROVAL' }

describe('consent', () => {
  it('is to exactly one plan, with the digest that was shown', async () => {
    const plan = await bench.plan()
    expect(() => bench.service.approve({ planId: plan.id, digest: `${plan.digest}0`, by: 'Ada' })).toThrow(expect.objectContaining(refused))
    await expect(bench.apply(plan.id)).rejects.toMatchObject(refused)
    expect(bench.service.approve({ planId: plan.id, digest: plan.digest, by: ' Ada ' })).toMatchObject({ approval: { by: 'Ada', door: 'window' } })
    expect(bench.platform.changes).toEqual([])
  })

  it('serves once', async () => {
    const { id, digest } = await bench.approved()
    await bench.apply(id)
    await expect(bench.apply(id)).rejects.toMatchObject(refused)
    expect(() => bench.service.approve({ planId: id, digest, by: 'Ada' })).toThrow(expect.objectContaining(refused))
    expect(bench.platform.changes).toHaveLength(3)
  })

  it('cannot be given to a plan that is blocked', async () => {
    const plan = await bench.plan(welcome('Hello', { name: 'Bad' }))
    expect(plan.blockers).toEqual(['One thing cannot be published like this: It is bad.'])
    expect(() => bench.service.approve({ planId: plan.id, digest: plan.digest, by: 'Ada' })).toThrow(expect.objectContaining({ ...refused, message: expect.stringContaining('It is bad.') as string }))
  })

  it('is not to another account: a connection that was changed since needs a new plan', async () => {
    const { id } = await bench.approved()
    bench.settings = { place: 'us' }
    await expect(bench.apply(id)).rejects.toMatchObject({ ...refused, message: expect.stringContaining('connection was changed') as string })
    expect(bench.platform.changes).toEqual([])
    expect(bench.known.history({})).toEqual([])
  })

  it('names somebody', async () => {
    const plan = await bench.plan()
    expect(() => bench.service.approve({ planId: plan.id, digest: plan.digest, by: '  ' })).toThrow(expect.objectContaining(refused))
  })

  it('cannot be given at a door without a person, whatever it knows, nor used there', async () => {
    const { id, digest } = await bench.approved()
    const door = bench.open({ door: 'none' })
    expect(() => door.approve({ planId: id, digest, by: 'Agent' })).toThrow(expect.objectContaining(refused))
    await expect(door.apply({ jobId: 'j', planId: id })).rejects.toMatchObject(refused)
    const publication = await bench.apply(id)
    const action = await door.planAction({ jobId: 'j', publicationId: publication.id, action: 'activate' })
    await expect(door.act({ jobId: 'j', publicationId: publication.id, action: 'activate', digest: action.digest, by: 'Agent' })).rejects.toMatchObject(refused)
    expect(bench.platform.all('journey')[0]!.status).toBe('draft')
  })

  it.each(['terminal', 'unattended'] satisfies ApprovalDoor[])('says that it was given at the door %s', async (door) => {
    bench.service = bench.open({ door })
    expect((await bench.published()).approval).toMatchObject({ by: 'Ada', door })
  })
})
