import type { MethodOutput } from '../../api/contract.ts'
import type { RunProgram } from '../../core/compile/program.ts'
import type { FlightFindings } from '../../core/flight/flight-run.ts'
import { impactOf } from '../../core/flight/impact.ts'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { textAt, type EventDataset } from '../../core/model/dataset.ts'
import { journeysBeside } from './beside.ts'
import { breathing } from './breathing.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'
import type { OpenDatasets } from './open-datasets.ts'

type Question = Omit<Asked<'flight.impact'>, 'jobId'>

/** What another version does to those under way. The last answer is kept, for questions about its people. */
export class FlightService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService
  readonly #open: OpenDatasets
  #last: { key: string; findings: FlightFindings; profileIds: EventDataset['profileIds'] } | undefined

  constructor(context: ServiceContext, datasets: DatasetService, open: OpenDatasets) {
    this.#context = context
    this.#datasets = datasets
    this.#open = open
  }

  impact({ jobId, ...question }: Asked<'flight.impact'>): Promise<MethodOutput<'flight.impact'>> {
    return this.#context.jobs.run(jobId, async (job) => impactOf((await this.#found(question, job)).findings, question.at))
  }

  people({ jobId, of: { step, fate, differ }, offset = 0, limit = 100, ...question }: Asked<'flight.people'>): Promise<MethodOutput<'flight.people'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const { findings, profileIds } = await this.#found(question, job)
      const fates = new Map(findings.fates.map((one) => [one.step, one.kind]))
      const found = findings.people.filter((one) => (step === undefined || one.step === step) && (fate === undefined || fates.get(one.step) === fate) && (differ === undefined || one.differs === differ))
      const list = found.slice(offset, offset + limit).map(({ profile, instance: _instance, ...one }) => ({ profileId: textAt(profileIds, profile), ...one }))
      return { found: found.length, list }
    })
  }

  async #found(question: Question, job: Job) {
    const { document, after, at, moves = {}, datasetId, together = [], from, until, seed, scenario, assume, sessionGapMs, dialect } = question
    if (dialect !== undefined) {
      throw new RehearsalError('E_DIALECT', 'What a new version does to people under way is told by our own rules only.', 'Rehearse the journey by our own rules first.')
    }
    const beside = besideBoth(this.#context, question, together)
    const key = canonicalJson({ ...question, beside, digest: this.#datasets.get(datasetId).digest })
    if (this.#last?.key === key) return this.#last
    const [{ runnable, datasetColumns }, { runFlight }] = await Promise.all([
      import('./simulate.ts'),
      import('../../core/flight/flight-run.ts'),
    ])
    const [old, newer] = [runnable([document, ...beside]), runnable([after, ...beside])]
    const options = { from, until, seed, scenario, assume }
    const dataset = await this.#open.opened(datasetId, sessionGapMs, columnsOfBoth(old, newer, (program) => datasetColumns(program, options)))
    const findings = await breathing(runFlight({ before: document, after, beside, at, dataset, options, moves }), ({ phase, done, total }) => {
      job.signal.throwIfAborted()
      job.onProgress({ phase: phase === 'before' ? 'profiles' : 'inFlight', done, total })
    })
    return (this.#last = { key, findings, profileIds: dataset.profileIds })
  }
}

/** The journeys that run beside either version. */
function besideBoth(context: ServiceContext, { document, after }: Question, together: readonly string[]) {
  const all = [document, after].flatMap((one) => journeysBeside(context, one, together).map((beside) => beside.document))
  return all.filter(({ id }, index) => id !== document.id && all.findIndex((one) => one.id === id) === index)
}

function columnsOfBoth(old: RunProgram, newer: RunProgram, columnsOf: (program: RunProgram) => { properties?: string[]; attributes?: string[] }) {
  const [a, b] = [columnsOf(old), columnsOf(newer)]
  const union = (kind: 'properties' | 'attributes') => (a[kind] && b[kind] ? { [kind]: [...new Set([...a[kind], ...b[kind]])] } : {})
  return { ...union('properties'), ...union('attributes') }
}
