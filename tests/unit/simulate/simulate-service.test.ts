import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'
import type { EngineName } from '../../../engine/node/workers/run-blocks.ts'
import { simulate, type SimulateRequest } from '../../../engine/node/services/simulate.ts'
import { aJourney } from '../lint/a-journey.ts'

const journey: JourneyDocument = aJourney(
  {
    wait: { kind: 'waitFor', branches: [{ id: 'view', event: 'product_view', next: 'deal' }], timeout: { after: 'PT1H', next: 'push' } },
    deal: { kind: 'split', variants: [{ id: 'a', weight: 1, next: 'push' }, { id: 'b', weight: 1, next: 'pause' }] },
    push: { kind: 'message', channel: 'push', variants: [{ id: 'x', weight: 1 }, { id: 'y', weight: 2 }], next: 'pause' },
    pause: { kind: 'delay', for: 'PT6H', next: 'active' },
    active: { kind: 'branch', branches: [{ id: 'yes', when: { did: '*', within: 'P1D', count: { op: 'gte', value: 3 } } }] },
  },
  {
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    goals: [{ id: 'ordered', event: 'purchase', value: 'price', window: 'P7D' }],
    reentry: { kind: 'afterExit', cooldown: 'PT1H' },
  },
)

const thousands = generatePopulation(passoSpec, { first: 0, count: 9000 }, 7)
const hundreds = generatePopulation(passoSpec, { first: 0, count: 300 }, 7)
const options = { collectMessages: true, breakDown: ['platform'] }

async function bytes(request: Omit<SimulateRequest, 'document' | 'options'>): Promise<{ figures: string; messages: string; workers: number }> {
  const { result, messages } = await simulate({ document: journey, options, ...request })
  const { engine: _engine, timing, ...figures } = result
  return { figures: canonicalJson(figures), messages: canonicalJson(messages), workers: timing.workers }
}

describe('a run as a service', () => {
  it('gives the same bytes on one, two and three workers', async () => {
    const alone = await bytes({ dataset: thousands, engine: 'kernel', workers: 0 })
    const others = await Promise.all([1, 2, 3].map((workers) => bytes({ dataset: thousands, engine: 'kernel', workers })))
    expect(others).toEqual([1, 2, 3].map((workers) => ({ ...alone, workers })))
    expect((JSON.parse(alone.messages) as unknown[]).length).toBeGreaterThan(1000) // as: a list; enough of it that order is put to the test
  })

  it('gives the same bytes on both engines, on any number of workers', async () => {
    const kernel = await bytes({ dataset: hundreds, engine: 'kernel' })
    for (const workers of [1, 2, 3]) expect(await bytes({ dataset: hundreds, engine: 'xstate', workers })).toEqual({ ...kernel, workers })
  })

  it('starts no more threads than there are blocks of profiles', async () => {
    const { result } = await simulate({ document: journey, dataset: hundreds, options: {}, engine: 'kernel', workers: 1_000_000 })
    expect(result.timing.workers).toBe(1)
  })

  it('says in its timing what was run', async () => {
    const { result } = await simulate({ document: journey, dataset: hundreds, options: {}, engine: 'xstate' })
    const { ms, eventsPerSecond, peakRssBytes, ...timing } = result.timing
    expect([result.engine, timing]).toEqual(['xstate', { events: hundreds.at.length, workers: 1 }])
    expect([ms > 0, Math.abs(eventsPerSecond - (hundreds.at.length / ms) * 1000) < 1, peakRssBytes > 0]).toEqual([true, true, true])
  })

  it('reports progress up to every profile, and never backwards', async () => {
    const seen: number[] = []
    await simulate({ document: journey, dataset: hundreds, options: {}, engine: 'xstate', onProgress: ({ phase, done, total }) => {
      expect([phase, total]).toEqual(['profiles', 300])
      seen.push(done)
    } })
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(300)
  })

  it.each<[string, EngineName, number | undefined]>([['in this thread', 'xstate', undefined], ['in threads', 'kernel', 2]])('cancels %s before it begins', async (_, engine, workers) => {
    const request = { document: journey, dataset: hundreds, options: {}, engine, signal: AbortSignal.abort(), ...(workers === undefined ? {} : { workers }) }
    await expect(simulate(request)).rejects.toMatchObject({ code: 'CANCELLED', message: 'the run was cancelled' })
  })

  it('cancels in the middle, without going through the profiles that are left', async () => {
    const control = new AbortController()
    let last = 0
    const run = simulate({ document: journey, dataset: thousands, options: {}, engine: 'xstate', signal: control.signal, onProgress: ({ done }) => {
      last = done
      control.abort()
    } })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(last).toBeLessThan(9000)
  })

  it('refuses what lint refuses, and what cannot run yet', async () => {
    const run = (document: JourneyDocument) => simulate({ document, dataset: hundreds, options: {}, engine: 'kernel' })
    await expect(run(aJourney({ a: { kind: 'update', set: {}, next: 'a' } }))).rejects.toMatchObject({ code: 'J014' })
    await expect(run(aJourney({ a: { kind: 'update', set: { x: '{{' } } }))).rejects.toMatchObject({ code: 'J023' })
    await expect(run(aJourney({ a: { kind: 'webhook', url: 'https://x' } }))).rejects.toMatchObject({ code: 'J090', unusable: false })
  })

  it.each<[EngineName, number]>([['kernel', 0], ['kernel', 2], ['xstate', 0], ['xstate', 2]])('names profile and step of a loop that only the data closes, on %s with %i workers', async (engine, workers) => {
    // The wait takes any number of login events at one instant, so lint sees time pass; these 1,001 logins pass none.
    const document = aJourney({ round: { kind: 'waitFor', branches: [{ id: 'again', event: 'login', next: 'round' }], timeout: { after: 'P1D' } } })
    const events: PlainEvent[] = [{ profileId: 'p', at: 5, name: 'start' }, ...Array.from({ length: 1001 }, (): PlainEvent => ({ profileId: 'p', at: 5, name: 'login' }))]
    await expect(simulate({ document, dataset: buildDataset(events), options: {}, engine, workers })).rejects.toMatchObject({
      code: 'S001',
      message: 'profile "p" goes round in a loop at step "round": more than 1000 steps at one instant',
    })
    const oneLess = await simulate({ document, dataset: buildDataset(events.slice(0, 1000)), options: {}, engine, workers })
    expect(oneLess.result.steps.round).toMatchObject({ entered: 1000, waiting: 1, ports: { again: 999, timeout: 0 } })
  })

  it.each<EngineName>(['kernel', 'xstate'])('names a template that fails only when it is rendered, on %s', async (engine) => {
    const document = aJourney({ a: { kind: 'update', set: { x: '{% for i in (1..profile.n) %}{{ i }}{% endfor %}' } } })
    const dataset = buildDataset([{ profileId: 'p', at: 5, name: 'start' }], [{ profileId: 'p', attributes: { n: 1e9 } }])
    await expect(simulate({ document, dataset, options: {}, engine })).rejects.toMatchObject({ code: 'S002', unusable: false })
  })

  it('has something to say about nobody', async () => {
    const { result } = await simulate({ document: journey, dataset: buildDataset([]), options: {}, engine: 'kernel' })
    expect([result.instances, result.dataset, result.timing.events]).toEqual([
      { started: 0, active: 0, ended: 0, converted: 0, mature: 0, outcomes: {}, profiles: 0 },
      { digest: '', events: 0, profiles: 0, from: 0, to: 0 },
      0,
    ])
  })
})
