import { sep } from 'node:path'
import type * as z from 'zod'
import { methods, type JourneySummary, type MethodName } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'
import { canonicalPath } from '../node/storage/journey-file.ts'

type Input<M extends MethodName> = z.output<(typeof methods)[M]['input']>

/** Where a method's input names files on this machine. A new method does not compile until it says. */
const pathsOf: { [M in MethodName]: (input: Input<M>) => readonly string[] } = {
  'app.info': none,
  'app.versions': none,
  'journeys.list': none,
  'journeys.get': none,
  'journeys.save': ({ path }) => (path ? [path] : []),
  'journeys.versions': none,
  'journeys.describeVersion': none,
  'journeys.restoreVersion': none,
  'drafts.list': none,
  'drafts.keep': none,
  'drafts.take': none,
  'drafts.discard': none,
  'drafts.restore': none,
  'journeys.delete': none,
  'journeys.restore': none,
  'journeys.openFile': ({ path }) => [path],
  'journeys.openText': none,
  'journeys.saveFile': ({ path }) => [path],
  'journeys.export': none,
  'templates.list': none,
  'templates.create': none,
  'templates.measure': none,
  'journeys.scenario.get': none,
  'journeys.scenario.save': none,
  'scenarios.check': none, // the scenario's text is given
  'scenarios.learn': none,
  'datasets.list': none,
  'datasets.preview': ({ path }) => [path],
  'datasets.import': ({ paths, profiles, hashKeyFile }) => [...paths, ...(profiles ? [profiles.path] : []), ...(hashKeyFile === undefined ? [] : [hashKeyFile])],
  'datasets.catalogue': none,
  'datasets.rejects': none,
  'explore.funnel': none,
  'explore.timeToNext': none,
  'explore.wait': none,
  'explore.retention': none,
  'explore.after': none,
  'explore.sessions': none,
  'explore.quality': none,
  'datasets.reimport': none, // it reads what an import was allowed to read
  'datasets.sample': none,
  'datasets.slice': none,
  'datasets.export': ({ path }) => (path === undefined ? [] : [path]), // the file of attributes goes beside it
  'datasets.exportRejects': ({ path }) => (path === undefined ? [] : [path]),
  'datasets.delete': none,
  'targets.list': none,
  'targets.fit': none,
  'targets.export': none,
  'targets.import': none,
  'targets.handOver': none,
  'connections.list': none,
  'connections.save': none,
  'connections.delete': none,
  'connections.restore': none,
  'connections.test': none,
  'connections.journeys': none,
  'connections.importJourney': none,
  'publish.plan': none,
  'publish.getPlan': none,
  'publish.approve': none,
  'publish.apply': none,
  'publish.planAction': none,
  'publish.act': none,
  'publish.history': none,
  'publish.ledger': none,
  'publish.document': none,
  'publish.check': none,
  'publish.interrupted': none,
  'forecast.of': none,
  'forecast.make': none,
  'forecast.read': none,
  'forecast.compare': none,
  'forecast.learn': none,
  'proposals.list': none,
  'proposals.get': none,
  'proposals.decide': none,
  'proposals.draft': none,
  'proposals.getDraft': none,
  'proposals.redraft': none,
  'proposals.propose': none,
  'proposals.withdraw': none,
  'segments.list': none,
  'segments.get': none,
  'segments.save': none,
  'segments.delete': none,
  'segments.restore': none,
  'segments.whereUsed': none,
  'segments.drift': none,
  'segments.embed': none,
  'segments.detach': none,
  'segments.measure': none,
  'segments.overTime': none,
  'segments.overlap': none,
  'segments.movement': none,
  'populations.specCheck': none,
  'populations.make': none,
  'populations.learn': none,
  'populations.fidelity': none,
  'people.events': none,
  'people.rehearse': none,
  'cases.list': none,
  'cases.save': none,
  'cases.delete': none,
  'cases.restore': none,
  'cases.run': none,
  'cases.expectNow': none,
  'cases.export': ({ directory }) => (directory === undefined ? [] : [directory]),
  'previews.person': none,
  'previews.ids': none,
  'previews.lacking': none,
  'runs.start': none,
  'runs.list': none,
  'runs.get': none,
  'runs.log': none,
  'runs.people': none,
  'runs.profileIds': none,
  'runs.report': none,
  'runs.mature': none,
  'flight.impact': none,
  'flight.people': none,
  'together.look': none,
  'whatIf.run': none,
  'whatIf.paired': none,
  'coverage.of': none,
  'coverage.make': none,
  'doubt.runs': none,
  'dialects.list': none,
  'dialects.compare': none,
  'runs.explain': none,
  'html.make': ({ path }) => (path === undefined ? [] : [path]),
  'journeys.test': none, // the case's text is given; files that it names are not read
  'store.state': none,
  'store.noted': none,
  'settings.get': none,
  'settings.save': none,
  'retention.preview': none,
  'retention.apply': none,
  'support.report': none,
  'support.log': none,
  'workspace.info': none,
  'workspace.move': ({ to }) => [to],
  'workspace.use': ({ to }) => [to],
  'workspace.deletePrevious': ({ directory }) => [directory],
  'workspace.backup': none,
  'workspace.export': ({ path }) => (path === undefined ? [] : [path]),
  'workspace.fileInfo': ({ path }) => [path],
  'workspace.import': ({ path, to }) => [path, ...(to === undefined ? [] : [to])],
  'jobs.cancel': none,
}

function none(): readonly string[] {
  return []
}

export interface PathRules {
  /** Files a person picked in the browser are under here. */
  uploads: string
  /** Files named on the command line of the door. */
  namedFiles: readonly string[]
  journeys: () => Promise<JourneySummary[]>
}

/**
 * A browser window names files by path, but a person never chose one there: so it may only name what was uploaded, what stood on the
 * command line, and a file the workspace already knows as that of a journey. Throws E_PATH_REFUSED.
 */
export async function checkPaths(method: string, params: unknown, rules: PathRules): Promise<void> {
  if (!Object.hasOwn(methods, method)) return // the engine refuses it
  const name = method as MethodName // as: just looked up
  const input = methods[name].input.safeParse(params)
  if (!input.success) return // the engine refuses it, with the reason
  const named = (pathsOf[name] as (input: unknown) => readonly string[])(input.data) // as: parsed by the schema of that method
  for (const path of named) {
    if (!(await isAllowed(canonicalPath(path), name, rules))) {
      throw new RehearsalError(
        'E_PATH_REFUSED',
        `The window in a browser may not use ${path}.`,
        'Pick or drop the file in the window, or name it when you start: rehearse serve <file>. The desktop app opens any file.',
      )
    }
  }
}

async function isAllowed(path: string, method: MethodName, { uploads, namedFiles, journeys }: PathRules): Promise<boolean> {
  if (path.startsWith(canonicalPath(uploads) + sep)) return true
  if (namedFiles.some((file) => canonicalPath(file) === path)) return true
  const isItsFile = method === 'journeys.openFile' || method === 'journeys.saveFile' || method === 'journeys.save'
  return isItsFile && (await journeys()).some((journey) => journey.path === path)
}
