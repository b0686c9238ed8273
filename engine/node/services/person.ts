import { MOST_EVENTS_OF_A_PERSON } from '../../api/person-methods.ts'
import type { MethodOutput } from '../../api/contract.ts'
import type { JsonValue } from '../../core/json.ts'
import { journeysBeside } from './beside.ts'
import type { Asked, ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** One person alone: the events the data hold of them, and what would happen with others. */
export class PersonService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  async events({ datasetId, profileId, sessionGapMs }: Asked<'people.events'>): Promise<MethodOutput<'people.events'>> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const [{ findProfile }, { withSessions }, { openDataset }, { attributesOf, eventsOf, hasAttributeRow }] = await Promise.all([
      import('../../core/explain/find-profile.ts'),
      import('../../core/explore/with-sessions.ts'),
      import('../columns/index.ts'),
      import('../../core/simulate/reference.ts'),
    ])
    const opened = await openDataset(directory, {}) // all columns: any of them may be changed
    const dataset = sessionGapMs === undefined ? opened : withSessions(opened, sessionGapMs)
    const profile = findProfile(dataset, profileId)
    const events = eventsOf(dataset, profile)
    return {
      profile: { id: profileId, attributes: Object.fromEntries(attributesOf(dataset, profile)), known: hasAttributeRow(dataset, profile) },
      events: events.slice(0, MOST_EVENTS_OF_A_PERSON).map(({ at, name, properties }) => ({ at, name, properties: { ...properties } as Record<string, JsonValue> })), // as: what is missing has no key
      total: events.length,
      firstAt: dataset.firstAt,
    }
  }

  async rehearse({ document, together = [], scenario, assume, seed, from, until, firstAt, profile, events, standing = false }: Asked<'people.rehearse'>): Promise<MethodOutput<'people.rehearse'>> {
    const documents = [document, ...journeysBeside(this.#context, document, together).map((one) => one.document)]
    const [{ explainProfile }, { buildDataset }, { runnable }] = await Promise.all([
      import('../../core/explain/explain-profile.ts'),
      import('../../core/model/dataset.ts'),
      import('./simulate.ts'),
    ])
    runnable(documents)
    const { id, attributes, known } = profile
    // Without a row of attributes, an event has to make the person known to schedules.
    const hasRow = known || events.length === 0 || Object.keys(attributes).length > 0
    const built = buildDataset(events.map(({ at, name, properties }) => ({ profileId: id, at, name, properties })), hasRow ? [{ profileId: id, attributes }] : [])
    const dataset = { ...built, firstAt: firstAt ?? (events.length === 0 ? from : built.firstAt) }
    return explainProfile({ documents, dataset, profileId: id, options: { from, until, seed, scenario, assume }, standing })
  }
}
