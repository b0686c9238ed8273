import { availableParallelism, arch, homedir, release, type } from 'node:os'
import type { MethodOutput } from '../../api/contract.ts'
import type { LogFile, LogLine } from '../log/log-file.ts'
import { limitsNow, machineMemoryMb } from '../limits.ts'
import { VERSION } from '../version.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { SettingsService } from './settings.ts'
import type { WorkspaceService } from './workspace.ts'

/** Failures of which a report tells. */
const MOST_FAILURES = 30
const MOST_SHOWN = 10

const isFailure = ({ event }: LogLine) => event === 'refused' || event === 'internal-error'

/** What helps somebody else to understand a problem, and tells them nothing of customers. */
export class SupportService {
  readonly #context: ServiceContext
  readonly #log: LogFile
  readonly #settings: SettingsService
  readonly #workspace: WorkspaceService

  constructor(context: ServiceContext, settings: SettingsService, workspace: WorkspaceService, log: LogFile) {
    this.#context = context
    this.#settings = settings
    this.#workspace = workspace
    this.#log = log
  }

  log(): MethodOutput<'support.log'> {
    const log = this.#log
    const failures = log.last(MOST_SHOWN, isFailure).map((line) => ({ at: line.at, method: String(line['method'] ?? ''), code: String(line['code'] ?? line['name'] ?? '') }))
    return { directory: log.directory, file: log.path, bytes: log.bytes(), failures }
  }

  report({ journeyId, window }: Asked<'support.report'>): MethodOutput<'support.report'> {
    const { workspace, now } = this.#context
    const log = this.#log
    const made = new Date(now()).toISOString()
    const info = this.#workspace.info()
    const sections: [string, string[]][] = [
      ['Versions', [`Rehearsal ${VERSION}`, `Node ${process.versions.node}`, ...(process.versions['electron'] ? [`Electron ${process.versions['electron']}`] : [])]],
      ['Machine', [`${type()} ${release()}, ${arch()}`, `${availableParallelism()} processors, ${machineMemoryMb()} MB of memory`, `up for ${Math.round(process.uptime())} s, ${Math.round(process.memoryUsage.rss() / 1_000_000)} MB in use`]],
      ['Window', Object.entries(window).map(([name, value]) => `${name}: ${withoutHome(oneLine(value))}`)],
      ['Settings', Object.entries(this.#settings.now()).flatMap(([area, members]) => Object.entries(members).map(([name, value]) => `${area}.${name}: ${value ?? 'not chosen'}`))],
      ['Limits in force', Object.entries(limitsNow()).map(([name, value]) => `${name}: ${value}`)],
      ['Workspace', [whereabouts(info.directory), ...info.parts.map(({ what, files, bytes }) => `${what}: ${files} files, ${mb(bytes)}`), ...Object.entries(info.counts).map(([what, count]) => `${what}: ${count}`), `free on its disk: ${mb(info.freeBytes)}`]],
      ['Datasets', workspace.datasets.list().map(({ events, profiles, rejected }, index) => `${index + 1}: ${events} events, ${profiles} profiles, ${rejected} rows rejected`)],
      ['Last failures, newest first', log.last(MOST_FAILURES, isFailure).map(({ at, event, ...fields }) => `${new Date(at).toISOString()} ${event} ${Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`).join(' ')}`)],
    ]
    const lines = sections.flatMap(([title, told]) => ['', title, ...(told.length === 0 ? ['  none'] : told.map((line) => `  ${line}`))])
    const text = [`Problem report of Rehearsal, ${made}`, 'It holds no event, no name of a person, no journey and no secret, unless a journey stands at the end.', ...lines, ...(journeyId === undefined ? [] : this.#journey(journeyId)), ''].join('\n')
    return { fileName: `Rehearsal problem report ${made.slice(0, 10)}.txt`, text }
  }

  #journey(id: string): string[] {
    const { journeys } = this.#context.workspace
    const journey = journeys.get(id)
    const document = journey && journeys.document(id, journey.version)
    if (!document) throw notFound('journey', id)
    return ['', 'The journey, as you chose', JSON.stringify(document, null, 2)]
  }
}

/** Where the workspace is, without the names of folders: people name them after themselves and their customers. */
function whereabouts(directory: string): string {
  return `its folder is ${directory.startsWith(homedir()) ? 'in the home folder' : 'outside of the home folder'}`
}

/** A path without the name of whoever works here. */
function withoutHome(text: string): string {
  const home = homedir()
  return home.length > 1 ? text.replaceAll(home, '~') : text
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 300)
}

function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
