import type { DatasetSummary, MethodInput } from '../../api/contract.ts'
import type { StoreDatabase } from './open-database.ts'

/** What an import was asked to read: absolute paths, as they were then. */
export type StoredRequest = Omit<MethodInput<'datasets.import'>, 'jobId' | 'name'>

/**
 * A dataset as it is stored: `folder` holds its columns, relative to the workspace; `recipe` names what generated it, if anything did;
 * `request` is what it was imported with, null if it was not.
 */
export interface StoredDataset extends Omit<DatasetSummary, 'bytes' | 'canReimport'> {
  folder: string
  recipe: string | null
  request: StoredRequest | null
}

type Row = Omit<StoredDataset, 'request'> & { request: string | null }

const COLUMNS = `id, name, digest, folder, events, profiles, first_at AS "from", last_at AS "to", rejected, imported_at AS importedAt, source, recipe,
  request, attributes_as_of AS attributesAsOf`

export class DatasetRepository {
  readonly #list
  readonly #get
  readonly #byRecipe
  readonly #put
  readonly #delete

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM datasets ORDER BY imported_at DESC, rowid DESC`)
    this.#get = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM datasets WHERE id = ?`)
    this.#byRecipe = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM datasets WHERE recipe = ?`)
    this.#put = database.prepare<[Row], Row>(
      `INSERT INTO datasets (id, name, digest, folder, events, profiles, first_at, last_at, rejected, imported_at, source, recipe, request, attributes_as_of)
       VALUES (@id, @name, @digest, @folder, @events, @profiles, @from, @to, @rejected, @importedAt, @source, @recipe, @request, @attributesAsOf)
       ON CONFLICT (folder) DO UPDATE SET name = excluded.name, imported_at = excluded.imported_at, source = excluded.source,
         recipe = coalesce(excluded.recipe, recipe), request = coalesce(excluded.request, request)
       RETURNING ${COLUMNS}`,
    )
    this.#delete = database.prepare<[string]>('DELETE FROM datasets WHERE id = ?')
  }

  /** Last imported first. */
  list(): StoredDataset[] {
    return this.#list.all().map(stored)
  }

  get(id: string): StoredDataset | undefined {
    const row = this.#get.get(id)
    return row && stored(row)
  }

  byRecipe(recipe: string): StoredDataset | undefined {
    const row = this.#byRecipe.get(recipe)
    return row && stored(row)
  }

  /** The same columns are the same dataset: it keeps its id and takes the new name. */
  put(dataset: StoredDataset): StoredDataset {
    return stored(this.#put.get({ ...dataset, request: dataset.request && JSON.stringify(dataset.request) })!)
  }

  /** Journeys that named it name none then; runs keep their figures. */
  delete(id: string): void {
    this.#delete.run(id)
  }
}

function stored({ request, ...row }: Row): StoredDataset {
  return { ...row, request: request === null ? null : (JSON.parse(request) as StoredRequest) } // as: written by `put`
}
