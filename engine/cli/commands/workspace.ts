import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { MethodOutput } from '../../api/contract.ts'
import { useWorkspace } from '../../node/workspace/use-workspace.ts'
import { assertTakes, readArguments, usage, type Arguments } from '../arguments.ts'
import { many } from '../data-report.ts'
import { assertReplaceable, EXIT_CLEAN } from '../output.ts'
import { datasetIdOf, withLibrary } from '../segment-inputs.ts'
import { oneLine, typed } from '../terminal.ts'
import { restoreCommand } from './workspace-restore.ts'

export const WORKSPACE_USAGE = `rehearse workspace info                                              [--workspace <dir>] [--json]
rehearse workspace move <empty folder>      copies it there, checks every file, and uses it from then on; the old folder stays
rehearse workspace delete-previous          deletes the folder it was moved from
rehearse workspace use <folder> [--new]     uses the workspace in that folder from then on; --new makes one in an empty folder
rehearse workspace export [--out <file>] [--datasets all | none | <id or name>…]
rehearse workspace import <file.rehearsal-workspace> [--to <empty folder>]
rehearse workspace backup                   copies the database to its folder "backups"
rehearse workspace restore [<backup>|last]  puts a backup in its place, and keeps what was there; without one it lists them
Close the windows of a workspace before you move it. Secrets of connections are never in an export, nor is the key for hashing personal data.`

const OPTIONS = { workspace: 'one', json: 'flag', out: 'one', datasets: 'list', to: 'one', new: 'flag' } as const

const ALWAYS = ['workspace', 'json']
/** What each of them takes, where it is not `ALWAYS`. */
const TAKES: Readonly<Record<string, readonly string[]>> = { use: ['new', 'json'], export: [...ALWAYS, 'out', 'datasets'], import: [...ALWAYS, 'to'] }

const COMMANDS: Readonly<Record<string, (names: string[], given: Arguments) => Promise<number> | number>> = {
  info, move, use, export: exportIt, import: importIt, backup, restore: restoreCommand, 'delete-previous': deletePrevious,
}

/** `rehearse workspace …`: the workspace as a folder and as one file. Returns the exit code. */
export async function workspaceCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...names] = given.positionals
  const command = what !== undefined && Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  if (!command) throw usage(what === undefined ? 'say what to do with the workspace' : `a workspace cannot "${what}"`, WORKSPACE_USAGE)
  assertTakes(given, TAKES[what!] ?? ALWAYS, `workspace ${what!}`, WORKSPACE_USAGE)
  return command(names, given)
}

async function info(names: string[], given: Arguments): Promise<number> {
  nothingElse(names, 'info')
  const told = await withLibrary(given, ({ call }) => call('workspace.info', {}))
  const parts = told.parts.filter(({ files }) => files > 0)
  return print(given, told, [
    `workspace  ${told.directory}${told.namedBy === null ? '' : ` (named by ${told.namedBy === 'variable' ? 'REHEARSAL_WORKSPACE' : '--workspace'})`}`,
    ...parts.map(({ what, files, bytes }) => `${what.padEnd(10)} ${inMb(bytes)} in ${many(files, 'file')}`),
    ...Object.entries(told.counts).map(([what, count]) => `${what.padEnd(12)}${count.toLocaleString('en')}`),
    `free       ${inMb(told.freeBytes)} on its disk`,
    ...(told.previous ? [`moved from ${told.previous.directory}, which still takes ${inMb(told.previous.bytes)}: rehearse workspace delete-previous`] : []),
  ])
}

async function move(names: string[], given: Arguments): Promise<number> {
  const to = resolve(oneOf(names, 'move', 'folder'))
  const moved = await withLibrary(given, ({ call }) => call('workspace.move', { jobId: randomUUID(), to }))
  return print(given, moved, [
    `copied to ${moved.directory}, every file checked; the old folder is as it was`,
    moved.isUsed ? 'it is used from now on; delete the old one with: rehearse workspace delete-previous' : `--workspace or REHEARSAL_WORKSPACE names this workspace: name ${moved.directory} from now on`,
  ])
}

async function deletePrevious(names: string[], given: Arguments): Promise<number> {
  nothingElse(names, 'delete-previous')
  const directory = await withLibrary(given, async ({ call }) => {
    const { previous } = await call('workspace.info', {})
    if (previous === null) throw usage('this workspace was not moved, or its old folder is gone', WORKSPACE_USAGE)
    await call('workspace.deletePrevious', { directory: previous.directory })
    return previous.directory
  })
  return print(given, { directory }, [`deleted ${directory}`])
}

/** Without opening the one that is used now: its disk may be away. */
function use(names: string[], given: Arguments): number {
  const directory = useWorkspace(oneOf(names, 'use', 'folder'), given.flags.has('new'))
  return print(given, { directory }, [`uses ${directory} from now on`])
}

async function exportIt(names: string[], given: Arguments): Promise<number> {
  nothingElse(names, 'export')
  const out = given.one.get('out')
  assertReplaceable(out)
  const wanted = given.list.get('datasets') ?? ['all']
  const file = await withLibrary(given, async (library) => {
    const datasets = wanted.length === 1 && wanted[0] === 'all' ? ('all' as const) : wanted.length === 1 && wanted[0] === 'none' ? [] : await Promise.all(wanted.map((one) => datasetIdOf(library, one)))
    return library.call('workspace.export', { jobId: randomUUID(), datasets, ...(out === undefined ? {} : { path: resolve(out) }) })
  })
  return print(given, file, [`wrote ${file.path}, ${inMb(file.bytes)}`, ...contents(file)])
}

async function importIt(names: string[], given: Arguments): Promise<number> {
  const path = resolve(oneOf(names, 'import', 'file'))
  const to = given.one.get('to')
  const { directory, file } = await withLibrary(given, ({ call }) => call('workspace.import', { jobId: randomUUID(), path, ...(to === undefined ? {} : { to: resolve(to) }) }))
  return print(given, { directory, file }, [`unpacked to ${directory}`, ...contents(file), `open it with: rehearse serve --workspace ${typed(directory)}; use it from now on with: rehearse workspace use ${typed(directory)}`])
}

async function backup(names: string[], given: Arguments): Promise<number> {
  nothingElse(names, 'backup')
  const made = await withLibrary(given, ({ call }) => call('workspace.backup', { jobId: randomUUID() }))
  return print(given, made, [`wrote ${made.path}, ${inMb(made.bytes)}`])
}

function contents({ journeys, runs, datasets }: MethodOutput<'workspace.fileInfo'>): string[] {
  return [`  ${many(journeys, 'journey')}, ${many(runs, 'run')}, ${many(datasets.length, 'dataset')}`, ...datasets.map(({ name, events, bytes }) => `  ${name}: ${many(events, 'event')}, ${inMb(bytes)}`)]
}

function oneOf(names: readonly string[], what: string, of: string): string {
  const [first] = names
  if (first === undefined || names.length > 1) throw usage(`workspace ${what} takes one ${of}`, WORKSPACE_USAGE)
  return first
}

function nothingElse(names: readonly string[], what: string): void {
  if (names.length > 0) throw usage(`workspace ${what} takes no name`, WORKSPACE_USAGE)
}

function print({ flags }: Arguments, answer: unknown, text: readonly string[]): number {
  process.stdout.write(flags.has('json') ? `${JSON.stringify(answer, null, 2)}\n` : `${text.map(oneLine).join('\n')}\n`)
  return EXIT_CLEAN
}

function inMb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
