import { canonicalJson } from '../../engine/core/json.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../engine/core/simulate/reference.ts'
import type { RunOutput, TraceEntry } from '../../engine/core/simulate/run.ts'
import { runByThePage, type PlainRun } from './oracle/run-by-the-page.ts'

/** Codes of findings that keep a journey from running. */
export function reasonsNotToRun(document: PlainRun['document']): string[] {
  const read = readJourney(JSON.stringify(document))
  return read.diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'J090').map(({ code, message, path }) => `${code} ${message} (${path})`)
}

export interface Outputs { page: RunOutput & { trace: TraceEntry[] }; kernel: RunOutput; xstate: RunOutput & { trace: TraceEntry[] } }

export function runEverywhere(run: PlainRun): Outputs {
  const dataset = buildDataset(run.events, run.profiles)
  const options = { ...run.options, collectMessages: true }
  const trace: TraceEntry[] = []
  return {
    page: runByThePage(run),
    kernel: simulateWithKernel(run.document, dataset, options),
    xstate: { ...simulateWithXState(run.document, dataset, { ...options, onTrace: (entry) => trace.push(entry) }), trace },
  }
}

export interface Comparison { outputs?: Outputs; difference?: string }

/** Runs everywhere and says in words where the engines and the plain reading part, if they do. An engine that throws has parted, too. */
export function compareEngines(run: PlainRun): Comparison {
  let outputs: Outputs
  try {
    outputs = runEverywhere(run)
  } catch (error) {
    return { difference: `a run failed: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join('\n') : String(error)}` }
  }
  const { page, kernel, xstate } = outputs
  const found = [
    ...differences('the kernel', plain(kernel), 'XState', plain(xstate)),
    ...differences('the page', plain(page), 'the kernel', plain(kernel)),
    ...differences('the page', byProfile(page.trace), 'XState', byProfile(xstate.trace), 'trace'),
    ...unconserved(kernel).map((step) => `the kernel lost someone at ${step}`),
  ]
  return found.length === 0 ? { outputs } : { outputs, difference: found.slice(0, 12).join('\n') }
}

function plain({ figures, messages }: RunOutput): Pick<RunOutput, 'figures' | 'messages'> {
  return { figures, messages }
}

function byProfile(trace: readonly TraceEntry[]): TraceEntry[] {
  return trace.toSorted((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : 0))
}

/** Steps at which `entered = waiting + Σ ports + Σ ended` does not hold. */
export function unconserved({ figures }: RunOutput): string[] {
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
