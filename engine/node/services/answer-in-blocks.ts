import type { Exploration } from '../../core/explore/exploration.ts'
import { profileCountOf, type EventDataset } from '../../core/model/dataset.ts'
import type { Job } from './jobs.ts'

/** Rows and profiles walked between two looks at whether the job was cancelled: some 20 ms. */
const BLOCK = 200_000

/** Answers a question while the caller's other work goes on. Throws what `signal` aborts with. */
export async function answerInBlocks<Answer>(dataset: EventDataset, exploration: Exploration<Answer>, { signal, onProgress }: Partial<Job> = {}): Promise<Answer> {
  const { offsets } = dataset
  const total = profileCountOf(dataset)
  for (let first = 0; first < total; ) {
    signal?.throwIfAborted()
    let end = first + 1
    while (end < total && offsets[end]! - offsets[first]! + end - first < BLOCK) end++
    exploration.walk(first, end)
    first = end
    onProgress?.({ phase: 'profiles', done: first, total })
    await new Promise((resolve) => setImmediate(resolve))
  }
  signal?.throwIfAborted()
  return exploration.answer()
}
