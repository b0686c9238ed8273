import { randomUUID } from 'node:crypto'
import type { MethodInput, MethodName, MethodOutput } from '../api/contract.ts'
import type { Host } from '../node/host.ts'

const SAMPLE = 'passo-dukkan'

/** Makes sure the sample journey is in the workspace with its data and has been run; answers its id. What is there is left as it is. */
export async function openSample(host: Pick<Host, 'call'>): Promise<string> {
  const call = async <M extends MethodName>(method: M, input: MethodInput<M>) =>
    (await host.call(method, input)) as MethodOutput<M> // as: so says the contract
  const there = (await call('journeys.list', {})).filter(({ journeyId }) => journeyId === SAMPLE)
  const run = there.find(({ lastRunId }) => lastRunId !== null)
  if (run) return run.id
  const ready = there.find(({ datasetId }) => datasetId !== null)
  const { journey, document } = ready
    ? await call('journeys.get', { id: ready.id })
    : await call('templates.create', { templateId: SAMPLE, jobId: randomUUID(), withData: true })
  if (journey.datasetId === null) throw new Error('the sample came without data')
  // As the window runs it: under the assumptions that are kept with it.
  const { scenario } = await call('journeys.scenario.get', { id: journey.id })
  await call('runs.start', { jobId: randomUUID(), journeyId: journey.id, document, datasetId: journey.datasetId, ...(scenario === null ? {} : { scenario }) })
  return journey.id
}
