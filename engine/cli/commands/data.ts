import { basename, join, resolve } from 'node:path'
import type { DatasetCatalogue, DatasetPreview, Mapping, MethodInput, Reject } from '../../api/contract.ts'
import { catalogueOf, openDataset, readRejects } from '../../node/columns/index.ts'
import { importDataset, parseMapping, previewFile, writeEventsFile, type ImportedDataset } from '../../node/ingest/index.ts'
import { cacheDirectory, workspaceDirectory } from '../../node/paths.ts'
import { readArguments, usage, type Arguments } from '../arguments.ts'
import { EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'

const DATA_USAGE = `rehearse data inspect <file>    [--map …] [--set-name <event>] [--json]
rehearse data import  <file>…   [--map …] [--set-name <event>] [--profiles <file>] [--workspace <dir>] [--json]
rehearse data export  <file>    --out <x.parquet|x.csv|x.jsonl> [--map …] [--set-name <event>] [--json]
with --map profileId=<col>,at=<col>,name=<col>,properties=<col>`

const OPTIONS = { map: 'one', 'set-name': 'one', profiles: 'one', workspace: 'one', out: 'one', json: 'flag' } as const
const shownRejects = 10

/** `rehearse data inspect|import|export`. Returns the exit code; failures are thrown as RehearsalErrors. */
export async function dataCommand(args: string[]): Promise<number> {
  const given = readArguments(args, OPTIONS)
  const [what, ...files] = given.positionals
  if (what !== 'inspect' && what !== 'import' && what !== 'export') throw usage(what === undefined ? 'say what to do with the data' : `data cannot "${what}"`, DATA_USAGE)
  if (files.length === 0) throw usage(`data ${what} needs a file`, DATA_USAGE)
  if (what !== 'import' && files.length > 1) throw usage(`data ${what} takes one file`, DATA_USAGE)
  if (what === 'inspect') return inspect(files[0]!, given)
  return what === 'import' ? importFiles(files, given) : exportFile(files[0]!, given)
}

async function load(paths: readonly string[], given: Arguments, mapping: Mapping, cacheDir = cacheDirectory()): Promise<ImportedDataset> {
  const profiles = given.one.get('profiles')
  const progress = new ProgressLine()
  try {
    return await importDataset({
      paths,
      mapping,
      setName: given.one.get('set-name'),
      profiles: profiles === undefined ? undefined : { path: profiles },
      cacheDir,
      onProgress: (one) => progress.show(one),
    })
  } finally {
    progress.clear()
  }
}

/** The mapping given, else the default names. */
function mappingOf(given: Arguments): Mapping {
  const map = given.one.get('map')
  return map === undefined ? {} : parseMapping(map)
}

async function inspect(path: string, given: Arguments): Promise<number> {
  const json = given.flags.has('json')
  const preview = await previewFile(path)
  const map = given.one.get('map')
  const mapping = map === undefined ? preview.mapping : parseMapping(map)
  if (!json) print(describeColumns(preview, map === undefined))
  const imported = await load([path], given, mapping)
  const catalogue = await catalogueOf(imported.directory)
  const rejects = await readRejects(imported.directory, 0, json ? 1000 : shownRejects)
  if (json) {
    const { format, bytes, columns, needsSetName } = preview
    print(JSON.stringify({ file: path, format, bytes, columns, needsSetName, mapping, ...facts(imported), catalogue, rejects: rejects.rows }, null, 2))
  } else print([...describeImport(imported), ...describeCatalogue(catalogue), ...describeRejects(imported, rejects.rows)])
  return EXIT_CLEAN
}

/** Imports into a workspace's folder, then has the workspace list it by the very method the window calls, which finds the columns there. */
async function importFiles(paths: readonly string[], given: Arguments): Promise<number> {
  const workspaceDir = resolve(given.one.get('workspace') ?? workspaceDirectory())
  const mapping = mappingOf(given)
  const imported = await load(paths, given, mapping, join(workspaceDir, 'datasets'))
  const profiles = given.one.get('profiles')
  const setName = given.one.get('set-name')
  const { createHost } = await import('../../node/host.ts')
  const host = createHost({ workspaceDir })
  try {
    await host.call('datasets.import', {
      jobId: 'data import', name: paths.map((path) => basename(path)).join(', '), paths: paths.map((path) => resolve(path)), mapping,
      ...(setName === undefined ? {} : { setName }), ...(profiles === undefined ? {} : { profiles: { path: resolve(profiles) } }),
    } satisfies MethodInput<'datasets.import'>)
  } finally {
    await host.close()
  }
  if (given.flags.has('json')) print(JSON.stringify({ workspace: workspaceDir, ...facts(imported) }, null, 2))
  else print([...describeImport(imported), ...describeRejects(imported, (await readRejects(imported.directory, 0, shownRejects)).rows), `In workspace ${workspaceDir}`])
  return EXIT_CLEAN
}

async function exportFile(path: string, given: Arguments): Promise<number> {
  const out = given.one.get('out')
  if (out === undefined) throw usage('data export needs --out', DATA_USAGE)
  const imported = await load([path], given, mappingOf(given))
  await writeEventsFile(await openDataset(imported.directory, { attributes: [] }), out)
  if (given.flags.has('json')) print(JSON.stringify({ out, ...facts(imported) }, null, 2))
  else print([`${count(imported.events)} events of ${count(imported.profiles)} profiles written to ${out}`])
  return EXIT_CLEAN
}

function facts({ digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, columns, fromCache }: ImportedDataset) {
  return { digest, events, profiles, from, to, rejected, rejectedByReason, timestampFormats, properties: columns.properties, attributes: columns.attributes, fromCache }
}

function describeColumns({ path, format, bytes, columns, mapping }: DatasetPreview, suggested: boolean): string[] {
  const width = Math.max(...columns.map(({ name }) => name.length), 6)
  const lines = columns.map(({ name, type, role, why }) => `  ${name.padEnd(width)}  ${type.padEnd(7)}  ${role.padEnd(10)}  ${why}`)
  const map = Object.entries(mapping).map(([role, column]) => `${role}=${column}`).join(',')
  return [`${path}: ${format}, ${count(bytes)} bytes`, 'Columns', ...lines, ...(suggested && map !== '' ? [`Read with --map ${map}`] : [])]
}

function describeImport({ digest, events, profiles, from, to, timestampFormats, fromCache }: ImportedDataset): string[] {
  const formats = timestampFormats.map(({ format, rows }) => (timestampFormats.length === 1 ? format : `${format} (${count(rows)} rows)`)).join(', ')
  return [
    `${count(events)} events of ${count(profiles)} profiles, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`,
    `Timestamps: ${formats}`,
    `Digest: ${digest}${fromCache ? ' (imported before)' : ''}`,
  ]
}

function describeCatalogue({ events, attributes }: DatasetCatalogue): string[] {
  const width = Math.max(...events.map(({ name }) => name.length))
  const properties = (list: DatasetCatalogue['attributes']): string => list.map(({ name, types, coverage }) => `${name} (${types.join('/')}${coverage < 1 ? `, ${share(coverage)}` : ''})`).join(', ')
  return [
    'Events',
    ...events.map((event) => `  ${event.name.padEnd(width)}  ${count(event.count).padStart(10)}  by ${count(event.profiles)} profiles  ${properties(event.properties)}`),
    ...(attributes.length === 0 ? [] : ['Attributes', `  ${properties(attributes)}`]),
  ]
}

function describeRejects({ rejected, rejectedByReason }: ImportedDataset, rows: readonly Reject[]): string[] {
  if (rejected === 0) return ['No row was rejected']
  const reasons = Object.entries(rejectedByReason).map(([reason, number]) => `  ${count(number).padStart(10)}  ${reason}`)
  const first = rows.map(({ file, line, reason, text }) => `  ${file}:${line} ${reason}: ${JSON.stringify(text.slice(0, 100))}`)
  return [`${count(rejected)} rows were rejected`, ...reasons, rejected > rows.length ? `The first ${rows.length}` : 'They are', ...first]
}

const count = (number: number): string => number.toLocaleString('en')
const share = (part: number): string => (part < 0.001 ? 'under 0.1 %' : `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`)

function print(lines: string | readonly string[]): void {
  process.stdout.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`)
}
