import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RehearsalError } from '../../engine/core/errors.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel, simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { simulateTogetherWithXState, simulateWithXState } from '../../engine/core/simulate/reference.ts'
import type { BreakdownResult } from '../../engine/core/simulate/result.ts'
import type { JointOutput, TraceEntry } from '../../engine/core/simulate/run.ts'
import { runByThePage, type PlainRun } from '../differential/oracle/run-by-the-page.ts'
import { comparable, generatedRun, simulate } from './generated-run.ts'

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Everything that must add up in a set of figures, whoever they are of. */
function expectToAddUp({ instances, steps, goals, splits }: BreakdownResult): void {
  for (const [id, { entered, waiting, ports, ended, sent, suppressed }] of Object.entries(steps)) {
    expect(entered, `entered at ${id}`).toBe(waiting + total(ports) + total(ended))
    expect(sent + total(suppressed), `messages of ${id}`).toBeLessThanOrEqual(entered)
  }
  expect(instances.started).toBe(instances.active + instances.ended)
  expect(instances.ended).toBe(total(instances.outcomes))
  expect(instances.active).toBe(total(Object.fromEntries(Object.entries(steps).map(([id, { waiting }]) => [id, waiting]))))
  for (const outcome of Object.keys(instances.outcomes)) {
    const ended = Object.values(steps).map((step) => (Object.hasOwn(step.ended, outcome) ? step.ended[outcome]! : 0))
    expect(instances.outcomes[outcome]).toBe(ended.reduce((sum, count) => sum + count, 0))
  }
  expect(instances.converted).toBeLessThanOrEqual(instances.started)
  expect(instances.mature).toBeLessThanOrEqual(instances.started)
  for (const { conversions, creditedTo } of Object.values(goals)) expect(conversions).toBe(total(creditedTo))
  for (const [id, variants] of Object.entries(splits)) {
    for (const { entered, converted } of Object.values(variants)) expect(converted).toBeLessThanOrEqual(entered)
    expect(Object.values(variants).reduce((sum, { entered }) => sum + entered, 0)).toBeLessThanOrEqual(steps[id]!.entered)
  }
}

it('nobody is lost: everyone who enters a step waits there, leaves by a port or ends', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      for (const figures of simulate(run).figures) {
        expectToAddUp(figures)
        const { entries, instances, holdout } = figures
        for (const { matched, admitted, refused } of Object.values(entries)) expect(matched).toBe(admitted + refused)
        const byEntries = Object.values(entries).reduce((sum, { admitted }) => sum + admitted, 0)
        // others start as children
        if (run.documents.length === 1) expect(byEntries).toBe(instances.started)
        else expect(byEntries).toBeLessThanOrEqual(instances.started)
        expect(holdout.started).toBeLessThanOrEqual(instances.started)
        expect(holdout.converted).toBeLessThanOrEqual(instances.converted)
      }
    }),
    { numRuns: 200 },
  )
})

it('every message is counted once, where it was sent or for the reason it was not, and in one day of its profile', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const { figures, messages, pressure } = simulate({ ...run, options: { ...run.options, pressure: true } })
      for (const { journey, steps } of figures) {
        for (const [id, { sent, suppressed }] of Object.entries(steps)) {
          const here = messages.filter(({ journeyId, stepId }) => journeyId === journey.id && stepId === id)
          expect(here.filter(({ status, reason }) => status === 'sent' && reason === '')).toHaveLength(sent)
          for (const [reason, count] of Object.entries(suppressed)) expect(here.filter((message) => message.reason === reason)).toHaveLength(count)
          expect(here).toHaveLength(sent + total(suppressed))
        }
      }
      const inDays = Array.from(pressure.profileDays, (days, count) => (days ?? 0) * count).reduce((sum, count) => sum + count, 0)
      expect(inDays).toBe(messages.filter(({ status }) => status === 'sent').length)
    }),
    { numRuns: 120 },
  )
})

it('the values of a break-down add up, and add up to the whole', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      for (const figures of simulate({ ...run, options: { ...run.options, breakDown: ['plan', 'n'] } }).figures) {
        for (const byValue of Object.values(figures.breakdowns)) {
          const parts = Object.values(byValue)
          parts.forEach(expectToAddUp)
          const sum = (read: (part: BreakdownResult) => number) => parts.reduce((so, part) => so + read(part), 0)
          expect(sum((part) => part.instances.started)).toBe(figures.instances.started)
          expect(sum((part) => part.instances.converted)).toBe(figures.instances.converted)
          for (const id of Object.keys(figures.steps)) {
            expect(sum((part) => part.steps[id]!.entered)).toBe(figures.steps[id]!.entered)
            expect(sum((part) => total(part.steps[id]!.suppressed))).toBe(total(figures.steps[id]!.suppressed))
          }
          for (const id of Object.keys(figures.goals)) expect(sum((part) => Math.round(part.goals[id]!.value * 1e6))).toBe(Math.round(figures.goals[id]!.value * 1e6))
        }
      }
    }),
    { numRuns: 80 },
  )
})

it('one more profile changes no other profile\'s path or messages', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      // both runs begin and last equally long: the first day of the dataset and its last event are of all profiles
      const first = run.events.reduce((least, event) => (event.at < least.at ? event : least))
      const newcomer = run.events.find(({ profileId }) => profileId !== first.profileId)?.profileId
      fc.pre(newcomer !== undefined)
      const others = { ...run, events: run.events.filter(({ profileId }) => profileId !== newcomer), profiles: run.profiles.filter(({ profileId }) => profileId !== newcomer) }
      const options = { from: first.at, until: Math.max(...run.events.map(({ at }) => at)), scenario: run.options.scenario }
      expect(simulate({ ...run, options }).messages.filter(({ profileId }) => profileId !== newcomer)).toEqual(simulate({ ...others, options }).messages)
      expect(pathsOf({ ...run, options }).filter(({ profileId }) => profileId !== newcomer)).toEqual(pathsOf({ ...others, options }))
    }),
    { numRuns: 80 },
  )
})

/** Every move of everyone, as XState tells it. */
function pathsOf({ documents, events, profiles, options }: PlainRun): TraceEntry[] {
  const trace: TraceEntry[] = []
  simulateTogetherWithXState(documents, buildDataset(events, profiles), { ...options, onTrace: (entry) => trace.push(entry) })
  return trace
}

it('the order of rows matters only among events of one profile at one instant', () => {
  fc.assert(
    fc.property(generatedRun, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (run, keys) => {
      // one key a profile and instant: rows move about, but those that tie keep their order
      const keyOf = new Map<string, number>()
      const key = ({ profileId, at }: { profileId: string; at: number }) => {
        const tie = `${at} ${profileId}`
        if (!keyOf.has(tie)) keyOf.set(tie, keys.next().value ?? 0)
        return keyOf.get(tie)!
      }
      const moved = run.events.map((event) => ({ event, key: key(event) })).sort((a, b) => a.key - b.key).map(({ event }) => event)
      expect(comparable(simulate({ ...run, events: moved }))).toEqual(comparable(simulate(run)))
    }),
    { numRuns: 80 },
  )
})

it('a run is repeatable to the byte, and its layout and step order change nothing', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const turned = run.documents.map((document): JourneyDocument => ({ ...document, steps: Object.fromEntries(Object.entries(document.steps).reverse()), layout: { notes: [] } }))
      expect(canonicalJson(comparable(simulate(run)))).toBe(canonicalJson(comparable(simulate({ ...run, documents: turned }))))
    }),
    { numRuns: 60 },
  )
})

it('a journey that nothing of the others touches gives the same alone as in company', () => {
  fc.assert(
    fc.property(generatedRun, generatedRun, (run, other) => {
      const [document] = run.documents
      fc.pre(document !== undefined && !Object.values(document.steps).some(({ kind }) => kind === 'journey'))
      // the other journey starts nobody, so it sends and updates nothing
      const idle: JourneyDocument = { ...other.documents[0]!, id: 'idle', entries: [{ id: 'never', trigger: { kind: 'event', event: 'never' }, next: Object.keys(other.documents[0]!.steps)[0]! }] }
      fc.pre(!Object.values(idle.steps).some(({ kind }) => kind === 'journey'))
      const alone = simulate({ ...run, documents: [document!] })
      const together = simulate({ ...run, documents: [idle, document!] })
      expect(together.figures[1]).toEqual(alone.figures[0])
      expect(together.messages).toEqual(alone.messages)
    }),
    { numRuns: 60 },
  )
})

it('messages come by profile id, then in the order they were decided', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const { messages } = simulate(run)
      const sorted = messages.toSorted((a, b) => (a.profileId === b.profileId ? a.at - b.at : a.profileId < b.profileId ? -1 : 1))
      expect(messages).toEqual(sorted)
    }),
    { numRuns: 60 },
  )
})

it('more than 1,000 steps at one instant is an error that names the step, on both engines, and 1,000 are not', () => {
  const chain = (length: number) => ({
    format: 'journey' as const,
    formatVersion: 1 as const,
    id: 'chain',
    entries: [{ id: 'in', trigger: { kind: 'event' as const, event: 'start' }, next: 's1' }],
    steps: Object.fromEntries(
      Array.from({ length }, (_, index) => [`s${index + 1}`, { kind: 'update' as const, set: {}, ...(index + 1 < length ? { next: `s${index + 2}` } : {}) }]),
    ),
  })
  const dataset = buildDataset([{ profileId: 'p', at: 0, name: 'start' }])
  for (const engine of [simulateWithKernel, simulateWithXState]) {
    expect(engine(chain(1000), dataset, {}).figures.instances.outcomes).toEqual({ completed: 1 })
    let error: unknown
    try {
      engine(chain(1001), dataset, {})
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(RehearsalError)
    expect(String(error)).toContain('"s1001"')
  }
})

/** Everything that can run journeys together. */
const ENGINES: ((documents: readonly JourneyDocument[], events: PlainRun['events']) => Pick<JointOutput, 'figures'>)[] = [
  (documents, events) => simulateTogetherWithKernel(documents, buildDataset(events), {}),
  (documents, events) => simulateTogetherWithXState(documents, buildDataset(events), {}),
  (documents, events) => runByThePage({ documents, events, profiles: [], options: {} }),
]

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'none'
  } catch (error) {
    return error instanceof RehearsalError ? error.code : String(error)
  }
}

it('segments that send a profile back and forth without end are an error, everywhere', () => {
  const document: JourneyDocument = {
    format: 'journey',
    formatVersion: 1,
    id: 'to-and-fro',
    segments: { on: { when: { attribute: 'on', op: 'eq', value: true } } },
    entries: [
      { id: 'first', trigger: { kind: 'event', event: 'start' }, next: 'switch-on' },
      { id: 'enter', trigger: { kind: 'segment', segment: 'on', change: 'enter' }, next: 'switch-off' },
      { id: 'leave', trigger: { kind: 'segment', segment: 'on', change: 'leave' }, next: 'switch-on' },
    ],
    reentry: { kind: 'afterExit' },
    steps: { 'switch-on': { kind: 'update', set: { on: true } }, 'switch-off': { kind: 'update', set: { on: false } } },
  }
  for (const engine of ENGINES) expect(codeOf(() => engine([document], [{ profileId: 'p', at: 0, name: 'start' }]))).toBe('S003')
})

it('journeys that start each other without end are an error, everywhere, and those whose re-entry stops them are not', () => {
  const starts = (id: string, journey: string, reentry: JourneyDocument['reentry']): JourneyDocument => ({
    format: 'journey', formatVersion: 1, id, ...(reentry ? { reentry } : {}),
    entries: [{ id: 'in', trigger: { kind: 'event', event: `start ${id}` }, next: 'go' }],
    steps: { go: { kind: 'journey', journey } },
  })
  const events = [{ profileId: 'p', at: 0, name: 'start a' }]
  for (const engine of ENGINES) {
    expect(codeOf(() => engine([starts('a', 'b', { kind: 'always' }), starts('b', 'a', { kind: 'always' })], events))).toBe('S001')
    const { figures } = engine([starts('a', 'b', { kind: 'always' }), starts('b', 'a', { kind: 'once' })], events)
    expect(figures.map(({ instances }) => [instances.started, instances.outcomes])).toEqual([[2, { completed: 2 }], [1, { completed: 1 }]])
  }
})

it('a dataset without events is a run of nobody that no schedule asks, on both engines', () => {
  fc.assert(
    fc.property(generatedRun, ({ documents, profiles }) => {
      const asks = documents.some(({ entries }) => entries.some(({ trigger }) => trigger.kind === 'schedule'))
      const dataset = buildDataset([], profiles)
      for (const engine of [simulateTogetherWithKernel, simulateTogetherWithXState]) {
        for (const figures of engine(documents, dataset, {}).figures) {
          expectToAddUp(figures)
          expect(figures.dataset).toEqual({ digest: '', events: 0, profiles: profiles.length, from: 0, to: 0 })
          if (!asks) expect(figures.instances).toEqual({ started: 0, active: 0, ended: 0, converted: 0, mature: 0, outcomes: {}, profiles: 0 })
        }
      }
    }),
    { numRuns: 60 },
  )
})
