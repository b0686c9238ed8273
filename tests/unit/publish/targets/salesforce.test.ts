import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../../../engine/core/json.ts'
import { lintJourney } from '../../../../engine/core/lint/lint-journey.ts'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Step } from '../../../../engine/core/model/steps/registry.ts'
import { asFound } from '../../../../engine/core/publish/as-found.ts'
import type { Found } from '../../../../engine/core/publish/resource.ts'
import { readCondition, writeCondition } from '../../../../engine/core/publish/targets/salesforce/conditions.ts'
import { readFilter } from '../../../../engine/core/publish/targets/salesforce/filter-xml.ts'
import { fromPlatform } from '../../../../engine/core/publish/targets/salesforce/from-platform.ts'
import { percentagesOf } from '../../../../engine/core/publish/targets/salesforce/reduce-step.ts'
import { salesforceSettingsSchema } from '../../../../engine/core/publish/targets/salesforce/settings.ts'
import { toPlatform } from '../../../../engine/core/publish/targets/salesforce/to-platform.ts'

const settings = salesforceSettingsSchema.parse({ subdomain: 'mc-example', clientId: 'client' })

function fixture(name: string): Found {
  // Journeys that Accenture's sfmc-devtools are tested with (MIT, licence beside them).
  const body = JSON.parse(readFileSync(join(import.meta.dirname, 'salesforce-fixtures', name), 'utf8')) as JsonValue // as: JSON
  return { kind: 'journey', id: 'there', name, body, status: 'draft', token: null, updatedAt: null }
}

function journey(steps: Record<string, Step>, more: Partial<JourneyDocument> = {}): JourneyDocument {
  return { format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: Object.keys(steps)[0]! }], steps, ...more }
}

const hello: Step = { kind: 'message', channel: 'email', template: { title: 'Hello', body: 'Hi' } }
const told = (document: JourneyDocument) => toPlatform(document, settings).problems.map(({ code, severity, path }) => `${code} ${severity} ${path}`)

describe('journeys that Journey Builder made', () => {
  it.each([
    ['get-multistep-expected.json', ['MULTICRITERIADECISIONV2-1', 'EMAILV2-1', 'WAITBYDURATION-1', 'WAITBYDURATION-2'], ['SF68', 'SF64']],
    ['post-expected.json', ['WAIT-1', 'DATAEXTENSIONUPDATE-1', 'WAIT-2'], ['SF60']],
    ['put-expected.json', ['WAIT-1', 'DATAEXTENSIONUPDATE-1', 'WAIT-2', 'SMSSYNC-1', 'WAIT-3'], ['SF60', 'SF64']],
  ])('%s is read, what has no words is named, and going there again it stays as it is', (name, ids, codes) => {
    const first = fromPlatform([fixture(name)], settings)
    expect(Object.keys(first.document.steps).sort()).toEqual([...ids].sort())
    for (const code of codes) expect(first.notes.map((note) => note.code)).toContain(code)
    expect(lintJourney(first.document).filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`)).toEqual(name.startsWith('get') ? [] : [])
    const sent = toPlatform(first.document, settings)
    const again = fromPlatform(asFound(sent.resources, new Map()), settings)
    expect(canonicalJson(toPlatform(again.document, settings).resources.map(({ body }) => body))).toBe(canonicalJson(sent.resources.map(({ body }) => body)))
  })

  it('is entered where no activity leads', () => {
    const { document } = fromPlatform([fixture('get-multistep-expected.json')], settings)
    expect(document.entries[0]!.next).toBe('MULTICRITERIADECISIONV2-1')
    expect(document.steps['MULTICRITERIADECISIONV2-1']).toMatchObject({ kind: 'branch', branches: [{ id: 'default_path_1', when: { property: 'Email', op: 'exists' }, next: 'EMAILV2-1' }], else: 'WAITBYDURATION-2' })
    expect(document.steps['WAITBYDURATION-1']).toEqual({ kind: 'delay', name: '1 day', for: 'P1D' })
  })

  it('that is none is refused', () => {
    expect(() => fromPlatform([{ ...fixture('post-expected.json'), body: { hello: 1 } }], settings)).toThrow(/no journey specification/)
  })
})

describe('what is sent', () => {
  const document = journey({
    hello: { ...hello, next: 'pause', note: 'why' },
    pause: { kind: 'delay', for: 'PT36H', next: 'read' },
    read: { kind: 'branch', branches: [{ id: 'opened', when: { did: '$opened', where: { property: 'stepId', op: 'eq', value: 'hello' } }, next: 'deal' }], else: 'vip' },
    vip: { kind: 'branch', branches: [{ id: 'yes', when: { attribute: 'plan', op: 'eq', value: 'gold' }, next: 'deal' }] },
    deal: { kind: 'split', variants: [{ id: 'a', weight: 1 }, { id: 'b', weight: 2, next: 'end' }] },
    end: { kind: 'exit', outcome: 'done' },
  })
  const { resources, problems } = toPlatform(document, settings)
  const body = resources.at(-1)!.body as { [key: string]: JsonValue } & { activities: { [key: string]: JsonValue }[] } // as: so it is written

  it('names needs first, and the journey last', () => {
    expect(resources.map(({ key, kind }) => [key, kind])).toEqual([['source/~schema', 'source'], ['source/in', 'source'], ['template/hello/-', 'template'], ['journey', 'journey']])
    expect(resources[0]!.body).toBeNull()
  })

  it('has the activities of the specification, with keys of ours', () => {
    expect(body.activities.map(({ key, type }) => [key, type])).toEqual([['hello', 'EMAILV2'], ['pause', 'WAIT'], ['read', 'ENGAGEMENTDECISION'], ['deal', 'RANDOMSPLIT'], ['vip', 'MULTICRITERIADECISION']])
    expect(body.activities[1]!['configurationArguments']).toMatchObject({ waitDuration: 36, waitUnit: 'HOURS' })
    expect(body.activities[2]).toMatchObject({ configurationArguments: { statsTypeId: 2, refActivityCustomerKey: 'hello' }, outcomes: [{ key: 'yes', next: 'deal', arguments: { when: true } }, { key: 'no', next: 'vip', arguments: { when: false } }] })
    expect(body.activities[3]!['outcomes']).toMatchObject([{ arguments: { percentage: 33 } }, { arguments: { percentage: 67 } }])
    expect(body.activities[4]!['configurationArguments']).toMatchObject({ schemaVersionId: { $ref: 'source/~schema' } })
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['SF43 $.steps.deal.variants'])
  })

  it('wins over what we kept, when somebody changed it there', () => {
    const found = asFound(resources, new Map()).map((one) => {
      if (one.kind !== 'journey') return one
      const changed = structuredClone(one.body) as typeof body // as: a copy of it
      const [first, second] = changed.activities
      first!['name'] = 'Renamed there'
      ;(second!['configurationArguments'] as { [key: string]: JsonValue })['waitDuration'] = 2 // as: so it is written
      return { ...one, body: changed }
    })
    const { document: back } = fromPlatform(found, settings)
    expect(back.steps['hello']).toMatchObject({ name: 'Renamed there', note: 'why' })
    expect(back.steps['pause']).toMatchObject({ for: 'PT2H' })
  })
})

describe('what Salesforce cannot do', () => {
  it.each<[string, JourneyDocument]>([
    ['SF02 error $.steps.a', journey({ a: { ...hello, next: 'gone' } })],
    ['SF03 error $.steps.a', journey({ a: { ...hello, next: 'b' }, b: { kind: 'delay', for: 'P1D', next: 'a' } })],
    ['SF04 error $.entries', journey({ a: { kind: 'exit' } })],
    ['SF05 error $.entries[1]', journey({ a: hello }, { entries: [{ id: 'x', trigger: { kind: 'event', event: 'e' }, next: 'a' }, { id: 'y', trigger: { kind: 'event', event: 'f' }, next: 'a' }] })],
    ['SF06 error $.entries[0].trigger', journey({ a: hello }, { segments: { s: { when: { all: [] } } }, entries: [{ id: 'x', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'a' }] })],
    ['SF07 error $.entries[0].trigger', journey({ a: hello }, { entries: [{ id: 'x', trigger: { kind: 'schedule', at: '2026-12-01' }, next: 'a' }] })],
    ['SF08 error $.entries[0].where', journey({ a: hello }, { entries: [{ id: 'x', trigger: { kind: 'event', event: 'e' }, where: { did: 'x' }, next: 'a' }] })],
    ['SF09 loss $.reentry.limit', journey({ a: hello }, { reentry: { kind: 'always', limit: { count: 1, within: 'P1D' } } })],
    ['SF10 loss $.reentry.key', journey({ a: hello }, { reentry: { kind: 'always', key: 'orderId' } })],
    ['SF11 loss $.reentry.cooldown', journey({ a: hello }, { reentry: { kind: 'afterExit', cooldown: 'P1D' } })],
    ['SF12 loss $.goals', journey({ a: hello }, { goals: [{ id: 'g', event: 'e' }, { id: 'h', event: 'f', endsJourney: true }] })],
    ['SF19 loss $.policies.quietHours', journey({ a: hello }, { policies: { quietHours: { from: '22:00', to: '08:00' } } })],
    ['SF20 error $.steps.a', journey({ a: { kind: 'journey', journey: 'other' } })],
    ['SF22 error $.steps.a.branches[0].when', journey({ a: { kind: 'branch', branches: [{ id: 'x', when: { did: 'purchase' } }] } })],
    ['SF23 error $.steps.a.channel', journey({ a: { kind: 'message', channel: 'whatsapp' } })],
    ['SF24 loss $.steps.a.onSuppressed', journey({ a: { ...hello, onSuppressed: 'b' }, b: { kind: 'exit' } })],
    ['SF25 loss $.steps.a.variants', journey({ a: { kind: 'message', channel: 'email', variants: [{ id: 'x', weight: 1 }, { id: 'y', weight: 1 }] } })],
    ['SF26 loss $.steps.a.template.link', journey({ a: { kind: 'message', channel: 'push', template: { title: 'Hi', link: 'app://' } } })],
    ['SF27 loss $.steps.a.template.title', journey({ a: { kind: 'message', channel: 'email', template: { title: "{{ profile.x | default: 'you' }}" } } })],
    ['SF28 loss $.steps.a.for', journey({ a: { kind: 'delay', for: 'PT90S' } })],
    ['SF29 loss $.steps.a.bestTime', journey({ a: { kind: 'delay', bestTime: { within: 'P1D' } } })],
    ['SF30 error $.steps.a.until.weekday', journey({ a: { kind: 'delay', until: { time: '09:00', weekday: 1 } } })],
    ['SF31 loss $.steps.a.until', journey({ a: { kind: 'delay', until: { time: '09:00' } } }, { timeZone: 'Antarctica/Troll' })],
    ['SF33 error $.steps.a.branches', journey({ a: { kind: 'waitFor', branches: [{ id: 'x', event: 'e' }, { id: 'y', event: 'f' }], timeout: { after: 'P1D' } } })],
    ['SF36 error $.steps.a', journey({ a: { kind: 'waitFor', branches: [{ id: 'x', event: 'e' }] } })],
    ['SF40 loss $.steps.a.key', journey({ a: { kind: 'split', key: 'k', variants: [{ id: 'x', weight: 1 }, { id: 'y', weight: 1 }] } })],
    ['SF42 error $.steps.a.variants', journey({ a: { kind: 'split', variants: Array.from({ length: 11 }, (_, index) => ({ id: `v${index}`, weight: 1 })) } })],
    ['SF43 loss $.steps.a.variants', journey({ a: { kind: 'split', variants: [{ id: 'x', weight: 1 }, { id: 'y', weight: 2 }] } })],
    ['SF44 loss $.steps.a.set.plan', journey({ a: { kind: 'update', set: { plan: null } } })],
    ['SF49 error $.steps.a.set', journey({ a: { kind: 'update', set: {} } })],
    ['SF49 error $.steps.a.set', journey({ a: { kind: 'update', set: { plan: null } } })],
    ['SF46 loss $.steps.a.onError', journey({ a: { kind: 'webhook', url: 'https://example.com', onError: 'b' }, b: { kind: 'exit' } })],
  ])('%s', (problem, document) => {
    expect(told(document)).toContain(problem)
  })
})

describe('a condition in XML', () => {
  const scope = { attributeSet: 'Profile', eventKey: 'APIEvent-signup', segments: { own: { when: { segment: 'own' } as Condition } } }

  it('is what Journey Builder writes, with nothing of a value left open', () => {
    expect(writeCondition({ attribute: 'a"b', op: 'eq', value: ']]><x>' }, scope)).toEqual({
      xml: '<FilterDefinition><ConditionSet Operator="AND" ConditionSetName="Individual Filter Grouping"><Condition IsEphemeralAttribute="false" Key="Contact.Attribute.Profile.a&quot;b" Operator="Equal" UiMetaData="{}"><Value><![CDATA[]]]]><![CDATA[><x>]]></Value></Condition></ConditionSet></FilterDefinition>',
    })
  })

  it.each<[Condition]>([
    [{ attribute: 'n', op: 'gte', value: 3 }], [{ property: 'price', op: 'lt', value: 0.5 }], [{ attribute: 'plan', op: 'ne', value: 'gold' }], [{ attribute: 'plan', op: 'missing' }],
    [{ all: [{ attribute: 'a', op: 'exists' }, { any: [{ attribute: 'b', op: 'contains', value: 'x' }, { property: 'c', op: 'startsWith', value: '' }] }] }], [{ attribute: 'v', op: 'eq', value: ' <&>"\'\n ' }],
  ])('%j comes back', (condition) => {
    const written = writeCondition(condition, scope)
    expect('xml' in written && readCondition(written.xml, scope)).toEqual(condition)
  })

  it.each<[Condition, RegExp]>([
    [{ did: 'x' }, /what somebody did/], [{ any: [] }, /nobody/], [{ segment: 'gone' }, /not in the journey/], [{ segment: 'own' }, /goes round/], [{ attribute: 'a', op: 'eq', value: '\u0000' }, /characters/], [{ not: { attribute: 'a', op: 'contains', value: 'x' } }, /no opposite/],
  ])('%j is none, and says why', (condition, why) => {
    expect(writeCondition(condition, scope)).toEqual({ because: expect.stringMatching(why) as string })
  })

  it.each(['', 'text', '<FilterDefinition>', '<FilterDefinition/>x', '<FilterDefinition><Other/></FilterDefinition>', '<FilterDefinition><ConditionSet Operator="XOR"></ConditionSet></FilterDefinition>', '<!DOCTYPE x><FilterDefinition></FilterDefinition>', '<a>'.repeat(500)])('%j is no filter', (xml) => {
    expect(readFilter(xml)).toBeUndefined()
  })
})

describe('shares in whole percents', () => {
  it.each([
    [[1, 1, 1], [34, 33, 33]], [[1, 2], [33, 67]], [[1, 0, 1], [50, 0, 50]], [[1000, 1], [99, 1]], [[0.005, 0.005, 99.99], [1, 1, 98]], [[1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]],
  ])('%j are %j', (weights, percents) => {
    expect(percentagesOf({ variants: weights.map((weight, index) => ({ id: String(index), weight })) }).of).toEqual(percents)
  })
})
