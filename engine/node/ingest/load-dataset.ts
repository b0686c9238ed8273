import { RehearsalError } from '../../core/errors.ts'
import type { ImportOptions, Mapping } from '../../api/contract.ts'
import type { EventDataset } from '../../core/model/dataset.ts'
import { openDataset } from '../columns/dataset-files.ts'
import { cacheDirectory } from '../paths.ts'
import { importDataset, type ImportedDataset, type ImportProgress } from './import-dataset.ts'

/**
 * Imports event files, or finds them in the cache, and opens the columns a run needs (default: all). A damaged cache is imported anew.
 * Errors as `importDataset`.
 */
export async function loadDatasetForRun(request: {
  events: readonly string[]
  /** A profiles file, and the column of the instant from which its rows hold, if it has one. */
  profiles?: string | undefined
  profilesAt?: string | undefined
  options?: ImportOptions | undefined
  hashKey?: Uint8Array | undefined
  map?: Mapping | undefined
  setName?: string | undefined
  cacheDir?: string | undefined
  properties?: readonly string[] | undefined
  attributes?: readonly string[] | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportProgress) => void) | undefined
}): Promise<{ dataset: EventDataset; imported: ImportedDataset }> {
  const importing = {
    paths: request.events,
    mapping: request.map ?? {},
    setName: request.setName,
    profiles: request.profiles === undefined ? undefined : { path: request.profiles, at: request.profilesAt },
    options: request.options,
    hashKey: request.hashKey,
    cacheDir: request.cacheDir ?? cacheDirectory(),
    signal: request.signal,
    onProgress: request.onProgress,
  }
  const wanted = { properties: request.properties, attributes: request.attributes }
  const imported = await importDataset(importing)
  try {
    return { dataset: await openDataset(imported.directory, wanted), imported }
  } catch (error) {
    if (!(error instanceof RehearsalError && error.code === 'E_CACHE_DAMAGED')) throw error
    const again = await importDataset({ ...importing, afresh: true })
    return { dataset: await openDataset(again.directory, wanted), imported: again }
  }
}
