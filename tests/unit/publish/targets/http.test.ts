import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { asFound } from '../../../../engine/core/publish/as-found.ts'
import { differences, unnamed } from '../../../../engine/core/publish/came-back.ts'
import type { Conversation } from '../../../../engine/core/publish/call.ts'
import type { Found } from '../../../../engine/core/publish/resource.ts'
import { EXAMPLE_MAPPING } from '../../../../engine/core/publish/targets/http/example-mapping.ts'
import { HTTP } from '../../../../engine/core/publish/targets/http/index.ts'
import { readMapping } from '../../../../engine/core/publish/targets/http/mapping.ts'
import { at } from '../../../../engine/core/publish/targets/http/render.ts'
import { startStub } from '../../../platforms/all-stubs.ts'
import { generatedRun } from '../../../properties/generated-run.ts'
import { converse } from './converse.ts'

const example = JSON.parse(EXAMPLE_MAPPING) as Record<string, unknown>
const with_ = (change: Record<string, unknown>) => HTTP.settingsSchema.parse({ baseUrl: 'https://example.com', mapping: JSON.stringify({ ...example, ...change }) })
const settings = HTTP.settingsSchema.parse({ baseUrl: 'https://example.com' })
const document: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'a/b "c"', name: 'Wélcome </script>', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hello' }],
  steps: { hello: { kind: 'message', channel: 'push', template: { title: '{{ profile.x }} "quoted"\n' }, next: 'wait' }, wait: { kind: 'waitFor', branches: [{ id: 'x', event: 'purchase' }], timeout: { after: 'P1D', next: 'hello' } } },
}

describe('a journey that goes to a service by the example mapping', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(generatedRun, ({ documents: [journey] }) => {
        const { resources, problems } = HTTP.toPlatform(journey!, settings)
        expect(problems).toEqual([])
        const back = HTTP.fromPlatform(asFound(resources, new Map()), settings)
        const { layout: _layout, ...said } = journey!
        const { layout: _backLayout, ...there } = back.document
        expect(canonicalJson(there)).toBe(canonicalJson(said))
        expect(HTTP.toPlatform(back.document, settings)).toEqual({ resources, problems })
      }),
      { numRuns: 200 },
    )
  })

  it('takes it over HTTP, changes it, and moves it on', async () => {
    const stub = await startStub('http')
    try {
      const own = HTTP.settingsSchema.parse(stub.settings)
      const say = <T>(conversation: Conversation<T>) => converse(conversation, HTTP.api.baseUrl(own).replace(/\/$/, ''), stub.secret).then(({ result }) => result)
      const [journey] = HTTP.toPlatform(document, own).resources
      expect(await say(HTTP.api.probe(own))).toEqual({ account: 'Example shop' })
      expect(await say(HTTP.api.lookUp(journey!, own))).toBeNull()
      const { id, token } = await say(HTTP.api.create(journey!, own))
      expect({ id, token }).toEqual({ id: document.id, token: '1' })
      const found = (await say(HTTP.api.lookUp(journey!, own)))!
      expect(found).toMatchObject({ status: 'draft', token: '1', body: journey!.body })
      expect(HTTP.fromPlatform([found], own).document).toEqual(document)
      const next = await say(HTTP.api.update(journey!, found, own))
      expect(next.token).toBe('2')
      await expect(say(HTTP.api.update(journey!, found, own))).rejects.toMatchObject({ code: 'E_PLATFORM_CONFLICT' })
      const now: Found = { ...found, token: next.token }
      expect((await say(HTTP.api.setStatus(now, 'activate', own))).status).toBe('active')
      await expect(say(HTTP.api.setStatus(now, 'archive', own))).rejects.toMatchObject({ code: 'E_PLATFORM_STATE' })
      stub.setInFlight(id, 7)
      expect(await say(HTTP.api.inFlight(now, own))).toBe(7)
      expect(await say(HTTP.api.journeys(own))).toMatchObject([{ id, status: 'active' }])
      const broken = { ...journey!, body: { id, name: 'x', document: { ...document, steps: { hello: { ...document.steps['hello']!, next: 'gone' } } } } as never }
      await expect(say(HTTP.api.update(broken, { ...now, token: null }, own))).rejects.toMatchObject({ code: 'E_PLATFORM_INVALID', parts: [{ stepId: 'hello' }] })
    } finally {
      await stub.close()
    }
  })
})

describe('a mapping of one’s own', () => {
  it('is told what it does not bring back, and nothing differs elsewhere', () => {
    const own = with_({ body: '{ "name": {{ name | json }}, "steps": {{ journey.steps | json }}, "entries": {{ journey.entries | json }}, "id": {{ journey.id | json }} }', import: '{ "format": "journey", "formatVersion": 1, "id": {{ answer.id | json }}, "name": {{ answer.name | json }}, "entries": {{ answer.entries | json }}, "steps": {{ answer.steps | json }} }' })
    const journey: JourneyDocument = { ...document, timeZone: 'UTC', reentry: { kind: 'always' } }
    const { resources, problems } = HTTP.toPlatform(journey, own)
    expect(problems.map(({ code, severity, path }) => `${code} ${severity} ${path}`)).toEqual(['HT05 loss $.timeZone', 'HT05 loss $.reentry'])
    const back = HTTP.fromPlatform(asFound(resources, new Map()), own).document
    expect(unnamed(differences(journey, back), problems)).toEqual([])
    expect(HTTP.toPlatform(back, own).resources).toEqual(resources)
  })

  it('is given steps in the order people come to them', () => {
    const own = with_({ body: '[{% for step in steps %}{{ step.id | json }}{% unless forloop.last %},{% endunless %}{% endfor %}]' })
    const turned = { ...document, steps: Object.fromEntries(Object.entries(document.steps).reverse()) }
    expect(HTTP.toPlatform(turned, own).resources[0]!.body).toEqual(['hello', 'wait'])
  })

  it('refuses what the service cannot do, at the step', () => {
    expect(HTTP.toPlatform(document, with_({ cannot: ['push', 'loops'] })).problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['HT01 $.steps.hello', 'HT01 $.steps.hello'].slice(0, 1))
  })

  it.each([
    ['{', /not JSON: .* at line 1 column 2/],
    ['{"body": "x", "nonsense": 1}', /\$/],
    [JSON.stringify({ ...example, body: ['{', '  "id": {{ journey.id | jsn }}', '}'] }), /body, line 2 column \d+: there is no filter “jsn”/],
    [JSON.stringify({ ...example, create: { method: 'POST', path: 'journeys' } }), /create\.path: expected a path that begins with/],
    [JSON.stringify({ ...example, lookUp: { method: 'GET', path: '/x/{{ journeyId' } }), /lookUp\.path, line 1 column \d+: \{\{ is opened and not closed/],
    [JSON.stringify({ ...example, statuses: { on: 'running' } }), /statuses\.on/],
  ])('%j is refused with the place', (text, says) => {
    const read = readMapping(text)
    expect('problems' in read && read.problems.join('\n')).toMatch(says)
    expect(HTTP.settingsSchema.safeParse({ baseUrl: 'https://example.com', mapping: text }).error?.issues[0]?.path).toEqual(['mapping'])
  })

  it('tells where what it renders is no JSON, and stops what never ends', () => {
    const told = (body: string) => HTTP.toPlatform(document, with_({ body })).problems[0]
    expect(told('{ "id": {{ journey.id }} }')).toMatchObject({ code: 'HT02', severity: 'error', message: expect.stringMatching(/not JSON: .* at line 1 column \d+, in \$\.id/) as string })
    expect(told('{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}')).toMatchObject({ code: 'HT02' })
  })

  it('points into answers as RFC 6901 does', () => {
    const value = { 'a/b': [{ 'm~n': 5 }], '': 1 }
    expect([at(value, '/a~1b/0/m~0n'), at(value, ''), at(value, '/'), at(value, '/a~1b/-'), at(value, '/constructor')]).toEqual([5, value, 1, undefined, undefined])
  })
})
