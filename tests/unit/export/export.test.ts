import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { SimulatedClock } from 'xstate'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { JourneyMessage } from '../../../engine/core/export/module/recorder.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { TraceEntry } from '../../../engine/core/simulate/run.ts'
import { compilerFindings, moduleOf } from './exported-module.ts'
import { shop } from './shop.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-03-02T10:00Z')

/** What a trace says in short. */
function said(trace: readonly TraceEntry[]): string[] {
  return trace.map(({ at, profileId: _profileId, instance: _instance, ...rest }) => `${new Date(at).toISOString().slice(5, 16)} ${Object.values(rest).join(' ')}`)
}

it('a journey as JSON is the document, ready to be read again', () => {
  const { fileName, text } = exportJourney(shop, 'json')
  expect([fileName, JSON.parse(text), text.endsWith('}\n')]).toEqual(['Passo-Dükkân-1.journey.json', shop, true])
})

it('the common part of exported modules is what the sources give', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../../build/scripts/export-runtime.mjs'), '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

describe('a journey as an XState module', () => {
  it('type-checks strictly, together with a program that uses it, and imports xstate alone', () => {
    const { text } = exportJourney(shop, 'xstate')
    expect(text.match(/^import .*$/gm)).toEqual(["import { createActor, fromTransition, setup, type AnyActorLogic } from 'xstate'"])
    const use = `import { SimulatedClock } from 'xstate'
import { createJourneyActor, createJourneyHost, machines, program, type HostOptions, type JourneyMessage, type WebhookAnswer } from './shop.machine.ts'
const sent: JourneyMessage[] = []
const answer: WebhookAnswer = { answer: 'success', set: { tier: 'gold' } }
const options: HostOptions = { profileId: 'p', attributes: { country: 'TR' }, history: [{ name: 'visit', at: 0 }], clock: new SimulatedClock(), onMessage: (message) => sent.push(message), ports: { webhook: () => answer }, render: (template, { profile }) => template + String(profile.country) }
const actor = createJourneyActor(options)
actor.subscribe(({ context }) => context.instances.map(({ step }) => step))
actor.start()
actor.send({ type: 'signup', properties: { plan: 'free' } })
const host = createJourneyHost({ profileId: 'q' })
host.send({ name: 'signup', at: 5 })
export const first: string | undefined = program.journeys[0]?.steps[0]?.id ?? machines[0]?.meta.journey.id
`
    expect(compilerFindings({ 'shop.machine.ts': text, 'use.ts': use })).toBe('')
  })

  it('runs as an actor: a timeout by the clock alone, a message, the end a day later', async () => {
    const { createJourneyActor } = await moduleOf(shop)
    const clock = new SimulatedClock()
    const trace: TraceEntry[] = []
    const messages: JourneyMessage[] = []
    clock.set(START)
    const actor = createJourneyActor({ profileId: 'p', clock, onTrace: (entry) => trace.push(entry), onMessage: (message) => messages.push(message) })
    const steps: unknown[] = []
    actor.subscribe((snapshot: { context?: { instances: { step: string }[] } }) => steps.push(snapshot.context?.instances.map(({ step }) => step)))
    actor.start()
    actor.send({ type: 'signup' })
    clock.increment(HOUR)
    clock.increment(30 * DAY) // one jump over everything else
    expect(said(trace)).toEqual([
      '03-02T10:00 start in', '03-02T10:00 enter wait.1', '03-02T11:00 leave wait.1 timeout', '03-02T11:00 enter push', '03-02T11:00 message push sent', '03-02T11:00 leave push next',
      '03-02T11:00 enter pause', '03-03T11:00 leave pause next', '03-03T11:00 enter end', '03-03T11:00 end end reminded',
    ])
    expect(messages).toEqual([{ profileId: 'p', journeyId: 'Passo Dükkân/1', stepId: 'push', instance: 1, channel: 'push', at: START + HOUR, status: 'sent', reason: '', variant: undefined, template: { title: 'Hi' } }])
    expect(steps).toEqual([[], ['wait.1'], ['pause'], []])
  })

  it('stops its timers when its actor is stopped', async () => {
    const { createJourneyActor } = await moduleOf(shop)
    const clock = new SimulatedClock()
    const onTrace = vi.fn<(entry: TraceEntry) => void>()
    const actor = createJourneyActor({ profileId: 'p', clock, onTrace })
    actor.start()
    actor.send({ type: 'signup' })
    actor.stop()
    onTrace.mockClear()
    clock.increment(30 * DAY)
    expect(onTrace.mock.calls).toEqual([])
  })

  it('takes events with instants of their own ahead of the clock, and lets a late one count as of now', async () => {
    const { createJourneyHost } = await moduleOf(shop)
    const trace: TraceEntry[] = []
    const host = createJourneyHost({ profileId: 'p', clock: new SimulatedClock(), onTrace: (entry) => trace.push(entry) })
    host.send({ name: 'signup', at: START })
    host.send({ name: 'cart', at: START + HOUR / 2 })
    host.send({ name: 'order', at: START }) // half an hour late
    expect(said(trace).slice(2, 3)).toEqual(['03-02T10:30 leave wait.1 cart'])
    expect(trace.at(-1)).toMatchObject({ what: 'end', at: START + HOUR / 2 })
    expect([host.now, host.instances]).toEqual([START + HOUR / 2, []])
  })

  it('keeps what a callback sends for after the happening that it was told of', async () => {
    const { createJourneyHost } = await moduleOf({ ...shop, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'push' }] })
    const trace: TraceEntry[] = []
    const host = createJourneyHost({ profileId: 'p', clock: new SimulatedClock(), onTrace: (entry) => trace.push(entry), onMessage: () => host.send({ name: 'order' }) })
    host.send({ name: 'signup' })
    expect(trace.map((entry) => entry.what)).toEqual(['start', 'enter', 'message', 'leave', 'enter', 'goal', 'end'])
  })

  it('sees the history it is given, which starts nothing, and counts `$set` in it', async () => {
    const loyal: JourneyDocument = { ...shop, entries: [{ id: 'in', trigger: { kind: 'event', event: 'login' }, where: { all: [{ did: 'signup' }, { attribute: 'plan', op: 'eq', value: 'pro' }] }, next: 'pause' }, { id: 'other', trigger: { kind: 'event', event: 'signup' }, next: 'pause' }] }
    const { createJourneyHost } = await moduleOf(loyal)
    const clock = new SimulatedClock()
    clock.set(START)
    const history = [{ name: 'signup', at: START - DAY }, { name: '$set', at: START - HOUR, properties: { plan: 'pro' } }]
    const host = createJourneyHost({ profileId: 'p', attributes: { plan: 'free' }, history, clock })
    expect([host.instances, host.attributes]).toEqual([[], { plan: 'pro' }])
    host.send({ name: 'login' })
    expect(host.instances).toEqual([{ journeyId: 'Passo Dükkân/1', instance: 1, step: 'pause', startedAt: START, arrivedAt: START }])
  })

  it('comes to where it was when it is made anew with the same events', async () => {
    const { createJourneyHost } = await moduleOf(shop)
    const clock = new SimulatedClock()
    clock.set(START)
    const host = createJourneyHost({ profileId: 'p', clock })
    const events = [{ name: 'signup', at: START }, { name: 'noise', at: START + HOUR / 2 }]
    for (const event of events) host.send(event)
    clock.set(START + 2 * HOUR)
    expect(createJourneyHost({ profileId: 'p', clock, history: events, from: START }).instances).toEqual(host.instances)
    expect(host.instances.map(({ step, arrivedAt }) => [step, arrivedAt])).toEqual([['pause', START + HOUR]])
  })

  it('lets a segment exit act by itself when its window has passed', async () => {
    const lapsed: JourneyDocument = {
      ...shop, segments: { lapsed: { when: { not: { did: 'visit', within: 'P2D' } } } }, exits: [{ id: 'lapsed', segment: 'lapsed' }],
      entries: [{ id: 'in', trigger: { kind: 'event', event: 'visit' }, next: 'wait' }], steps: { wait: { kind: 'waitFor', branches: [{ id: 'cart', event: 'cart' }] } },
    }
    const { createJourneyHost } = await moduleOf(lapsed)
    const clock = new SimulatedClock()
    const trace: TraceEntry[] = []
    clock.set(START)
    const host = createJourneyHost({ profileId: 'p', clock, onTrace: (entry) => trace.push(entry) })
    host.send({ name: 'visit' })
    expect([host.nextEdge(), host.nextDue()]).toEqual([START + 2 * DAY, START + 2 * DAY])
    clock.increment(100 * DAY)
    expect(said(trace).at(-1)).toBe('03-04T10:00 end wait exit:lapsed')
  })

  it('asks its ports for webhooks, and renders updates with what it is given or says what is missing', async () => {
    const hooked: JourneyDocument = {
      ...shop, segments: {}, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'hook' }],
      steps: { hook: { kind: 'webhook', url: 'https://example.com', next: 'note', onError: 'failed' }, note: { kind: 'update', set: { greeting: 'Hi {{ event.name }}', n: 5 }, next: 'stay' }, stay: { kind: 'delay', for: 'P1D' }, failed: { kind: 'delay', for: 'P1D' } },
    }
    const { createJourneyHost } = await moduleOf(hooked)
    const webhook = vi.fn(() => ({ answer: 'success' as const, set: { tier: 'gold' } }))
    const host = createJourneyHost({ profileId: 'p', clock: new SimulatedClock(), ports: { webhook }, render: (template, { event }) => template.replace('{{ event.name }}', String(event.name)) })
    host.send({ name: 'signup' })
    expect(webhook.mock.calls).toEqual([[{ profileId: 'p', journeyId: shop.id, stepId: 'hook', at: 0, step: hooked.steps.hook }]])
    expect([host.attributes, host.instances.map(({ step }) => step)]).toEqual([{ tier: 'gold', greeting: 'Hi signup', n: 5 }, ['stay']])

    const refusing = createJourneyHost({ profileId: 'p', clock: new SimulatedClock(), ports: { webhook: () => ({ answer: 'error' }) } })
    refusing.send({ name: 'signup' })
    expect(refusing.instances.map(({ step }) => step)).toEqual(['failed'])
    const plain = createJourneyHost({ profileId: 'p', clock: new SimulatedClock() })
    expect(() => plain.send({ name: 'signup' })).toThrow(expect.objectContaining({ code: 'E_RENDER', help: expect.stringContaining('render') as string }))
  })

  it('asks by its schedules as time goes on, without end', async () => {
    const daily: JourneyDocument = {
      ...shop, segments: {}, timeZone: 'Europe/Berlin', reentry: { kind: 'afterExit' }, exits: [], goals: [],
      entries: [{ id: 'nine', trigger: { kind: 'schedule', every: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0', audience: { did: 'signup' } }, next: 'end' }], steps: { end: { kind: 'exit' } },
    }
    const { createJourneyHost } = await moduleOf(daily)
    const clock = new SimulatedClock()
    const trace: TraceEntry[] = []
    clock.set(Date.parse('2026-03-28T12:00Z'))
    createJourneyHost({ profileId: 'p', clock, onTrace: (entry) => trace.push(entry) }).send({ name: 'signup' })
    clock.increment(2 * DAY)
    expect(said(trace.filter(({ what }) => what === 'start'))).toEqual(['03-29T07:00 start nine', '03-30T07:00 start nine'])
    clock.increment(400 * DAY)
    expect(trace.filter(({ what }) => what === 'start')).toHaveLength(402)
  })

  it('holds the journeys it goes through, in one module', async () => {
    const parent: JourneyDocument = { format: 'journey', formatVersion: 1, id: 'parent', entries: [{ id: 'in', trigger: { kind: 'event', event: 'hello' }, next: 'through' }], steps: { through: { kind: 'journey', journey: shop.id, next: 'end' }, end: { kind: 'exit' } } }
    const { createJourneyHost, machines } = await moduleOf(parent, shop)
    expect(machines.map(({ meta }) => meta.journey)).toEqual([parent, shop])
    const host = createJourneyHost({ profileId: 'p', clock: new SimulatedClock() })
    host.send({ name: 'hello' })
    expect(host.instances.map(({ journeyId, step }) => `${journeyId} ${step}`)).toEqual(['parent through', `${shop.id} wait.1`])
    expect(() => exportJourney(parent, 'xstate')).toThrow(expect.objectContaining({ code: 'E_JOURNEY', message: `step "through" of "parent" goes through the journey "${shop.id}", which is not given` }))
  })

  it.each(['\n', '\r', '\u2028', '\u2029'])('keeps a name with the line end %j inside its comment', (lineEnd) => {
    const { text } = exportJourney({ ...shop, name: `Shop${lineEnd}throw new Error('out of the comment') //` }, 'xstate')
    expect(text.split(/[\n\r\u2028\u2029]/).filter((line) => line.startsWith('throw'))).toEqual([])
  })

  it('is refused, by name, for a schedule it could not expand', () => {
    const easter: JourneyDocument = { ...shop, entries: [{ id: 'eggs', trigger: { kind: 'schedule', every: 'FREQ=YEARLY;BYEASTER=0' }, next: 'end' }] }
    expect(() => exportJourney(easter, 'xstate')).toThrow(expect.objectContaining({ code: 'E_EXPORT', message: `the schedule of entry "eggs" of "${shop.id}" cannot be exported: a recurrence rule with BYEASTER is not understood` }))
  })
})
