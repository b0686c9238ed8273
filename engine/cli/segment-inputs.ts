import { resolve } from 'node:path'
import type { CallError, MethodInput, MethodName, MethodOutput } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'
import type { DatasetFacts } from '../core/lint/lint-context.ts'
import { lintSegment, type AskedSegment, type NamedConditions } from '../core/segments/segment-program.ts'
import { readCondition } from '../core/segments/segment-file.ts'
import { createHost, type HostOptions } from '../node/host.ts'
import { workspaceDirectory } from '../node/workspace/workspace-directory.ts'
import type { MeasureRequest } from '../node/services/segment-measures.ts'
import { usage, type Arguments } from './arguments.ts'
import { ProgressLine } from './progress-line.ts'
import { readTextFile } from '../node/read-text-file.ts'
import { datasetOf } from './run-inputs.ts'

/** The workspace of a command: the methods the window calls, with failures as `RehearsalError`s. */
export interface Library {
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
}

/** Opens the workspace named by `--workspace`, or the usual one, for as long as `use` needs it; shows the progress of its jobs. `approval`: whether a person is there. */
export async function withLibrary<T>({ one }: Arguments, use: (library: Library) => Promise<T>, { approval = 'none' }: Pick<HostOptions, 'approval'> = {}): Promise<T> {
  const progress = new ProgressLine()
  const host = createHost({
    workspaceDir: resolve(one.get('workspace') ?? workspaceDirectory()),
    onEvent: (name, payload) => {
      if (name === 'job.progress' && 'phase' in payload) progress.show(payload)
    },
    approval,
  })
  const call: Library['call'] = async (method, input) => {
    try {
      return (await host.call(method, input)) as MethodOutput<typeof method> // as: what the contract says it answers
    } catch (error) {
      throw failureOf(error)
    } finally {
      progress.clear()
    }
  }
  try {
    return await use({ call })
  } finally {
    await host.close()
  }
}

/** What a refused call of the workspace stands for here, with its exit code. */
export function failureOf(error: unknown): RehearsalError {
  const { code, message, help, unusable = false } = error as CallError // as: what every refused call is
  return new RehearsalError(code, message, help, { unusable, cause: error })
}

/** The conditions a command is about: segments of the library by their ids, and `--condition`, as JSON or in a file. Throws E_USAGE for none. */
export function askedOf({ one }: Arguments, ids: readonly string[], commandUsage: string): AskedSegment[] {
  const text = one.get('condition')
  const asked: AskedSegment[] = ids.map((id) => ({ name: id, condition: { segment: id } }))
  if (text !== undefined) {
    const inline = text.trimStart().startsWith('{')
    asked.push({ name: inline ? 'condition' : text, condition: readCondition(inline ? text : readTextFile(text), inline ? '--condition' : text) })
  }
  if (asked.length === 0) throw usage('no segment given', commandUsage)
  return asked
}

/** The id of `--dataset`, which may be its name. Throws E_NOT_FOUND, or E_USAGE if several have that name. */
export async function datasetIdOf(library: Library, given: string): Promise<string> {
  const datasets = await library.call('datasets.list', {})
  const named = datasets.filter(({ id, name }) => id === given || name === given)
  if (named.length > 1) throw usage(`${named.length} datasets are called "${given}"`, `name one by its id: ${named.map(({ id }) => id).join(', ')}`)
  if (named.length === 1) return named[0]!.id
  throw new RehearsalError('E_NOT_FOUND', `there is no dataset "${given}" in this workspace`, datasets.length === 0 ? 'import one with rehearse data import' : `it has ${datasets.map(({ name }) => `"${name}"`).join(', ')}`, { unusable: true })
}

/** The conditions of the library, for measuring outside of it. */
export async function namedConditions(library: Library): Promise<NamedConditions> {
  return Object.fromEntries((await library.call('segments.list', {})).map((segment) => [segment.id, segment]))
}

/** What a measurement on event files takes; what was detected in them is said on stderr. */
export function requestOnFiles(given: Arguments, events: string[], asked: readonly AskedSegment[], named: NamedConditions): MeasureRequest {
  const progress = new ProgressLine()
  return {
    asked,
    named,
    timeZone: given.one.get('zone'),
    open: async (columns) => {
      const dataset = await datasetOf(given, events, columns, progress).finally(() => progress.clear())
      // Columns that nobody reads are not loaded, so that only names of events can be compared.
      sayUnknown(asked, named, { events: dataset.names.map((name) => ({ name, count: 1, properties: [] })), attributes: [] }, ['J060'])
      return dataset
    },
    job: { signal: new AbortController().signal, onProgress: () => {} },
  }
}

/** Says on stderr what the conditions name that the data do not have: nobody is in a segment of a misspelt event. */
export function sayUnknown(asked: readonly AskedSegment[], named: NamedConditions, dataset: DatasetFacts, codes: readonly string[] = ['J060', 'J061', 'J062']): void {
  for (const { name, condition } of asked) {
    const own = 'segment' in condition ? named[condition.segment]?.when : condition
    if (!own) continue // measuring it is refused, with the reason
    for (const { code, message, help } of lintSegment(name, { name, when: own }, named, dataset)) {
      if (codes.includes(code)) process.stderr.write(`notice: ${message}; ${help}\n`)
    }
  }
}
