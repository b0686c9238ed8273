import { rmSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { DatasetCatalogue, DatasetPreview, DatasetSummary, MethodOutput } from '../../api/contract.ts'
import type { StoredDataset } from '../storage/datasets.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

/** Columns on disk as an import or a template leaves them. */
export interface DatasetColumns {
  directory: string
  digest: string
  events: number
  profiles: number
  from: number
  to: number
  rejected: number
}

/** Datasets of the workspace: their columns lie in its folder `datasets`, one folder each, named by content. */
export class DatasetService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(): DatasetSummary[] {
    return this.#datasets.list().map(summaryOf)
  }

  async preview(path: string): Promise<DatasetPreview> {
    const { previewFile } = await ingest()
    return previewFile(path)
  }

  /** The same files with the same mapping are the same dataset: it is not read again and takes the new name. */
  async import({ jobId, name, paths, mapping, setName, profiles }: Asked<'datasets.import'>): Promise<DatasetSummary> {
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const { importDataset } = await ingest()
      const imported = await importDataset({
        paths,
        mapping,
        setName,
        profiles,
        cacheDir: this.#context.workspace.datasetsDirectory,
        signal,
        onProgress,
      })
      signal.throwIfAborted()
      const files = [...paths, ...(profiles ? [profiles.path] : [])]
      return summaryOf(this.add(imported, name, files.map((path) => basename(path)).join(', '), null))
    })
  }

  async catalogue(id: string): Promise<DatasetCatalogue> {
    const { catalogueOf } = await import('../columns/index.ts')
    return catalogueOf(this.directoryOf(this.get(id)))
  }

  async rejects({ id, offset, limit }: Asked<'datasets.rejects'>): Promise<MethodOutput<'datasets.rejects'>> {
    const { readRejects } = await import('../columns/index.ts')
    return readRejects(this.directoryOf(this.get(id)), offset, limit)
  }

  delete(id: string): Record<string, never> {
    const directory = this.directoryOf(this.get(id))
    // First the row: columns nobody names are harmless, a row without columns is not.
    this.#datasets.delete(id)
    rmSync(directory, { recursive: true, force: true })
    return {}
  }

  get(id: string): StoredDataset {
    const dataset = this.#datasets.get(id)
    if (!dataset) throw notFound('dataset', id)
    return dataset
  }

  byRecipe(recipe: string): StoredDataset | undefined {
    return this.#datasets.byRecipe(recipe)
  }

  directoryOf({ folder }: StoredDataset): string {
    return join(this.#context.workspace.directory, folder)
  }

  add(
    { directory, digest, events, profiles, from, to, rejected }: DatasetColumns,
    name: string,
    source: string,
    recipe: string | null,
  ): StoredDataset {
    const { workspace, newId, now } = this.#context
    // Relative and with slashes, so that a workspace may be moved, even to another system.
    const folder = relative(workspace.directory, directory).replaceAll('\\', '/')
    return this.#datasets.put({ id: newId(), name, digest, folder, events, profiles, from, to, rejected, importedAt: now(), source, recipe })
  }

  get #datasets() {
    return this.#context.workspace.datasets
  }
}

// Loaded when files are read: it is large, and most of what a window asks needs none of it.
function ingest() {
  return import('../ingest/index.ts')
}

function summaryOf({ folder: _folder, recipe: _recipe, ...summary }: StoredDataset): DatasetSummary {
  return summary
}
