import { resolve } from 'node:path'
import type { DatasetSummary, MethodInput, MethodName, MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { createHost, type Host } from '../../node/host.ts'
import { workspaceDirectory } from '../../node/workspace/workspace-directory.ts'
import { readInstant, readWhole, usage, type Arguments } from '../arguments.ts'
import { count, describeDatasets, eventsOf, many, print } from '../data-report.ts'
import { assertReplaceable, EXIT_CLEAN } from '../output.ts'
import { ProgressLine } from '../progress-line.ts'
import { failureOf } from '../segment-inputs.ts'

/** A command on the datasets of a workspace: it calls the very methods the window does. */
type LibraryCommand = (library: Library, given: Arguments) => Promise<void>

export const LIBRARY_COMMANDS: Readonly<Record<string, LibraryCommand>> = { list, reimport, sample, slice, delete: remove, export: exportDataset, rejects: exportRejects }

/** Runs one of `LIBRARY_COMMANDS` on the workspace named, or the usual one. `dataset`: id or name of one. Failures are thrown as RehearsalErrors. */
export async function libraryCommand(what: string, dataset: string | undefined, given: Arguments): Promise<number> {
  const progress = new ProgressLine()
  const host = createHost({
    workspaceDir: workspaceOf(given),
    onEvent: (name, payload) => name === 'job.progress' && progress.show(payload as { phase: string; done: number; total: number }), // as: that event's payload
  })
  try {
    await LIBRARY_COMMANDS[what]!(new Library(host, dataset, what === 'export' || what === 'rejects'), given)
  } finally {
    progress.clear()
    await host.close()
  }
  return EXIT_CLEAN
}

export function workspaceOf({ one }: Arguments): string {
  return resolve(one.get('workspace') ?? workspaceDirectory())
}

/** The methods of one workspace, and the dataset that was asked for. */
class Library {
  readonly #host: Host
  readonly #asked: string | undefined
  readonly #mayBeFile: boolean

  constructor(host: Host, asked: string | undefined, mayBeFile: boolean) {
    this.#host = host
    this.#asked = asked
    this.#mayBeFile = mayBeFile
  }

  async call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> {
    try {
      return (await this.#host.call(method, input)) as MethodOutput<M> // as: so says the contract
    } catch (error) {
      throw failureOf(error)
    }
  }

  /** Throws E_NOT_FOUND, or E_USAGE if several have that name. */
  async dataset(): Promise<DatasetSummary> {
    const all = await this.call('datasets.list', {})
    const found = all.filter(({ id, name }) => id === this.#asked || name === this.#asked)
    if (found.length === 1) return found[0]!
    if (found.length > 1) throw usage(`${found.length} datasets are called "${this.#asked}"`, `name one by its id: ${found.map(({ id }) => id).join(', ')}`)
    const asked = JSON.stringify(this.#asked)
    throw new RehearsalError('E_NOT_FOUND', this.#mayBeFile ? `There is no file ${asked}, and no dataset of that name in this workspace.` : `There is no dataset ${asked} in this workspace.`, all.length === 0 ? 'It has none yet.' : `There are: ${all.map(({ name }) => name).join('; ')}.`, { unusable: true })
  }
}

const jobId = 'data'

async function list(library: Library, given: Arguments): Promise<void> {
  const datasets = await library.call('datasets.list', {})
  print(given.flags.has('json') ? JSON.stringify(datasets, null, 2) : describeDatasets(datasets))
}

async function reimport(library: Library, given: Arguments): Promise<void> {
  const before = await library.dataset()
  const after = await library.call('datasets.reimport', { jobId, id: before.id })
  const what = after.id === before.id ? 'its files are as they were' : `its files have changed: a new dataset ${after.id}, beside the one from before`
  tell(after, given, `${after.name}: ${what}; ${eventsOf(after)}, ${many(after.rejected, 'row')} rejected`)
}

async function sample(library: Library, given: Arguments): Promise<void> {
  const share = Number(given.one.get('share') ?? NaN)
  if (!(share > 0 && share <= 1)) throw usage('data sample needs --share', 'a number over 0, up to 1: --share 0.1 is every tenth profile')
  const seed = readWhole(given.one.get('seed') ?? '0', 'seed', 0)
  made(await library.call('datasets.sample', { jobId, id: (await library.dataset()).id, share, seed, ...nameOf(given) }), given)
}

async function slice(library: Library, given: Arguments): Promise<void> {
  const span = Object.fromEntries((['from', 'until'] as const).flatMap((name) => (given.one.has(name) ? [[name, readInstant(given.one.get(name)!, name)]] : [])))
  if (Object.keys(span).length === 0) throw usage('data slice needs --from or --until', 'write instants such as 2026-03-01 or 2026-03-01T10:00:00Z')
  made(await library.call('datasets.slice', { jobId, id: (await library.dataset()).id, ...span, ...nameOf(given) }), given)
}

async function remove(library: Library, given: Arguments): Promise<void> {
  const dataset = await library.dataset()
  if (!given.flags.has('yes')) {
    throw usage(`"${dataset.name}" (${many(dataset.events, 'event')}) would be deleted`, 'repeat the command with --yes to do it; the files it was imported from stay where they are')
  }
  await library.call('datasets.delete', { id: dataset.id })
  tell(dataset, given, `${dataset.name} is deleted; runs on it keep their figures`)
}

async function exportDataset(library: Library, given: Arguments): Promise<void> {
  const out = given.one.get('out')
  if (out === undefined) throw usage('data export needs --out', 'a file that ends in .parquet, .csv or .jsonl')
  assertReplaceable(out)
  const { id, profiles } = await library.dataset()
  const answer = await library.call('datasets.export', { jobId, id, path: resolve(out), attributes: given.flags.has('attributes'), asIs: given.flags.has('as-is') })
  if (given.flags.has('json')) return print(JSON.stringify(answer, null, 2))
  print(`${eventsOf({ events: answer.events, profiles })} written to ${out}${answer.profilesPath === null ? '' : `, attributes to ${answer.profilesPath}`}`)
}

async function exportRejects(library: Library, given: Arguments): Promise<void> {
  const out = given.one.get('out')
  if (out === undefined) throw usage('data rejects needs --out', 'a file for the rejected rows, such as rejects.csv')
  assertReplaceable(out)
  const { id, rejected } = await library.dataset()
  const { rows } = await library.call('datasets.exportRejects', { id, path: resolve(out) })
  print(given.flags.has('json') ? JSON.stringify({ out, rows, rejected }) : `${count(rows)} of ${many(rejected, 'rejected row')} written to ${out}`)
}

const nameOf = ({ one }: Arguments): { name?: string } => (one.has('name') ? { name: one.get('name')! } : {})

function made(dataset: DatasetSummary, given: Arguments): void {
  const { id, name, events, profiles, from, to, digest } = dataset
  tell(dataset, given, `${name}: ${eventsOf({ events, profiles })}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}\nDigest: ${digest}\nId: ${id}`)
}

function tell(dataset: DatasetSummary, given: Arguments, text: string): void {
  print(given.flags.has('json') ? JSON.stringify(dataset, null, 2) : text)
}
