import type { JourneyProgram } from '../../core/compile/program.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import { Kernel } from '../../core/simulate/kernel.ts'
import { Reference } from '../../core/simulate/reference.ts'
import type { MessageRecord, RunOptions } from '../../core/simulate/run.ts'
import type { Tally } from '../../core/simulate/tally.ts'

export type EngineName = 'kernel' | 'xstate'

/** One run as every thread of it gets it. `control` is shared: see the indices below. */
export interface RunJob {
  program: JourneyProgram
  dataset: EventDataset
  options: RunOptions
  engine: EngineName
  /** Profiles to run: all, or a shard's. */
  range: { first: number; end: number }
  blockSize: number
  control: Int32Array
}

/** Indices of `control`: the next block to take, profiles done, and 1 once the run is cancelled. */
export const NEXT_BLOCK = 0
export const PROFILES_DONE = 1
export const CANCELLED = 2

/** What one thread brings back: its counts, and its messages by block, so that they can be put in order. */
export interface RunPart { tally: Tally; messages: { block: number; records: MessageRecord[] }[] }

/** Takes blocks of profiles until none is left or the run is cancelled. Yields after each block, so that a caller may breathe between them. */
export function* runBlocks({ program, dataset, options, engine, range, blockSize, control }: RunJob): Generator<void, RunPart> {
  const worker = engine === 'kernel' ? new Kernel(program, dataset, options) : new Reference(program, dataset, options)
  const messages: RunPart['messages'] = []
  while (Atomics.load(control, CANCELLED) === 0) {
    const block = Atomics.add(control, NEXT_BLOCK, 1)
    const first = range.first + block * blockSize
    if (first >= range.end) break
    const end = Math.min(range.end, first + blockSize)
    worker.run(first, end)
    if (worker.messages.length > 0) messages.push({ block, records: worker.messages.splice(0) })
    Atomics.add(control, PROFILES_DONE, end - first)
    yield
  }
  return { tally: worker.tally, messages }
}
