import { Worker } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { canonicalJson } from '../../../engine/core/json.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { generatePopulation } from '../../../engine/core/simulate/population.ts'
import { passoSpec } from '../../../engine/core/simulate/population-spec.ts'
import type { PressureFigures } from '../../../engine/core/simulate/pressure.ts'
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

/** Writes to the same people; its cap is far away. */
const reminder: JourneyDocument = aJourney(
  { mail: { kind: 'message', channel: 'email', next: 'rest' }, rest: { kind: 'delay', for: 'P1D', next: 'mail' } },
  {
    id: 'reminder',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'mail' }],
    policies: { caps: [{ channel: '*', count: 30, within: 'P1W' }, { channel: '*', count: 9, within: 'P1D' }, { channel: 'push', count: 5, within: 'P1D' }] },
  },
)

const thousands = generatePopulation(passoSpec, { first: 0, count: 9000 }, 7)
const hundreds = generatePopulation(passoSpec, { first: 0, count: 300 }, 7)
const options = { collectMessages: true, breakDown: ['platform'] }

/** What comes out of a run without engine and timing, as text, so that it can be compared byte by byte. */
async function bytes(request: Omit<SimulateRequest, 'documents' | 'options'>, documents = [journey]): Promise<{ figures: string; messages: string; rest: string; workers: number }> {
  const { results, messages, ...rest } = await simulate({ documents, options, ...request })
  const figures = results.map(({ engine: _engine, timing: _timing, ...one }) => one)
  return { figures: canonicalJson(figures), messages: canonicalJson(messages), rest: canonicalJson(rest), workers: results[0]!.timing.workers }
}

async function runOne(document: JourneyDocument, request: Omit<SimulateRequest, 'documents'>) {
  const { results } = await simulate({ documents: [document], ...request })
  return results[0]!
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

  it('gives the same bytes for several journeys on either engine, on any number of workers', async () => {
    const documents = [journey, reminder]
    const alone = await bytes({ dataset: hundreds, engine: 'kernel' }, documents)
    const asked = [['kernel', 2], ['xstate', 0], ['xstate', 3]] as const
    for (const [engine, workers] of asked) expect({ ...(await bytes({ dataset: hundreds, engine, workers }, documents)), workers: 1 }).toEqual(alone)
    const { collisions, profileDays } = (JSON.parse(alone.rest) as { pressure: PressureFigures }).pressure // as: what a run of several answers
    expect([profileDays > 100, collisions[0]?.journeys]).toEqual([true, ['journey', 'reminder']])
  })

  it('starts no more threads than there are blocks of profiles, and keeps them for the next run', async () => {
    const { timing } = await runOne(journey, { dataset: hundreds, options: {}, engine: 'kernel', workers: 1_000_000 })
    expect(timing.workers).toBe(Math.ceil((hundreds.at.length + 300) / 4096))
    const threads = async (): Promise<Set<number>> => {
      const seen = new Set<number>()
      const before = Worker.prototype.postMessage
      const spy = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...args) {
        seen.add(this.threadId)
        before.apply(this, args)
      })
      await runOne(journey, { dataset: hundreds, options: {}, engine: 'xstate', workers: 2 })
      spy.mockRestore()
      return seen
    }
    const first = await threads()
    expect([first.size, await threads()]).toEqual([2, first])
  })

  it('says in its timing what was run', async () => {
    const result = await runOne(journey, { dataset: hundreds, options: {}, engine: 'xstate' })
    const { ms, eventsPerSecond, peakRssBytes, ...timing } = result.timing
    expect([result.engine, timing]).toEqual(['xstate', { events: hundreds.at.length, workers: 1 }])
    expect([ms > 0, Math.abs(eventsPerSecond - (hundreds.at.length / ms) * 1000) < 1, peakRssBytes > 0]).toEqual([true, true, true])
  })

  it('reports progress up to every profile, and never backwards', async () => {
    const seen: number[] = []
    await runOne(journey, { dataset: hundreds, options: {}, engine: 'xstate', onProgress: ({ phase, done, total }) => {
      expect([phase, total]).toEqual(['profiles', 300])
      seen.push(done)
    } })
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(300)
  })

  it.each<[string, EngineName, number | undefined]>([['in this thread', 'xstate', undefined], ['in threads', 'kernel', 2]])('cancels %s before it begins', async (_, engine, workers) => {
    const request = { documents: [journey], dataset: hundreds, options: {}, engine, signal: AbortSignal.abort(), ...(workers === undefined ? {} : { workers }) }
    await expect(simulate(request)).rejects.toMatchObject({ code: 'CANCELLED', message: 'the run was cancelled' })
  })

  it('cancels in the middle, without going through the profiles that are left', async () => {
    const control = new AbortController()
    let last = 0
    const run = simulate({ documents: [journey], dataset: thousands, options: {}, engine: 'xstate', signal: control.signal, onProgress: ({ done }) => {
      last = done
      control.abort()
    } })
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(last).toBeLessThan(9000)
  })

  it('refuses what lint refuses, whichever of the journeys it is', async () => {
    const run = (...documents: JourneyDocument[]) => simulate({ documents, dataset: hundreds, options: {}, engine: 'kernel' })
    const loop = aJourney({ a: { kind: 'update', set: {}, next: 'a' } }, { id: 'loop' })
    await expect(run(loop)).rejects.toMatchObject({ code: 'J014', message: expect.not.stringContaining('"loop"') as string })
    await expect(run(journey, loop)).rejects.toMatchObject({ code: 'J014', message: expect.stringContaining('("loop" $.steps') as string })
    await expect(run(aJourney({ a: { kind: 'update', set: { x: '{{' } } }))).rejects.toMatchObject({ code: 'J023' })
  })

  it('refuses two journeys of one id, and a step through a journey that does not run', async () => {
    const run = (...documents: JourneyDocument[]) => simulate({ documents, dataset: hundreds, options: {}, engine: 'kernel' })
    await expect(run(journey, journey)).rejects.toMatchObject({ code: 'E_JOURNEY', message: 'two of the journeys have the id "journey"', unusable: false })
    const parent = aJourney({ on: { kind: 'journey', journey: 'elsewhere' } }, { id: 'parent' })
    await expect(run(journey, parent)).rejects.toMatchObject({ code: 'E_JOURNEY', message: expect.stringContaining('"elsewhere"') as string })
  })

  it('counts message pressure for several journeys or when asked, against the strictest cap a day', async () => {
    const pressureOf = async (documents: JourneyDocument[], pressure?: boolean) => (await simulate({ documents, dataset: hundreds, options: { pressure }, engine: 'kernel' })).pressure
    expect(await pressureOf([journey])).toBeNull()
    expect(await pressureOf([journey], true)).toMatchObject({ cap: null, shareOverCap: null, collisions: [] })
    expect(await pressureOf([journey, reminder])).toMatchObject({ cap: 9, shareOverCap: 0 })
  })

  it('hears a cancel at once, in one thread and in several', async () => {
    for (const workers of [0, 2]) {
      const control = new AbortController()
      const run = simulate({ documents: [journey, reminder], dataset: thousands, options: {}, engine: 'xstate', workers, signal: control.signal })
      setTimeout(() => control.abort(), 50)
      await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
    }
  })

  it.each<[EngineName, number]>([['kernel', 0], ['kernel', 2], ['xstate', 0], ['xstate', 2]])('names profile and step of a loop that only the data closes, on %s with %i workers', async (engine, workers) => {
    // The wait takes any number of login events at one instant, so lint sees time pass; these 1,001 logins pass none.
    const document = aJourney({ round: { kind: 'waitFor', branches: [{ id: 'again', event: 'login', next: 'round' }], timeout: { after: 'P1D' } } })
    const events: PlainEvent[] = [{ profileId: 'p', at: 5, name: 'start' }, ...Array.from({ length: 1001 }, (): PlainEvent => ({ profileId: 'p', at: 5, name: 'login' }))]
    await expect(runOne(document, { dataset: buildDataset(events), options: {}, engine, workers })).rejects.toMatchObject({
      code: 'S001',
      message: 'profile "p" takes more than 1000 steps at one instant, and was at step "round": most likely it goes round in a loop',
    })
    const oneLess = await runOne(document, { dataset: buildDataset(events.slice(0, 1000)), options: {}, engine, workers })
    expect(oneLess.steps.round).toMatchObject({ entered: 1000, waiting: 1, ports: { again: 999, timeout: 0 } })
  })

  it.each<EngineName>(['kernel', 'xstate'])('names a template that fails only when it is rendered, on %s', async (engine) => {
    const document = aJourney({ a: { kind: 'update', set: { x: '{% for i in (1..profile.n) %}{{ i }}{% endfor %}' } } })
    const dataset = buildDataset([{ profileId: 'p', at: 5, name: 'start' }], [{ profileId: 'p', attributes: { n: 1e9 } }])
    await expect(runOne(document, { dataset, options: {}, engine })).rejects.toMatchObject({ code: 'S002', unusable: false })
  })

  it('has something to say about nobody', async () => {
    const result = await runOne(journey, { dataset: buildDataset([]), options: {}, engine: 'kernel' })
    expect([result.instances, result.dataset, result.timing.events]).toEqual([
      { started: 0, active: 0, ended: 0, converted: 0, mature: 0, outcomes: {}, profiles: 0 },
      { digest: '', events: 0, profiles: 0, from: 0, to: 0 },
      0,
    ])
  })
})
