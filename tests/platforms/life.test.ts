import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { MethodOutput } from '../../engine/api/contract.ts'
import type { JsonValue } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { StatusAction, TargetId } from '../../engine/core/publish/target.ts'
import { TARGETS } from '../../engine/core/publish/targets/index.ts'
import type { HttpTuning } from '../../engine/node/http/client-options.ts'
import { templates } from '../../engine/templates/index.ts'
import { startStub } from './all-stubs.ts'
import { versions } from './kill-life.ts'
import { openRehearsal, type Rehearsal } from './open-rehearsal.ts'
import type { FaultKind, Stub } from './stub.ts'
import { isThing } from './thing.ts'

// Every target's whole life over real HTTP: what its adapter sends, against what a stub that knows its platform's documentation takes.

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-life-'))
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

let workspaces = 0
async function begin(target: TargetId, tuning: Partial<HttpTuning> & { isPatient?: boolean } = {}) {
  const stub = await startStub(target, { isQuick: tuning.isPatient !== true })
  const rehearsal = openRehearsal(join(folder, String(++workspaces)), stub, tuning)
  open.push(() => stub.close(), () => rehearsal.close())
  const { id: connectionId } = await rehearsal.call('connections.save', { target, name: 'Production', settings: { ...stub.settings } })
  return { stub, rehearsal, connectionId }
}

type Publication = MethodOutput<'publish.apply'>

async function plan(rehearsal: Rehearsal, connectionId: string, document: JourneyDocument, theirs: 'refuse' | 'overwrite' = 'refuse') {
  return rehearsal.call('publish.plan', { jobId: 'j', connectionId, document, theirs })
}

async function consent(rehearsal: Rehearsal, { id, digest, blockers }: MethodOutput<'publish.plan'>): Promise<void> {
  expect(blockers).toEqual([])
  await rehearsal.call('publish.approve', { planId: id, digest, by: 'Ada' })
}

async function publish(rehearsal: Rehearsal, connectionId: string, document: JourneyDocument, theirs: 'refuse' | 'overwrite' = 'refuse'): Promise<Publication> {
  const made = await plan(rehearsal, connectionId, document, theirs)
  await consent(rehearsal, made)
  const publication = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id })
  expect({ state: publication.state, problem: publication.problem }).toEqual({ state: 'applied', problem: null })
  return publication
}

async function act(rehearsal: Rehearsal, publicationId: string, action: StatusAction): Promise<Publication> {
  const { digest, blockers } = await rehearsal.call('publish.planAction', { jobId: 'j', publicationId, action })
  expect(blockers).toEqual([])
  return rehearsal.call('publish.act', { jobId: 'j', publicationId, action, digest, by: 'Ada' })
}

/** Somebody renames it in the platform's own window. */
function rename(stub: Stub, name: string): void {
  for (const { id } of stub.journeys()) {
    stub.edit(id, (journey) => {
      journey['name'] = name
      if (isThing(journey['document'])) journey['document']['name'] = name
    })
  }
}

function counts(stub: Stub): Record<string, number> {
  const kinds = Object.keys((stub.dump() as { things: Record<string, JsonValue[]> }).things) // as: so says the stub
  return Object.fromEntries(kinds.map((kind) => [kind, stub.things(kind).length]).filter(([, count]) => count !== 0) as [string, number][]) // as: pairs stay pairs
}

const [first, second] = versions()

function eventsOf(documents: readonly JourneyDocument[]): Set<string> {
  return new Set([...JSON.stringify(documents).matchAll(/"event":"([^"]+)"/g)].map(([, name]) => name ?? ''))
}

describe.each(TARGETS.map((target) => ({ id: target.id, name: target.name, target })))('$name', ({ id, target }) => {
  const transitions = target.capabilities.transitions

  test('says who we are, takes a journey as a draft, and gives it back as it was', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    expect((await rehearsal.call('connections.test', { jobId: 'j', id: connectionId })).tried?.problem ?? null).toBeNull()
    const publication = await publish(rehearsal, connectionId, first)
    expect(stub.journeys()).toHaveLength(1)
    expect(publication.status).toBe('draft')
    const { isThere, changes } = await rehearsal.call('publish.check', { jobId: 'j', publicationId: publication.id })
    expect({ isThere, changes }).toEqual({ isThere: true, changes: [] })
    const listed = await rehearsal.call('connections.journeys', { jobId: 'j', id: connectionId })
    expect(listed).toHaveLength(1)
    const imported = await rehearsal.call('connections.importJourney', { jobId: 'j', id: connectionId, platformId: listed[0]!.id })
    expect(imported.document.name).toBe(first.name)
    expect(stub.calls().filter(({ status }) => status === 404 && status !== null).filter(({ path }) => !/welcome|[0-9a-f]{8}-/.test(path))).toEqual([])
  })

  test('is switched on, held, gone on with and ended, as far as it can', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    const { id: publicationId } = await publish(rehearsal, connectionId, first)
    let { status } = await act(rehearsal, publicationId, 'activate')
    for (let looks = 0; status === 'processing' && looks < 5; looks++) status = (await rehearsal.call('publish.check', { jobId: 'j', publicationId })).publication.status
    expect(status).toBe('active')
    expect(stub.journeys().map(({ state }) => state.toLowerCase())).toEqual([expect.stringMatching(/running|active|live|published/)])
    if (transitions.active?.includes('pause')) {
      // PostHog has no word for it: what is held there is a draft again, and is switched on as one.
      const held = (await act(rehearsal, publicationId, 'pause')).status
      expect(['paused', 'draft']).toContain(held)
      const goOn = (['resume', 'activate'] as const).find((action) => held && transitions[held]?.includes(action))
      if (goOn) expect((await act(rehearsal, publicationId, goOn)).status).toBe('active')
    }
    const end = (['stop', 'archive'] as const).find((action) => transitions.active?.includes(action))
    if (end) {
      expect(['stopped', 'archived', 'draft', 'paused']).toContain((await act(rehearsal, publicationId, end)).status)
      expect(stub.journeys().map(({ state }) => state.toLowerCase())).not.toContain('running')
    }
  })

  test('is changed and published again, and only once', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    await publish(rehearsal, connectionId, first)
    const again = await plan(rehearsal, connectionId, first)
    expect(again.calls).toBe(0)
    const { id: publicationId } = await publish(rehearsal, connectionId, second)
    expect((await rehearsal.call('publish.check', { jobId: 'j', publicationId })).changes).toEqual([])
    const running = stub.journeys().filter(({ state }) => !/archived|stopped/i.test(state))
    expect(running.length).toBeLessThanOrEqual(2)
  })

  test('tells that somebody changed it there, and writes over it only when told', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    const { id: publicationId } = await publish(rehearsal, connectionId, first)
    rename(stub, 'Renamed there')
    const { changes, theirs } = await rehearsal.call('publish.check', { jobId: 'j', publicationId })
    expect(changes.map(({ by }) => by)).toContain('them')
    expect(theirs?.name).toBe('Renamed there')
    expect((await plan(rehearsal, connectionId, second)).blockers).not.toEqual([])
    await publish(rehearsal, connectionId, second, 'overwrite')
    expect(JSON.stringify(stub.journeys().map(({ name }) => name))).toContain('Welcome')
  })

  test('ends with a conflict if somebody writes between the consent and the writing', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    await publish(rehearsal, connectionId, first)
    const made = await plan(rehearsal, connectionId, second)
    await consent(rehearsal, made)
    rename(stub, 'Renamed meanwhile')
    const code = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id }).then(({ problem }) => problem?.code, (error: { code?: string }) => error.code)
    // Where a new journey takes the old one's place, nothing is written over.
    const isReplaced = made.steps.some(({ key, action }) => key === 'journey' && action === 'replace')
    expect(code).toBe(isReplaced ? undefined : 'E_PLATFORM_CONFLICT')
    expect(stub.journeys().map(({ name }) => name)).toContain('Renamed meanwhile')
  })

  const faults: readonly [name: string, fault: FaultKind][] = [
    ['429', { kind: 'tooMany', retryAfter: { seconds: 1, as: 'seconds' } }],
    ['a reset before', { kind: 'reset', when: 'before' }],
    ['a reset after', { kind: 'reset', when: 'after' }],
    ['silence before', { kind: 'silence', when: 'before' }],
    ['silence after', { kind: 'silence', when: 'after' }],
    ['503 before', { kind: 'status', status: 503, when: 'before' }],
    ['500 after', { kind: 'status', status: 500, when: 'after' }],
    ['things that are late to show', { kind: 'lateToShow', reads: 2 }],
    ['a slow drip', { kind: 'slowDrip', bytes: 200, everyMs: 1 }],
    ['broken JSON', { kind: 'brokenJson' }],
    ['a redirect to another host', { kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' }],
    ['a huge answer', { kind: 'hugeAnswer', bytes: 2_000_000 }],
    ['an expired token', { kind: 'expiredToken' }],
  ]
  /** What is there if nothing goes wrong, and how many calls make it. */
  let calm: { counts: Record<string, number>; calls: number } | undefined
  test.each(faults)('%s, at any call that makes something: nothing is there twice, nothing is missing', async (name, fault) => {
    if (!calm) {
      const undisturbed = await begin(id)
      await publish(undisturbed.rehearsal, undisturbed.connectionId, first)
      calm = { counts: counts(undisturbed.stub), calls: undisturbed.stub.calls({ path: /./, isChange: true }).filter(({ isCommitted }) => isCommitted).length }
    }
    for (const nth of new Set([1, calm.calls])) {
      const { stub, rehearsal, connectionId } = await begin(id, { mostBytes: 1_000_000, timeouts: { lookup: 500, connect: 500, secureConnect: 500, send: 500, response: 300, request: 2_000 } })
      const made = await plan(rehearsal, connectionId, first)
      await consent(rehearsal, made)
      stub.fault({ ...fault, match: { path: /./, isChange: true }, nth })
      const seen: string[] = []
      for (let tries = 0; tries < 4; tries++) {
        const { state, problem } = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id })
        seen.push(`${state} ${problem?.code ?? ''}`)
        if (state === 'applied') break
      }
      expect(seen.at(-1), `${name} at call ${nth}: ${seen.join(', ')}`).toMatch(/^applied/)
      expect(counts(stub), `${name} at call ${nth}: ${seen.join(', ')}`).toEqual(calm.counts)
    }
  })

  test('whatever it says it can take of the templates, the platform takes, and has it as it was', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    // Klaviyo knows an event once it was seen.
    if (id === 'klaviyo') for (const name of eventsOf(templates.map(({ document }) => document))) stub.seed('metric', { name, integration: { name: 'API', category: 'API' } })
    const taken: string[] = []
    for (const { document } of templates) {
      const made = await plan(rehearsal, connectionId, document)
      if (made.blockers.length > 0) continue
      await consent(rehearsal, made)
      const { id: publicationId, state, problem } = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id })
      expect({ id: document.id, state, problem }).toEqual({ id: document.id, state: 'applied', problem: null })
      expect({ id: document.id, changes: (await rehearsal.call('publish.check', { jobId: 'j', publicationId })).changes }).toEqual({ id: document.id, changes: [] })
      taken.push(document.id)
    }
    expect(stub.journeys()).toHaveLength(taken.length)
  })

  test('a scope that is missing is named, and nothing is made', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    const made = await plan(rehearsal, connectionId, first)
    await consent(rehearsal, made)
    const reading = { posthog: 'hog_flow:read', onesignal: 'journeys:view', klaviyo: 'flows:read', salesforce: 'journeys_read', http: 'journeys:read', dittofeed: '' }[id]
    stub.setScopes([reading, 'segments:read', 'templates:read', 'metrics:read', 'lists:read', 'accounts:read', 'templates:write', 'segments:write'])
    const { state, problem } = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id })
    // Dittofeed's keys may do everything.
    if (id === 'dittofeed') return expect(state).toBe('applied')
    expect({ state, code: problem?.code }).toEqual({ state: 'failed', code: 'E_PLATFORM_SCOPE' })
    expect(`${problem?.message} ${problem?.help}`.toLowerCase()).toMatch(/write|create|scope|permission/)
    expect(stub.journeys()).toEqual([])
  })

  test('no call, no plan, no problem and no file of the workspace holds the secret', async () => {
    const { stub, rehearsal, connectionId } = await begin(id)
    stub.fault({ kind: 'status', status: 400, when: 'before', match: { path: /./, isChange: true }, body: { message: `wrong: ${stub.secret}`, errors: [{ title: stub.secret, detail: stub.secret, source: { pointer: '/' } }] } })
    const made = await plan(rehearsal, connectionId, first)
    await consent(rehearsal, made)
    const publication = await rehearsal.call('publish.apply', { jobId: 'j', planId: made.id })
    const ledger = await rehearsal.call('publish.ledger', { publicationId: publication.id })
    expect(publication.state).toBe('failed')
    expect(JSON.stringify([made, publication, ledger])).not.toContain(stub.secret)
  })
})

test('Klaviyo’s limits are kept to: nothing is refused for being too much, in real seconds', async () => {
  const { stub, rehearsal, connectionId } = await begin('klaviyo', { isPatient: true })
  await publish(rehearsal, connectionId, first)
  expect(stub.calls().length).toBeGreaterThanOrEqual(5)
  expect(stub.calls().filter(({ status }) => status === 429)).toEqual([])
})

test.each([
  ['onesignal', /\/journeys\//],
  ['salesforce', /publishAsync/],
] as const)('%s: what fails in the platform’s own time is told, and the journey is a draft still', async (id, path) => {
  const { stub, rehearsal, connectionId } = await begin(id)
  const { id: publicationId } = await publish(rehearsal, connectionId, first)
  stub.fault({ kind: 'asyncError', message: 'The sender is not set up', match: { path, isChange: true } })
  await expect(act(rehearsal, publicationId, 'activate')).rejects.toMatchObject({ code: 'E_PLATFORM_FAILED', message: expect.stringContaining('The sender is not set up') as string })
  expect((await rehearsal.call('publish.check', { jobId: 'j', publicationId })).publication.status).toBe('draft')
})
