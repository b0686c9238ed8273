import { afterEach, describe, expect, it } from 'vitest'
import { RehearsalError } from '../../engine/core/errors.ts'
import { generatePopulation } from '../../engine/core/simulate/population.ts'
import { passoSpec } from '../../engine/core/simulate/population-spec.ts'
import { setLimits } from '../../engine/node/limits.ts'
import { dataError, workerError } from '../../engine/node/memory-errors.ts'
import { simulate } from '../../engine/node/services/simulate.ts'
import { withDuckDb } from '../../engine/node/ingest/duckdb.ts'
import { aJourney } from '../unit/lint/a-journey.ts'

const NO_LIMITS = { threads: null, workerMb: null, duckDbMb: null, duckDbTempMb: null }

afterEach(() => setLimits(NO_LIMITS))

const journey = aJourney({ mail: { kind: 'message', channel: 'email', next: 'rest' }, rest: { kind: 'delay', for: 'P1D', next: 'mail' } }, { entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'mail' }] })
const people = generatePopulation(passoSpec, { first: 0, count: 1500 }, 7)
const run = () => simulate({ documents: [journey], dataset: people, engine: 'xstate', workers: 2, options: { collectMessages: true } })

describe('a worker that needs more memory than it may use', () => {
  it('ends the run with the limit and what to raise it to, and the next run is as good as ever', async () => {
    setLimits({ ...NO_LIMITS, workerMb: 16 })
    await expect(run()).rejects.toMatchObject({
      code: 'E_MEMORY',
      message: 'The rehearsal needed more memory than one worker may use, which is 16 MB.',
      help: 'Raise the memory of a worker to 32 MB in Settings, Limits, and start it again; or rehearse a shorter span or a sample of the people.',
    })
    setLimits(NO_LIMITS)
    expect((await run()).results[0]!.timing.workers).toBe(2)
  })

  it('is not told to take more than the machine has', () => {
    const error = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })
    expect(workerError(error, { limitMb: 4096, memoryMb: 8192 })).toMatchObject({ code: 'E_MEMORY', help: 'This machine has 8192 MB, so raising the memory of a worker would not help: rehearse a shorter span or a sample of the people.' })
    const bug = new TypeError('a bug')
    expect(workerError(bug)).toBe(bug)
  })
})

describe('data that do not fit', () => {
  it('are told as that, and not as a damaged file', async () => {
    const failed = await withDuckDb([], (connection) => connection.run("SELECT count(DISTINCT s || x) FROM (SELECT repeat('x', 3000) AS s, range AS x FROM range(400000))"), '20MB').then(() => null, (error: unknown) => error)
    expect(dataError(failed, { limitMb: 20, memoryMb: 8000 })).toMatchObject({ code: 'E_MEMORY', message: 'The file needed more memory than may be used for reading data, which is 20 MB.', help: expect.stringContaining('memory for Parquet files to 40 MB in Settings, Limits') as string })
  })

  it('are told as that where the system has no more to give', () => {
    expect(dataError(new RangeError('Array buffer allocation failed'))).toMatchObject({ code: 'E_MEMORY' })
    const other = new RehearsalError('E_PARQUET', 'out of memory', '')
    expect(dataError(other)).toBe(other)
  })
})
