import { afterEach, describe, expect, test } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { sameBody } from '../../../../engine/core/publish/as-found.ts'
import { PlatformRefusal } from '../../../../engine/core/publish/refusal.ts'
import { withIds } from '../../../../engine/core/publish/resource.ts'
import { KLAVIYO } from '../../../../engine/core/publish/targets/klaviyo/index.ts'
import type { KlaviyoSettings } from '../../../../engine/core/publish/targets/klaviyo/settings.ts'
import { startStub } from '../../../platforms/all-stubs.ts'
import type { Stub, StubOptions } from '../../../platforms/stub.ts'
import { Talk } from './nested-talk.ts'

const open: Stub[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stub) => stub.close()))
})

async function talk(options?: StubOptions): Promise<Talk<KlaviyoSettings>> {
  const stub = await startStub('klaviyo', options)
  open.push(stub)
  return new Talk(KLAVIYO, stub, KLAVIYO.settingsSchema.parse({ ...stub.settings, fromEmail: 'hello@example.com' }))
}

const JOURNEY: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'cart', name: 'Cart abandonment',
  segments: { vip: { name: 'VIP', when: { did: 'Placed Order', within: 'P30D', count: { op: 'gte', value: 3 } } } },
  entries: [{ id: 'entry', trigger: { kind: 'event', event: 'Started Checkout' }, where: { property: 'price', op: 'gte', value: 50 }, next: 'wait' }],
  reentry: { kind: 'always', limit: { count: 1, within: 'P7D' } },
  goals: [{ id: 'goal-1', event: 'Placed Order', endsJourney: true }],
  steps: {
    wait: { kind: 'delay', for: 'PT1H', next: 'kind' },
    kind: { kind: 'branch', branches: [{ id: 'vip', when: { segment: 'vip' }, next: 'ab' }, { id: 'dear', when: { property: 'price', op: 'gt', value: 500 }, next: 'email' }], else: 'sms' },
    ab: { kind: 'split', variants: [{ id: 'calm', name: 'Calm', weight: 1, next: 'push' }, { id: 'loud', weight: 1, next: 'email' }] },
    push: { kind: 'message', name: 'Push', channel: 'push', template: { title: 'Still there', body: 'Your {{ event.category | default: \'cart\' }} waits' }, next: 'seen' },
    email: { kind: 'message', channel: 'email', template: { title: 'Your cart', body: 'Hello {{ profile.city }}' }, next: 'seen' },
    sms: { kind: 'message', channel: 'sms', template: { body: 'Last call' } },
    seen: { kind: 'waitFor', branches: [{ id: 'back', event: 'Viewed Product', next: 'tag' }], timeout: { after: 'P1D', next: 'sms' } },
    tag: { kind: 'update', set: { cameBack: true } },
  },
}

async function refusal(promise: Promise<unknown>): Promise<PlatformRefusal> {
  const error = await promise.then(() => null, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(PlatformRefusal)
  return error as PlatformRefusal // as: just looked at
}

describe('Klaviyo', () => {
  test('takes a whole journey, and what is read back is what was sent', async () => {
    const one = await talk()
    expect(await one.say(KLAVIYO.api.probe(one.settings))).toEqual({ account: 'Example shop' })
    const { made, resource } = await one.publish(JOURNEY)
    const found = (await one.say(KLAVIYO.api.lookUp(resource, one.settings)))!
    expect(found).toMatchObject({ id: made.id, status: 'draft', token: null, nodeIds: made.nodeIds })
    expect(sameBody(found.body, resource.body!)).toBe(true)
    // read by its id it bears Klaviyo's ids, and ours come from where they are kept
    const read = { ...(await one.say(KLAVIYO.api.read('journey', made.id, one.settings)))!, nodeIds: made.nodeIds! }
    for (const there of [found, read]) {
      const others = await Promise.all(KLAVIYO.api.references(there).map(({ kind, id }) => one.say(KLAVIYO.api.read(kind, id, one.settings))))
      const { document, notes } = KLAVIYO.fromPlatform([there, ...others.map((other) => other!)], one.settings)
      expect(notes).toEqual([])
      expect(document).toEqual(JOURNEY)
    }
  })

  test('changes what an action does where it is, also while it is live, and needs a new flow for new ways', async () => {
    const one = await talk()
    const { made, resource, ids } = await one.publish(JOURNEY)
    const draft = (await one.say(KLAVIYO.api.lookUp(resource, one.settings)))!
    expect((await one.say(KLAVIYO.api.setStatus(draft, 'activate', one.settings))).status).toBe('active')
    const changed: JourneyDocument = { ...JOURNEY, steps: { ...JOURNEY.steps, sms: { kind: 'message', channel: 'sms', template: { body: 'Really the last call' } } } }
    one.calls.length = 0
    await one.publish(changed)
    const writes = one.calls.filter(({ method, path }) => method !== 'GET' && path.includes('/flow'))
    expect(writes.map(({ method }) => method)).toEqual(['PATCH'])
    expect(JSON.stringify(writes[0]!.body)).toContain('"status":"live"')
    const live = (await one.say(KLAVIYO.api.lookUp(resource, one.settings)))!
    expect(live.id).toBe(made.id)
    expect(KLAVIYO.api.howToUpdate(resource, live)).toBe('inPlace')
    const otherWays = KLAVIYO.toPlatform({ ...JOURNEY, steps: { ...JOURNEY.steps, tag: { kind: 'update', set: { cameBack: true }, next: 'sms' } } }, one.settings).resources.at(-1)!
    expect(KLAVIYO.api.howToUpdate({ ...otherWays, body: withIds(otherWays.body!, ids) }, live)).toBe('replace')
  })

  test('is paused, resumed and stopped, and knows no other changes', async () => {
    const one = await talk()
    const { resource } = await one.publish(JOURNEY)
    const look = async () => (await one.say(KLAVIYO.api.lookUp(resource, one.settings)))!
    const act = async (action: 'activate' | 'pause' | 'resume' | 'stop' | 'archive') => (await one.say(KLAVIYO.api.setStatus(await look(), action, one.settings))).status
    expect([await act('activate'), await act('pause'), await act('resume'), await act('stop')]).toEqual(['active', 'paused', 'active', 'draft'])
    expect(await refusal(act('resume'))).toMatchObject({ code: 'E_PLATFORM_STATE' })
    expect(await refusal(act('archive'))).toMatchObject({ code: 'E_PLATFORM_STATE' })
    expect(await one.say(KLAVIYO.api.inFlight(await look(), one.settings))).toBeNull()
    expect(await one.say(KLAVIYO.api.statistics(await look(), one.settings))).toBeInstanceOf(Map)
  })

  test('does not make a metric: an event it never saw is told with the steps that need it', async () => {
    const one = await talk()
    const unseen: JourneyDocument = { ...JOURNEY, steps: { ...JOURNEY.steps, seen: { kind: 'waitFor', branches: [{ id: 'back', event: 'never_seen' }], timeout: { after: 'P1D' } } } }
    const refused = await refusal(one.publish(unseen))
    expect(refused).toMatchObject({ code: 'E_PLATFORM_INVALID', message: expect.stringContaining('never_seen') })
    expect(refused.parts.map(({ stepId }) => stepId)).toEqual(['seen'])
    expect(one.stub.journeys()).toEqual([])
  })

  test('says what is wrong by the steps it came from, and names the scope that a key lacks', async () => {
    const one = await talk()
    const { resource, ids } = await one.publish(JOURNEY)
    const broken = JSON.parse(JSON.stringify(resource.body).replaceAll(`"${ids.get('template/email/-')!}"`, '"NOTHING"'))
    const refused = await refusal(one.say(KLAVIYO.api.create({ ...resource, body: broken }, one.settings)))
    expect(refused).toMatchObject({ code: 'E_PLATFORM_INVALID', status: 400 })
    expect(refused.parts[0]).toMatchObject({ stepId: 'email', path: expect.stringContaining('.message.template_id') })
    one.stub.setScopes(['flows:read', 'segments:read', 'templates:read', 'metrics:read'])
    expect(await refusal(one.say(KLAVIYO.api.create(resource, one.settings)))).toMatchObject({ code: 'E_PLATFORM_SCOPE', help: expect.stringContaining('flows:write') })
  })
})
