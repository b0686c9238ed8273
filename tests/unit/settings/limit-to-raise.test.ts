import { expect, it } from 'vitest'
import { RehearsalError } from '../../../engine/core/errors.ts'
import { dataError, workerError } from '../../../engine/node/memory-errors.ts'
import { limitToRaise } from '../../../renderer/components/limits-way.tsx'

const worker = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })
const duckDb = new Error('Out of Memory Error: could not allocate block')
const limitOf = (error: unknown) => limitToRaise(error as RehearsalError) // as: that is what both make of these

it('the way to a limit leads to the one that the engine asks to raise, and nowhere if raising it would not help', () => {
  expect(limitOf(workerError(worker, { limitMb: 512, memoryMb: 8192 }))).toBe('workerMb')
  expect(limitOf(dataError(duckDb, { limitMb: 512, memoryMb: 8192 }))).toBe('duckDbMb')
  expect(limitOf(workerError(worker, { limitMb: 4096, memoryMb: 8192 }))).toBeNull()
  expect(limitOf(dataError(duckDb, { limitMb: 4096, memoryMb: 8192 }))).toBeNull()
  expect(limitOf(dataError(new RangeError('Array buffer allocation failed')))).toBeNull()
  expect(limitOf(new RehearsalError('E_DISK_FULL', 'x', 'Raise the memory of a worker'))).toBeNull()
})
