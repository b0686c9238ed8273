import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { DatasetCatalogue, DatasetPreview, DatasetSummary, MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { readHashKey, workspaceHashKey } from '../hash-key.ts'
import type { StoredDataset, StoredRequest } from '../storage/datasets.ts'
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
  attributesAsOf?: DatasetSummary['attributesAsOf']
}

/** Datasets of the workspace: their columns lie in its folder `datasets`, one folder each, named by content. */
export class DatasetService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(): DatasetSummary[] {
    return this.all().map((dataset) => this.summaryOf(dataset))
  }

  /** As they are stored, with the files they were imported from. */
  all(): StoredDataset[] {
    return this.#datasets.list()
  }

  async preview({ path, options }: Asked<'datasets.preview'>): Promise<DatasetPreview> {
    const { previewFile } = await ingest()
    return previewFile(path, options, (signature) => this.#context.workspace.mappings.get(signature))
  }

  /** The same files with the same mapping are the same dataset: it is not read again and takes the new name. */
  async import({ jobId, name, ...request }: Asked<'datasets.import'>): Promise<DatasetSummary> {
    return this.#context.jobs.run(jobId, async ({ signal, onProgress }) => {
      const { columnSignature, importDataset } = await ingest()
      const { paths, mapping, setName, profiles, options } = request
      const { workspace, now } = this.#context
      const imported = await importDataset({
        paths,
        mapping,
        setName,
        profiles,
        options,
        hashKey: this.#hashKeyFor(request),
        cacheDir: workspace.datasetsDirectory,
        signal,
        onProgress,
      })
      signal.throwIfAborted()
      const signature = await columnSignature(paths[0]!)
      const files = [...paths, ...(profiles ? [profiles.path] : [])]
      return workspace.together(() => {
        workspace.mappings.put(signature, { mapping, setName: setName ?? null, options: options ?? {}, at: now() })
        return this.summaryOf(this.add(imported, name, files.map((path) => basename(path)).join(', '), null, request))
      })
    })
  }

  async reimport({ jobId, id }: Asked<'datasets.reimport'>): Promise<DatasetSummary> {
    const { name, request } = this.get(id)
    if (!request) throw new RehearsalError('E_NO_FILES', `"${name}" was not imported from files that are remembered.`, 'Import its files once by hand; from then on it can be imported again.')
    return this.import({ jobId, name, ...request })
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

  /** `request`: what it was imported with, if it was. */
  add(
    { directory, digest, events, profiles, from, to, rejected, attributesAsOf = null }: DatasetColumns,
    name: string,
    source: string,
    recipe: string | null,
    request: StoredRequest | null = null,
  ): StoredDataset {
    const { workspace, newId, now } = this.#context
    // Relative and with slashes, so that a workspace may be moved, even to another system.
    const folder = relative(workspace.directory, directory).replaceAll('\\', '/')
    return this.#datasets.put({ id: newId(), name, digest, folder, events, profiles, from, to, rejected, importedAt: now(), source, attributesAsOf, recipe, request })
  }

  summaryOf(dataset: StoredDataset): DatasetSummary {
    const { folder: _folder, recipe: _recipe, request, ...summary } = dataset
    return { ...summary, bytes: bytesIn(this.directoryOf(dataset)), canReimport: request !== null }
  }

  #hashKeyFor({ options, hashKeyFile }: Pick<StoredRequest, 'options' | 'hashKeyFile'>): Uint8Array | undefined {
    if (hashKeyFile !== undefined) return readHashKey(hashKeyFile)
    return (options?.hash ?? []).length > 0 ? workspaceHashKey(this.#context.workspace.directory) : undefined
  }

  get #datasets() {
    return this.#context.workspace.datasets
  }
}

/** 0 if the folder is gone: the list is still shown. */
function bytesIn(directory: string): number {
  try {
    return readdirSync(directory).reduce((sum, file) => sum + statSync(join(directory, file)).size, 0)
  } catch {
    return 0
  }
}

// Loaded when files are read: it is large, and most of what a window asks needs none of it.
function ingest() {
  return import('../ingest/index.ts')
}
