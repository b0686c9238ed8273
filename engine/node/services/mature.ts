import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { matureFigures } from '../../core/people/mature-figures.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { RunLogService } from './run-log.ts'

/** Figures of the people whose time was up at the end of a run, and of those who may still convert. */
export function matureOf({ jobs }: ServiceContext, runLog: RunLogService, { jobId, ...question }: Asked<'runs.mature'>): Promise<MethodOutput<'runs.mature'>> {
  return jobs.run(jobId, async (job) => {
    const { program, log, until } = await runLog.logged(question, job)
    if (log.rows > log.at.length) {
      throw new RehearsalError('E_LOG_SIZE', `This run counts ${log.rows.toLocaleString('en')} moves, too many to tell whose time is up.`, 'Rehearse a shorter span, or a sample of the people.')
    }
    return matureFigures(program.journeys[0]!, 0, log, until)
  })
}
