import { describe, expect, it } from 'vitest'
import { RehearsalError } from '../../../../engine/core/errors.ts'
import { journeySchema, type JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Answer, Conversation, PlatformCall } from '../../../../engine/core/publish/call.ts'
import { importFromTarget } from '../../../../engine/core/publish/export-target.ts'
import { withIds, type Found, type Resource } from '../../../../engine/core/publish/resource.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../../../engine/core/publish/targets/any-target.ts'
import { settingsWithoutAccount, targetOf, TARGETS } from '../../../../engine/core/publish/targets/index.ts'
import { addressOf } from '../../../../engine/node/http/address.ts'

// Documents as nobody would write them who means well: ids and names full of what addresses, headers and JSON mean something by.

const HOSTILE = ['..', '.', '%2e%2e', 'a/b', '../../admin', 'a?b=c&d', 'a#b', '\\..\\x', 'a\r\nX-Evil: 1', "x' or '1'='1", 'é😀', '\ud800', '__proto__', 'constructor', ' ', '\0', '\u202e', '"', ']]>', '{{ journey }}', '[rehearsal:other/journey]', '%', 'x'.repeat(10_000)]
const BASE = new URL('https://api.example.com/base')
const ANSWER_WITH_EVERYTHING = (id: string): Answer => ({ status: 200, headers: {}, body: { id, key: id, name: id, status: 'constructor', state: 'toString', data: { id, attributes: { status: '__proto__' } }, items: [], journeys: [], segments: [], templates: [], results: [] } })

function documentOf(id: string): JourneyDocument {
  const step = (number: number) => `${id}${number}`
  return journeySchema.parse({
    format: 'journey', formatVersion: 1, id, name: id,
    segments: Object.fromEntries([[id, { name: id, when: { did: id } }]]),
    entries: [{ id, trigger: { kind: 'event', event: id }, next: step(1) }],
    goals: [{ id, event: id }],
    steps: Object.fromEntries([
      [step(1), { kind: 'message', channel: 'email', name: id, template: { subject: id, title: id, body: id }, next: step(2) }],
      [step(2), { kind: 'waitFor', name: id, branches: [{ id, event: id, next: step(3) }], timeout: { after: 'P1D', next: step(4) } }],
      [step(3), { kind: 'branch', branches: [{ id, when: { segment: id }, next: step(4) }] }],
      [step(4), { kind: 'webhook', url: 'https://example.com/hook', body: { id }, next: step(5) }],
      [step(5), { kind: 'split', variants: [{ id, weight: 1, next: step(6) }, { id: `${id}-b`, weight: 1 }] }],
      [step(6), { kind: 'update', set: { name: id } }],
    ]),
  })
}

/** Everything a target would ask of its platform about these resources, if every id there were `id` too. */
function conversations(target: AnyTarget, settings: TargetSettings, resources: readonly Resource[], id: string): (() => Conversation<unknown>)[] {
  const ids = new Map(resources.map(({ key }) => [key, id]))
  const { api } = target
  return resources.flatMap((resource) => {
    const filled = { ...resource, body: resource.body === null ? null : withIds(resource.body, ids) }
    const found = (status: Found['status']): Found => ({ kind: resource.kind, id, name: resource.name, body: filled.body, status, token: null, updatedAt: null })
    return [
      () => api.lookUp(filled, settings), () => api.read(resource.kind, id, settings), () => api.create(filled, settings), () => api.update(filled, found('draft'), settings), () => api.inFlight(found('active'), settings),
      () => api.statistics(found('active'), settings), () => api.setStatus(found('draft'), 'activate', settings), () => api.setStatus(found('active'), 'pause', settings), () => api.setStatus(found('active'), 'stop', settings),
    ]
  })
}

/** Where a call goes, or null if the client refuses to send it. */
function sentTo(call: PlatformCall): URL | null {
  try {
    return addressOf('the platform', BASE, call)
  } catch (error) {
    if (error instanceof RehearsalError && error.code === 'E_PLATFORM_INVALID') return null
    throw error
  }
}

describe.each(TARGETS.map((target) => [target.id, target] as const))('%s', (_id, target) => {
  const { settings } = settingsWithoutAccount(target)

  it.each(HOSTILE.map((id) => [id.slice(0, 20), id]))('asks for nothing else than what it is about, with %j as every id and name', (_short, id) => {
    const { resources } = target.toPlatform(documentOf(id), settings)
    const plain = target.toPlatform(documentOf('plain'), settings).resources
    expect(resources.map(({ kind }) => kind)).toEqual(plain.map(({ kind }) => kind))
    for (const begin of conversations(target, settings, resources, id)) {
      try {
        const conversation = begin()
        for (let turn = conversation.next(), calls = 0; !turn.done && calls < 6; turn = conversation.next(ANSWER_WITH_EVERYTHING(id)), calls++) {
          const { path } = turn.value
          const url = sentTo(turn.value)
          if (!url) continue
          // As many parts as were meant, none of which fell out or was added on the way.
          expect(url.pathname.split('/').length, path).toBe(`${BASE.pathname}${path}`.split('/').length)
          expect([url.origin, url.hash]).toEqual([BASE.origin, ''])
          expect([...url.searchParams.keys()]).toEqual(Object.keys(turn.value.query ?? {}))
        }
      } catch (error) {
        // A half of a character is in no id: the client takes it out of answers.
        if (!(error instanceof RehearsalError) && !(error instanceof URIError && id === '\ud800')) throw error
      }
    }
  })

  it('takes no name of a prototype for a status', () => {
    const conversation = target.api.read('journey', 'x', settings)
    expect(conversation.next().done).toBe(false)
    try {
      const { done, value } = conversation.next(ANSWER_WITH_EVERYTHING('x'))
      if (done && value) expect([null, 'draft']).toContain((value as Found).status) // as: what a read gives
    } catch (error) {
      expect(error).toBeInstanceOf(RehearsalError)
    }
  })

  it('refuses a document that writes what stands for an id of the platform', () => {
    const base = documentOf('plain')
    const document: JourneyDocument = { ...base, steps: { ...base.steps, plain4: { kind: 'webhook', url: 'https://example.com/hook', body: { deep: [{ $ref: 'journey' }] }, next: 'plain5' }, plain6: { kind: 'update', set: { $ref: 'segment/x' } } } }
    const { problems } = target.toPlatform(document, settings)
    expect(problems.filter(({ code }) => code === 'RH01').map(({ severity, path, stepId }) => [severity, path, stepId])).toEqual([['error', '$.steps.plain4.body.deep[0]', 'plain4'], ['error', '$.steps.plain6.set', 'plain6']])
    expect(target.toPlatform(base, settings).problems.filter(({ code }) => code === 'RH01')).toEqual([])
  })

  it('takes a file nested 50,000 levels for no journey', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    for (const text of [deep, `{"target":"${target.id}","resources":[{"key":"journey","kind":"journey","name":"x","body":${deep}}]}`]) {
      expect(() => importFromTarget(text, target, settings)).toThrow(expect.objectContaining({ code: 'E_TARGET_INPUT' }) as Error)
    }
  })
})

describe('a mapping of a service of one’s own', () => {
  const target = targetOf('http')
  const mapping = JSON.parse(String(target.fields.find(({ id }) => id === 'mapping')!.initial)) as Record<string, unknown> // as: the example is an object
  const settings = settingsOf(target, { baseUrl: 'https://api.example.com', mapping: JSON.stringify({ ...mapping, lookUp: { method: 'GET', path: '/journeys/{{ journeyId }}?by={{ name }}' } }) })
  const lookUp = (id: string) => target.api.lookUp(target.toPlatform({ ...documentOf('plain'), id }, settings).resources[0]!, settings).next()

  it('that writes ids as they stand works with plain ones', () => {
    expect(lookUp('welcome').value).toMatchObject({ path: '/journeys/welcome', query: { by: 'plain' } })
  })

  it.each(['Authorization', 'X-API-Key', 'cookie', 'Transfer-Encoding', 'Host'])('sets no header %s: it is kept in plain text', (name) => {
    const problem = () => settingsOf(target, { baseUrl: 'https://api.example.com', mapping: JSON.stringify({ ...mapping, probe: { method: 'GET', path: '/me', headers: { [name]: 'sk_live_1' } } }) })
    expect(problem).toThrow(expect.objectContaining({ code: 'E_SETTINGS', message: expect.stringContaining('not the mapping’s to set') as string }) as Error)
  })

  it.each(['a/b', '../admin', 'a?all=1', 'a#b', 'a&b'])('is not led elsewhere by %j', (id) => {
    expect(() => lookUp(id)).toThrow(expect.objectContaining({ code: 'E_PLATFORM_INVALID' }) as Error)
  })
})
