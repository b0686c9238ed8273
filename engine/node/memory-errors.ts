import { RehearsalError } from '../core/errors.ts'
import { limitsNow, machineMemoryMb } from './limits.ts'

/** A worker that needed more than it may use. Throws nothing; other errors come back as they are. */
export function workerError(error: unknown, { limitMb = limitsNow().workerMb, memoryMb = machineMemoryMb() } = {}): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')) return error
  return outOfMemory(`The rehearsal needed more memory than one worker may use, which is ${limitMb} MB.`, 'memory of a worker', limitMb, memoryMb, 'rehearse a shorter span or a sample of the people', error)
}

/** The same for DuckDB, which reads and writes Parquet, and for what was read and did not fit. */
export function dataError(error: unknown, { limitMb = limitsNow().duckDbMb, memoryMb = machineMemoryMb() } = {}): unknown {
  if (error instanceof RehearsalError || !(error instanceof Error)) return error
  if (/out of memory/i.test(error.message)) {
    return outOfMemory(`The file needed more memory than may be used for reading data, which is ${limitMb} MB.`, 'memory for Parquet files', limitMb, memoryMb, 'import fewer columns or a part of the files', error)
  }
  // What JavaScript says when the system has no more to give.
  if (error instanceof RangeError && /allocation failed|invalid (typed )?array (buffer )?length/i.test(error.message)) {
    return new RehearsalError('E_MEMORY', 'There was not enough memory for these data.', 'Close other programs, or take a part of the files or a sample of the people.', { cause: error })
  }
  return error
}

/** By doubling, as long as the machine has that much beside everything else. */
function outOfMemory(message: string, limit: string, limitMb: number, memoryMb: number, orElse: string, cause: Error): RehearsalError {
  const wanted = limitMb * 2
  const help =
    wanted <= memoryMb * 0.75
      ? `Raise the ${limit} to ${wanted} MB in Settings, Limits, and start it again; or ${orElse}.`
      : `This machine has ${memoryMb} MB, so raising the ${limit} would not help: ${orElse}.`
  return new RehearsalError('E_MEMORY', message, help, { cause })
}
