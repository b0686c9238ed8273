import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { SimulatedClock } from 'xstate'
import { exportJourney } from '../../../engine/core/export/export-journey.ts'
import type { HostOptions } from '../../../engine/core/export/module/host.ts'
import { buildDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithXState } from '../../../engine/core/simulate/reference.ts'
import type { TraceEntry } from '../../../engine/core/simulate/run.ts'
import { webhookAnswer } from '../../../engine/core/simulate/scenario.ts'
import { reasonsNotToRun } from '../../differential/compare-engines.ts'
import { generateRun } from '../../differential/generate-run.ts'
import type { PlainRun } from '../../differential/oracle/run-by-the-page.ts'
import { RandomSource } from '../../differential/random-source.ts'
import { compilerFindings, folderWith, type ExportedModule } from './exported-module.ts'

const PROFILES = Number(process.env.EXPORT_PROFILES ?? 200)
const FIRST_SEED = Number(process.env.EXPORT_SEED ?? 1)
/** More runs than that are not looked through for what has to happen among them. */
const MOST_RUNS = PROFILES / 2

interface Case { seed: number; run: PlainRun; reference: TraceEntry[] }

it(`walks at least ${PROFILES} generated profiles along the reference engine's path, in plain XState on its simulated clock`, { timeout: 600_000 }, async () => {
  const cases = someCases()
  const texts = Object.fromEntries(cases.map(({ seed, run: { documents } }) => [`case-${seed}.machine.ts`, exportJourney(documents[0]!, 'xstate', documents.slice(1)).text]))
  expect(compilerFindings(texts)).toBe('')

  const { path } = folderWith(texts)
  for (const { seed, run, reference } of cases) {
    const module = (await import(pathToFileURL(path(`case-${seed}.machine.ts`)).href)) as ExportedModule // as: written above
    for (const profileId of profilesOf(run)) {
      expect(walk(module, run, profileId), `seed ${seed}, profile ${profileId}`).toEqual(reference.filter((entry) => entry.profileId === profileId))
    }
  }
  expect(missing(cases)).toEqual([])
})

/** Runs of enough profiles, in which everything happens; without templates and response models, which a module leaves to its user and to the world. */
function someCases(): Case[] {
  const cases: Case[] = []
  let profiles = 0
  for (let seed = FIRST_SEED; profiles < PROFILES || (cases.length < MOST_RUNS && missing(cases).length > 0); seed++) {
    const generated = generateRun(new RandomSource(seed))
    const run = { ...generated, documents: generated.documents.map(withoutTemplates), options: withoutResponses(generated.options) }
    expect(reasonsNotToRun(run.documents)).toEqual([])
    const reference: TraceEntry[] = []
    try {
      simulateTogetherWithXState(run.documents, buildDataset(run.events, run.profiles), { ...run.options, onTrace: (entry) => reference.push(entry) })
    } catch {
      continue // journeys that go round without end have no path to compare
    }
    profiles += profilesOf(run).length
    cases.push({ seed, run, reference })
  }
  return cases
}

function withoutResponses({ scenario, ...options }: PlainRun['options']): PlainRun['options'] {
  if (!scenario) return options
  const { responses: _left, mode: _out, ...webhooks } = scenario
  return { ...options, scenario: webhooks }
}

function withoutTemplates(document: JourneyDocument): JourneyDocument {
  const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/[{}]/g, '') : value)
  const steps = Object.entries(document.steps).map(([id, step]) => [id, step.kind === 'update' ? { ...step, set: Object.fromEntries(Object.entries(step.set).map(([name, value]) => [name, plain(value)])) } : step])
  return { ...document, steps: Object.fromEntries(steps) as JourneyDocument['steps'] } // as: only texts have changed
}

function profilesOf({ events, profiles }: PlainRun): string[] {
  return [...new Set([...profiles, ...events].map(({ profileId }) => profileId))]
}

/** The profile's path through the module: what came before `from` is its history, all else is sent when the clock is there. */
function walk(module: ExportedModule, { events, profiles, options }: PlainRun, profileId: string): TraceEntry[] {
  const instants = events.map(({ at }) => at)
  const { from = Math.min(...instants), until = Math.max(...instants) } = options
  if (until < from) return []
  const own = events.filter((event) => event.profileId === profileId).sort((a, b) => a.at - b.at)
  const told = ({ name, at, properties }: PlainEvent) => ({ name, at, properties })
  const attributes = profiles.find((profile) => profile.profileId === profileId)?.attributes
  const clock = new SimulatedClock()
  const trace: TraceEntry[] = []
  const hostOptions: HostOptions = {
    profileId, attributes, clock, firstAt: Math.min(...instants), seed: options.seed ?? 0,
    history: own.filter(({ at }) => at < from).map(told),
    ports: { webhook: ({ journeyId, stepId }) => webhookAnswer(options.scenario, journeyId, stepId) as ReturnType<NonNullable<NonNullable<HostOptions['ports']>['webhook']>> }, // as: its JSON is told more loosely
    onTrace: (entry) => trace.push(entry),
  }
  clock.set(from)
  const host = module.createJourneyHost(hostOptions)
  for (const event of own) {
    if (event.at < from || event.at > until) continue
    clock.set(event.at)
    host.send(told(event))
  }
  clock.set(until)
  host.stop()
  return trace
}

/** What has to happen among the profiles, and did not. */
function missing(cases: readonly Case[]): string[] {
  const trace = cases.flatMap(({ reference }) => reference)
  const documents = cases.flatMap(({ run }) => run.documents)
  const outcomes = new Set(trace.flatMap((entry) => (entry.what === 'end' ? [entry.outcome.replace(/:.*/, '')] : [])))
  const reasons = new Set(trace.flatMap((entry) => (entry.what === 'message' ? [entry.status === 'sent' ? 'sent' : entry.reason] : [])))
  const has = (isSo: (document: JourneyDocument) => unknown) => documents.some((document) => isSo(document))
  const visited = new Set<string>()
  const started = new Set<string>()
  for (const { run, reference } of cases) {
    for (const entry of reference) {
      const document = run.documents.find(({ id }) => id === entry.journey) ?? run.documents[0]!
      if (entry.what === 'enter') visited.add(document.steps[entry.step]!.kind)
      if (entry.what === 'start') started.add(document.entries.find(({ id }) => id === entry.entry)!.trigger.kind)
    }
  }
  const happened: Record<string, boolean> = {
    ...Object.fromEntries(['message', 'delay', 'waitFor', 'branch', 'split', 'update', 'webhook', 'journey', 'exit'].map((kind) => [`step: ${kind}`, visited.has(kind)])),
    ...Object.fromEntries(['event', 'segment', 'schedule', 'api'].map((kind) => [`start by: ${kind}`, started.has(kind)])),
    ...Object.fromEntries(['sent', 'holdout', 'consent', 'cap', 'quietHours'].map((reason) => [`message: ${reason}`, reasons.has(reason as 'cap')])),
    ...Object.fromEntries(['completed', 'capped', 'goal', 'exit', 'parent'].map((outcome) => [`end: ${outcome}`, outcomes.has(outcome)])),
    'a goal': trace.some(({ what }) => what === 'goal'),
    'a wait that timed out': trace.some((entry) => entry.what === 'leave' && entry.port === 'timeout'),
    'a webhook that failed': trace.some((entry) => entry.what === 'leave' && entry.port === 'error'),
    'a second pass': trace.some(({ instance }) => instance > 1),
    'quiet hours that hold': has(({ policies }) => policies?.quietHours && policies.quietHours.mode !== 'drop'),
    'a cap that retries': has(({ policies }) => policies?.caps?.some(({ onCap }) => typeof onCap === 'object')),
    'a calendar cap': has(({ policies }) => policies?.caps?.some(({ calendar }) => calendar)),
    'a priority': has(({ policies }) => policies?.priority),
    ...Object.fromEntries(['once', 'afterExit', 'always'].map((kind) => [`re-entry: ${kind}`, has(({ reentry }) => (reentry?.kind ?? 'once') === kind)])),
    'a re-entry key': has(({ reentry }) => reentry?.kind === 'always' && reentry.key),
    'a re-entry limit': has(({ reentry }) => reentry && reentry.kind !== 'once' && reentry.limit),
    'a delay until a local time': has(({ steps }) => Object.values(steps).some((step) => step.kind === 'delay' && step.until?.time)),
    'a delay until a date': has(({ steps }) => Object.values(steps).some((step) => step.kind === 'delay' && step.until?.date)),
    'a delay until the best time': has(({ steps }) => Object.values(steps).some((step) => step.kind === 'delay' && step.bestTime)),
    ...Object.fromEntries(['"sequence"', '"near"', '"localTime"', '"weekday"', '"score"', '"notFollowedBy"', '"endingAgo"', '"per"', '"sum"', '"avg"', '"distinct"', '"P1M"'].map((part) => [`a condition with ${part}`, has((document) => JSON.stringify(document).includes(part))])),
  }
  return Object.keys(happened).filter((name) => !happened[name])
}
