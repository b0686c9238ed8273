import { lower } from '../compile/lower.ts'
import { profileCountOf, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { jointOutput } from './figures.ts'
import { Kernel } from './kernel.ts'
import { ResultingRows } from './kernel/resulting-rows.ts'
import type { ResponseFigures } from './responses/response-figures.ts'
import type { RunFigures, RunOptions } from './run.ts'

/** A run with what everybody did in it: the events as given, and the reactions among them in the order in which they arrived. */
export interface WhatIfOutput { figures: RunFigures; responses: ResponseFigures | null; events: EventDataset }

/**
 * Runs one document on the kernel and keeps the resulting events. Without a response model, and in a backtest, they are those of the dataset. Messages are
 * not among them (nothing hears a `$sent` of the run), and attributes stay those of the beginning.
 */
export function simulateWhatIf(document: JourneyDocument, dataset: EventDataset, options: RunOptions): WhatIfOutput {
  const program = lower([document])
  const rows = new ResultingRows()
  const kernel = new Kernel(program, dataset, options, rows)
  kernel.run(0, profileCountOf(dataset))
  const { figures, responses } = jointOutput(program, kernel.tally, kernel.messages, dataset, options)
  return { figures: figures[0]!, responses, events: rows.build() ?? dataset }
}
