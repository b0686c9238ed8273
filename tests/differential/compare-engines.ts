import { lower } from '../../engine/core/compile/lower.ts'
import { RehearsalError } from '../../engine/core/errors.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateTogetherWithKernel } from '../../engine/core/simulate/kernel.ts'
import type { PressureTally } from '../../engine/core/simulate/pressure.ts'
import { simulateTogetherWithXState } from '../../engine/core/simulate/reference.ts'
import type { JointOutput, RunFigures, TraceEntry } from '../../engine/core/simulate/run.ts'
import { leanFigures } from './lean-run.ts'
import { runByThePage, type PageOutput, type PlainRun } from './oracle/run-by-the-page.ts'

/** Findings that keep journeys from running together. */
export function reasonsNotToRun(documents: PlainRun['documents']): string[] {
  const errors = documents.flatMap((document) => readJourney(JSON.stringify(document)).diagnostics.filter(({ severity }) => severity === 'error'))
  const found = errors.map(({ code, message, path }) => `${code} ${message} (${path})`)
  if (found.length > 0) return found
  try {
    lower(documents)
    return []
  } catch (error) {
    return [String(error)]
  }
}

/** `without`: the same run by the plain reading, had nobody reacted to messages; undefined where that is the same run. */
export interface Outputs { page: PageOutput; kernel: JointOutput; xstate: JointOutput & { trace: TraceEntry[] }; without: PageOutput | undefined }

export interface Comparison {
  outputs?: Outputs
  /** All three stopped, for one and the same reason: more steps or rounds at one instant than there may be. */
  stopped?: string
  difference?: string
}

/** Runs everywhere and says in words where the engines and the plain reading part, if they do. */
export function compareEngines(run: PlainRun): Comparison {
  const dataset = buildDataset(run.events, run.profiles)
  const options = { ...run.options, collectMessages: true }
  const trace: TraceEntry[] = []
  const page = attempt(() => runByThePage(run))
  const kernel = attempt(() => simulateTogetherWithKernel(run.documents, dataset, options))
  const xstate = attempt(() => ({ ...simulateTogetherWithXState(run.documents, dataset, { ...options, onTrace: (entry) => trace.push(entry) }), trace }))
  if (page.error instanceof RangeError) return { stopped: 'the plain reading is too deep in itself' } // journeys that start each other; only the shrinker makes them
  const errors = { page: page.error, kernel: kernel.error, xstate: xstate.error }
  if (!page.output || !kernel.output || !xstate.output) {
    const codes = new Set(Object.values(errors).map((error) => (error instanceof RehearsalError ? error.code : 'none')))
    const [code] = codes
    if (codes.size === 1 && (code === 'S001' || code === 'S003' || code === 'S004')) return { stopped: code }
    return { difference: Object.entries(errors).map(([name, error]) => `${name}: ${error === undefined ? 'ran' : briefly(error)}`).join('\n') }
  }
  const without = attempt(() => (page.output?.responses?.mode === 'whatIf' ? runByThePage(withoutResponses(run)) : undefined)).output
  const outputs: Outputs = { page: page.output, kernel: kernel.output, xstate: xstate.output, without }
  const lean = leanFigures(run.documents, dataset, run.options)
  const found = [...differencesOf(outputs, run), ...backtestDifferences(run, page.output), ...(canonicalJson(lean) === canonicalJson(kernel.output.figures) ? [] : ['the kernel counts otherwise without messages and unneeded columns'])]
  return found.length === 0 ? { outputs } : { outputs, difference: found.slice(0, 12).join('\n') }
}

function withoutResponses(run: PlainRun): PlainRun {
  const { responses: _left, mode: _out, ...scenario } = run.options.scenario!
  return { ...run, options: { ...run.options, scenario } }
}

function attempt<T>(work: () => T): { output?: T; error?: unknown } {
  try {
    return { output: work() }
  } catch (error) {
    return { error }
  }
}

/** "In a backtest … every figure of the result is what it is without the scenario"'s responses. */
function backtestDifferences(run: PlainRun, { figures, responses }: PageOutput): string[] {
  if (responses?.mode !== 'backtest') return []
  return canonicalJson(runByThePage(withoutResponses(run)).figures) === canonicalJson(figures) ? [] : ['a backtest is not the run that history alone gives']
}

function briefly(error: unknown): string {
  return error instanceof Error ? `${error instanceof RehearsalError ? `${error.code} ` : ''}${(error.stack ?? error.message).split('\n').slice(0, 4).join('\n')}` : String(error)
}

function differencesOf({ page, kernel, xstate }: Outputs, { documents, options }: PlainRun): string[] {
  const isCounted = options.pressure === true || documents.length > 1
  const plain = ({ figures, messages, pressure, responses, notices }: JointOutput) => (
    { figures: byJourney(figures), messages, pressure: isCounted ? pressureOf(pressure) : null, responses, notices }
  )
  return [
    ...differences('the kernel', plain(kernel), 'XState', plain(xstate)),
    ...differences('the page', plain(page), 'the kernel', plain(kernel)),
    ...differences('the page', byProfile(page.trace), 'XState', byProfile(xstate.trace), 'trace'),
    ...kernel.figures.flatMap((figures) => unconserved(figures).map((step) => `the kernel lost someone at ${step}`)),
  ]
}

function byJourney(figures: readonly RunFigures[]): Record<string, RunFigures> {
  return Object.fromEntries(figures.map((one) => [one.journey.id, one]))
}

function pressureOf({ profileDays, collisions }: PressureTally): { profileDays: number[]; collisions: Record<string, number> } {
  return { profileDays: Array.from(profileDays, (days) => days ?? 0), collisions: Object.fromEntries(collisions) }
}

function byProfile(trace: readonly TraceEntry[]): TraceEntry[] {
  return trace.toSorted((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : 0))
}

/** Steps at which `entered = waiting + Σ ports + Σ ended` does not hold. */
export function unconserved(figures: RunFigures): string[] {
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)
  return Object.entries(figures.steps).flatMap(([id, { entered, waiting, ports, ended }]) => (entered === waiting + total(ports) + total(ended) ? [] : [id]))
}

function differences(leftName: string, left: unknown, rightName: string, right: unknown, path = ''): string[] {
  if (canonicalJson(left) === canonicalJson(right)) return []
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (!isMap(left) || !isMap(right)) return [`${path}: ${leftName} ${JSON.stringify(left)}, ${rightName} ${JSON.stringify(right)}`]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    const own = (map: Record<string, unknown>) => (Object.hasOwn(map, key) ? map[key] : null)
    return differences(leftName, own(left), rightName, own(right), `${path}/${key}`)
  })
}
