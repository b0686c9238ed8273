import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Step } from '../../../../engine/core/model/steps/registry.ts'
import type { TargetProblem } from '../../../../engine/core/publish/problem.ts'
import { actionId, readActionId } from '../../../../engine/core/publish/targets/klaviyo/action-ids.ts'
import { KLAVIYO } from '../../../../engine/core/publish/targets/klaviyo/index.ts'
import { chained, weightsOf } from '../../../../engine/core/publish/targets/klaviyo/shares.ts'

const PUSH: Step = { kind: 'message', channel: 'push', template: { body: 'Hello' } }

function journey(change: Partial<JourneyDocument> = {}, steps: Record<string, Step> = { push: PUSH }): JourneyDocument {
  return { format: 'journey', formatVersion: 1, id: 'j', name: 'J', entries: [{ id: 'entry', trigger: { kind: 'event', event: 'signup' }, next: Object.keys(steps)[0]! }], steps, ...change }
}

function problems(document: JourneyDocument): readonly TargetProblem[] {
  return KLAVIYO.toPlatform(document, {}).problems
}

const entry = journey().entries[0]!
const wait = (fields: Partial<Extract<Step, { kind: 'waitFor' }>>): Record<string, Step> => ({ wait: { kind: 'waitFor', branches: [{ id: 'b', event: 'buy', next: 'push' }], timeout: { after: 'P1D' }, ...fields }, push: PUSH })
const ab = (weights: number[], more: object = {}): Record<string, Step> => ({ ab: { kind: 'split', variants: weights.map((weight, index) => ({ id: `v${index}`, weight, next: 'push' })), ...more }, push: PUSH })
/** For each rule a journey that breaks it, and where. */
const BROKEN: readonly [code: string, severity: TargetProblem['severity'], path: string, document: JourneyDocument][] = [
  ['KL01', 'error', '$.entries', journey({ entries: [entry, { ...entry, id: 'two' }] })],
  ['KL02', 'error', '$.entries[0].trigger', journey({ entries: [{ ...entry, trigger: { kind: 'schedule', at: '2026-12-01' } }] })],
  ['KL03', 'loss', '$.entries[0].where', journey({ entries: [{ ...entry, where: { weekday: [1] } }] })],
  ['KL09', 'loss', '$.entries[0].where', journey({ entries: [{ ...entry, where: { attribute: 'plan', op: 'eq', value: 'gold' } }] })],
  ['KL04', 'error', '$.steps', journey({}, { bye: { kind: 'exit' } })],
  ['KL05', 'error', '$.steps.wait', journey({}, { wait: { kind: 'delay', for: 'P1D', next: 'wait' } })],
  ['KL08', 'note', '$.steps.alone', journey({}, { push: PUSH, alone: PUSH })],
  ['KL10', 'loss', '$.steps.i', journey({}, { i: { kind: 'message', channel: 'inApp', template: { body: 'x' }, next: 'push' }, push: PUSH })],
  ['KL12', 'error', '$.steps.mail.template.title', journey({}, { mail: { kind: 'message', channel: 'email', template: { body: 'x' } } })],
  ['KL13', 'loss', '$.steps.push.template.sound', journey({}, { push: { kind: 'message', channel: 'push', template: { body: 'x', sound: 'ping' } } })],
  ['KL14', 'loss', '$.steps.push.template.body', journey({}, { push: { kind: 'message', channel: 'push', template: { body: '{{ profile.city | upcase }}' } } })],
  ['KL16', 'loss', '$.steps.push.onSuppressed', journey({}, { push: { kind: 'message', channel: 'push', template: { body: 'x' }, onSuppressed: 'sms' }, sms: PUSH })],
  ['KL20', 'loss', '$.steps.wait.for', journey({}, { wait: { kind: 'delay', for: 'PT30S', next: 'push' }, push: PUSH })],
  ['KL21', 'error', '$.steps.wait.until', journey({}, { wait: { kind: 'delay', until: { date: '2026-12-24' }, next: 'push' }, push: PUSH })],
  ['KL23', 'loss', '$.steps.wait', journey({}, { wait: { kind: 'delay', bestTime: { within: 'P1D' }, next: 'push' }, push: PUSH })],
  ['KL30', 'error', '$.steps.wait', journey({}, { wait: { kind: 'waitFor', branches: [{ id: 'b', event: 'buy' }] } })],
  ['KL31', 'loss', '$.steps.wait', journey({}, wait({}))],
  ['KL32', 'loss', '$.steps.wait.branches[0].where', journey({}, wait({ branches: [{ id: 'b', event: 'buy', where: { attribute: 'plan', op: 'eq', value: 'gold' }, next: 'push' }] }))],
  ['KL33', 'loss', '$.steps.wait.look', journey({}, wait({ look: 'entry' }))],
  ['KL40', 'error', '$.steps.if.branches[0].when', journey({}, { if: { kind: 'branch', branches: [{ id: 'yes', when: { weekday: [1] }, next: 'push' }] }, push: PUSH })],
  ['KL41', 'error', '$.segments.vip.when', journey({ segments: { vip: { when: { did: 'purchase', within: 'PT15M' } } } }, { if: { kind: 'branch', branches: [{ id: 'yes', when: { segment: 'vip' }, next: 'push' }] }, push: PUSH })],
  ['KL43', 'note', '$.segments.vip', journey({ segments: { vip: { when: { did: 'purchase' } } } })],
  ['KL50', 'error', '$.steps.ab.variants', journey({}, ab([1, 999]))],
  ['KL51', 'loss', '$.steps.ab.key', journey({}, ab([1, 1], { key: 'k' }))],
  ['KL52', 'note', '$.steps.ab.goal', journey({ goals: [{ id: 'g', event: 'buy' }] }, ab([1, 1], { goal: 'g' }))],
  ['KL53', 'loss', '$.steps.ab.variants', journey({}, ab([1, 1, 1]))],
  ['KL60', 'loss', '$.steps.set.set.plan', journey({}, { set: { kind: 'update', set: { plan: '{{ event.plan }}', a: 1 } } })],
  ['KL70', 'loss', '$.steps.hook.method', journey({}, { hook: { kind: 'webhook', url: 'https://example.com', method: 'PUT' } })],
  ['KL71', 'loss', '$.steps.hook.onError', journey({}, { hook: { kind: 'webhook', url: 'https://example.com', onError: 'push' }, push: PUSH })],
  ['KL72', 'loss', '$.steps.hook', journey({}, { hook: { kind: 'webhook', url: 'https://example.com', body: '{{ profile.id }}' } })],
  ['KL80', 'loss', '$.steps.other', journey({}, { other: { kind: 'journey', journey: 'x', next: 'push' }, push: PUSH })],
  ['KL85', 'note', '$.steps.bye', journey({}, { push: { ...PUSH, next: 'bye' } as Step, bye: { kind: 'exit', outcome: 'done' } })],
  ['KL90', 'note', '$.goals[0]', journey({ goals: [{ id: 'g', event: 'buy' }] })],
  ['KL91', 'loss', '$.exits[0]', journey({ exits: [{ id: 'a', event: 'one', where: { weekday: [1] } }] })],
  ['KL92', 'loss', '$.goals[0].window', journey({ goals: [{ id: 'g', event: 'buy', window: 'P7D', endsJourney: true }] })],
  ['KL95', 'loss', '$.reentry', journey({ reentry: { kind: 'afterExit', cooldown: 'P1D' } })],
  ['KL96', 'loss', '$.policies.caps', journey({ policies: { caps: [{ channel: '*', count: 1, within: 'P1D' }] } })],
  ['KL97', 'loss', '$.activeFrom', journey({ activeFrom: '2026-12-01' })],
  ['KL99', 'note', '$.steps.push.note', journey({}, { push: { ...PUSH, note: 'Ask Ayşe.' } as Step })],
]

describe('Klaviyo', () => {
  test.each(BROKEN)('%s (%s) is told at %s', (code, severity, path, document) => {
    expect(problems(document).filter((problem) => problem.code === code).map((problem) => ({ severity: problem.severity, path: problem.path }))).toContainEqual({ severity, path })
  })

  test('has nothing to say of a plain journey', () => {
    expect(problems(journey({}, { wait: { kind: 'delay', for: 'P1DT2H', next: 'push' }, push: PUSH }))).toEqual([])
  })

  test('says what shares it makes of those that do not come out whole', () => {
    expect(problems(journey({}, ab([1, 1, 1]))).find(({ code }) => code === 'KL53')?.message).toContain('33 %, 33.5 %, 33.5 %')
    expect(chained([1, 1, 2])).toMatchObject({ percentages: [25, 33], isExact: false })
    expect(chained([50, 30, 20])).toMatchObject({ percentages: [50, 60], isExact: true })
    expect(weightsOf([50, 60])).toEqual([50, 30, 20])
  })

  test('names actions so that step, part and what goes with it are read back', () => {
    for (const stepId of ['a', 'a~2', '~', '100%', '']) for (const [part, extra] of [[null, []], ['s1', ['x~y', '=Name']]] as const) expect(readActionId(actionId(stepId, part, extra))).toEqual({ stepId, part, extra: [...extra] })
  })

  test('refuses what is no flow of its own', () => {
    expect(() => KLAVIYO.fromPlatform([{ kind: 'journey', id: 'x', name: 'x', body: { hello: 1 }, status: null, token: null, updatedAt: null }], {})).toThrow(expect.objectContaining({ code: 'E_TARGET_INPUT' }))
  })

  const sample = new URL('../../../../../shared/schemas/samples/klaviyo.create-flow.json', import.meta.url)
  test.skipIf(!existsSync(sample))(`imports a flow as the specification shows one${existsSync(sample) ? '' : ' (SKIPPED: no sample)'}`, () => {
    const body = JSON.parse(readFileSync(sample, 'utf8'))
    const metric = (id: string, name: string) => ({ kind: 'event' as const, id, name, body: null, status: null, token: null, updatedAt: null })
    const { document } = KLAVIYO.fromPlatform([{ kind: 'journey', id: 'x', name: 'x', body, status: 'draft', token: null, updatedAt: null }, metric('UMTLbD', 'Cart Abandoned'), metric('PLACED', 'Placed Order')], {})
    expect(document.entries[0]).toMatchObject({ trigger: { kind: 'event', event: 'Cart Abandoned' }, next: 'delay-1h' })
    expect(document.goals).toEqual([{ id: 'goal-1', event: 'Placed Order', endsJourney: true }])
    expect(document.reentry).toEqual({ kind: 'always', limit: { count: 1, within: 'P7D' } })
    expect(document.steps['ab-split']).toMatchObject({ kind: 'split', variants: [{ weight: 1, next: 'push-a' }, { weight: 1, next: 'email-b' }] })
    expect(document.steps['push-a']).toMatchObject({ kind: 'message', channel: 'push', name: 'Push A', template: { title: 'Still thinking it over?', body: 'Your cart is waiting' } })
  })
})
