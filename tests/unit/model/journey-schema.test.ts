import { describe, expect, it } from 'vitest'
import { jsonPath } from '../../../engine/core/json.ts'
import { isClean } from '../../../engine/core/lint/diagnostics.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { connectPort, kindOf, portsOf, STEP_KINDS, stepSchema, summaryOf, type Step } from '../../../engine/core/model/steps/registry.ts'

const always = { all: [] }
/** Every key of the format page, section 3. */
const WHOLE = {
  format: 'journey', formatVersion: 1, id: 'whole', name: 'All of it', description: '…', timeZone: 'Europe/Istanbul', currency: 'TRY',
  activeFrom: '2026-12-01', activeUntil: '2027-01-31T00:00:00+03:00',
  stages: [{ id: 'awareness', name: 'Awareness' }],
  segments: { 'new-user': { name: 'New User', when: always } },
  entries: [
    { id: 'e1', trigger: { kind: 'event', event: 'signup' }, where: { near: { latitude: 41, longitude: 29, radiusM: 500 } }, next: 'message' },
    { id: 'e2', trigger: { kind: 'segment', segment: 'new-user', change: 'enter' }, next: 'delay' },
    { id: 'e3', trigger: { kind: 'schedule', at: '2026-12-01T09:00', every: 'FREQ=DAILY', audience: always }, where: {}, next: 'until' },
    { id: 'e4', trigger: { kind: 'api', name: 'order-ready' }, next: 'best' },
  ],
  reentry: { kind: 'always', key: 'orderId', limit: { count: 3, within: 'P30D' } },
  goals: [{ id: 'ordered', event: 'purchase', where: always, value: 'price', window: 'P7D', endsJourney: true }],
  exits: [{ id: 'unsubscribed', event: 'unsubscribe', where: always }, { id: 'left', segment: 'new-user' }],
  policies: {
    quietHours: { from: '22:00', to: '08:00', mode: 'hold' },
    caps: [{ channel: 'push', count: 3, within: 'P1D', calendar: false, onCap: 'skip' }, { channel: '*', count: 3, within: 'P1M', calendar: true, onCap: { retryFor: 'P1D' } }],
    consent: { push: 'pushOptIn' },
    holdout: { share: 0.05, key: 'global-2026' },
    priority: 0,
  },
  steps: {
    message: { kind: 'message', name: 'n', stage: 'awareness', note: '…', channel: 'whatsapp', template: { title: 'a', body: 'b', link: 'c' }, variants: [{ id: 'v', weight: 1, template: { title: 'x' } }], exempt: ['caps', 'quietHours'], next: 'delay', onSuppressed: 'wait' },
    delay: { kind: 'delay', for: 'P1W', next: 'until' },
    until: { kind: 'delay', until: { time: '09:00', weekday: 1 }, next: 'best' },
    date: { kind: 'delay', until: { date: '2026-12-24' } },
    best: { kind: 'delay', bestTime: { within: 'P1D' }, next: 'date' },
    wait: { kind: 'waitFor', branches: [{ id: 'b1', event: 'x', where: always, next: 'branch' }, { id: 'b2', segment: 'new-user', next: 'branch' }], timeout: { after: 'PT30M', next: 'split' }, look: 'P1D' },
    branch: { kind: 'branch', branches: [{ id: 'yes', when: always, next: 'update' }], else: 'webhook' },
    split: { kind: 'split', variants: [{ id: 'a', name: 'A', weight: 0.5, next: 'update' }], key: 'k', goal: 'ordered', autoWinner: { after: 'P7D', metric: 'ordered', minimum: 100 } },
    update: { kind: 'update', set: { a: 1, b: '{{ event.x }}', c: null, d: ['x'] }, next: 'webhook' },
    webhook: { kind: 'webhook', url: 'https://example.com', method: 'POST', body: { a: [1] }, next: 'sub', onError: 'end' },
    sub: { kind: 'journey', journey: 'other', wait: false, next: 'end' },
    end: { kind: 'exit', outcome: 'done' },
  },
  layout: { message: { x: 0, y: 10.5 }, notes: [{ text: 'a note', x: 1, y: 2 }] },
}

/** Objects of the document whose keys are the format's own, by path. */
function* ownObjects(value: unknown, path: PropertyKey[] = []): Generator<PropertyKey[]> {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* ownObjects(one, [...path, index])
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const at = path.map(String).join('.')
  if (/(^|\.)(set|body|template)$/.test(at) || at.startsWith('layout')) return // what stands in there is the author's
  const named = ['steps', 'segments', 'policies.consent'].includes(at)
  if (!named && !(Object.keys(value).length === 0)) yield path
  for (const [key, one] of Object.entries(value)) yield* ownObjects(one, [...path, key])
}

describe('the journey format', () => {
  it('reads a document that uses every key of it, and finds nothing that would keep it from running', () => {
    const { document, diagnostics } = readJourney(JSON.stringify(WHOLE))
    expect(document).toEqual(WHOLE)
    expect(isClean(diagnostics)).toBe(true)
  })

  it.each([...ownObjects(WHOLE)].map((path) => [jsonPath(path), path] as const))('refuses an unknown key in %s, by its path', (shown, path) => {
    const document = JSON.parse(JSON.stringify(WHOLE)) as typeof WHOLE // as: its own copy, sharing nothing
    const owner = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], document) as Record<string, unknown> // as: paths of this very document
    owner.unknwon = true
    const { diagnostics } = readJourney(JSON.stringify(document))
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'J002', severity: 'error', message: 'unknown key "unknwon"', path: `${shown}.unknwon` })])
  })

  it.each<[string, (document: typeof WHOLE) => unknown, string]>([
    ['format', (document) => (document.format = 'trip'), '$.format'],
    ['an empty id', (document) => (document.id = ''), '$.id'],
    ['an unknown time zone', (document) => (document.timeZone = 'Mars/Phobos'), '$.timeZone'],
    ['a date that is none', (document) => (document.activeFrom = '2026-02-30'), '$.activeFrom'],
    ['a calendar goal window', (document) => (document.goals[0]!.window = 'P1M'), '$.goals[0].window'],
    ['quiet hours of no length', (document) => (document.policies.quietHours.to = '22:00'), '$.policies.quietHours'],
    ['a rolling cap over a month', (document) => (document.policies.caps[0]!.within = 'P1M'), '$.policies.caps[0]'],
    ['a calendar cap over two days', (document) => Object.assign(document.policies.caps[1]!, { within: 'P2D' }), '$.policies.caps[1]'],
    ['a holdout of more than everybody', (document) => (document.policies.holdout.share = 1.1), '$.policies.holdout.share'],
    ['consent for an unknown channel', (document) => Object.assign(document.policies.consent, { pigeon: 'x' }), '$.policies.consent.pigeon'],
    ['a delay of two kinds', (document) => Object.assign(document.steps.delay, { bestTime: { within: 'P1D' } }), '$.steps.delay'],
    ['a delay of no kind', (document) => Object.assign(document.steps, { delay: { kind: 'delay' } }), '$.steps.delay'],
    ['a weekday and a date', (document) => Object.assign(document.steps.until.until, { date: '2026-12-24' }), '$.steps.until.until'],
    ['a branch called timeout', (document) => (document.steps.wait.branches[0]!.id = 'timeout'), '$.steps.wait.branches[0].id'],
    ['a branch called else', (document) => (document.steps.branch.branches[0]!.id = 'else'), '$.steps.branch.branches[0].id'],
    ['a negative weight', (document) => (document.steps.split.variants[0]!.weight = -1), '$.steps.split.variants[0].weight'],
    ['an outcome that names a goal', (document) => (document.steps.end.outcome = 'goal:x'), '$.steps.end.outcome'],
    ['an outcome that names an exit', (document) => (document.steps.end.outcome = 'exit:x'), '$.steps.end.outcome'],
    ['an unknown channel', (document) => (document.steps.message.channel = 'pigeon'), '$.steps.message.channel'],
  ])('refuses %s', (_, spoil, path) => {
    const document = JSON.parse(JSON.stringify(WHOLE)) as typeof WHOLE // as: its own copy, sharing nothing
    spoil(document)
    expect(readJourney(JSON.stringify(document)).diagnostics.map((one) => [one.code, one.path])).toEqual([['J002', path]])
  })
})

describe('a kind of step', () => {
  it.each(Object.entries(STEP_KINDS))('%s is dropped as a step of its own schema, with a line in words', (name, kind) => {
    const blank: Step = kind.blank()
    expect([kind.kind, blank.kind, stepSchema.parse(blank)]).toEqual([name, name, blank])
    expect(summaryOf(blank)).not.toBe('')
  })

  const steps = Object.entries(WHOLE.steps).map(([id, step]) => [id, step as Step] as const) // as: the test above parses them all
  it.each(steps)('%s: each of its ports connects and disconnects by itself, and stays what its schema allows', (_, step) => {
    const ports = portsOf(step)
    expect(new Set(ports.map(({ id }) => id)).size).toBe(ports.length)
    for (const port of ports) {
      const connected = connectPort(step, port.id, 'elsewhere')
      expect(portsOf(connected)).toEqual(ports.map((one) => (one.id === port.id ? { ...one, target: 'elsewhere' } : one)))
      const alone = connectPort(connected, port.id, undefined)
      const optional = port.id === 'suppressed' || port.id === 'error' // these ports are there only while connected
      expect(portsOf(alone)).toEqual(optional ? ports.filter(({ id }) => id !== port.id) : ports.map((one) => (one.id === port.id ? { ...one, target: undefined } : one)))
      for (const one of [connected, alone]) expect(stepSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one)
    }
    expect(kindOf(step).portsThatTakeTime(step).filter((id) => !ports.some((port) => port.id === id))).toEqual([])
  })

  it('reads as a line in words', () => {
    expect(Object.fromEntries(steps.map(([id, step]) => [id, summaryOf(step)]))).toEqual({
      message: 'WhatsApp: a',
      delay: 'Wait 7 days',
      until: 'Wait until Monday 09:00',
      date: 'Wait until 2026-12-24',
      best: 'Wait for the best time within 1 day',
      wait: 'Wait up to 30 min for x or segment new-user',
      branch: 'If always',
      split: 'A 100 %',
      update: 'Set a = 1, b = {{ event.x }}, c = null, d = ["x"]',
      webhook: 'POST https://example.com',
      sub: 'Start other',
      end: 'Leaves as done',
    })
  })
})
