import { qualitySchema, type Quality } from '../../../core/explore/answers.ts'
import { QualityExploration } from '../../../core/explore/quality/quality.ts'
import { answerInBlocks } from '../../services/answer-in-blocks.ts'
import type { Job } from '../../services/jobs.ts'
import { openDataset } from '../dataset-files.ts'
import { keepIn, keptIn } from './kept-file.ts'

const qualityFile = 'quality.json'

/** What looks wrong in a dataset on disk: looked for the first time it is asked, and kept beside the columns. Throws what `signal` aborts with. */
export async function qualityOf(directory: string, job: Partial<Job> = {}): Promise<Quality> {
  const kept = keptIn(directory, qualityFile, qualitySchema)
  if (kept) return kept
  const dataset = await openDataset(directory, { attributes: [] })
  const quality = await answerInBlocks(dataset, new QualityExploration(dataset), job)
  keepIn(directory, qualityFile, quality)
  return quality
}
