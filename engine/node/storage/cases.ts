import type { StoreDatabase } from './open-database.ts'

/** A test case of the document with that own id; `text` is a `*.case.json`, `savedAt` epoch ms. */
export interface StoredCase { id: string; journeyId: string; name: string; text: string; savedAt: number }

const COLUMNS = 'id, journey AS journeyId, name, text, saved_at AS savedAt'

/** Test cases of journeys, by the documents' own ids; a deleted one can be had back. */
export class CaseRepository {
  readonly #list
  readonly #get
  readonly #insert
  readonly #update
  readonly #delete
  readonly #restore

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[string], StoredCase>(`SELECT ${COLUMNS} FROM test_cases WHERE journey = ? AND deleted_at IS NULL ORDER BY created_at, rowid`)
    this.#get = database.prepare<[string], StoredCase>(`SELECT ${COLUMNS} FROM test_cases WHERE id = ? AND deleted_at IS NULL`)
    this.#insert = database.prepare<[string, string, string, string, number, number]>('INSERT INTO test_cases (id, journey, name, text, created_at, saved_at) VALUES (?, ?, ?, ?, ?, ?)')
    this.#update = database.prepare<[string, string, number, string]>('UPDATE test_cases SET name = ?, text = ?, saved_at = ? WHERE id = ?')
    this.#delete = database.prepare<[number, string]>('UPDATE test_cases SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
    this.#restore = database.prepare<[string]>('UPDATE test_cases SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL')
  }

  /** In the order in which they were made. */
  list(journeyId: string): StoredCase[] {
    return this.#list.all(journeyId)
  }

  get(id: string): StoredCase | undefined {
    return this.#get.get(id)
  }

  add({ id, journeyId, name, text, savedAt }: StoredCase): void {
    this.#insert.run(id, journeyId, name, text, savedAt, savedAt)
  }

  change({ id, name, text, savedAt }: Omit<StoredCase, 'journeyId'>): void {
    this.#update.run(name, text, savedAt, id)
  }

  /** False: there is no such case. */
  delete(id: string, at: number): boolean {
    return this.#delete.run(at, id).changes > 0
  }

  /** False: no deleted case has this id. */
  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }
}
