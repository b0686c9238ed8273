import { columnsNeeded } from '../../engine/core/compile/columns-needed.ts'
import { lower } from '../../engine/core/compile/lower.ts'
import type { EventDataset } from '../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { simulateTogetherWithKernel } from '../../engine/core/simulate/kernel.ts'
import type { RunFigures, RunOptions } from '../../engine/core/simulate/run.ts'

/** The kernel as the command line runs it: no messages kept, and of the dataset only the columns that are needed. */
export function leanFigures(documents: readonly JourneyDocument[], dataset: EventDataset, options: RunOptions): RunFigures[] {
  const { properties, attributes, all } = columnsNeeded(lower(documents, options.dialect), options.breakDown, options.scenario)
  const only = (columns: EventDataset['properties'], names: readonly string[]) => new Map([...columns].filter(([name]) => all || names.includes(name)))
  const lean = { ...dataset, properties: only(dataset.properties, properties), attributes: only(dataset.attributes, attributes) }
  return simulateTogetherWithKernel(documents, lean, options).figures
}
