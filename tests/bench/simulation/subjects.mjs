// What is timed: each goes from the loaded dataset and the document to the full result.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { canonicalJson } from '../../../engine/core/json.ts'
import { eventCountOf, profileCountOf } from '../../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { documentDigest } from '../../../engine/node/document-digest.ts'
import { datasetColumns, runnable, simulate } from '../../../engine/node/services/simulate.ts'
import { loaded, share } from './data.mjs'

/** A first share, to learn how long the reference takes for one profile. */
const SAMPLE_PROFILES = 2000

/** The dataset as a run of the document finds it. */
export function loadedFor(document, dataset) {
  return loaded(dataset, datasetColumns(runnable([document]), {}))
}

/** The kernel in this thread, and on two threads as the product runs it. */
export function kernelSubjects(document, dataset) {
  return {
    kernelOneThread: async () => simulateWithKernel(document, dataset, {}),
    kernelTwoThreads: async () => void (await onTwoThreads(document, dataset)),
  }
}

async function onTwoThreads(document, dataset) {
  const { results } = await simulate({ documents: [document], dataset, options: {}, engine: 'kernel', workers: 2 })
  return results[0]
}

/** The reference: on all profiles if that takes no longer than `wholeMs`, else on as many as it runs in about `shareMs`. */
export async function xstateSubject(document, dataset, { wholeMs, shareMs }) {
  const worker = new Worker(new URL('xstate-worker.mjs', import.meta.url), { workerData: { document, dataset } })
  const run = async (profiles) => {
    worker.postMessage(profiles)
    const [figures] = await once(worker, 'message')
    return figures
  }
  const all = profileCountOf(dataset)
  const sample = Math.min(SAMPLE_PROFILES, all)
  await run(sample) // the first time is spent on compiling
  const startedAt = performance.now()
  await run(sample)
  const profileMs = (performance.now() - startedAt) / sample
  const profiles = all * profileMs <= wholeMs ? all : Math.min(all, Math.round(shareMs / profileMs))
  let figures
  const timed = async () => {
    figures = await run(profiles)
  }
  return { profiles, events: eventCountOf(share(dataset, profiles)), run: timed, figures: () => figures, close: () => worker.terminate() }
}

/** Throws unless the kernel's figures are, on the reference's profiles, the reference's, and on two threads those of one. */
export async function assertSameFigures(document, dataset, xstate) {
  const alone = simulateWithKernel(document, share(dataset, xstate.profiles), {}).figures
  if (canonicalJson(alone) !== canonicalJson(xstate.figures())) throw new Error(`${document.id}: the kernel and XState differ on the first ${xstate.profiles} profiles`)
  const whole = simulateWithKernel(document, dataset, { journeyDigests: [documentDigest(document)] }).figures
  const shared = await onTwoThreads(document, dataset)
  const { engine, engineVersion, timing } = shared
  if (canonicalJson(shared) !== canonicalJson({ engine, engineVersion, ...whole, timing })) throw new Error(`${document.id}: the kernel differs between one thread and two`)
}

/** How many events have a name that a trigger, a goal, an exit or a wait of the journey listens for. */
export function reactingEvents({ entries, goals = [], exits = [], steps }, { names, nameCodes }) {
  const branches = Object.values(steps).flatMap((step) => (step.kind === 'waitFor' ? step.branches : []))
  const listened = new Set([...entries.map(({ trigger }) => trigger.event), ...[...goals, ...exits, ...branches].map(({ event }) => event)])
  const reacts = names.map((name) => listened.has(name))
  let count = 0
  for (const code of nameCodes) if (reacts[code]) count++
  return { count, names: names.filter((_, code) => reacts[code]) }
}
