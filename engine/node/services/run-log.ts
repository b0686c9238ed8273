import { createHash } from 'node:crypto'
import type { MethodOutput } from '../../api/contract.ts'
import type { RunProgram } from '../../core/compile/program.ts'
import { RehearsalError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/json.ts'
import { textAt, type TextTable } from '../../core/model/dataset.ts'
import { countersAsked, peopleIn } from '../../core/playback/people-of.ts'
import { countersOf } from '../../core/playback/counters.ts'
import type { RunLog } from '../../core/playback/run-log.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'

/** What is said of a run whose counts are asked for. */
export type RunQuestion = Omit<Asked<'runs.log'>, 'most' | 'jobId'>

/** A run that was run again, with every count written down. */
export interface LoggedRun { program: RunProgram; journeyIds: string[]; profileIds: TextTable; from: number; until: number; log: RunLog }

/** Rows that a window can take, and that are kept here between questions: some 100 MB. */
const MOST_ROWS = 4_000_000
/** Runs whose rows are kept: the one that is looked at, and one it is compared with. */
const KEPT_RUNS = 2

/** What a run counted, one by one: runs are run again to answer, the kernel being faster than a disk. */
export class RunLogService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService
  /** By what was asked of them, the one asked for last at the end. */
  readonly #kept = new Map<string, LoggedRun>()

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async log({ jobId, most = MOST_ROWS, ...question }: Asked<'runs.log'>): Promise<MethodOutput<'runs.log'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const run = await this.logged(question, job)
      if (run.log.rows > most || run.log.rows > run.log.at.length) {
        throw new RehearsalError(
          'E_LOG_SIZE',
          `This run counts ${run.log.rows.toLocaleString('en')} moves, more than the ${Math.min(most, MOST_ROWS).toLocaleString('en')} that can be played.`,
          'Rehearse a shorter span, or a sample of the people.',
        )
      }
      return encoded(run)
    })
  }

  async people({ jobId, of, like = '', offset = 0, limit = 100, ...question }: Asked<'runs.people'>): Promise<MethodOutput<'runs.people'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const { documents } = this.#journeysOf(question)
      const { runnable } = await import('./simulate.ts')
      const program = runnable(documents, question.dialect)
      const whole = await this.logged(question, job)
      const asked = countersAsked(program, of, whole.until)
      if (asked === undefined) {
        throw new RehearsalError('E_NOT_FOUND', `The journey has nothing of this name: ${canonicalJson(of)}.`, 'It may have been renamed since it ran: run it again.')
      }
      const { log, profileIds } = whole.log.rows > whole.log.at.length ? await this.#run(question, job, [...asked.plus, ...asked.minus]) : whole
      const people = peopleIn(log, asked)
      const named = people.map(({ profile, ...counted }) => ({ profileId: textAt(profileIds, profile), ...counted }))
      const wanted = like.toLowerCase()
      const found = wanted === '' ? named : named.filter(({ profileId }) => profileId.toLowerCase().includes(wanted))
      return { people: people.length, times: people.reduce((sum, { times }) => sum + times, 0), found: found.length, list: found.slice(offset, offset + limit) }
    })
  }

  /** The log of a run, from those that are kept if it was asked for before. Fewer rows than `log.rows` if there are more than `MOST_ROWS`. */
  async logged(question: RunQuestion, job: Job): Promise<LoggedRun> {
    const { documents } = this.#journeysOf(question)
    const key = createHash('sha256').update(canonicalJson({ ...question, documents, data: this.#datasets.get(question.datasetId).digest })).digest('hex')
    const kept = this.#kept.get(key)
    this.#kept.delete(key)
    const run = kept ?? (await this.#run(question, job))
    this.#kept.set(key, run)
    for (const oldest of this.#kept.keys()) if (this.#kept.size > KEPT_RUNS) this.#kept.delete(oldest)
    return run
  }

  #journeysOf({ document, together = [] }: RunQuestion) {
    return { documents: [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)] }
  }

  async #run(question: RunQuestion, { signal, onProgress }: Job, only?: readonly number[]): Promise<LoggedRun> {
    const { datasetId, from, until, seed, scenario, assume, sessionGapMs, dialect } = question
    const { documents } = this.#journeysOf(question)
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const [{ simulate, runnable }, { openDataset }] = await Promise.all([import('./simulate.ts'), import('../columns/index.ts')])
    const program = runnable(documents, dialect)
    const most = only === undefined ? MOST_ROWS : Infinity
    const options = { from, until, seed, scenario, assume, dialect, log: { most, only } }
    const [{ results, log }, { profileIds }] = await Promise.all([
      simulate({ documents, directory, sessionGapMs, options, engine: 'kernel', signal, onProgress }),
      openDataset(directory, { properties: [], attributes: [] }),
    ])
    return { program, journeyIds: documents.map(({ id }) => id), profileIds, from: results[0]!.from, until: results[0]!.until, log: log! }
  }
}

function encoded({ program, journeyIds, from, until, log }: LoggedRun): MethodOutput<'runs.log'> {
  const valued = Uint32Array.from([...log.micros.keys()].filter((row) => log.micros[row] !== 0))
  return {
    counters: countersOf(program),
    journeys: journeyIds,
    from,
    until,
    rows: log.at.length,
    instances: log.instances,
    at: base64(log.at),
    profile: base64(log.profile),
    instance: base64(log.instance),
    counter: base64(log.counter),
    valueRows: base64(valued),
    micros: base64(Float64Array.from(valued, (row) => log.micros[row]!)),
  }
}

function base64({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
