import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { JsonValue } from '../../../../engine/core/json.ts'
import { asFound } from '../../../../engine/core/publish/as-found.ts'
import type { Found } from '../../../../engine/core/publish/resource.ts'
import { DITTOFEED } from '../../../../engine/core/publish/targets/dittofeed/index.ts'
import { graphProblems } from '../../../../engine/core/publish/targets/dittofeed/lint.ts'
import { fromUserText, toUserText } from '../../../../engine/core/publish/targets/dittofeed/texts.ts'
import { journeyOf } from './edge-journeys.ts'

const SETTINGS = { baseUrl: 'https://app.dittofeed.com', workspaceId: '024f3d0a-8eee-41ed-a1eb-0242ac120002', emailFrom: 'hello@example.com', eventKey: 'userId' }

function out(document: JourneyDocument, settings: Parameters<typeof DITTOFEED.toPlatform>[1] = SETTINGS) {
  const { resources, problems } = DITTOFEED.toPlatform(document, settings)
  const body = (key: string) => resources.find((one) => one.key === key)?.body as { [key: string]: JsonValue } | undefined
  const definition = body('journey')!['definition'] as { entryNode: JsonValue; nodes: { [key: string]: JsonValue }[] }
  return { resources, problems, body, definition, node: (id: string) => definition.nodes.find((one) => one['id'] === id), said: problems.filter(({ severity }) => severity !== 'note').map(({ code, severity, path }) => `${severity} ${code} ${path}`) }
}

describe('a step at Dittofeed', () => {
  it('is a delay in seconds, of any length', () => {
    expect(out(journeyOf({ a: { kind: 'delay', for: 'P45D' } })).node('a')).toEqual({ id: 'a', type: 'DelayNode', variant: { type: 'Second', seconds: 3_888_000 }, child: 'ExitNode' })
  })

  it('is a delay until a time of day, on a weekday that is counted from Sunday, in the zone of the journey', () => {
    const { node, said } = out(journeyOf({ a: { kind: 'delay', until: { time: '09:30', weekday: 7 } } }, { timeZone: 'Europe/Istanbul' }))
    expect(node('a')).toEqual({ id: 'a', type: 'DelayNode', variant: { type: 'LocalTime', hour: 9, minute: 30, allowedDaysOfWeek: [0], defaultTimezone: 'Europe/Istanbul' }, child: 'ExitNode' })
    expect(said).toEqual([])
  })

  it('cannot wait for a date, and goes at once where it would wait for the best time', () => {
    expect(out(journeyOf({ a: { kind: 'delay', until: { date: '2026-12-24' } } })).said).toEqual(['error DF44 $.steps.a.until.date'])
    const best = out(journeyOf({ a: { kind: 'delay', bestTime: { within: 'P1D' } } }))
    expect(best.said).toEqual(['loss DF43 $.steps.a'])
    expect(best.node('a')).toMatchObject({ variant: { type: 'Second', seconds: 1 } })
  })

  it('is a message with a template of its channel, whose Liquid calls the profile "user"', () => {
    const { node, body, said } = out(journeyOf({ a: { kind: 'message', name: 'Hi', channel: 'email', template: { title: 'Hi {{ profile.city }}', body: '{% if profile["is vip"] %}VIP{% endif %}' } } }))
    expect(node('a')).toEqual({ id: 'a', type: 'MessageNode', name: 'Hi', variant: { type: 'Email', templateId: { $ref: 'template/a/-' } }, skipOnFailure: true, child: 'ExitNode' })
    expect(body('template/a/-')).toMatchObject({ name: 'Hi [rehearsal:j/template/a/-]', definition: { type: 'Email', from: 'hello@example.com', subject: 'Hi {{ user.city }}', body: '{% if user["is vip"] %}VIP{% endif %}' } })
    expect(said).toEqual([])
  })

  it('loses what a channel has no place for, and says what fills what an event carries', () => {
    const { said, problems } = out(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: '{{ event.price }}', body: '{{ journey.id }}', link: 'x://y' } } }))
    expect(said).toEqual(['loss DF35 $.steps.a.template.title', 'loss DF34 $.steps.a.template.body', 'loss DF30 $.steps.a.template.link'])
    expect(problems[0]!.message).toContain('event_price')
  })

  it('sends nothing by a channel that is not there, and keeps its place', () => {
    const { said, node } = out(journeyOf({ a: { kind: 'message', channel: 'inApp', template: { body: 'x' }, next: 'b' }, b: { kind: 'delay', for: 'PT1H' } }))
    expect(said).toEqual(['loss DF46 $.steps.a'])
    expect(node('a')).toMatchObject({ type: 'DelayNode', child: 'b' })
  })

  it('needs a sender for emails', () => {
    expect(out(journeyOf({ a: { kind: 'message', channel: 'email', template: { title: 'x', body: 'y' } } }), { ...SETTINGS, emailFrom: undefined }).said).toEqual(['error DF32 $.steps.a'])
  })

  it('deals several texts by chance', () => {
    const { node } = out(journeyOf({ a: { kind: 'message', channel: 'sms', variants: [{ id: 'short', weight: 1, template: { body: 'x' } }, { id: 'long', weight: 2, template: { body: 'y' } }] } }))
    expect(node('a')).toEqual({ id: 'a', type: 'RandomCohortNode', children: [{ id: 'a--short', percent: 33.3333, name: 'short' }, { id: 'a--long', percent: 66.6667, name: 'long' }] })
    expect(node('a--long')).toMatchObject({ type: 'MessageNode', variant: { type: 'Sms', templateId: { $ref: 'template/a/long' } } })
  })

  it('asks a generated segment for each way of a branch, and the segment itself where it bears its name', () => {
    const branches = [{ id: 'vip', when: { segment: 'vip' } }, { id: 'rich', when: { all: [{ attribute: 'points', op: 'gte', value: 50 }, { not: { did: 'purchase', within: 'P5D' } }] } }]
    const { node, body, said } = out(journeyOf({ a: { kind: 'branch', branches } }, { segments: { vip: { name: 'VIP', when: { attribute: 'plan', op: 'in', value: ['gold', 'black'] } } } }))
    expect(node('a')).toMatchObject({ variant: { type: 'Boolean', segment: { $ref: 'segment/vip' }, trueChild: 'ExitNode', falseChild: 'a--rich' } })
    expect(node('a--rich')).toMatchObject({ variant: { segment: { $ref: 'segment/~a/rich' }, falseChild: 'ExitNode' } })
    expect(body('segment/~a/rich')!['definition']).toEqual({
      entryNode: { type: 'And', id: '1', children: ['2', '3'] },
      nodes: [
        { type: 'Trait', path: 'points', operator: { type: 'GreaterThanOrEqual', value: 50 }, id: '2' },
        { type: 'Performed', event: 'purchase', timeOperator: 'Within', withinSeconds: 432_000, times: 1, timesOperator: '<', id: '3' },
      ],
    })
    expect(said).toEqual([])
  })

  it.each([
    [{ property: 'price', op: 'gte', value: 5 }, ''], [{ localTime: { from: '09:00', to: '10:00' } }, ''], [{ attribute: 'x', op: 'lte', value: 5 }, ''], [{ attribute: 'x', op: 'gte', value: 'a' }, ''],
    [{ sequence: [{ did: 'a' }, { did: 'b' }] }, ''], [{ did: '*' }, '.did'], [{ did: 'a', count: { op: 'gte', value: 3 }, per: 'id' }, '.per'], [{ did: 'a', endingAgo: 'P1D' }, '.endingAgo'],
    [{ did: 'a', sum: { property: 'price', op: 'gte', value: 5 } }, '.sum'], [{ did: 'a', notFollowedBy: { did: 'b', within: 'PT1H' } }, '.notFollowedBy'], [{ not: { attribute: 'x', op: 'gte', value: 5 } }, ''],
    [{ near: { latitude: 1, longitude: 1, radiusM: 5 } }, ''], [{ any: [] }, ''],
  ])('refuses to ask %j', (when, where) => {
    expect(out(journeyOf({ a: { kind: 'branch', branches: [{ id: 'yes', when }] } })).said).toEqual([`error DF20 $.steps.a.branches[0].when${where}`])
  })

  it('waits for events of its own run, told apart by the key of the connection', () => {
    const wait = { kind: 'waitFor', branches: [{ id: 'bought', event: 'purchase', where: { property: 'price', op: 'gte', value: 10 } }], timeout: { after: 'P1D' } }
    const { node, body, definition, said } = out(journeyOf({ a: wait }))
    expect(definition.entryNode).toEqual({ type: 'EventEntryNode', event: 'cart_abandoned', key: 'userId', child: 'a' })
    expect(node('a')).toEqual({ id: 'a', type: 'WaitForNode', timeoutSeconds: 86_400, timeoutChild: 'ExitNode', segmentChildren: [{ id: 'ExitNode', segmentId: { $ref: 'segment/~a/bought' } }] })
    expect(body('segment/~a/bought')!['definition']).toEqual({ entryNode: { id: '1', type: 'KeyedPerformed', key: 'userId', event: 'purchase', times: 1, timesOperator: '>=', properties: [{ path: 'price', operator: { type: 'GreaterThanOrEqual', value: 10 } }] }, nodes: [] })
    expect(said).toEqual([])
    expect(out(journeyOf({ a: wait }), { ...SETTINGS, eventKey: undefined }).said).toEqual(['error DF18 $.steps.a.branches[0].event'])
    expect(out(journeyOf({ d: { kind: 'delay', for: 'PT1H', next: 'a' }, a: wait })).said).toEqual(['loss DF80 $.steps.a.look'])
  })

  it('asks in a journey that begins with a segment whether an event ever happened', () => {
    const { body, said, definition } = out(journeyOf({ a: { kind: 'waitFor', branches: [{ id: 'bought', event: 'purchase' }], timeout: { after: 'P1D' } } }, {
      entries: [{ id: 'entry', trigger: { kind: 'segment', segment: 'vip', change: 'enter' }, next: 'a' }], segments: { vip: { when: { attribute: 'plan', op: 'eq', value: 'gold' } } }, reentry: { kind: 'afterExit' },
    }))
    expect(definition.entryNode).toEqual({ type: 'EntryNode', segment: { $ref: 'segment/vip' }, child: 'a', reEnter: true })
    expect(body('segment/~a/bought')!['definition']).toMatchObject({ entryNode: { type: 'Performed' } })
    expect(said).toEqual(['loss DF08 $.entries[0].trigger.change', 'loss DF17 $.steps.a.branches[0].event'])
  })

  it('calls a webhook with its configuration as JSON', () => {
    const { body } = out(journeyOf({ a: { kind: 'webhook', url: 'https://example.com/hook', body: { who: '{{ profile.id }}', n: 1 } } }))
    expect(body('template/a/-')!['definition']).toEqual({ type: 'Webhook', identifierKey: 'id', body: '{"config":{"url":"https://example.com/hook","method":"POST","data":{"who":"{{ user.id }}","n":1}}}' })
  })
})

describe('a journey at Dittofeed', () => {
  const step = { a: { kind: 'delay', for: 'PT1H' } }

  it.each([
    ['several entries', { entries: [{ id: 'a', trigger: { kind: 'event', event: 'x' }, next: 'a' }, { id: 'b', trigger: { kind: 'event', event: 'y' }, next: 'a' }] }, 'error DF01 $.entries'],
    ['no entry', { entries: [] }, 'error DF01 $.entries'],
    ['a schedule', { entries: [{ id: 'a', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, next: 'a' }] }, 'error DF09 $.entries[0].trigger'],
    ['a segment that is left', { entries: [{ id: 'a', trigger: { kind: 'segment', segment: 's', change: 'leave' }, next: 'a' }], segments: { s: { when: { all: [] } } } }, 'error DF07 $.entries[0].trigger'],
    ['a segment nobody knows', { entries: [{ id: 'a', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'a' }] }, 'error DF04 $.entries[0].trigger.segment'],
    ['a way that leads nowhere', { entries: [{ id: 'a', trigger: { kind: 'event', event: 'x' }, next: 'gone' }] }, 'error DF73 $'],
    ['caps', { policies: { caps: [{ channel: 'push', count: 1, within: 'P1D' }] } }, 'loss DF64 $.policies.caps'],
    ['a goal that ends it', { goals: [{ id: 'g', event: 'purchase', endsJourney: true }] }, 'loss DF60 $.goals[0].endsJourney'],
    ['exits', { exits: [{ id: 'x', event: 'left' }] }, 'loss DF62 $.exits'],
    ['a rest between passes', { reentry: { kind: 'afterExit', cooldown: 'P1D' } }, 'loss DF12 $.reentry.cooldown'],
  ])('names %s', (_, more, problem) => {
    expect(DITTOFEED.toPlatform(journeyOf(step, more), SETTINGS).problems.map(({ code, severity, path }) => `${severity} ${code} ${path}`)).toContain(problem)
  })

  it('names loops, ids of its own and ways that lost their beginning', () => {
    expect(out(journeyOf({ a: { kind: 'delay', for: 'PT1H', next: 'a' } })).said).toEqual(['error DF75 $.steps.a'])
    expect(out(journeyOf({ EntryNode: { kind: 'delay', for: 'PT1H' } })).said).toContain('error DF03 $.steps.EntryNode')
    const lost = out(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: 'x', body: 'y' }, onSuppressed: 'b' }, b: { kind: 'delay', for: 'PT1H' } }))
    expect(lost.node('b')).toBeUndefined()
    expect(lost.problems.map(({ code, path }) => `${code} ${path}`)).toContain('DF02 $.steps.b')
  })

  it('has the same ids however often it is mapped, and others for another journey', () => {
    const [one, again, other] = [journeyOf(step), journeyOf(step), journeyOf(step, { id: 'k' })].map((document) => out(document).body('journey')!['id'])
    expect(one).toBe(again)
    expect(one).not.toBe(other)
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('is known again by the names of its parts, even if it is renamed there', () => {
    const { resources } = DITTOFEED.toPlatform(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: 'x', body: 'y' } } }, { id: 'my journey', name: 'Mine' }), SETTINGS)
    const found = asFound(resources, new Map()).map((one) => (one.kind === 'journey' ? { ...one, body: { ...(one.body as object), name: 'Theirs' } } : one))
    expect(DITTOFEED.fromPlatform(found, SETTINGS).document).toMatchObject({ id: 'my journey', name: 'Theirs' })
  })
})

describe('a journey drawn at Dittofeed', () => {
  const sample: Found = {
    kind: 'journey', id: 'x', name: 'cart-abandonment', status: 'draft', token: null, updatedAt: null,
    body: {
      workspaceId: SETTINGS.workspaceId, id: '6b1f4f6e-8f57-4c3e-9d7a-6f8a4a0f2c11', name: 'cart-abandonment', canRunMultiple: true,
      definition: {
        entryNode: { type: 'EventEntryNode', event: 'cart_abandoned', key: 'cartId', child: 'delay-1h' },
        nodes: [
          { id: 'delay-1h', type: 'DelayNode', variant: { type: 'Second', seconds: 3600 }, child: 'is-high-value' },
          { id: 'is-high-value', type: 'SegmentSplitNode', name: 'High value?', variant: { type: 'Boolean', segment: 's', trueChild: 'ab', falseChild: 'ExitNode' } },
          { id: 'ab', type: 'RandomCohortNode', children: [{ id: 'push-a', percent: 50, name: 'A' }, { id: 'email-b', percent: 50, name: 'B' }] },
          { id: 'push-a', type: 'MessageNode', name: 'Push A', variant: { type: 'MobilePush', templateId: 'p' }, skipOnFailure: true, child: 'ExitNode' },
          { id: 'email-b', type: 'MessageNode', subscriptionGroupId: 'g', variant: { type: 'Email', templateId: 'gone' }, child: 'ExitNode' },
        ],
        exitNode: { type: 'ExitNode' },
      },
    },
  }
  const parts: Found[] = [
    { kind: 'segment', id: 's', name: 'High value', status: null, token: null, updatedAt: null, body: { name: 'High value', definition: { entryNode: { id: '1', type: 'And', children: ['2', '3'] }, nodes: [{ id: '2', type: 'Trait', path: 'ltv', operator: { type: 'GreaterThanOrEqual', value: 500 } }, { id: '3', type: 'RandomBucket', percent: 50 }] } } },
    { kind: 'template', id: 'p', name: 'Cart', status: null, token: null, updatedAt: null, body: { name: 'Cart', definition: { type: 'MobilePush', title: 'Still there, {{ user.name }}?', body: 'x', android: { notification: {} } } } },
  ]

  it('is read, and everything there are no words for is named', () => {
    const { document, notes } = DITTOFEED.fromPlatform([sample, ...parts], SETTINGS)
    expect(document).toEqual({
      format: 'journey', formatVersion: 1, id: 'cart-abandonment', segments: { 'high-value': { name: 'High value', when: { all: [{ attribute: 'ltv', op: 'gte', value: 500 }, { any: [] }] } } },
      entries: [{ id: 'entry', trigger: { kind: 'event', event: 'cart_abandoned' }, next: 'delay-1h' }], reentry: { kind: 'always', key: 'cartId' },
      steps: {
        'delay-1h': { kind: 'delay', for: 'PT1H', next: 'is-high-value' },
        'is-high-value': { kind: 'branch', name: 'High value?', branches: [{ id: 'yes', when: { segment: 'high-value' }, next: 'ab' }] },
        ab: { kind: 'split', variants: [{ id: 'a', name: 'A', weight: 50, next: 'push-a' }, { id: 'b', name: 'B', weight: 50, next: 'email-b' }] },
        'push-a': { kind: 'message', name: 'Push A', channel: 'push', template: { title: 'Still there, {{ profile.name }}?', body: 'x' } },
        'email-b': { kind: 'message', channel: 'email' },
      },
    })
    expect(notes.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(['DF79 $.steps["email-b"]', 'DF94 $.steps["email-b"]', 'DF95 $.steps["email-b"]', 'DF97 $.steps["push-a"]', 'DF99 $.segments["high-value"].when'])
  })

  it('is refused if it is something else', () => {
    expect(() => DITTOFEED.fromPlatform([{ ...sample, body: { name: 'draft only' } }], SETTINGS)).toThrow('this is no journey of Dittofeed')
    expect(() => DITTOFEED.fromPlatform([], SETTINGS)).toThrow('this is no journey of Dittofeed')
  })
})

describe('rules that the schema of Dittofeed does not have', () => {
  const node = { id: 'a', type: 'DelayNode', variant: { type: 'Second', seconds: 1 }, child: 'ExitNode' }
  const check = (nodes: unknown[], entryNode: unknown = { type: 'EventEntryNode', event: 'e', key: 'k', child: 'a' }, others: Found[] = []) =>
    graphProblems([{ kind: 'journey', id: 'j', name: 'j', status: null, token: null, updatedAt: null, body: { name: 'j', definition: { entryNode, nodes, exitNode: { type: 'ExitNode' } } } as unknown as JsonValue }, ...others]).map(({ number, nodeId }) => `${number} ${nodeId}`)
  const segment = (type: string): Found => ({ kind: 'segment', id: 's', name: 's', status: null, token: null, updatedAt: null, body: { name: 's', definition: { entryNode: { id: '1', type }, nodes: [] } } })
  const wait = { id: 'a', type: 'WaitForNode', timeoutSeconds: 60, timeoutChild: 'ExitNode', segmentChildren: [{ id: 'ExitNode', segmentId: 's' }] }

  it.each<[string, string[], string[]]>([
    ['nothing is wrong', check([node]), []],
    ['two nodes of one id', check([node, node]), ['72 a']],
    ['a node that bears a name of its own', check([{ ...node, id: 'ExitNode' }], { type: 'EventEntryNode', event: 'e', child: 'ExitNode' }), ['72 ExitNode', '75 ExitNode']],
    ['a way to nothing', check([{ ...node, child: 'b' }]), ['73 a']],
    ['a node nobody comes to', check([node, { ...node, id: 'b' }]), ['74 b']],
    ['a loop', check([{ ...node, child: 'a' }]), ['75 a']],
    ['an entry without an event', check([node], { type: 'EventEntryNode', event: '', child: 'a' }), ['76 null']],
    ['a segment that is not there', check([node], { type: 'EntryNode', segment: 's', child: 'a' }), ['77 null']],
    ['a negative delay', check([{ ...node, variant: { type: 'Second', seconds: -1 } }]), ['78 a']],
    ['a time no clock shows', check([{ ...node, variant: { type: 'LocalTime', hour: 25 } }]), ['78 a']],
    ['none of the days', check([{ ...node, variant: { type: 'LocalTime', hour: 9, allowedDaysOfWeek: [] } }]), ['78 a']],
    ['a template that is not there', check([{ id: 'a', type: 'MessageNode', variant: { type: 'Email', templateId: 't' }, child: 'ExitNode' }]), ['79 a']],
    ['shares of 130 %', check([{ id: 'a', type: 'RandomCohortNode', children: [{ id: 'ExitNode', percent: 65, name: 'a' }, { id: 'ExitNode', percent: 65, name: 'b' }] }]), ['81 a']],
    ['a share below nothing', check([{ id: 'a', type: 'RandomCohortNode', children: [{ id: 'ExitNode', percent: -10, name: 'a' }, { id: 'ExitNode', percent: 110, name: 'b' }] }]), ['81 a']],
    ['a split into one', check([{ id: 'a', type: 'RandomCohortNode', children: [{ id: 'ExitNode', percent: 100, name: 'a' }] }]), ['82 a']],
    ['a rate limit', check([{ id: 'a', type: 'RateLimitNode' }]), ['83 a']],
    ['a wait for no time', check([{ ...wait, timeoutSeconds: 0 }], undefined, [segment('KeyedPerformed')]), ['84 a']],
    ['a wait for nothing', check([{ ...wait, segmentChildren: [] }]), ['84 a']],
    ['a segment waited for after an event', check([wait], undefined, [segment('Trait')]), ['85 a']],
    ['an event of a run waited for after a segment', check([wait], { type: 'EntryNode', segment: 's', child: 'a' }, [segment('KeyedPerformed')]), ['85 a']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})

describe('texts at Dittofeed', () => {
  it('come back as they were', () => {
    for (const text of ['Hi {{ profile.city | default: "you" }}', '{% for item in profile.items %}{{ item.name }}{% endfor %}', '{{ event["coupon code"] | upcase }}', 'plain { } text']) {
      expect(fromUserText(toUserText(text).text)).toEqual({ text, strange: [], problem: null })
    }
  })

  it('name what they cannot say', () => {
    expect(toUserText('{{ journey.id }} {{ profile.event_x }} {{ user.y }}').strange).toEqual(['journey.id', 'profile.event_x', 'user.y'])
    expect(toUserText('{{ profile.x').problem).not.toBeNull()
  })
})
