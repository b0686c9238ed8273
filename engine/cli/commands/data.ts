import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { DatasetPreview, ImportOptions, Mapping, MethodInput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { catalogueOf, openDataset, readRejects, writeRejectsCsv } from '../../node/columns/index.ts'
import { importDataset, parseMapping, previewFile, writeEventsFile, writeProfilesFile, type ImportedDataset } from '../../node/ingest/index.ts'
import { cacheDirectory } from '../../node/paths.ts'
import { assertTakes, readArguments, usage, type Arguments } from '../arguments.ts'
import { count, describeCatalogue, describeColumns, describeImport, describeRejects, eventsOf, importFacts, many, print, rejectedNotice } from '../data-report.ts'
import { assertNotReread, hashKeyOf, IMPORT_OPTIONS, IMPORT_USAGE, importOptionsOf } from '../import-options.ts'
import { assertApart, assertReplaceable, EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { inputsOf } from '../run-inputs.ts'
import { failureOf } from '../segment-inputs.ts'
import { typed } from '../terminal.ts'
import { LIBRARY_COMMANDS, libraryCommand, workspaceOf } from './data-library.ts'

export const DATA_USAGE = `files:     rehearse data inspect <file> [--json]
           rehearse data import <file>… [--name <name>] [--workspace <dir>] [--json]; --map auto takes the mapping that inspect suggests, or that of last time
           rehearse data export <file or dataset> --out <x.parquet|x.csv|x.jsonl> [--attributes] [--as-is] [--json]
           rehearse data rejects <file or dataset> --out <rejects.csv> [--json]
datasets:  rehearse data list [--workspace <dir>] [--json]
           rehearse data reimport <dataset> | delete <dataset> --yes
           rehearse data sample <dataset> --share 0.1 [--seed n] [--name <name>]
           rehearse data slice <dataset> [--from <ISO>] [--until <ISO>] [--name <name>]; a dataset is named by its id or name
with       ${IMPORT_USAGE.replaceAll('\n', '\n         ')}`

const OPTIONS = {
  ...IMPORT_OPTIONS, workspace: 'one', out: 'one', name: 'one', share: 'one', seed: 'one', from: 'one', until: 'one', attributes: 'flag', 'as-is': 'flag', yes: 'flag', json: 'flag',
} as const
const ALWAYS = ['workspace', 'json'] // the workspace also keeps the key of --hash
const READ = [...ALWAYS, ...Object.keys(IMPORT_OPTIONS)]
/** What each of them takes, where it is not `ALWAYS`. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  inspect: READ, import: [...READ, 'name'], export: [...READ, 'out', 'attributes', 'as-is'], rejects: [...READ, 'out'],
  delete: [...ALWAYS, 'yes'], sample: [...ALWAYS, 'share', 'seed', 'name'], slice: [...ALWAYS, 'from', 'until', 'name'],
}
const shownRejects = 10

/** `rehearse data …`. Returns the exit code; failures are thrown as RehearsalErrors. */
export async function dataCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...named] = given.positionals
  const isLibrary = what !== undefined && Object.hasOwn(LIBRARY_COMMANDS, what)
  if (what === undefined || !(isLibrary || what === 'inspect' || what === 'import')) throw usage(what === undefined ? 'say what to do with the data' : `data cannot "${what}"`, DATA_USAGE)
  assertTakes(given, TAKES[what] ?? ALWAYS, `data ${what}`, DATA_USAGE)
  if (what === 'list') {
    if (named.length > 0) throw usage('data list takes no file', DATA_USAGE)
    return libraryCommand(what, undefined, given)
  }
  const [first] = named
  if (first === undefined) throw usage(`data ${what} needs a ${isLibrary && what !== 'export' && what !== 'rejects' ? 'dataset' : 'file'}`, DATA_USAGE)
  if (what !== 'import' && named.length > 1) throw usage(`data ${what} takes one ${isLibrary ? 'at a time' : 'file'}`, DATA_USAGE)
  if (what === 'inspect') return inspect(first, given)
  if (what === 'import') return importFiles(named, given)
  if ((what === 'export' || what === 'rejects') && isFileMeant(first, given)) return what === 'export' ? exportFile(first, given) : rejectsOf(first, given)
  assertNotReread(given, `data ${what}`)
  return libraryCommand(what, first, given)
}

/** A file that is there goes before a dataset of that name; where it is missing, what says how to read it, without a workspace, says that it is none. */
function isFileMeant(named: string, given: Arguments): boolean {
  return existsSync(named) || (!given.one.has('workspace') && Object.keys(IMPORT_OPTIONS).some((name) => given.one.has(name)))
}

interface Reading { mapping: Mapping; setName: string | undefined; options: ImportOptions | undefined }

/** What the command line says of mapping and options. */
function readingOf(given: Arguments): Reading {
  const map = given.one.get('map')
  return { mapping: map === undefined || map === 'auto' ? {} : parseMapping(map), setName: given.one.get('set-name'), options: importOptionsOf(given) }
}

async function load(paths: readonly string[], given: Arguments, { mapping, setName, options }: Reading, cacheDir = cacheDirectory()): Promise<ImportedDataset> {
  const profiles = given.one.get('profiles')
  const progress = new ProgressLine()
  try {
    return await importDataset({
      paths,
      mapping,
      setName,
      options,
      hashKey: hashKeyOf(given, options, workspaceOf(given)),
      profiles: profiles === undefined ? undefined : { path: profiles, at: given.one.get('profiles-at') },
      cacheDir,
      onProgress: (one) => progress.show(one),
    })
  } finally {
    progress.clear()
  }
}

async function inspect(path: string, given: Arguments): Promise<number> {
  const json = given.flags.has('json')
  const reading = readingOf(given)
  const preview = await previewFile(path, reading.options)
  const suggested = !given.one.has('map') || given.one.get('map') === 'auto'
  const mapping = suggested ? preview.mapping : reading.mapping
  if (!json) print(describeColumns(preview, suggested))
  refuseUnusable(preview)
  const isNamed = mapping.name !== undefined || reading.setName !== undefined || preview.columns.some(({ name }) => name === 'name')
  if (!isNamed) return withoutNames(preview, json)
  const imported = await load([path], given, { ...reading, mapping })
  const catalogue = await catalogueOf(imported.directory)
  const rejects = await readRejects(imported.directory, 0, json ? 1000 : shownRejects)
  if (json) print(JSON.stringify({ file: path, ...previewFacts(preview), mapping, ...importFacts(imported), catalogue, rejects: rejects.rows }, null, 2))
  else print([...describeImport(imported), ...describeCatalogue(catalogue), ...describeRejects(imported, rejects.rows)])
  return EXIT_CLEAN
}

/** What would fail in an import is said at once, as the import would say it. */
function refuseUnusable({ path, notes }: DatasetPreview): void {
  const error = notes.find(({ severity }) => severity === 'error')
  if (error) throw new RehearsalError(error.code, `${path}: ${error.text}`, error.help, { unusable: true })
}

/** The file is fine, but for one thing only a person knows. */
function withoutNames(preview: DatasetPreview, json: boolean): number {
  const next = 'No column holds event names: say what every row is with --set-name <event>, such as --set-name purchase'
  print(json ? JSON.stringify({ file: preview.path, ...previewFacts(preview), mapping: preview.mapping, next }, null, 2) : next)
  return EXIT_CLEAN
}

function previewFacts({ format, bytes, columns, needsSetName, detected, personal, notes }: DatasetPreview) {
  return { format, bytes, columns, needsSetName, detected, personal, notes }
}

/** Imports into a workspace's folder, then has the workspace list it by the very method the window calls, which finds the columns there. */
async function importFiles(paths: readonly string[], given: Arguments): Promise<number> {
  const name = given.one.get('name') ?? paths.map((path) => basename(path)).join(', ')
  if (given.one.get('name')?.trim() === '') throw usage('--name is empty', 'give the dataset a name, or leave --name out to call it by its files')
  const workspaceDir = workspaceOf(given)
  const { createHost } = await import('../../node/host.ts')
  const host = createHost({ workspaceDir })
  try {
    const reading = given.one.get('map') === 'auto' ? await suggestedFor(paths[0]!, given, (method, input) => host.call(method, input)) : readingOf(given)
    const imported = await load(paths, given, reading, join(workspaceDir, 'datasets'))
    const profiles = given.one.get('profiles')
    const at = given.one.get('profiles-at')
    const hashKeyFile = given.one.get('hash-key')
    const { mapping, setName, options } = reading
    await host.call('datasets.import', {
      jobId: 'data import', name, paths: paths.map((path) => resolve(path)), mapping,
      ...(setName === undefined ? {} : { setName }), ...(options === undefined ? {} : { options }), ...(hashKeyFile === undefined ? {} : { hashKeyFile: resolve(hashKeyFile) }),
      ...(profiles === undefined ? {} : { profiles: { path: resolve(profiles), ...(at === undefined ? {} : { at }) } }),
    } satisfies MethodInput<'datasets.import'>).catch(refused)
    const { rows } = await readRejects(imported.directory, 0, shownRejects)
    print(
      given.flags.has('json')
        ? JSON.stringify({ workspace: workspaceDir, mapping, ...importFacts(imported) }, null, 2)
        : [...describeImport(imported), ...describeRejects(imported, rows), `In workspace ${workspaceDir}`],
    )
  } finally {
    await host.close()
  }
  return EXIT_CLEAN
}

/** The mapping a preview suggests, or that of last time, printed so that it can be repeated. What the command line says goes before. */
async function suggestedFor(path: string, given: Arguments, call: (method: string, input: unknown) => Promise<unknown>): Promise<Reading> {
  const { setName, options } = readingOf(given)
  const preview = (await call('datasets.preview', { path: resolve(path), ...(options === undefined ? {} : { options }) }).catch(refused)) as DatasetPreview // as: so says the contract
  refuseUnusable(preview)
  const constant = setName ?? preview.setName ?? undefined
  const map = Object.entries(preview.mapping).map(([role, column]) => `${role}=${column}`).join(',')
  process.stderr.write(`read with --map ${typed(map)}${constant === undefined ? '' : ` --set-name ${typed(constant)}`}${preview.remembered ? ' (as last time)' : ''}\n`)
  const used = Object.keys(preview.options).length > 0 ? preview.options : undefined
  return { mapping: preview.mapping, setName: constant, options: options ?? used }
}

function refused(error: unknown): never {
  throw failureOf(error)
}

async function suggestedMapping(path: string, { options }: Reading): Promise<Mapping> {
  const preview = await previewFile(path, options)
  refuseUnusable(preview)
  return preview.mapping
}

async function exportFile(path: string, given: Arguments): Promise<number> {
  const out = given.one.get('out')
  if (out === undefined) throw usage('data export needs --out', DATA_USAGE)
  const attributes = given.flags.has('attributes') ? `${out.replace(/\.[a-z]+(\.gz)?$/i, '')}.profiles.csv` : undefined
  for (const file of [out, attributes]) assertReplaceable(file)
  assertApart({ out, attributes }, inputsOf(given, [path]))
  const reading = readingOf(given)
  const mapping = given.one.get('map') === 'auto' ? await suggestedMapping(path, reading) : reading.mapping
  const imported = await load([path], given, { ...reading, mapping })
  process.stderr.write(rejectedNotice(imported))
  const dataset = await openDataset(imported.directory, attributes === undefined ? { attributes: [] } : {})
  const asIs = given.flags.has('as-is')
  await writeEventsFile(dataset, out, { asIs })
  if (attributes !== undefined && dataset.attributes.size > 0) await writeProfilesFile(dataset, attributes, { asIs })
  if (given.flags.has('json')) print(JSON.stringify({ out, ...importFacts(imported) }, null, 2))
  else print([`${eventsOf(imported)} written to ${out}`])
  return EXIT_CLEAN
}

async function rejectsOf(path: string, given: Arguments): Promise<number> {
  const out = given.one.get('out')
  if (out === undefined) throw usage('data rejects needs --out', DATA_USAGE)
  assertReplaceable(out)
  assertApart({ out }, inputsOf(given, [path]))
  const reading = readingOf(given)
  const mapping = given.one.has('map') && given.one.get('map') !== 'auto' ? reading.mapping : await suggestedMapping(path, reading)
  const imported = await load([path], given, { ...reading, mapping })
  const rows = await writeRejectsCsv(imported.directory, out)
  print(given.flags.has('json') ? JSON.stringify({ out, rows, rejected: imported.rejected }) : `${count(rows)} of ${many(imported.rejected, 'rejected row')} written to ${out}`)
  return EXIT_CLEAN
}
