import { startsOf, countLog, type Logged } from '../../../engine/core/forecast/count-log.ts'
import { lower } from '../../../engine/core/compile/lower.ts'
import type { EventDataset } from '../../../engine/core/model/dataset.ts'
import { profileCountOf } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { joinedLog } from '../../../engine/core/playback/run-log.ts'
import { Kernel } from '../../../engine/core/simulate/kernel.ts'
import type { RunOptions } from '../../../engine/core/simulate/run.ts'
import type { ForecastRuns } from '../../../engine/core/forecast/against.ts'

/** A run of one journey in this thread, with every count. */
export function loggedRun(document: JourneyDocument, dataset: EventDataset, options: RunOptions = {}): Logged {
  const program = lower([document])
  const kernel = new Kernel(program, dataset, { ...options, log: { most: 1e9 } })
  kernel.run(0, profileCountOf(dataset))
  return { program: program.journeys[0]!, log: joinedLog([kernel.log!.take()], kernel.log!.total), from: options.from ?? dataset.firstAt, until: options.until ?? dataset.lastAt }
}

/** The forecast a run makes. */
export function forecastBy(...runs: Logged[]): ForecastRuns {
  const [first] = runs
  return {
    runs, whole: countLog(first!, startsOf(first!), null), scenario: null,
    about: { madeAt: 0, isBefore: true, datasetName: 'before', from: first!.from, until: first!.until, scenarioName: null, hasRanges: runs.length > 1 },
  }
}
