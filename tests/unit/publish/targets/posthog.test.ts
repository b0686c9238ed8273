import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../../engine/core/json.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Found } from '../../../../engine/core/publish/resource.ts'
import { durationThere, msOf } from '../../../../engine/core/publish/targets/posthog/durations.ts'
import { fromHog, toHog } from '../../../../engine/core/publish/targets/posthog/hog.ts'
import { POSTHOG } from '../../../../engine/core/publish/targets/posthog/index.ts'
import { graphProblems } from '../../../../engine/core/publish/targets/posthog/lint.ts'
import { journeyOf } from './edge-journeys.ts'
import { POSTHOG_SETTINGS } from './posthog-settings.ts'

type Body = { [key: string]: JsonValue } & { actions: { [key: string]: JsonValue; config: { [key: string]: JsonValue } }[]; edges: JsonValue[] }

function out(document: JourneyDocument, settings = POSTHOG_SETTINGS) {
  const { resources, problems } = POSTHOG.toPlatform(document, settings)
  const body = resources[0]!.body as unknown as Body
  return { body, problems, action: (id: string) => body.actions.find((one) => one['id'] === id), said: problems.filter(({ severity }) => severity !== 'note').map(({ code, severity, path }) => `${severity} ${code} ${path}`) }
}

const AFTER = { next: 'end' }
const END = { end: { kind: 'exit', outcome: 'Done' } }

describe('a step at PostHog', () => {
  it('is an action with its name and note, and a way on', () => {
    const { body, action, said } = out(journeyOf({ a: { kind: 'delay', name: 'Day 2', note: 'why', for: 'PT36H', ...AFTER }, ...END }))
    expect(action('a')).toEqual({ id: 'a', name: 'Day 2', description: 'why', type: 'delay', config: { delay_duration: '1.5d' }, created_at: 0, updated_at: 0, filters: null })
    expect(action('end')).toMatchObject({ type: 'exit', config: { reason: 'Done' } })
    expect(body.edges).toEqual([{ from: 'trigger_node', to: 'a', type: 'continue' }, { from: 'a', to: 'end', type: 'continue' }])
    expect(said).toEqual([])
  })

  it('waits for a window of one minute, or for a date', () => {
    const { action, said } = out(journeyOf({ a: { kind: 'delay', until: { time: '23:59', weekday: 1 }, next: 'b' }, b: { kind: 'delay', until: { date: '2026-12-24', time: '09:00' } } }, { timeZone: 'Europe/Istanbul' }))
    expect(action('a')!.config).toEqual({ timezone: 'Europe/Istanbul', use_person_timezone: true, fallback_timezone: 'Europe/Istanbul', day: ['monday'], time: ['23:59', '00:00'] })
    expect(action('b')!.config).toMatchObject({ delay_until: { expression: "'2026-12-24T09:00'", timezone: 'Europe/Istanbul' }, max_delay_duration: '30d' })
    expect(said).toEqual(['loss PH44 $.steps.b.until'])
  })

  it('lasts 30 days at most', () => {
    expect(out(journeyOf({ a: { kind: 'delay', for: 'P45D' } })).said).toEqual(['error PH41 $.steps.a.for'])
    expect(out(journeyOf({ a: { kind: 'waitFor', branches: [{ id: 'x', event: 'e' }], timeout: { after: 'P31D' } } })).said).toEqual(['error PH41 $.steps.a.timeout.after'])
  })

  it('pushes with a title in Hog and a body in Liquid', () => {
    const { action, said } = out(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: "Hi {{ profile.name | default: 'you' }} {!}", body: '{% if profile.vip %}VIP{% endif %} {{ event.price }}', link: 'shop://{{ event["cart id"] }}', image: 'https://example.com/i.png' } } }))
    expect(action('a')).toMatchObject({
      type: 'function_push', on_error: 'continue',
      config: {
        template_id: 'template-native-push', message_category_type: 'marketing',
        inputs: {
          distinctId: { value: '{event.distinct_id}' }, channels: { value: [6] }, title: { value: "Hi {person.properties.name ?? 'you'} \\{!\\}" },
          body: { value: '{% if person.properties.vip %}VIP{% endif %} {{ event.properties.price }}', templating: 'liquid' }, image: { value: 'https://example.com/i.png' }, data: { value: { link: "shop://{event.properties['cart id']}" } },
        },
      },
    })
    expect(said).toEqual([])
  })

  it('sends emails and texts by the senders of the connection', () => {
    const document = journeyOf({ a: { kind: 'message', channel: 'email', template: { title: 'T', body: 'B', link: 'x' }, next: 'b' }, b: { kind: 'message', channel: 'sms', template: { body: 'Hi {{ profile.id }}' } } })
    const { action, said } = out(document)
    expect(action('a')!.config['inputs']).toEqual({ email: { templating: 'liquid', value: { to: { email: '{{ person.properties.email }}' }, from: { integrationId: 1 }, subject: 'T', text: 'B', html: 'B' } } })
    expect(action('b')!.config['inputs']).toEqual({ twilio_account: { value: 7 }, from_number: { value: '+15550100' }, to_number: { value: '{person.properties.phone}' }, message: { value: 'Hi {event.distinct_id}' } })
    expect(said).toEqual(['loss PH34 $.steps.a.template.link'])
    const bare = POSTHOG.settingsSchema.parse({ projectId: 1 })
    expect(out(document, bare).said).toEqual(['loss PH34 $.steps.a.template.link', 'error PH36 $.steps.a', 'error PH36 $.steps.b'])
  })

  it('has no channel for what is in the app, and no Liquid logic in a title', () => {
    expect(out(journeyOf({ a: { kind: 'message', channel: 'widget', template: { body: 'x' } } })).said).toEqual(['loss PH47 $.steps.a'])
    expect(out(journeyOf({ a: { kind: 'message', channel: 'push', template: { title: '{% if profile.x %}y{% endif %}', body: '' } } })).said).toEqual(['error PH32 $.steps.a.template.title'])
  })

  it('waits for events with one way out, and for what holds of a person', () => {
    const wait = { kind: 'waitFor', branches: [{ id: 'bought', event: 'purchase', where: { property: 'price', op: 'gte', value: 9 }, ...AFTER }, { id: 'vip', segment: 'gold', ...AFTER }], timeout: { after: 'P1D' } }
    const { action, body, said } = out(journeyOf({ a: wait, ...END }, { segments: { gold: { when: { attribute: 'plan', op: 'eq', value: 'gold' } } } }))
    expect(action('a')!.config).toEqual({
      condition: { name: 'vip [gold]', filters: { properties: [{ key: 'plan', operator: 'exact', type: 'person', value: 'gold' }] } },
      events: [{ name: 'bought', filters: { events: [{ id: 'purchase', name: 'purchase', type: 'events', order: 0, properties: [{ key: 'price', operator: 'gte', type: 'event', value: 9 }] }] } }],
      max_wait_duration: '1d',
    })
    expect(body.edges).toContainEqual({ from: 'a', to: 'end', type: 'branch', index: 0 })
    expect(body.edges).toContainEqual({ from: 'a', to: 'exit_node', type: 'continue' })
    expect(said).toEqual([])
  })

  it('cannot tell what ended a wait', () => {
    const wait = { kind: 'waitFor', branches: [{ id: 'bought', event: 'purchase', ...AFTER }, { id: 'left', event: 'left' }], timeout: { after: 'P1D' } }
    expect(out(journeyOf({ a: wait, ...END })).said).toEqual(['error PH55 $.steps.a.branches'])
  })

  it('branches by properties, n ways and everybody else', () => {
    const { action, body, said } = out(journeyOf({ a: { kind: 'branch', branches: [{ id: 'tr', when: { all: [{ attribute: 'country', op: 'in', value: ['TR', 'CY'] }, { attribute: 'name', op: 'startsWith', value: 'A.' }] }, ...AFTER }, { id: 'dear', when: { property: 'price', op: 'between', value: [5, 10] } }], else: 'end' }, ...END }))
    expect(action('a')!.config['conditions']).toEqual([
      { name: 'tr', filters: { properties: [{ key: 'country', operator: 'exact', type: 'person', value: ['TR', 'CY'] }, { key: 'name', operator: 'regex', type: 'person', value: '^A\\.' }] } },
      { name: 'dear', filters: { properties: [{ key: 'price', operator: 'gte', type: 'event', value: 5 }, { key: 'price', operator: 'lte', type: 'event', value: 10 }] } },
    ])
    expect(body.edges.slice(1)).toEqual([{ from: 'a', to: 'end', type: 'branch', index: 0 }, { from: 'a', to: 'exit_node', type: 'branch', index: 1 }, { from: 'a', to: 'end', type: 'continue' }])
    expect(said).toEqual([])
  })

  it.each([
    [{ did: 'purchase' }], [{ not: { did: 'purchase' } }], [{ sequence: [{ did: 'a' }] }], [{ any: [{ attribute: 'a', op: 'exists' }, { attribute: 'b', op: 'exists' }] }], [{ weekday: [1] }], [{ near: { latitude: 1, longitude: 1, radiusM: 5 } }],
    [{ attribute: 'x', op: 'gt', value: 'a' }], [{ not: { all: [{ attribute: 'a', op: 'exists' }] } }], [{ segment: 'nobody' }],
  ])('refuses to ask %j', (when) => {
    expect(out(journeyOf({ a: { kind: 'branch', branches: [{ id: 'yes', when }] } })).said).toEqual(['error PH20 $.steps.a.branches[0].when'])
  })

  it('splits by chance, and tells those who come again that they may be dealt anew', () => {
    const split = { kind: 'split', variants: [{ id: 'a', name: 'A', weight: 1, ...AFTER }, { id: 'b', weight: 1 }] }
    expect(out(journeyOf({ a: split, ...END })).action('a')!.config).toEqual({ cohorts: [{ percentage: 50, name: 'A' }, { percentage: 50, name: 'b' }] })
    expect(out(journeyOf({ a: split, ...END }, { reentry: { kind: 'always' } })).said).toEqual(['loss PH50 $.steps.a.key'])
  })

  it('sets properties and calls webhooks', () => {
    const { action, said } = out(journeyOf({ a: { kind: 'update', set: { plan: 'gold', n: 5, ok: true, from: '{{ event.ref }}' }, next: 'b' }, b: { kind: 'webhook', url: 'https://example.com', body: { who: '{{ profile.id }}', n: 1 } } }))
    expect(action('a')!.config).toEqual({ template_id: 'template-posthog-update-person-properties', inputs: { distinct_id: { value: '{event.distinct_id}' }, set_properties: { value: { plan: 'gold', n: '{5}', ok: '{true}', from: '{event.properties.ref}' } } } })
    expect(action('b')!.config).toEqual({ template_id: 'template-webhook', inputs: { url: { value: 'https://example.com' }, method: { value: 'POST' }, body: { value: { who: '{event.distinct_id}', n: 1 } } } })
    expect(said).toEqual([])
  })
})

describe('a journey at PostHog', () => {
  const step = { a: { kind: 'delay', for: 'PT1H' } }

  it('counts goals as its conversion, and ends with it', () => {
    const { body, said } = out(journeyOf(step, { goals: [{ id: 'ordered', event: 'purchase', window: 'P7D', endsJourney: true }] }))
    expect(body['conversion']).toEqual({ window: '7d', filters: [], events: [{ name: 'ordered', filters: { events: [{ id: 'purchase', name: 'purchase', type: 'events', order: 0 }] } }] })
    expect(body['exit_condition']).toBe('exit_on_conversion')
    expect(said).toEqual([])
    expect(out(journeyOf(step, { goals: [{ id: 'a', event: 'x', window: 'P7D' }, { id: 'b', event: 'y' }] })).said).toEqual(['loss PH24 $.goals[0].window', 'loss PH24 $.goals[1].window'])
  })

  it.each<[unknown, JsonValue, string[]]>([
    [{ kind: 'once' }, { hash: '{person.id}', ttl: 94_608_000, threshold: null }, []],
    [{ kind: 'always' }, null, []],
    [{ kind: 'always', limit: { count: 1, within: 'P7D' } }, { hash: '{person.id}', ttl: 604_800, threshold: null }, []],
    [{ kind: 'always', key: 'cartId', limit: { count: 1, within: 'P7D' } }, { hash: '{person.id}/{event.properties.cartId}', ttl: 604_800, threshold: null }, []],
    [{ kind: 'afterExit', cooldown: 'P1D' }, { hash: '{person.id}', ttl: 86_400, threshold: null }, ['loss PH27 $.reentry']],
    [{ kind: 'afterExit' }, null, ['loss PH27 $.reentry']],
    [{ kind: 'always', limit: { count: 1, within: 'PT10S' } }, { hash: '{person.id}', ttl: 60, threshold: null }, ['loss PH38 $.reentry']],
    [{ kind: 'always', limit: { count: 2, within: 'P2D' } }, { hash: '{person.id}', ttl: 86_400, threshold: null }, ['loss PH29 $.reentry']],
    [{ kind: 'always', key: 'cartId' }, null, ['loss PH28 $.reentry']],
  ])('lets people in again: %j', (reentry, masking, said) => {
    const mapped = out(journeyOf(step, { reentry }))
    expect(mapped.body['trigger_masking']).toEqual(masking)
    expect(mapped.said).toEqual(said)
  })

  it('has a key of letters, digits, "-" and "_"', () => {
    expect(out(journeyOf(step, { id: 'win-back_2' })).body['key']).toBe('win-back_2')
    expect(out(journeyOf(step, { id: 'Geri dönüş/2' })).body['key']).toMatch(/^Geri-d-n-2-[0-9a-f]{8}$/)
  })

  it.each([
    ['several entries', { entries: [{ id: 'a', trigger: { kind: 'event', event: 'x' }, next: 'a' }, { id: 'b', trigger: { kind: 'event', event: 'y' }, next: 'a' }] }, 'error PH01 $.entries'],
    ['a segment', { entries: [{ id: 'a', trigger: { kind: 'segment', segment: 's', change: 'enter' }, next: 'a' }], segments: { s: { when: { all: [] } } } }, 'error PH08 $.entries[0].trigger'],
    ['a schedule', { entries: [{ id: 'a', trigger: { kind: 'schedule', every: 'FREQ=DAILY' }, next: 'a' }] }, 'loss PH06 $.entries[0].trigger.every'],
    ['a way that leads nowhere', { entries: [{ id: 'a', trigger: { kind: 'event', event: 'x' }, next: 'gone' }] }, 'error PH74 $.entries[0]'],
    ['exits', { exits: [{ id: 'x', event: 'left' }] }, 'loss PH62 $.exits'],
    ['quiet hours', { policies: { quietHours: { from: '22:00', to: '08:00' } } }, 'loss PH63 $.policies.quietHours'],
    ['an event of this app', { entries: [{ id: 'a', trigger: { kind: 'event', event: '$opened' }, next: 'a' }] }, 'error PH60 $.entries[0].event'],
  ])('names %s', (_, more, problem) => {
    expect(out(journeyOf(step, more)).said).toContain(problem)
  })

  it('tells texts and branches after a wait that their event is the first one', () => {
    const steps = { a: { kind: 'waitFor', branches: [{ id: 'x', event: 'paid', next: 'b' }], timeout: { after: 'P1D' } }, b: { kind: 'message', channel: 'sms', template: { body: '{{ event.amount }}' }, next: 'c' }, c: { kind: 'branch', branches: [{ id: 'y', when: { property: 'amount', op: 'gte', value: 5 } }] } }
    expect(out(journeyOf(steps)).said).toEqual(['loss PH33 $.steps.b.template.body', 'loss PH53 $.steps.c.branches[0].when'])
  })
})

describe('a workflow drawn at PostHog', () => {
  const action = (id: string, type: string, config: unknown, more = {}) => ({ id, name: id, description: '', type, config, created_at: 0, updated_at: 0, filters: null, ...more })
  const sample = (actions: unknown[], edges: unknown[], more = {}): Found => ({ kind: 'journey', id: 'x', name: 'x', status: 'draft', token: null, updatedAt: null, body: { key: 'cart', name: 'Cart', status: 'draft', actions, edges, ...more } as unknown as JsonValue })

  it('is read, and everything there are no words for is named', () => {
    const { document, notes } = POSTHOG.fromPlatform([sample([
      action('trigger_node', 'trigger', { type: 'event', filters: { events: [{ id: 'cart_abandoned', name: 'cart_abandoned', type: 'events', order: 0 }] } }, { name: 'Cart abandoned' }),
      action('delay_1h', 'delay', { delay_duration: '1.5h' }, { name: 'Wait' }),
      action('is_vip', 'conditional_branch', { conditions: [{ name: 'vip', filters: { properties: [{ key: 'ltv', value: 500, operator: 'gte', type: 'person' }, { key: 'id', value: 3, operator: 'in', type: 'cohort' }] } }] }),
      action('push_a', 'function_push', { template_id: 'template-native-push', inputs: { distinctId: { value: '{event.distinct_id}' }, channels: { value: [6] }, title: { value: 'Hi {person.properties.name}' }, body: { value: 'Your cart', templating: 'liquid' } } }, { on_error: 'abort' }),
      action('slack', 'function', { template_id: 'template-slack', inputs: {} }),
      action('exit_node', 'exit', { reason: 'Bye' }),
    ], [
      { from: 'trigger_node', to: 'delay_1h', type: 'continue' }, { from: 'delay_1h', to: 'is_vip', type: 'continue' }, { from: 'is_vip', to: 'push_a', type: 'branch', index: 0 }, { from: 'is_vip', to: 'slack', type: 'continue' },
      { from: 'push_a', to: 'exit_node', type: 'continue' }, { from: 'slack', to: 'exit_node', type: 'continue' },
    ], { exit_condition: 'exit_on_conversion', conversion: { window_minutes: 60, filters: [], events: [{ filters: { events: [{ id: 'order', type: 'events' }] } }] }, trigger_masking: { hash: '{event.x}', ttl: 60 } })], POSTHOG_SETTINGS)
    expect(document).toEqual({
      format: 'journey', formatVersion: 1, id: 'cart', name: 'Cart', entries: [{ id: 'Cart abandoned', trigger: { kind: 'event', event: 'cart_abandoned' }, next: 'delay_1h' }], reentry: { kind: 'always' },
      goals: [{ id: 'order', event: 'order', window: 'PT1H', endsJourney: true }],
      steps: {
        delay_1h: { kind: 'delay', name: 'Wait', for: 'PT1H30M', next: 'is_vip' },
        is_vip: { kind: 'branch', branches: [{ id: 'vip', when: { all: [{ attribute: 'ltv', op: 'gte', value: 500 }, { any: [] }] }, next: 'push_a' }], else: 'slack' },
        push_a: { kind: 'message', channel: 'push', template: { title: 'Hi {{ profile.name }}', body: 'Your cart' }, next: 'exit_node' },
        slack: { kind: 'delay', for: 'PT0S', next: 'exit_node' },
        exit_node: { kind: 'exit', outcome: 'Bye' },
      },
    })
    expect(notes.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(['PH63 $.steps.push_a', 'PH69 $.steps.slack', 'PH91 $.reentry', 'PH95 $.steps.is_vip.branches[0].when'])
  })

  it('is refused if it is something else', () => {
    expect(() => POSTHOG.fromPlatform([sample([], [])], POSTHOG_SETTINGS)).toThrow('no trigger')
    expect(() => POSTHOG.fromPlatform([], POSTHOG_SETTINGS)).toThrow('this is no workflow of PostHog')
  })

  const trigger = action('t', 'trigger', { type: 'event', filters: { events: [{ id: 'e' }] } })
  const end = action('x', 'exit', {})
  const check = (middle: unknown, edges: unknown[] = [{ from: 'm', to: 'x', type: 'continue' }], others: unknown[] = []) =>
    graphProblems({ key: 'k', actions: [trigger, middle, end, ...others], edges: [{ from: 't', to: 'm', type: 'continue' }, ...edges] }).map(({ number, actionId }) => `${number} ${actionId}`)
  const delay = action('m', 'delay', { delay_duration: '1h' })
  const wait = (config: unknown) => action('m', 'wait_until_condition', config)
  const both = [{ from: 'm', to: 'x', type: 'continue' }, { from: 'm', to: 'x', type: 'branch', index: 0 }]
  const events = [{ filters: { events: [{ id: 'e' }] } }]

  it.each<[string, string[], string[]]>([
    ['nothing is wrong', check(delay), []],
    ['two actions of one id', check(delay, undefined, [delay]), ['72 m']],
    ['two triggers', check(action('m', 'trigger', { type: 'event', filters: { events: [{ id: 'e' }] } })), ['73 null']],
    ['a way to nothing', check(delay, [{ from: 'm', to: 'gone', type: 'continue' }]), ['74 m', '80 x']],
    ['a way from nothing', check(delay, [{ from: 'm', to: 'x', type: 'continue' }, { from: 'gone', to: 'x', type: 'continue' }]), ['74 null']],
    ['two ways by one door', check(delay, [{ from: 'm', to: 'x', type: 'continue' }, { from: 'm', to: 'x', type: 'continue' }]), ['75 m']],
    ['a door that is not there', check(delay, both), ['76 m']],
    ['nothing that follows', check(delay, [], []), ['77 m', '80 x']],
    ['a wait that never resolves', check(wait({ condition: { filters: null }, events, max_wait_duration: '1d' })), ['78 m']],
    ['a wait without a timeout', check(wait({ condition: { filters: null }, events, max_wait_duration: '1d' }), [{ from: 'm', to: 'x', type: 'branch', index: 0 }]), ['79 m']],
    ['a loop without time', check(action('m', 'conditional_branch', { conditions: [{ filters: { properties: [] } }] }), [{ from: 'm', to: 'm', type: 'branch', index: 0 }, { from: 'm', to: 'x', type: 'continue' }]), ['81 m']],
    ['no duration', check(action('m', 'delay', { delay_duration: 'PT1H' })), ['82 m']],
    ['a duration that would be cut', check(action('m', 'delay', { delay_duration: '90m' })), ['83 m']],
    ['neither a length nor a date', check(action('m', 'delay', {})), ['84 m']],
    ['a wait for nothing', check(wait({ condition: { filters: null }, events: [], max_wait_duration: '1d' }), both), ['85 m']],
    ['a condition that is not in filters', check(action('m', 'conditional_branch', { conditions: [{ properties: [] }] }), both), ['86 m']],
    ['a branch that asks for events', check(action('m', 'conditional_branch', { conditions: [{ filters: { events: [{ id: 'e' }] } }] }), both), ['87 m']],
    ['shares of 130 %', check(action('m', 'random_cohort_branch', { cohorts: [{ percentage: 130 }] }), [{ from: 'm', to: 'x', type: 'branch', index: 0 }]), ['88 m']],
    ['shares of 90 %', check(action('m', 'random_cohort_branch', { cohorts: [{ percentage: 90 }] }), [{ from: 'm', to: 'x', type: 'branch', index: 0 }]), ['88 m']],
  ])('breaks a rule that the schema does not have: %s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})

describe('spans and texts at PostHog', () => {
  it.each([[30_000, '30s'], [60_000, '1m'], [90 * 60_000, '1.5h'], [36 * 3_600_000, '1.5d'], [604_800_000, '7d'], [1500, '1.5s'], [0, '0s'], [45 * 86_400_000, '30d'], [45 * 60_000, '45m']])('%i ms is %s', (ms, duration) => {
    expect(durationThere(ms)).toBe(duration)
  })

  it('reads a span to the second where decimals can only have meant one', () => {
    expect(msOf(durationThere(100_001_000))).toBe(100_001_000)
    expect(msOf('PT1H')).toBeUndefined()
  })

  it.each(['plain', 'a {b} \\ c', 'Hi {{ profile.city }}', "{{ profile.name | default: 'it\\s' }}", '{{ event["coupon code"] }}', '{{ profile.id }} and {{ event.name }}'])('turns %s into Hog and back', (text) => {
    const hog = toHog(text)
    expect(hog).toBeDefined()
    expect(fromHog(hog!)).toBe(text)
  })

  it.each(['{% if profile.x %}y{% endif %}', '{{ profile.x | upcase }}', '{{ "x" }}', '{{ journey.id }}', '{{ event.at }}', '{{ profile.x'])('has no Hog for %s', (text) => {
    expect(toHog(text)).toBeUndefined()
  })

  it('reads no more of Hog than holes with defaults', () => {
    expect(fromHog('{concat(a, b)}')).toBeUndefined()
    expect(fromHog('{person.id}')).toBeUndefined()
  })
})
