import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type * as z from 'zod'
import { methods, type CallError, type EventName, type EventPayload, type MethodName, type MethodOutput } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'
import { jsonPath } from '../core/json.ts'
import { FORMAT_VERSION } from '../core/model/journey.ts'
import { sweepLeftBehind } from './columns/left-behind.ts'
import { duckdbVersion } from './ingest/duckdb-version.ts'
import { platformClients } from './http/clients.ts'
import type { HttpTuning } from './http/client-options.ts'
import { LateParts } from './late-parts.ts'
import { dataError } from './memory-errors.ts'
import { framesOf, LogFile } from './log/log-file.ts'
import { sweepWorkspace } from './partial-files.ts'
import { environmentSecrets } from './secrets/environment-secrets.ts'
import { firstOf } from './secrets/first-of.ts'
import type { SecretOwner, SecretQuestion, SecretSource, SecretState } from './secrets/secret-source.ts'
import type { ApprovalDoor, Asked, ServiceContext } from './services/context.ts'
import { CoverageService } from './services/coverage.ts'
import { DatasetService } from './services/datasets.ts'
import { DerivedDatasetService } from './services/derived-datasets.ts'
import { DoubtService } from './services/doubt.ts'
import { DraftService } from './services/drafts.ts'
import { ExplainService } from './services/explain.ts'
import { ExploreService } from './services/explore.ts'
import { keepHouse } from './services/housekeeping.ts'
import { Jobs } from './services/jobs.ts'
import { JourneyService } from './services/journeys.ts'
import { matureOf } from './services/mature.ts'
import { PlaybackService } from './services/playback.ts'
import { OpenDatasets } from './services/open-datasets.ts'
import { PopulationService } from './services/populations.ts'
import { PreviewService } from './services/previews.ts'
import { ProposalService } from './services/proposals.ts'
import { PublicationService } from './services/publications.ts'
import { ReportService } from './services/report.ts'
import { RetentionService } from './services/retention.ts'
import { RunLogService } from './services/run-log.ts'
import { RunService } from './services/runs.ts'
import { ScenarioService } from './services/scenarios.ts'
import { SegmentService } from './services/segments.ts'
import { SettingsService } from './services/settings.ts'
import { SupportService } from './services/support.ts'
import { stateOf } from './services/store-state.ts'
import { TemplateService } from './services/templates.ts'
import { TogetherService } from './services/together.ts'
import { WorkspaceService } from './services/workspace.ts'
import { sqliteVersion } from './storage/sqlite-version.ts'
import { openWorkspace, type Workspace } from './storage/workspace.ts'
import { VERSION } from './version.ts'
import { workspaceDirectory } from './workspace/workspace-directory.ts'

export interface HostOptions {
  /** Folder of the workspace, made if needed; default: `workspaceDirectory()`. */
  workspaceDir?: string
  /** Hears what every window should hear: progress of jobs, changes of the workspace by whomever. */
  onEvent?: <E extends EventName>(name: E, payload: EventPayload<E>) => void
  /** The clock, epoch ms. */
  now?: () => number
  /** Where the secrets of connections are looked for before the environment variables. */
  secrets?: SecretSource
  /** How patient calls to platforms are, where not as `HTTP_TUNING` says. */
  http?: Partial<HttpTuning>
  /** Whether a person at this door may confirm that something is published; default: nobody may. */
  approval?: ApprovalDoor
  /** Of a door that stays open: what was kept long enough is taken away at its start and once a day. */
  housekeeping?: boolean
}

export { LastingHost } from './lasting-host.ts'
export type { SecretOwner, SecretQuestion, SecretSource, SecretState }

/** The engine behind a door. `call` answers or rejects with a `CallError`, a plain object; never with a stack. */
export interface Host {
  readonly workspaceDir: string
  call(method: string, params: unknown): Promise<unknown>
  /** What a person is told when they are asked for the secret of a connection; null if it needs none or is not there. For the process that keeps secrets, no door. */
  secretQuestion(connectionId: string): Promise<SecretQuestion | null>
  /** Cancels what is under way, waits for it, and closes the workspace. */
  close(): Promise<void>
}

type Handlers = { [M in MethodName]: (input: Asked<M>) => MethodOutput<M> | Promise<MethodOutput<M>> }

/** On a line of its own for whoever has no window: the command line, and the log of a service. */
function tellRestored(workspace: Workspace): void {
  const note = workspace.restored()
  if (note) process.stderr.write(`${JSON.stringify({ event: 'workspace-restored', why: note.why, backup: note.backup, setAside: note.setAside })}\n`)
}

/** Problems named in one refusal. */
const MOST_NAMED = 3

/** What is still answered when the workspace is another folder from the next start on: it writes nothing. */
const AFTER_A_MOVE: readonly string[] = ['app.info', 'settings.get', 'jobs.cancel'] satisfies readonly MethodName[]

/** Implements the contract on one workspace. Throws a RehearsalError if the workspace cannot be opened. */
export function createHost({ workspaceDir = workspaceDirectory(), onEvent = () => {}, now = Date.now, secrets: own, http = {}, approval = 'none', housekeeping = false }: HostOptions = {}): Host {
  const workspace = openWorkspace(workspaceDir, (what) => onEvent('workspace.changed', { what }), now)
  const backups = workspace.readOnly ? null : workspace.keepBackups()
  tellRestored(workspace)
  if (!workspace.readOnly) sweepWorkspace(workspaceDir)
  const swept = workspace.readOnly ? undefined : sweepLeftBehind(workspace.datasetsDirectory, now())
  const jobs = new Jobs((progress) => onEvent('job.progress', progress))
  const secrets = own ? firstOf(own, environmentSecrets()) : environmentSecrets()
  const log = new LogFile(join(workspaceDir, 'logs'), now)
  const context: ServiceContext = { workspace, jobs, secrets, door: approval, now, newId: randomUUID, ...platformClients({ secrets, now, tuning: http }) }
  const settings = new SettingsService(context)
  settings.apply()
  const handlers = handlersOf(context, settings, log)
  const stopKeeping = housekeeping && !workspace.readOnly ? keepHouse(new RetentionService(context, settings, log), log) : () => {}
  if (housekeeping) log.write('opened', { version: VERSION, node: process.versions.node, platform: process.platform })
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  const close = async () => {
    stopKeeping()
    jobs.close()
    await Promise.all(underWay)
    if (housekeeping) log.write('closed')
    await Promise.all([swept, backups?.close()])
    workspace.close()
  }

  const answer = async (method: string, params: unknown): Promise<unknown> => {
    try {
      if (closing) throw new RehearsalError('E_CLOSED', 'Rehearsal is closing.', 'Open it again.')
      workspace.assertThere()
      if (context.movedTo !== undefined && !AFTER_A_MOVE.includes(method)) throw new RehearsalError('E_MOVED', `The workspace is now ${context.movedTo}.`, 'Start Rehearsal again to go on there.')
      return await dispatch(handlers, method, params)
    } catch (error) {
      const told = callErrorOf(dataError(workspace.explain(error)), method, log)
      if (told.code !== 'E_INTERNAL' && told.code !== 'CANCELLED') log.write('refused', { method: isMethod(method) ? method : 'unknown', code: told.code })
      throw told
    } finally {
      // Also after a failure: part of the work may have been stored.
      if (!closing) workspace.watch.check()
    }
  }

  return {
    workspaceDir,
    call(method, params) {
      const call = answer(method, params)
      const settled = call.catch(() => {})
      underWay.add(settled)
      void settled.then(() => underWay.delete(settled))
      return call
    },
    secretQuestion: async (connectionId) => (context.workspace.connections.get(connectionId) ? new (await import('./services/connections.ts')).ConnectionService(context).question(connectionId) : null),
    close: () => (closing ??= close()),
  }
}

function handlersOf(context: ServiceContext, settings: SettingsService, log: LogFile): Handlers {
  const journeys = new JourneyService(context)
  const drafts = new DraftService(context)
  const datasets = new DatasetService(context)
  const open = new OpenDatasets(datasets)
  const derived = new DerivedDatasetService(context, datasets)
  const templates = new TemplateService(context, journeys, datasets)
  const scenarios = new ScenarioService(context)
  const runs = new RunService(context, datasets)
  const runLog = new RunLogService(context, datasets)
  const coverage = new CoverageService(context, datasets)
  const doubt = new DoubtService(context, open)
  const explain = new ExplainService(context, datasets)
  const explore = new ExploreService(context, datasets)
  const segments = new SegmentService(context, datasets)
  const populations = new PopulationService(context, datasets)
  const previews = new PreviewService(datasets)
  const together = new TogetherService(context, open)
  const playback = new PlaybackService(datasets)
  const report = new ReportService(context, datasets)
  const publications = new PublicationService(context)
  const proposals = new ProposalService(context, runs)
  const retention = new RetentionService(context, settings, log)
  const place = new WorkspaceService(context, datasets, log)
  const support = new SupportService(context, settings, place, log)
  // What opening a journey does not need.
  const late = new LateParts()
  const whatIf = late.part(async () => new (await import('./services/what-if.ts')).WhatIfService(context, open))
  const dialects = late.part(async () => new (await import('./services/dialects.ts')).DialectService(context, open))
  const learnedScenarios = late.part(async () => new (await import('./services/learned-scenarios.ts')).LearnedScenarioService(context, datasets))
  const flight = late.part(async () => new (await import('./services/flight.ts')).FlightService(context, datasets, open))
  const html = late.part(async () => new (await import('./services/html.ts')).HtmlService(context, datasets))
  const person = late.part(async () => new (await import('./services/person.ts')).PersonService(context, datasets))
  const cases = late.part(async () => new (await import('./services/cases.ts')).CaseService(context))
  const targets = late.part(async () => new (await import('./services/targets.ts')).TargetService(context))
  const connections = late.part(async () => new (await import('./services/connections.ts')).ConnectionService(context))
  const publish = late.part(async () => new (await import('./services/publish.ts')).PublishService(context))
  const forecast = late.part(async () => new (await import('./services/forecast.ts')).ForecastService(context, { datasets, open, runs, runLog, learned: await learnedScenarios((one) => one) }))
  return {
    'app.info': () => ({ version: VERSION, workspace: context.workspace.directory, node: process.versions.node, platform: process.platform }),
    'app.versions': async () => ({ duckdb: await duckdbVersion(), sqlite: sqliteVersion(), journeyFormat: FORMAT_VERSION }),
    'journeys.list': () => journeys.list(),
    'journeys.get': (input) => journeys.get(input),
    'journeys.save': (input) => journeys.save(input),
    'journeys.versions': ({ id }) => journeys.versions(id),
    'journeys.describeVersion': (input) => journeys.describeVersion(input),
    'journeys.restoreVersion': (input) => journeys.restoreVersion(input),
    'journeys.delete': ({ id }) => journeys.delete(id),
    'journeys.restore': ({ id }) => journeys.restore(id),
    'journeys.openFile': ({ path }) => journeys.openFile(path),
    'journeys.openText': (input) => journeys.openText(input),
    'journeys.saveFile': (input) => journeys.saveFile(input),
    'journeys.export': (input) => journeys.export(input),
    'drafts.list': () => drafts.list(),
    'drafts.keep': (input) => drafts.keep(input),
    'drafts.take': (input) => drafts.take(input),
    'drafts.discard': (input) => drafts.discard(input),
    'drafts.restore': (input) => drafts.restore(input),
    'templates.list': () => templates.list(),
    'templates.create': (input) => templates.create(input),
    'templates.measure': (input) => templates.measure(input),
    'journeys.scenario.get': (input) => scenarios.get(input),
    'journeys.scenario.save': (input) => scenarios.save(input),
    'datasets.list': () => datasets.list(),
    'datasets.preview': (input) => datasets.preview(input),
    'datasets.import': (input) => datasets.import(input),
    'datasets.catalogue': ({ id }) => datasets.catalogue(id),
    'datasets.rejects': (input) => datasets.rejects(input),
    'datasets.reimport': (input) => datasets.reimport(input),
    'datasets.sample': (input) => derived.sample(input),
    'datasets.slice': (input) => derived.slice(input),
    'datasets.export': (input) => derived.export(input),
    'datasets.exportRejects': (input) => derived.exportRejects(input),
    'datasets.delete': ({ id }) => datasets.delete(id),
    'explore.funnel': (input) => explore.funnel(input),
    'explore.timeToNext': (input) => explore.timeToNext(input),
    'explore.wait': (input) => explore.wait(input),
    'explore.retention': (input) => explore.retention(input),
    'explore.after': (input) => explore.after(input),
    'explore.sessions': (input) => explore.sessions(input),
    'explore.quality': (input) => explore.quality(input),
    'runs.start': (input) => runs.start(input),
    'runs.list': (input) => runs.list(input),
    'runs.get': ({ id }) => runs.get(id),
    'runs.log': (input) => runLog.log(input),
    'runs.people': (input) => runLog.people(input),
    'runs.profileIds': (input) => playback.profileIds(input),
    'runs.mature': (input) => matureOf(context, runLog, input),
    'runs.report': (input) => report.report(input),
    'flight.impact': (input) => flight((one) => one.impact(input)),
    'flight.people': (input) => flight((one) => one.people(input)),
    'together.look': (input) => together.look(input),
    'whatIf.run': (input) => whatIf((one) => one.run(input)),
    'whatIf.paired': (input) => whatIf((one) => one.paired(input)),
    'coverage.of': (input) => coverage.of(input),
    'coverage.make': (input) => coverage.make(input),
    'doubt.runs': (input) => doubt.runs(input),
    'dialects.list': (input) => dialects((one) => one.list(input)),
    'dialects.compare': (input) => dialects((one) => one.compare(input)),
    'runs.explain': (input) => explain.explain(input),
    'journeys.test': (input) => explain.test(input),
    'scenarios.check': (input) => learnedScenarios((one) => one.check(input)),
    'scenarios.learn': (input) => learnedScenarios((one) => one.learn(input)),
    'targets.list': (input) => targets((one) => one.list(input)),
    'targets.fit': (input) => targets((one) => one.fit(input)),
    'targets.export': (input) => targets((one) => one.export(input)),
    'targets.import': (input) => targets((one) => one.import(input)),
    'targets.handOver': (input) => targets((one) => one.handOver(input)),
    'connections.list': () => connections((one) => one.list()),
    'connections.save': (input) => connections((one) => one.save(input)),
    'connections.delete': (input) => connections((one) => one.delete(input)),
    'connections.restore': (input) => connections((one) => one.restore(input)),
    'connections.test': (input) => connections((one) => one.test(input)),
    'connections.journeys': (input) => connections((one) => one.journeys(input)),
    'connections.importJourney': (input) => connections((one) => one.importJourney(input)),
    'publish.plan': (input) => publish((one) => one.plan(input)),
    'publish.getPlan': (input) => publish((one) => one.getPlan(input)),
    'publish.approve': (input) => publish((one) => one.approve(input)),
    'publish.apply': (input) => publish((one) => one.apply(input)),
    'publish.planAction': (input) => publish((one) => one.planAction(input)),
    'publish.act': (input) => publish((one) => one.act(input)),
    'publish.history': (input) => publications.history(input),
    'publish.ledger': (input) => publications.ledger(input),
    'publish.document': (input) => publications.document(input),
    'publish.check': (input) => publish((one) => one.check(input)),
    'publish.interrupted': () => publications.interrupted(),
    'forecast.of': (input) => forecast((one) => one.of(input)),
    'forecast.make': (input) => forecast((one) => one.make(input)),
    'forecast.read': (input) => forecast((one) => one.read(input)),
    'forecast.compare': (input) => forecast((one) => one.compare(input)),
    'forecast.learn': (input) => forecast((one) => one.learn(input)),
    'proposals.list': (input) => proposals.list(input),
    'proposals.get': (input) => proposals.get(input),
    'proposals.decide': (input) => proposals.decide(input),
    'proposals.draft': (input) => proposals.draft(input),
    'proposals.getDraft': (input) => proposals.getDraft(input),
    'proposals.redraft': (input) => proposals.redraft(input),
    'proposals.propose': (input) => proposals.propose(input),
    'proposals.withdraw': (input) => proposals.withdraw(input),
    'segments.list': () => segments.list(),
    'segments.get': (input) => segments.get(input),
    'segments.save': (input) => segments.save(input),
    'segments.delete': ({ id }) => segments.delete(id),
    'segments.restore': ({ id }) => segments.restore(id),
    'segments.whereUsed': ({ id }) => segments.whereUsed(id),
    'segments.drift': (input) => segments.drift(input),
    'segments.embed': (input) => segments.embed(input),
    'segments.detach': (input) => segments.detach(input),
    'segments.measure': (input) => segments.measure(input),
    'segments.overTime': (input) => segments.overTime(input),
    'segments.overlap': (input) => segments.overlap(input),
    'segments.movement': (input) => segments.movement(input),
    'populations.specCheck': (input) => populations.specCheck(input),
    'populations.make': (input) => populations.make(input),
    'populations.learn': (input) => populations.learn(input),
    'populations.fidelity': (input) => populations.fidelity(input),
    'previews.person': (input) => previews.person(input),
    'previews.ids': (input) => previews.ids(input),
    'previews.lacking': (input) => previews.lacking(input),
    'people.events': (input) => person((one) => one.events(input)),
    'people.rehearse': (input) => person((one) => one.rehearse(input)),
    'cases.list': ({ journeyId }) => context.workspace.cases.list(journeyId),
    'cases.save': (input) => cases((one) => one.save(input)),
    'cases.delete': (input) => cases((one) => one.delete(input)),
    'cases.restore': (input) => cases((one) => one.restore(input)),
    'cases.run': (input) => cases((one) => one.run(input)),
    'cases.expectNow': (input) => cases((one) => one.expectNow(input)),
    'cases.export': (input) => cases((one) => one.export(input)),
    'html.make': (input) => html((one) => one.make(input)),
    'settings.get': () => settings.get(),
    'settings.save': (input) => settings.save(input),
    'retention.preview': (input) => retention.preview(input),
    'retention.apply': () => retention.apply(),
    'support.report': (input) => support.report(input),
    'support.log': () => support.log(),
    'workspace.info': () => place.info(),
    'workspace.move': (input) => place.move(input),
    'workspace.use': (input) => place.use(input),
    'workspace.deletePrevious': (input) => place.deletePrevious(input),
    'workspace.backup': (input) => place.backup(input),
    'workspace.export': (input) => place.export(input),
    'workspace.fileInfo': (input) => place.fileInfo(input),
    'workspace.import': (input) => place.import(input),
    'store.state': () => stateOf(context.workspace),
    'store.noted': () => {
      context.workspace.restorationSeen()
      return {}
    },
    'jobs.cancel': async ({ jobId }) => {
      await late.settled() // or the job has not begun yet
      return { cancelled: context.jobs.cancel(jobId) }
    },
  }
}

function dispatch(handlers: Handlers, method: string, params: unknown): unknown {
  if (!isMethod(method)) {
    throw new RehearsalError(
      'E_UNKNOWN_METHOD',
      `There is no method ${JSON.stringify(method)}.`,
      'The window and the engine are of different versions: reload the window.',
    )
  }
  const parsed = methods[method].input.safeParse(params)
  if (!parsed.success) throw badRequest(method, parsed.error)
  // as: just parsed; the schemas change nothing, and what was given keeps the author's order of keys in documents
  const handler = handlers[method] as (input: unknown) => unknown
  return handler(params)
}

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}

function badRequest(method: MethodName, { issues }: z.ZodError): RehearsalError {
  const named = issues.slice(0, MOST_NAMED).map(({ path, message }) => `${jsonPath(path)}: ${message}`)
  const more = issues.length > MOST_NAMED ? `; and ${issues.length - MOST_NAMED} more` : ''
  return new RehearsalError(
    'E_BAD_REQUEST',
    `${method}: ${named.join('; ')}${more}.`,
    'The paths name the places in what was sent; correct them and try again.',
    { unusable: true },
  )
}

function callErrorOf(error: unknown, method: string, log: LogFile): CallError {
  if (error instanceof RehearsalError) return { code: error.code, message: error.message, help: error.help, ...(error.unusable ? { unusable: true } : {}) }
  const { message, name, stack = '' } = error instanceof Error ? error : new Error(String(error))
  // The frames only: the message may hold a value of a customer, and a log lives longer than a window.
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  process.stderr.write(`${JSON.stringify({ event: 'internal-error', method, name, frames })}\n`)
  log.write('internal-error', { method, name, frames: framesOf(stack) })
  return {
    code: 'E_INTERNAL',
    message: `Rehearsal failed at ${method}: ${message}`,
    help: 'This is a fault in Rehearsal, not in your input. Save your work, start it again, and report it with this text.',
  }
}
