import type { MethodOutput } from '../../api/contract.ts'
import { findProfile, idsBeginning } from '../../core/explain/find-profile.ts'
import { countLacking, firstLacking, personAtHand, whoDid } from '../../core/liquid/person-at-hand.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import type { Asked } from './context.ts'
import type { DatasetService } from './datasets.ts'

/** A person is looked at for a moment, then the next: the columns stay open that long. */
const KEPT_OPEN_MS = 60_000

/** People of a dataset, for the previews of messages. */
export class PreviewService {
  readonly #datasets: DatasetService
  #open: { directory: string; events: string; dataset: Promise<EventDataset>; timer: ReturnType<typeof setTimeout> } | undefined

  constructor(datasets: DatasetService) {
    this.#datasets = datasets
  }

  async person({ datasetId, events, pick }: Asked<'previews.person'>): Promise<MethodOutput<'previews.person'>> {
    const dataset = await this.#opened(datasetId, events)
    const { people, isEverybody } = candidates(dataset, events)
    if (pick.by === 'id') {
      const profile = findProfile(dataset, pick.id)
      const place = people.indexOf(profile)
      return { place: place < 0 ? null : place, total: people.length, ...personAtHand(dataset, profile, events) }
    }
    if (people.length === 0) return null
    const place = pick.by === 'place' ? Math.min(pick.place, people.length - 1) : firstLacking(dataset, people, isEverybody ? [] : events, pick.lacking, pick.from % people.length)
    return place === undefined ? null : { place, total: people.length, ...personAtHand(dataset, people[place]!, events) }
  }

  async ids({ datasetId, text, limit }: Asked<'previews.ids'>): Promise<string[]> {
    return idsBeginning(await this.#opened(datasetId, null), text, limit)
  }

  async lacking({ datasetId, events, asked }: Asked<'previews.lacking'>): Promise<MethodOutput<'previews.lacking'>> {
    const dataset = await this.#opened(datasetId, events)
    const { people } = candidates(dataset, events)
    return { people: people.length, lacking: countLacking(dataset, people, events, asked) }
  }

  /** Attributes, and the columns of what those events and `$set` say: others may be many. `events` null: whichever is open will do. */
  async #opened(datasetId: string, events: readonly string[] | null): Promise<EventDataset> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    const wanted = JSON.stringify([...(events ?? [])].sort())
    const { dataset, timer } = this.#open?.directory === directory && (events === null || this.#open.events === wanted) ? this.#open : this.#openAnew(directory, wanted, events ?? [])
    timer.refresh()
    return dataset
  }

  #openAnew(directory: string, wanted: string, events: readonly string[]) {
    clearTimeout(this.#open?.timer)
    const timer = setTimeout(() => (this.#open = undefined), KEPT_OPEN_MS).unref()
    const opening = { directory, events: wanted, dataset: openFor(directory, events), timer }
    // What could not be opened is tried again the next time.
    opening.dataset.catch(() => { if (this.#open === opening) this.#open = undefined })
    return (this.#open = opening)
  }
}

function candidates(dataset: EventDataset, events: readonly string[]): { people: Uint32Array; isEverybody: boolean } {
  const people = whoDid(dataset, events)
  return people.length > 0 ? { people, isEverybody: false } : { people: whoDid(dataset, []), isEverybody: true }
}

async function openFor(directory: string, events: readonly string[]): Promise<EventDataset> {
  const { catalogueOf, openDataset } = await import('../columns/index.ts')
  const catalogue = await catalogueOf(directory)
  const properties = catalogue.events.filter(({ name }) => name === '$set' || events.includes(name)).flatMap((event) => event.properties.map(({ name }) => name))
  return openDataset(directory, { properties: [...new Set(properties)] })
}
