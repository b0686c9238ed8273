import type { EventDataset } from '../../core/model/dataset.ts'
import type { DatasetService } from './datasets.ts'

interface Columns { properties?: string[]; attributes?: string[] }
interface Opened { columns: Columns; dataset: EventDataset }

/** Datasets kept open: the one that is being tried on, and one beside it. */
const KEPT = 2
/** How long they stay open when nobody asks: tens of millions of events are hundreds of megabytes. */
const IDLE_MS = 120_000

/**
 * Datasets that are asked again and again keep their columns in memory, with sessions if a gap is given. A question that reads more columns than are there opens
 * the dataset anew with those of both, so that turning one condition after the other does not open it each time.
 */
export class OpenDatasets {
  /** The one asked for last at the end. */
  readonly #kept = new Map<string, Opened>()
  readonly #datasets: DatasetService
  #closing: NodeJS.Timeout | undefined

  constructor(datasets: DatasetService) {
    this.#datasets = datasets
  }

  async opened(datasetId: string, sessionGapMs: number | undefined, columns: Columns): Promise<EventDataset> {
    const stored = this.#datasets.get(datasetId)
    const key = `${stored.folder} ${stored.digest} ${sessionGapMs ?? ''}`
    const known = this.#kept.get(key)
    const isEnough = known !== undefined && covers(known.columns.properties, columns.properties) && covers(known.columns.attributes, columns.attributes)
    const wanted = known === undefined || isEnough ? columns : { ...union('properties', known.columns, columns), ...union('attributes', known.columns, columns) }
    const entry = isEnough ? known : { columns: wanted, dataset: await read(this.#datasets.directoryOf(stored), wanted, sessionGapMs) }
    this.#kept.delete(key)
    this.#kept.set(key, entry)
    for (const oldest of this.#kept.keys()) if (this.#kept.size > KEPT) this.#kept.delete(oldest)
    clearTimeout(this.#closing)
    this.#closing = setTimeout(() => this.#kept.clear(), IDLE_MS).unref()
    return entry.dataset
  }
}

async function read(directory: string, columns: Columns, sessionGapMs: number | undefined): Promise<EventDataset> {
  const [{ openDataset }, { withSessions }] = await Promise.all([import('../columns/index.ts'), import('../../core/explore/with-sessions.ts')])
  const opened = await openDataset(directory, columns)
  return sessionGapMs === undefined ? opened : withSessions(opened, sessionGapMs)
}

/** Left out means all. */
function covers(there: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean {
  return there === undefined || (wanted !== undefined && wanted.every((name) => there.includes(name)))
}

function union(kind: keyof Columns, a: Columns, b: Columns): Columns {
  const [one, other] = [a[kind], b[kind]]
  return one === undefined || other === undefined ? {} : { [kind]: [...new Set([...one, ...other])] }
}
