import type { MethodOutput } from '../../api/contract.ts'
import { renamedIds } from '../../core/diff/renamed-ids.ts'
import { profileCountOf, textAt } from '../../core/model/dataset.ts'
import { pairedCounters, pairedRuns, type PairedSide } from '../../core/report/paired.ts'
import type { RunOptions } from '../../core/simulate/run.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { Job } from './jobs.ts'
import type { OpenDatasets } from './open-datasets.ts'

type Question = Omit<Asked<'whatIf.run'>, 'jobId'>

/** Rows of a side's log in which people's ways are looked for: some 100 MB. */
const MOST_ROWS = 4_000_000

/** Runs that are only tried: the data stay open, and nothing is stored. */
export class WhatIfService {
  readonly #context: ServiceContext
  readonly #open: OpenDatasets

  constructor(context: ServiceContext, open: OpenDatasets) {
    this.#context = context
    this.#open = open
  }

  run({ jobId, ...question }: Asked<'whatIf.run'>): Promise<MethodOutput<'whatIf.run'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const { results, responses } = (await this.#simulated(question, job)).answer
      return { result: results[0]!, responses }
    })
  }

  paired({ jobId, before, after, ...shared }: Asked<'whatIf.paired'>): Promise<MethodOutput<'whatIf.paired'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const questions = [{ ...shared, ...before }, { ...shared, ...after }]
      let hasWays = true
      let sides = await this.#logged(questions, true, job)
      if (sides.some(({ log }) => log.rows > log.at.length)) {
        hasWays = false
        sides = await this.#logged(questions, false, job)
      }
      const renames = renamedIds(before.document, after.document)
      const old: PairedSide = { program: sides[0]!.program, log: sides[0]!.log, stepNow: (id) => renames.steps.get(id) ?? id, goalNow: (id) => renames.goals.get(id) ?? id }
      const now: PairedSide = { program: sides[1]!.program, log: sides[1]!.log, stepNow: (id) => id, goalNow: (id) => id }
      const { dataset } = sides[0]!
      const { examples, ...counts } = pairedRuns(old, now, profileCountOf(dataset), hasWays)
      const idsOf = (profiles: readonly number[]) => profiles.map((profile) => textAt(dataset.profileIds, profile))
      return { ...counts, examples: { onlyBefore: idsOf(examples.onlyBefore), onlyAfter: idsOf(examples.onlyAfter), anotherWay: hasWays ? idsOf(examples.anotherWay) : [] } }
    })
  }

  async #logged(questions: readonly Question[], ways: boolean, job: Job) {
    const sides = []
    for (const question of questions) {
      const { answer, dataset, program } = await this.#simulated(question, job, ways)
      sides.push({ log: answer.log!, dataset, program: program.journeys[0]! })
    }
    return sides
  }

  /** `ways` given: with a log of what pairing reads. */
  async #simulated({ document, datasetId, together = [], scenario, assume, from, until, seed, sessionGapMs, dialect }: Question, { signal, onProgress }: Job, ways?: boolean) {
    const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
    const { simulate, runnable, datasetColumns } = await import('./simulate.ts')
    const program = runnable(documents, dialect)
    const log = ways === undefined ? undefined : { most: ways ? MOST_ROWS : Infinity, only: pairedCounters(program.journeys[0]!, ways) }
    const options: RunOptions = { from, until, seed, scenario, assume, dialect, log }
    const dataset = await this.#open.opened(datasetId, sessionGapMs, datasetColumns(program, options))
    signal.throwIfAborted()
    return { answer: await simulate({ documents, dataset, options, engine: 'kernel', signal, onProgress }), dataset, program }
  }
}
