import { readFileSync, existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Step } from '../../../../engine/core/model/steps/registry.ts'
import type { TargetProblem } from '../../../../engine/core/publish/problem.ts'
import { ONESIGNAL } from '../../../../engine/core/publish/targets/onesignal/index.ts'
import { annotation, nodeId, readAnnotation, readNodeId } from '../../../../engine/core/publish/targets/onesignal/node-names.ts'
import { percentages } from '../../../../engine/core/publish/targets/onesignal/percentages.ts'

const ID = '2b7c1f34-53a7-4f6f-8a6a-0d7f8d2f1b02'
const SETTINGS = { appId: '0b0a9c1e-2d6c-4a53-8c02-6e2f3f7d1a01' }
const PUSH: Step = { kind: 'message', channel: 'push', template: { body: 'Hello' } }

function journey(change: Partial<JourneyDocument> = {}, steps: Record<string, Step> = { push: PUSH }): JourneyDocument {
  return { format: 'journey', formatVersion: 1, id: 'j', name: 'J', entries: [{ id: 'entry', trigger: { kind: 'event', event: 'signup' }, next: Object.keys(steps)[0]! }], steps, ...change }
}

function problems(document: JourneyDocument, made?: string): readonly TargetProblem[] {
  return ONESIGNAL.toPlatform(document, { ...SETTINGS, ...(made === undefined ? {} : { made }) }).problems
}

const entry = journey().entries[0]!
const long = Array.from({ length: 26 }, (_, index) => ({ id: `v${index}`, weight: 1 }))
/** For each rule a journey that breaks it, and where. */
const BROKEN: readonly [code: string, severity: TargetProblem['severity'], path: string, document: JourneyDocument][] = [
  ['OS01', 'error', '$.entries', journey({ entries: [entry, { ...entry, id: 'two' }] })],
  ['OS02', 'error', '$.entries[0].trigger', journey({ segments: { vip: { when: { attribute: 'vip', op: 'eq', value: true } } }, entries: [{ ...entry, trigger: { kind: 'segment', segment: 'vip', change: 'leave' } }] })],
  ['OS02', 'error', '$.entries[0].trigger', journey({ entries: [{ ...entry, trigger: { kind: 'schedule', every: 'FREQ=DAILY' } }] })],
  ['OS03', 'loss', '$.entries[0].where', journey({ entries: [{ ...entry, where: { weekday: [1] } }] })],
  ['OS09', 'loss', '$.entries[0].where', journey({ entries: [{ ...entry, where: { attribute: 'plan', op: 'eq', value: 'gold' } }] })],
  ['OS04', 'loss', '$.entries[0].trigger', journey({ entries: [{ ...entry, trigger: { kind: 'schedule', at: '2026-12-01T09:00:00Z', audience: { attribute: 'plan', op: 'eq', value: 'gold' } } }] })],
  ['OS05', 'error', '$.steps.wait', journey({}, { wait: { kind: 'delay', for: 'P1D', next: 'wait' } })],
  ['OS08', 'note', '$.steps.alone', journey({}, { push: PUSH, alone: PUSH })],
  ['OS10', 'loss', '$.steps.w', journey({}, { w: { kind: 'message', channel: 'whatsapp', template: { body: 'x' }, next: 'push' }, push: PUSH })],
  ['OS11', 'loss', '$.steps.i', journey({}, { i: { kind: 'message', channel: 'inApp', template: { body: 'x' }, next: 'push' }, push: PUSH })],
  ['OS12', 'error', '$.steps.push.template.body', journey({}, { push: { kind: 'message', channel: 'push', template: { title: 'x' } } })],
  ['OS13', 'loss', '$.steps.push.template.sound', journey({}, { push: { kind: 'message', channel: 'push', template: { body: 'x', sound: 'ping' } } })],
  ['OS14', 'loss', '$.steps.push.template.body', journey({}, { push: { kind: 'message', channel: 'push', template: { body: '{{ journey.id }}' } } })],
  ['OS15', 'loss', '$.steps.push.channel', journey({}, { push: { kind: 'message', channel: 'webPush', template: { body: 'x' } } })],
  ['OS16', 'loss', '$.steps.push.onSuppressed', journey({}, { push: { kind: 'message', channel: 'push', template: { body: 'x' }, onSuppressed: 'sms' }, sms: PUSH })],
  ['OS20', 'loss', '$.steps.wait.for', journey({}, { wait: { kind: 'delay', for: 'PT30S', next: 'push' }, push: PUSH })],
  ['OS21', 'loss', '$.steps.wait.for', journey({}, { wait: { kind: 'delay', for: 'P400D', next: 'push' }, push: PUSH })],
  ['OS22', 'error', '$.steps.wait.until', journey({}, { wait: { kind: 'delay', until: { date: '2026-12-24' }, next: 'push' }, push: PUSH })],
  ['OS23', 'loss', '$.steps.wait.bestTime', journey({}, { wait: { kind: 'delay', bestTime: { within: 'P1D' }, next: 'push' }, push: PUSH })],
  ['OS24', 'loss', '$.steps.wait.until.time', journey({}, { wait: { kind: 'delay', until: { time: '09:00:30' }, next: 'push' }, push: PUSH })],
  ['OS25', 'loss', '$.steps.wait.for', journey({}, { wait: { kind: 'delay', for: 'PT90.5S', next: 'push' }, push: PUSH })],
  ['OS30', 'error', '$.steps.wait', journey({}, { wait: { kind: 'waitFor', branches: [] } })],
  ['OS31', 'loss', '$.steps.wait.timeout', journey({}, { wait: { kind: 'waitFor', branches: [{ id: 'b', event: 'buy' }], timeout: { after: 'P1D', next: 'push' } }, push: PUSH })],
  ['OS32', 'loss', '$.steps.wait.branches[0].where', journey({}, { wait: { kind: 'waitFor', branches: [{ id: 'b', event: 'buy', where: { any: [{ property: 'a', op: 'eq', value: 1 }, { property: 'b', op: 'eq', value: 1 }] } }] } })],
  ['OS18', 'error', '$.entries', journey({}, { set: { kind: 'update', set: {}, next: 'bye' }, bye: { kind: 'exit' } })],
  ['OS33', 'loss', '$.steps.wait.look', journey({}, { wait: { kind: 'waitFor', branches: [{ id: 'b', event: 'buy' }], look: 'entry' } })],
  ['OS34', 'error', '$.entries[0].trigger.event', journey({ entries: [{ ...entry, trigger: { kind: 'event', event: 'x'.repeat(256) } }] })],
  ['OS35', 'error', '$.steps.wait.branches', journey({}, { push: { ...PUSH, next: 'wait' } as Step, wait: { kind: 'waitFor', branches: [{ id: 'o', event: '$opened', where: { property: 'stepId', op: 'eq', value: 'push' } }, { id: 'c', event: '$clicked', where: { property: 'stepId', op: 'eq', value: 'push' } }] } })],
  ['OS40', 'error', '$.steps.if.branches[0].when', journey({}, { if: { kind: 'branch', branches: [{ id: 'yes', when: { did: 'purchase' }, next: 'push' }] }, push: PUSH })],
  ['OS41', 'error', '$.segments.vip.when', journey({ segments: { vip: { when: { did: 'purchase' } } } }, { if: { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'push' }] }, push: PUSH })],
  ['OS43', 'note', '$.segments.vip', journey({ segments: { vip: { when: { did: 'purchase' } } } })],
  ['OS50', 'error', '$.steps.ab.variants', journey({}, { ab: { kind: 'split', variants: long } })],
  ['OS51', 'loss', '$.steps.ab.key', journey({}, { ab: { kind: 'split', key: 'k', variants: [{ id: 'a', weight: 1, next: 'push' }, { id: 'b', weight: 1 }] }, push: PUSH })],
  ['OS52', 'note', '$.steps.ab.goal', journey({ goals: [{ id: 'g', event: 'buy' }] }, { ab: { kind: 'split', goal: 'g', variants: [{ id: 'a', weight: 1, next: 'push' }, { id: 'b', weight: 1 }] }, push: PUSH })],
  ['OS60', 'loss', '$.steps.set.set.plan', journey({}, { set: { kind: 'update', set: { plan: '{{ event.plan }}' } } })],
  ['OS70', 'loss', '$.steps.hook', journey({}, { hook: { kind: 'webhook', url: 'https://example.com', next: 'push' }, push: PUSH })],
  ['OS80', 'loss', '$.steps.other', journey({}, { other: { kind: 'journey', journey: 'x', next: 'push' }, push: PUSH })],
  ['OS85', 'note', '$.steps.bye', journey({}, { push: { ...PUSH, next: 'bye' } as Step, bye: { kind: 'exit', outcome: 'done' } })],
  ['OS90', 'note', '$.goals[0]', journey({ goals: [{ id: 'g', event: 'buy' }] })],
  ['OS91', 'loss', '$.exits[1]', journey({ exits: [{ id: 'a', event: 'one' }, { id: 'b', event: 'two' }] })],
  ['OS92', 'loss', '$.goals[0].window', journey({ goals: [{ id: 'g', event: 'buy', window: 'P7D', endsJourney: true }] })],
  ['OS95', 'loss', '$.reentry', journey({ reentry: { kind: 'always' } })],
  ['OS96', 'loss', '$.policies.quietHours', journey({ policies: { quietHours: { from: '22:00', to: '08:00' } } })],
  ['OS97', 'loss', '$.activeUntil', journey({ activeUntil: '2027-01-31' })],
  ['OS99', 'note', '$.steps.push.note', journey({}, { push: { ...PUSH, note: 'Ask Ayşe.' } as Step })],
]

describe('OneSignal', () => {
  test.each(BROKEN)('%s (%s) is told at %s', (code, severity, path, document) => {
    expect(problems(document).filter((problem) => problem.code === code).map((problem) => ({ severity: problem.severity, path: problem.path }))).toContainEqual({ severity, path })
  })

  test('has nothing to say of a plain journey', () => {
    expect(problems(journey({}, { wait: { kind: 'delay', for: 'P1D', next: 'push' }, push: PUSH }))).toEqual([])
  })

  test('takes in-app messages, webhooks and segments that were made by hand', () => {
    const document = journey({ segments: { vip: { when: { did: 'purchase' } } } }, {
      if: { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'banner' }] }, banner: { kind: 'message', channel: 'inApp', template: { body: 'x' }, next: 'hook' }, hook: { kind: 'webhook', url: 'https://example.com' },
    })
    expect(problems(document).some(({ severity }) => severity === 'error')).toBe(true)
    const made = `segment/vip = ${ID}\nstep/banner = ${ID}\nstep/hook = ${ID}`
    expect(problems(document, made).filter(({ severity }) => severity !== 'note')).toEqual([])
    const watched = journey({}, { hook: { kind: 'webhook', url: 'https://example.com', next: 'push', onError: 'push' }, push: PUSH })
    expect(problems(watched, made).filter(({ severity }) => severity === 'loss')).toMatchObject([{ code: 'OS71', path: '$.steps.hook.onError' }])
    expect(ONESIGNAL.settingsSchema.safeParse({ ...SETTINGS, made: 'vip = 1' }).error?.issues[0]?.message).toContain('"vip = 1"')
  })

  test('asks for a reaction to a message without a segment', () => {
    const { resources } = ONESIGNAL.toPlatform(journey({}, { push: { ...PUSH, next: 'if' } as Step, if: { kind: 'branch', branches: [{ id: 'opened', when: { did: '$opened', where: { property: 'stepId', op: 'eq', value: 'push' } }, next: 'set' }] }, set: { kind: 'update', set: { a: 1 } } }), SETTINGS)
    expect(JSON.stringify(resources.at(-1)!.body)).toContain('{"kind":"on_notification_action","action":"opened","client_node_id":"push"}')
  })

  test('refuses what is no journey of its own', () => {
    expect(() => ONESIGNAL.fromPlatform([{ kind: 'journey', id: 'x', name: 'x', body: { hello: 1 }, status: null, token: null, updatedAt: null }], SETTINGS)).toThrow(expect.objectContaining({ code: 'E_TARGET_INPUT' }))
  })

  test('names nodes so that the step, its part and its double are read back', () => {
    for (const stepId of ['a', 'a~2', '~', 'a~~b', 'x~part', 'ö 1']) for (const part of [null, 'got1', 'clear']) for (const copy of [1, 2, 11]) expect(readNodeId(nodeId({ stepId, part, copy }))).toEqual({ stepId, part, copy })
    for (const name of [undefined, 'Day 3', 'x [y]']) for (const meta of [[], ['a'], ['a+b', '[c]', '%']]) expect(readAnnotation(annotation(name, meta))).toEqual({ name, meta })
    expect(annotation('x'.repeat(400))!.length).toBe(255)
  })

  test('deals shares that sum to 100 exactly', () => {
    expect(percentages([1, 1, 1])).toEqual([33.34, 33.33, 33.33])
    expect(percentages([0, 0])).toBeNull()
  })

  const sample = new URL('../../../../../shared/schemas/samples/onesignal.create-journey.json', import.meta.url)
  test.skipIf(!existsSync(sample))(`imports a journey as the documentation shows one${existsSync(sample) ? '' : ' (SKIPPED: no sample)'}`, () => {
    const body = JSON.parse(readFileSync(sample, 'utf8'))
    const { document, notes } = ONESIGNAL.fromPlatform([{ kind: 'journey', id: 'x', name: body.name, body, status: 'draft', token: null, updatedAt: null }], SETTINGS)
    expect(Object.keys(document.steps).sort()).toEqual(['ab', 'delay-1h', 'email-b', 'is-vip', 'push-a'])
    expect(document.entries[0]).toMatchObject({ trigger: { kind: 'event', event: 'cart_abandoned' }, where: { property: 'total', op: 'gte', value: 50 }, next: 'delay-1h' })
    expect(document.exits).toEqual([{ id: 'left', event: 'order_completed' }])
    expect(document.reentry).toEqual({ kind: 'afterExit', cooldown: 'P7D' })
    expect(document.steps['is-vip']).toMatchObject({ kind: 'branch', branches: [{ next: 'ab' }] })
    // what was not read along is said
    expect(notes.map(({ code }) => code).sort()).toEqual(['OS44', 'OS48'])
  })
})
