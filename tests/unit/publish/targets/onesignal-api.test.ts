import { afterEach, describe, expect, test } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { sameBody } from '../../../../engine/core/publish/as-found.ts'
import { PlatformRefusal } from '../../../../engine/core/publish/refusal.ts'
import { ONESIGNAL } from '../../../../engine/core/publish/targets/onesignal/index.ts'
import type { OneSignalSettings } from '../../../../engine/core/publish/targets/onesignal/settings.ts'
import { startStub } from '../../../platforms/all-stubs.ts'
import type { Stub, StubOptions } from '../../../platforms/stub.ts'
import { Talk } from './nested-talk.ts'

const open: Stub[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()))
})

async function talk(options?: StubOptions): Promise<Talk<OneSignalSettings>> {
  const stub = await startStub('onesignal', options)
  open.push(stub)
  return new Talk(ONESIGNAL, stub, ONESIGNAL.settingsSchema.parse(stub.settings))
}

/** Two ways that meet, an event with a way of its own when it does not come, a split and a reaction. */
const JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'cart', name: 'Cart abandonment', description: 'Brings people back.',
  segments: { vip: { name: 'VIP', when: { attribute: 'loyaltyPoints', op: 'gte', value: 500 } } },
  entries: [{ id: 'left', trigger: { kind: 'event', event: 'cart_abandoned' }, where: { property: 'price', op: 'gte', value: 50 }, next: 'wait' }],
  goals: [{ id: 'ordered', event: 'purchase', endsJourney: true }],
  steps: {
    wait: { kind: 'delay', name: 'An hour', for: 'PT1H', next: 'is-vip' },
    'is-vip': { kind: 'branch', branches: [{ id: 'vip', when: { segment: 'vip' }, next: 'ab' }], else: 'push' },
    ab: { kind: 'split', variants: [{ id: 'calm', name: 'Calm', weight: 1, next: 'push' }, { id: 'loud', weight: 3, next: 'email' }] },
    push: { kind: 'message', channel: 'push', template: { title: 'Still there', body: 'Your {{ event.category | default: \'cart\' }} waits' }, next: 'opened' },
    email: { kind: 'message', channel: 'email', template: { title: 'Your cart', body: 'Hello {{ profile.city }}' }, next: 'opened' },
    opened: { kind: 'waitFor', branches: [{ id: 'back', event: 'product_view', next: 'tagged' }], timeout: { after: 'P1D', next: 'last' } },
    tagged: { kind: 'update', set: { cameBack: true } },
    last: { kind: 'message', channel: 'sms', template: { body: 'Last call' } },
  },
}

async function refusal(promise: Promise<unknown>): Promise<PlatformRefusal> {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(PlatformRefusal)
  return error as PlatformRefusal // as: just looked at
}

describe('OneSignal', () => {
  test('takes a whole journey, and what is read back is what was sent', async () => {
    const one = await talk()
    expect(ONESIGNAL.toPlatform(JOURNEY, one.settings).problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const { made, resource } = await one.publish(JOURNEY)
    const found = await one.say(ONESIGNAL.api.lookUp(resource, one.settings))
    expect(found).toMatchObject({ id: made.id, status: 'draft', token: made.token })
    expect(sameBody(found!.body, resource.body!)).toBe(true)
    const others = await Promise.all(ONESIGNAL.api.references(found!).map(({ kind, id }) => one.say(ONESIGNAL.api.read(kind, id, one.settings))))
    const { document, notes } = ONESIGNAL.fromPlatform([found!, ...others.map((other) => other!)], one.settings)
    expect(notes).toEqual([])
    expect(document).toEqual(JOURNEY)
    expect((await one.say(ONESIGNAL.api.journeys(one.settings))).map(({ id, status }) => ({ id, status }))).toEqual([{ id: made.id, status: 'draft' }])
  })

  test('published again makes nothing twice, and only says what changed, with the ids of nodes so that people stay', async () => {
    const one = await talk()
    const { made, resource } = await one.publish(JOURNEY)
    const before = await one.say(ONESIGNAL.api.lookUp(resource, one.settings))
    await one.say(ONESIGNAL.api.setStatus(before!, 'activate', one.settings))
    one.stub.setInFlight?.(made.id, 12)
    const changed: JourneyDocument = { ...JOURNEY, steps: { ...JOURNEY.steps, wait: { kind: 'delay', name: 'Two hours', for: 'PT2H', next: 'is-vip' } } }
    one.calls.length = 0
    const again = await one.publish(changed)
    expect(again.made.id).toBe(made.id)
    expect(one.stub.journeys()).toHaveLength(1)
    expect(one.calls.filter(({ method }) => method === 'POST')).toEqual([])
    const patch = one.calls.findLast(({ method, path }) => method === 'PATCH' && path.includes('/journeys/'))!
    expect(Object.keys(patch.body as object).sort()).toEqual(['concurrency_key', 'nodes'])
    expect(Object.values(again.made.nodeIds!).sort()).toEqual(Object.values(made.nodeIds!).sort())
    expect(Object.keys(again.made.nodeIds!).sort()).toEqual(Object.keys(made.nodeIds!).sort())
  })

  test('is activated in its own time, tells who is under way, and is stopped for good', async () => {
    const one = await talk()
    const { resource } = await one.publish(JOURNEY)
    const draft = (await one.say(ONESIGNAL.api.lookUp(resource, one.settings)))!
    const active = await one.say(ONESIGNAL.api.setStatus(draft, 'activate', one.settings))
    expect(active.status).toBe('active')
    expect(one.calls.filter(({ afterMs }) => afterMs !== undefined).length).toBeGreaterThan(0)
    expect(await one.say(ONESIGNAL.api.inFlight(draft, one.settings))).toBe(0)
    expect((await one.say(ONESIGNAL.api.statistics(draft, one.settings)))?.has('push')).toBe(true)
    const live = (await one.say(ONESIGNAL.api.lookUp(resource, one.settings)))!
    expect((await one.say(ONESIGNAL.api.setStatus(live, 'stop', one.settings))).status).toBe('archived')
    const stopped = (await one.say(ONESIGNAL.api.lookUp(resource, one.settings)))!
    expect(await refusal(one.say(ONESIGNAL.api.setStatus(stopped, 'activate', one.settings)))).toMatchObject({ code: 'E_PLATFORM_STATE' })
    expect(ONESIGNAL.api.howToUpdate(resource, stopped)).toBe('replace')
    expect(await one.say(ONESIGNAL.api.lookUp(resource, one.settings, new Set([stopped.id])))).toBeNull()
  })

  test('that somebody else changed meanwhile is a conflict', async () => {
    const one = await talk()
    const { resource } = await one.publish(JOURNEY)
    const seen = (await one.say(ONESIGNAL.api.lookUp(resource, one.settings)))!
    await one.say(ONESIGNAL.api.update({ ...resource, body: { ...(resource.body as object), description: 'Somebody else was here' } }, seen, one.settings))
    expect(await refusal(one.say(ONESIGNAL.api.update(resource, seen, one.settings)))).toMatchObject({ code: 'E_PLATFORM_CONFLICT', status: 409 })
  })

  test('says what is wrong step by step, and what a key is not allowed', async () => {
    const one = await talk()
    const { ids, resource } = await one.publish(JOURNEY)
    const broken = JSON.parse(JSON.stringify(resource.body).replaceAll(ids.get('template/last/-')!, 'nothing-there'))
    const refused = await refusal(one.say(ONESIGNAL.api.create({ ...resource, body: broken }, one.settings)))
    expect(refused).toMatchObject({ code: 'E_PLATFORM_INVALID', status: 400 })
    expect(refused.parts.map(({ stepId }) => stepId)).toContain('last')
    one.stub.setScopes(['journeys:view'])
    expect(await refusal(one.say(ONESIGNAL.api.create(resource, one.settings)))).toMatchObject({ code: 'E_PLATFORM_SCOPE', help: expect.stringContaining('create journeys') })
  })
})
