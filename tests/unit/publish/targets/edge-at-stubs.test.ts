import { afterEach, describe, expect, it } from 'vitest'
import { sameBody } from '../../../../engine/core/publish/as-found.ts'
import type { Conversation } from '../../../../engine/core/publish/call.ts'
import { inOrderOfNeeds, withIds, type Found, type Resource } from '../../../../engine/core/publish/resource.ts'
import { DITTOFEED } from '../../../../engine/core/publish/targets/dittofeed/index.ts'
import { POSTHOG } from '../../../../engine/core/publish/targets/posthog/index.ts'
import type { Target } from '../../../../engine/core/publish/target.ts'
import { startStub } from '../../../platforms/all-stubs.ts'
import type { Stub } from '../../../platforms/stub.ts'
import { converse } from './converse.ts'
import { journeyOf } from './edge-journeys.ts'

let stub: Stub | undefined

afterEach(async () => {
  await stub?.close()
  stub = undefined
})

async function talk<T>(conversation: Conversation<T>, { url, secret }: Stub): Promise<T> {
  return (await converse(conversation, url.replace(/\/$/, ''), secret)).result
}

const SAMPLE = (hours: number) =>
  journeyOf(
    {
      wait: { kind: 'waitFor', name: 'Bought?', branches: [{ id: 'bought', event: 'purchase' }], timeout: { after: `PT${hours}H`, next: 'which' } },
      which: { kind: 'branch', branches: [{ id: 'vip', when: { attribute: 'plan', op: 'eq', value: 'gold' }, next: 'email' }], else: 'split' },
      split: { kind: 'split', variants: [{ id: 'a', weight: 1, next: 'push' }, { id: 'b', weight: 1, next: 'email' }] },
      push: { kind: 'message', channel: 'push', variants: [{ id: 'x', weight: 1, template: { title: 'X', body: 'x' } }, { id: 'y', weight: 1, template: { title: 'Y', body: 'y' } }] },
      email: { kind: 'message', channel: 'email', template: { title: 'Hi {{ profile.city }}', body: 'B' }, next: 'hook' },
      hook: { kind: 'webhook', url: 'https://example.com/hook' },
    },
    { name: 'Cart', reentry: { kind: 'once' } },
  )

/** Makes everything, reads it back as it was sent, switches it on, changes it, switches it off. */
async function liveThrough<S>(target: Target<S>, more: Readonly<Record<string, unknown>>): Promise<void> {
  stub = await startStub(target.id)
  const settings = target.settingsSchema.parse({ ...stub.settings, ...more })
  expect((await talk(target.api.probe(settings), stub)).account).not.toBe('')
  const ids = new Map<string, string>()
  const filled = (resources: readonly Resource[]) => inOrderOfNeeds(resources)
  const first = target.toPlatform(SAMPLE(1), settings)
  expect(first.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  for (const resource of filled(first.resources)) {
    const whole = { ...resource, body: withIds(resource.body!, ids) }
    expect(await talk(target.api.lookUp(whole, settings), stub)).toBeNull()
    const made = await talk(target.api.create(whole, settings), stub)
    ids.set(resource.key, made.id)
    const there = await talk(target.api.lookUp(whole, settings), stub)
    expect(sameBody(there!.body, whole.body), `${resource.key}: ${JSON.stringify(there!.body)} for ${JSON.stringify(whole.body)}`).toBe(true)
    // Sent again, as after an answer that never came, it is the same one.
    expect((await talk(target.api.create(whole, settings), stub)).id).toBe(made.id)
  }
  const read = () => talk(target.api.read('journey', ids.get('journey')!, settings), stub!) as Promise<Found>
  expect((await talk(target.api.setStatus(await read(), 'activate', settings), stub)).status).toBe('active')
  expect((await talk(target.api.journeys(settings), stub)).map(({ id, status }) => [id, status])).toEqual([[ids.get('journey'), 'active']])
  const second = target.toPlatform(SAMPLE(2), settings)
  const journey = second.resources.find(({ kind }) => kind === 'journey')!
  const whole = { ...journey, body: withIds(journey.body!, ids) }
  const found = await read()
  expect((await talk(target.api.update(whole, found, settings), stub)).status).toBe('active')
  const now = await read()
  expect(sameBody(now.body, whole.body)).toBe(true)
  const parts = await Promise.all(target.api.references(now).map(({ kind, id }) => talk(target.api.read(kind, id, settings), stub!)))
  expect(target.fromPlatform([now, ...parts.filter((part) => part !== null)], settings).document.steps['wait']).toMatchObject({ kind: 'waitFor', name: 'Bought?', timeout: { after: 'PT2H' } })
  expect((await talk(target.api.setStatus(now, 'pause', settings), stub)).status).not.toBe('active')
  stub.setStatistics(now.id, { email: { entered: 5, sent: 4, opened: 2 } })
  expect((await talk(target.api.statistics(now, settings), stub))?.get('email')).toMatchObject({ entered: 5, sent: 4, opened: 2 })
  expect(stub.journeys()).toHaveLength(1)
}

describe('a journey lives at the stub of', () => {
  it('Dittofeed', () => liveThrough(DITTOFEED, { emailFrom: 'hi@example.com', eventKey: 'userId' }))

  it('PostHog, which says no to what is stale', async () => {
    await liveThrough(POSTHOG, { emailIntegrationId: 1, pushIntegrationIds: '6' })
    const settings = POSTHOG.settingsSchema.parse({ ...stub!.settings, emailIntegrationId: 1, pushIntegrationIds: '6' })
    const id = stub!.journeys()[0]!.id
    const found = (await talk(POSTHOG.api.read('journey', id, settings), stub!))!
    stub!.edit(id, (flow) => { flow['name'] = 'Theirs' })
    const resource = POSTHOG.toPlatform(SAMPLE(3), settings).resources[0]!
    await expect(talk(POSTHOG.api.update(resource, found, settings), stub!)).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT' })
    stub!.setScopes(['hog_flow:read'])
    await expect(talk(POSTHOG.api.update(resource, found, settings), stub!)).rejects.toMatchObject({ code: 'E_PLATFORM_SCOPE' })
  })
})
