import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../engine/core/json.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import type { BreakdownResult } from '../../engine/core/simulate/result.ts'
import { RehearsalError } from '../../engine/core/errors.ts'
import { simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../engine/core/simulate/reference.ts'
import { generatedRun, simulate } from './generated-run.ts'

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
      const { figures } = simulate(run)
      expectToAddUp(figures)
      for (const { matched, admitted, refused } of Object.values(figures.entries)) expect(matched).toBe(admitted + refused)
      expect(total(Object.fromEntries(Object.entries(figures.entries).map(([id, { admitted }]) => [id, admitted])))).toBe(figures.instances.started)
    }),
    { numRuns: 150 },
  )
})

it('the values of a break-down add up, and add up to the whole', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const { figures } = simulate({ ...run, options: { ...run.options, breakDown: ['plan', 'n'] } })
      for (const byValue of Object.values(figures.breakdowns)) {
        const parts = Object.values(byValue)
        parts.forEach(expectToAddUp)
        const sum = (read: (part: BreakdownResult) => number) => parts.reduce((so, part) => so + read(part), 0)
        expect(sum((part) => part.instances.started)).toBe(figures.instances.started)
        expect(sum((part) => part.instances.converted)).toBe(figures.instances.converted)
        for (const id of Object.keys(figures.steps)) expect(sum((part) => part.steps[id]!.entered)).toBe(figures.steps[id]!.entered)
        for (const id of Object.keys(figures.goals)) expect(sum((part) => Math.round(part.goals[id]!.value * 1e6))).toBe(Math.round(figures.goals[id]!.value * 1e6))
      }
    }),
    { numRuns: 80 },
  )
})

it('one more profile changes no other profile\'s messages', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const newcomer = run.events[0]!.profileId
      const others = { ...run, events: run.events.filter(({ profileId }) => profileId !== newcomer), profiles: run.profiles.filter(({ profileId }) => profileId !== newcomer) }
      // both runs last equally long: the default ends with the last event of all
      const options = { from: 0, until: Math.max(...run.events.map(({ at }) => at)) }
      const before = simulate({ ...others, options }).messages
      const after = simulate({ ...run, options }).messages
      expect(after.filter(({ profileId }) => profileId !== newcomer)).toEqual(before)
    }),
    { numRuns: 80 },
  )
})

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
      expect(simulate({ ...run, events: moved })).toEqual(simulate(run))
    }),
    { numRuns: 80 },
  )
})

it('a run is repeatable to the byte, and its layout and step order change nothing', () => {
  fc.assert(
    fc.property(generatedRun, (run) => {
      const turned = { ...run.document, steps: Object.fromEntries(Object.entries(run.document.steps).reverse()), layout: { notes: [] } }
      expect(canonicalJson(simulate(run))).toBe(canonicalJson(simulate({ ...run, document: turned })))
    }),
    { numRuns: 60 },
  )
})

it('messages come by profile id, then in the order they were sent', () => {
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

it('a dataset without events is a run of nobody, on both engines', () => {
  fc.assert(
    fc.property(generatedRun, ({ document, profiles }) => {
      const dataset = buildDataset([], profiles)
      for (const engine of [simulateWithKernel, simulateWithXState]) {
        const { figures, messages } = engine(document, dataset, { collectMessages: true })
        expectToAddUp(figures)
        expect(figures.instances).toEqual({ started: 0, active: 0, ended: 0, converted: 0, mature: 0, outcomes: {}, profiles: 0 })
        expect(figures.dataset).toEqual({ digest: '', events: 0, profiles: profiles.length, from: 0, to: 0 })
        expect(messages).toEqual([])
      }
    }),
    { numRuns: 30 },
  )
})
