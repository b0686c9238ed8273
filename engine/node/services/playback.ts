import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { profileCountOf, textAt } from '../../core/model/dataset.ts'
import type { Asked } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** Who the people of a run's log are. */
export class PlaybackService {
  readonly #datasets: DatasetService

  constructor(datasets: DatasetService) {
    this.#datasets = datasets
  }

  async profileIds({ datasetId, profiles }: Asked<'runs.profileIds'>): Promise<MethodOutput<'runs.profileIds'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const { openDataset } = await import('../columns/index.ts')
    const dataset = await openDataset(directory, { properties: [], attributes: [] })
    const count = profileCountOf(dataset)
    const beyond = profiles.find((profile) => profile >= count)
    if (beyond !== undefined) throw new RehearsalError('E_NOT_FOUND', `There is no person number ${beyond}: the data have ${count}.`, 'The data were changed since the run: run again.')
    return profiles.map((profile) => textAt(dataset.profileIds, profile))
  }
}
