import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { countersOf } from '../../core/playback/counters.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** Rows of 32 bytes that a report is counted from: some 600 MB for as long as it takes. */
const MOST_ROWS = 20_000_000

/** What a report says of a run beyond its result: the run is run again, with the counts written down that a report is made of. */
export class ReportService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async report({ jobId, document, datasetId, from, until, seed, together = [], scenario, assume, sessionGapMs, dialect }: Asked<'runs.report'>): Promise<MethodOutput<'runs.report'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const [{ simulate, runnable }, { runReport }, { isReported }] = await Promise.all([
        import('./simulate.ts'),
        import('../../core/report/run-report.ts'),
        import('../../core/report/logged-instances.ts'),
      ])
      const counters = countersOf(runnable(documents, dialect))
      const only = counters.flatMap((counter, number) => (isReported(counter, 0) ? [number] : []))
      const options = { from, until, seed, scenario, assume, dialect, log: { most: MOST_ROWS, only } }
      const { results, log } = await simulate({ documents, directory, sessionGapMs, options, engine: 'kernel', signal, onProgress })
      if (log === null || log.rows > log.at.length) {
        throw new RehearsalError(
          'E_LOG_SIZE',
          `This run counts ${(log?.rows ?? 0).toLocaleString('en')} moves, more than the ${MOST_ROWS.toLocaleString('en')} a report can be made of.`,
          'Rehearse a shorter span, or a sample of the people.',
        )
      }
      return runReport({ document, log, counters, until: results[0]!.until })
    })
  }
}
