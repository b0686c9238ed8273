import type { DatasetSummary } from '../../api/contract.ts'
import type { StoreDatabase } from './open-database.ts'

/** A dataset as it is stored: `folder` holds its columns, relative to the workspace; `recipe` names what generated it, if anything did. */
export interface StoredDataset extends DatasetSummary { folder: string; recipe: string | null }

const COLUMNS = `id, name, digest, folder, events, profiles, first_at AS "from", last_at AS "to", rejected, imported_at AS importedAt, source, recipe`

export class DatasetRepository {
  readonly #list
  readonly #get
  readonly #byRecipe
  readonly #put
  readonly #delete

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[], StoredDataset>(`SELECT ${COLUMNS} FROM datasets ORDER BY imported_at DESC, rowid DESC`)
    this.#get = database.prepare<[string], StoredDataset>(`SELECT ${COLUMNS} FROM datasets WHERE id = ?`)
    this.#byRecipe = database.prepare<[string], StoredDataset>(`SELECT ${COLUMNS} FROM datasets WHERE recipe = ?`)
    this.#put = database.prepare<[StoredDataset], StoredDataset>(
      `INSERT INTO datasets (id, name, digest, folder, events, profiles, first_at, last_at, rejected, imported_at, source, recipe)
       VALUES (@id, @name, @digest, @folder, @events, @profiles, @from, @to, @rejected, @importedAt, @source, @recipe)
       ON CONFLICT (folder) DO UPDATE SET name = excluded.name, imported_at = excluded.imported_at, source = excluded.source,
         recipe = coalesce(excluded.recipe, recipe)
       RETURNING ${COLUMNS}`,
    )
    this.#delete = database.prepare<[string]>('DELETE FROM datasets WHERE id = ?')
  }

  /** Last imported first. */
  list(): StoredDataset[] {
    return this.#list.all()
  }

  get(id: string): StoredDataset | undefined {
    return this.#get.get(id)
  }

  byRecipe(recipe: string): StoredDataset | undefined {
    return this.#byRecipe.get(recipe)
  }

  /** The same columns are the same dataset: it keeps its id and takes the new name. */
  put(dataset: StoredDataset): StoredDataset {
    return this.#put.get(dataset)!
  }

  /** Journeys that named it name none then; runs keep their figures. */
  delete(id: string): void {
    this.#delete.run(id)
  }
}
