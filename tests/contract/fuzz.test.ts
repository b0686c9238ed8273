import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, it } from 'vitest'
import { callErrorSchema, methods, type MethodName } from '../../engine/api/contract.ts'
import { checkPaths } from '../../engine/serve/path-rules.ts'
import { RehearsalError } from '../../engine/core/errors.ts'
import { RandomSource } from '../differential/random-source.ts'
import { Bench, EVENTS, MAPPING, welcome } from './case.ts'
import { hostileValue, likelyInput, spoilt, type Known } from './fuzz-values.ts'

// Every method of the contract with arguments that a schema, a path rule or a service has to refuse, and with some that are fine. Whatever comes: an answer or a
// refusal that says what is wrong, in time; no fault of Rehearsal's own, nothing written or read outside the workspace, and a database that is well.

const CALLS = Number(env['REHEARSAL_FUZZ_CALLS'] ?? 6000)
const SEED = Number(env['REHEARSAL_FUZZ_SEED'] ?? 20_261_128)
/** Calls that one workspace takes, so that there is always something for an id to name. */
const CALLS_A_WORLD = 500
/** Long work is cancelled after so long, and must have stopped after so long: ms. On a busy machine. */
const CANCEL_AFTER_MS = 250
const STOP_WITHIN_MS = 15_000
const CANARY = 'the-canary-that-nobody-may-read'

const names = Object.keys(methods) as MethodName[] // as: that is what the keys are

interface World { bench: Bench; known: Known; outside: string }

async function makeWorld(): Promise<World> {
  const bench = new Bench()
  const outside = join(bench.folder, 'outside')
  mkdirSync(outside)
  mkdirSync(join(bench.folder, 'workspace', 'uploads'), { recursive: true })
  writeFileSync(join(outside, 'canary.json'), CANARY)
  const upload = join(bench.folder, 'workspace', 'uploads', 'events.csv')
  writeFileSync(upload, EVENTS)
  const { id: journeyId } = await bench.saveJourney()
  const { id: datasetId } = await bench.call('datasets.import', { jobId: 'first', name: 'Shop', paths: [upload], mapping: MAPPING })
  const { run } = await bench.call('runs.start', { jobId: 'run', journeyId, document: welcome(), datasetId })
  const { segment: { id: segmentId } } = await bench.call('segments.save', { id: null, name: 'Buyers', when: { did: 'purchase' }, baseVersion: null })
  const { id: caseId } = await bench.call('cases.save', { journeyId: 'welcome', name: 'Greets', text: JSON.stringify({ format: 'case', name: 'Greets', events: [], expect: { path: [] } }) }).catch(() => ({ id: 'none' }))
  const { id: proposalId } = await bench.call('proposals.draft', { from: 'fuzz', journeyId })
  await bench.call('drafts.keep', { id: 'draft', holder: 'window', journeyId, baseVersion: 1, text: JSON.stringify(welcome('Draft')) })
  const target = join(bench.folder, 'workspace', 'uploads', 'written.json')
  const known: Known = {
    journeyId: [journeyId, null], id: [journeyId, datasetId, run.id, segmentId, caseId, proposalId, 'draft'], datasetId: [datasetId], runId: [run.id], document: [welcome(), welcome('Other')], documents: [[welcome()]], baseVersion: [1, null],
    path: [upload, target, join(outside, 'canary.json'), join(outside, 'new.json')], paths: [[upload], [join(outside, 'canary.json')]], directory: [outside, join(bench.folder, 'workspace', 'uploads')], profileId: ['ada', 'bob'], jobId: ['job'], templateId: ['cart-abandonment'],
    mapping: [MAPPING], when: [{ did: 'purchase' }, { event: 'price', op: 'gt', value: 3 }], text: [JSON.stringify(welcome()), EVENTS], draftId: ['draft'], holder: ['window'], version: [1], segmentId: [segmentId], caseText: ['{}'],
  }
  return { bench, known, outside }
}

/** What a call came to; a hang is told apart from an answer. */
async function ask(world: World, method: string, params: unknown): Promise<{ ok: true; answer: unknown } | { ok: false; error: unknown } | 'hangs'> {
  const rules = { uploads: join(world.bench.folder, 'workspace', 'uploads'), namedFiles: [], journeys: () => Promise.resolve([]) }
  const asked = (async () => {
    try {
      await checkPaths(method, params, rules)
      return { ok: true as const, answer: await world.bench.host.call(method, params) }
    } catch (error) {
      return { ok: false as const, error: error instanceof RehearsalError ? { code: error.code, message: error.message, help: error.help } : error }
    }
  })()
  const first = await within(asked, CANCEL_AFTER_MS)
  if (first !== 'late') return first
  const jobId = typeof params === 'object' && params !== null && 'jobId' in params ? params.jobId : undefined
  if (jobId !== undefined) await world.bench.host.call('jobs.cancel', { jobId }).catch(() => {})
  const second = await within(asked, STOP_WITHIN_MS)
  return second === 'late' ? 'hangs' : second
}

function within<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), ms)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Null if the answer is one that may be given. */
function complaint(outcome: Awaited<ReturnType<typeof ask>>): string | null {
  if (outcome === 'hangs') return 'no answer in time, though it was cancelled'
  if (outcome.ok) return shown(outcome.answer).includes(CANARY) ? 'it read a file outside of the workspace' : null
  const parsed = callErrorSchema.safeParse(outcome.error)
  if (!parsed.success) return `refused without a CallError: ${String(outcome.error)}`
  const { code, message, help } = parsed.data
  if (code === 'E_INTERNAL' || code === 'INTERNAL') return message
  if (code === '' || message === '' || help === '') return `code, message or help is missing: ${JSON.stringify(parsed.data)}`
  return message.includes(CANARY) ? 'its message holds a file from outside of the workspace' : null
}

function shown(value: unknown): string {
  try {
    return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) ?? ''
  } catch {
    return ''
  }
}

it(`${CALLS} calls with malformed and hostile arguments do no harm`, { timeout: 600_000 }, async () => {
  const random = new RandomSource(SEED)
  const cwdBefore = readdirSync('.').toSorted()
  const complaints = new Map<string, string>()
  const outcomes = { answered: 0, refused: 0 }
  let world = await makeWorld()
  const leave = async () => {
    expect(readdirSync(world.outside), 'files outside').toEqual(['canary.json'])
    expect(readFileSync(join(world.outside, 'canary.json'), 'utf8')).toBe(CANARY)
    expect(readdirSync(world.bench.folder).toSorted()).toEqual(['outside', 'workspace'])
    const file = join(world.bench.folder, 'workspace', 'rehearsal.sqlite')
    const database = new Database(file, { readonly: true })
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    database.close()
    expect(Array.isArray(await world.bench.host.call('journeys.list', {}))).toBe(true)
    await world.bench.close()
  }
  for (let call = 0; call < CALLS; call++) {
    if (call % CALLS_A_WORLD === CALLS_A_WORLD - 1) {
      await leave()
      world = await makeWorld()
    }
    const method = names[call % names.length]!
    const hostile = () => hostileValue(random, world.outside, false)
    let params = random.chance(0.05) ? hostile() : likelyInput(method, world.known, random)
    for (let spoil = random.pick([0, 0, 0, 1, 1, 1, 2, 3]); spoil > 0; spoil--) params = spoilt(params, random, hostile)
    const outcome = await ask(world, random.chance(0.01) ? String(hostileValue(random, world.outside, true)) : method, params)
    if (outcome !== 'hangs') outcomes[outcome.ok ? 'answered' : 'refused']++
    const wrong = complaint(outcome)
    if (wrong !== null && !complaints.has(`${method}: ${wrong}`)) complaints.set(`${method}: ${wrong}`, `call ${call} of seed ${SEED} with ${shown(params).replace(/(.{1,4}?)\1{20,}/g, '$1…').slice(0, 800)}`)
  }
  await leave()
  expect(Object.hasOwn(Object.prototype, 'polluted'), 'no prototype was written to').toBe(false)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(readdirSync('.').toSorted()).toEqual(cwdBefore)
  expect(existsSync('/etc/passwd.partial')).toBe(false)
  expect([...complaints].map(([what, where]) => `${what}\n    ${where}`)).toEqual([])
  expect(outcomes.answered, 'calls that reach a service').toBeGreaterThan(CALLS / 20)
})
